import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLInputType } from 'graphql'
import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import type { Documents } from '../../src/documents/documents.js'
import { createSchema } from '../../src/graphql/schema.js'
import { connect } from '../../src/gateway.js'
import type { JsonObject } from '../../src/json.js'
import { run } from '../cli/harness.js'
import { changesIn, type LoggedChange } from '../support/changes.js'
import { ForwardingDocuments } from '../support/forwarding-stores.js'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { ask } from './ask.js'

const mutations = Object.values(createSchema().getMutationType()?.getFields() ?? {})

/** A GraphQL literal of an input type, with required fields only. */
function sample(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sample(type.ofType)
  if (isListType(type)) return '[]'
  const named = getNamedType(type)
  if (isEnumType(named)) return named.getValues()[0]?.name ?? ''
  if (!isInputObjectType(named))
    return { Boolean: 'true', Int: '1', Float: '1', Base64: '"e30="' }[named.name] ?? '"1.0.0"'
  const requiredFields = Object.values(named.getFields()).filter(
    (field) => isNonNullType(field.type) && field.defaultValue === undefined,
  )
  return `{ ${requiredFields.map((field) => `${field.name}: ${sample(field.type)}`).join(', ')} }`
}

/** Returns the changes that a gateway logs during `work`. */
async function changesDuring(gateway: TestGateway, work: () => Promise<unknown>): Promise<LoggedChange[]> {
  const before = changesIn(gateway.logged()).length
  await work()
  return changesIn(gateway.logged()).slice(before)
}

describe('mutations', () => {
  it('log one line each when the request has no token', async () => {
    const gateway = await startTestGateway()
    expect(mutations.length).toBeGreaterThan(18)
    for (const { name, args } of mutations) {
      const input = args.map((argument) => `${argument.name}: ${sample(argument.type)}`).join(', ')
      const logged = await changesDuring(gateway, () => ask(gateway, `mutation { ${name}(${input}) { __typename } }`))
      expect(logged).toMatchObject([
        { operation: name, by: { kind: 'anonymous' }, from: '127.0.0.1', outcome: 'refused', code: 'UNAUTHORIZED' },
      ])
    }
  })

  it.each(['Token cut%off', 'Token AAAA', 'Basic eDp5', 'Bearer a.b.c'])(
    'are logged with the actor "unknown token" when the header is "Authorization: %s"',
    async (authorization) => {
      const gateway = await startTestGateway()
      const send = () => gateway.send('/registry', { method: 'POST', headers: { authorization }, body: {} })
      expect(await changesDuring(gateway, send)).toMatchObject([{ by: { kind: 'unknown token' }, outcome: 'refused' }])
    },
  )

  it('behind REST routes log one line each when the token is missing or refused', async () => {
    const gateway = await startTestGateway()
    for (const slug of ['notes', 'other']) await gateway.addApp({ slug })
    const document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    const { paths } = document.parse((await gateway.send('/openapi.json')).json())
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => ['post', 'put', 'patch', 'delete'].includes(method))
        .map((method) => ({ method: method.toUpperCase(), path })),
    )
    const operations: string[] = []
    for (const { method, path } of routes) {
      const filled = path.replace('{app}', 'notes').replace('{version}', '1.0.0').replace('{space}', 'none')
      if (filled.startsWith('/none')) continue
      for (const headers of [{}, authorized('AAAA'), authorized(await gateway.token({ app: 'other' }))]) {
        const logged = await changesDuring(gateway, () => gateway.send(filled, { method, headers, body: {} }))
        expect(logged).toHaveLength(1)
        expect(logged).toMatchObject([{ on: { space: '__default__' }, from: '127.0.0.1', outcome: 'refused' }])
        operations.push(...logged.map(({ operation }) => operation))
      }
    }
    const known = new Set(mutations.map(({ name }) => name))
    // Seven routes change data. Each got three requests.
    expect(operations.length).toBe(7 * 3)
    expect(operations.filter((operation) => !known.has(operation))).toEqual([])
  })
})

describe('the log of changes', () => {
  it('contains the actor, the operation, the target, the client address and the outcome, but no secrets', async () => {
    const gateway = await startTestGateway({ accessTopology: 'xrip' })
    const from = '192.0.2.7'
    const master = { ...authorized(gateway.master), 'X-Real-IP': from }
    const body = { slug: 'notes', type: 'webapp', editor: 'Acme' }
    const create = () => gateway.send('/registry', { method: 'POST', headers: master, body })
    const by = { kind: 'master', editor: 'Acme' }
    const on = { space: '__default__', app: 'notes' }
    expect(await changesDuring(gateway, create)).toMatchObject([
      { operation: 'createApp', on: { ...on, editor: 'Acme' }, by, from, outcome: 'done' },
    ])
    expect(await changesDuring(gateway, create)).toMatchObject([
      { operation: 'createApp', on, by, from, outcome: 'refused', code: 'APP_EXISTS' },
    ])
    const token = await gateway.token({ app: 'notes' })
    const publish = () => gateway.publish({ slug: 'notes', version: '1.0.0', token, body: { parameters: 'hidden' } })
    const version = { ...on, version: '1.0.0' }
    const editor = { kind: 'editor', editor: 'Acme', app: 'notes' }
    expect(await changesDuring(gateway, publish)).toMatchObject([
      { operation: 'publishVersion', on: version, by: editor, outcome: 'done' },
    ])
    expect(await changesDuring(gateway, publish)).toMatchObject([
      { operation: 'publishVersion', on: version, by: editor, outcome: 'refused', code: 'VERSION_EXISTS' },
    ])
    const expired = await gateway.expiredToken('notes')
    expect(
      await changesDuring(gateway, () => gateway.publish({ slug: 'notes', version: '1.0.1', token: expired })),
    ).toMatchObject([
      { by: { ...editor, token: 'ended' }, outcome: 'refused', reason: expect.stringContaining('2001') },
    ])
    const removal = `mutation { removeApp(input: { slug: "notes" }) { __typename } }`
    expect(await changesDuring(gateway, () => ask(gateway, removal, { token: gateway.master }))).toMatchObject([
      { operation: 'removeApp', on: { ...on, removed: ['notes 1.0.0'] }, by, outcome: 'done' },
    ])
    const absent = 'mutation ($space: String) { removeApp(input: { space: $space, slug: "none" }) { __typename } }'
    for (const variables of [{}, { space: null }, { space: '__default__' }]) {
      expect(
        await changesDuring(gateway, () => ask(gateway, absent, { variables, token: gateway.master })),
      ).toMatchObject([{ operation: 'removeApp', on: { space: '__default__', app: 'none' }, code: 'APP_NOT_FOUND' }])
    }
    const log = gateway.logged().join('')
    for (const secret of [gateway.master, token, expired, 'hidden']) expect(log).not.toContain(secret)
  })

  it('contains the names in a REST body when the request is refused before its mutation runs', async () => {
    const gateway = await startTestGateway()
    const master = authorized(gateway.master)
    const create = (body: object) => () => gateway.send('/registry', { method: 'POST', headers: master, body })
    const game = { slug: 'notes', type: 'game', editor: 'Acme' }
    for (const editor of ['Acme', 'Nobody']) {
      expect(await changesDuring(gateway, create({ ...game, editor }))).toMatchObject([
        { operation: 'createApp', on: { space: '__default__', app: 'notes', editor }, outcome: 'refused' },
      ])
    }
    expect(await changesDuring(gateway, create({ ...game, slug: 'x'.repeat(5000) }))).toMatchObject([
      { operation: 'createApp', on: { app: 'x'.repeat(200) }, outcome: 'refused' },
    ])
    await gateway.addApp({ slug: 'notes' })
    const move = () => gateway.send('/registry/notes', { method: 'PATCH', headers: master, body: { editor: 'Other' } })
    expect(await changesDuring(gateway, move)).toMatchObject([
      { operation: 'updateApp', on: { app: 'notes', editor: 'Other' }, outcome: 'refused' },
    ])
  })

  it('contains failed changes, and removals by the retention policy', async () => {
    const conservation = { enableBackgroundCleaning: true, major: 1, minor: 0, month: 0 }
    class Breaking extends ForwardingDocuments {
      isBroken = false
      override put(...args: Parameters<Documents['put']>): Promise<string> {
        return this.isBroken ? Promise.reject(new Error('The disk is full')) : super.put(...args)
      }
    }
    const breaking: Breaking[] = []
    const gateway = await startTestGateway({ conservation }, (engines) => {
      const documents = new Breaking(engines.documents)
      breaking.push(documents)
      return { ...engines, documents }
    })
    await gateway.addApp({ slug: 'notes' })
    await gateway.publish({ slug: 'notes', version: '1.0.0' })
    await gateway.publish({ slug: 'notes', version: '1.0.1' })
    await expect
      .poll(() => changesIn(gateway.logged()).find(({ by }) => by.kind === 'retention'), { timeout: 20_000 })
      .toMatchObject({
        operation: 'removeOldVersions',
        on: { space: '__default__', app: 'notes', version: '1.0.0', channel: 'stable' },
        from: 'background',
        outcome: 'done',
      })
    for (const documents of breaking) documents.isBroken = true
    const logged = await changesDuring(gateway, () => gateway.addApp({ slug: 'drive' }))
    expect(logged).toMatchObject([{ operation: 'createApp', outcome: 'failed', reason: 'The disk is full' }])
  })
})

describe('commands', () => {
  it('log changes to the file of the setting "log.file", not to stderr', async () => {
    const cwd = await temporaryFolder()
    const env = { COZY_REGISTRY_LOG_FILE: 'registry.log' }
    const add = ['add-app', 'notes', '--app-editor', 'Acme', '--app-type', 'webapp']
    const runs = [
      await run(['add-editor', 'Acme'], { cwd, connect, env }),
      await run(add, { cwd, connect, env }),
      await run(add, { cwd, connect, env }),
      await run(['ls-apps', 'Acme'], { cwd, connect, env }),
      await run(['rm-app', 'notes', '--yes'], { cwd, connect }),
    ]
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 1, 0, 0])
    expect(runs.map(({ stderr }) => stderr).join('')).not.toContain('createApp')
    const lines = (await readFile(join(cwd, 'registry.log'), 'utf8')).trim().split('\n')
    const by: JsonObject = { kind: 'operator' }
    const from = 'command line'
    expect(changesIn(lines)).toMatchObject([
      { operation: 'createEditor', on: { name: 'Acme' }, by, from, outcome: 'done' },
      { operation: 'createApp', on: { app: 'notes', editor: 'Acme' }, by, from, outcome: 'done' },
      { operation: 'createApp', on: { app: 'notes' }, by, from, outcome: 'refused', code: 'APP_EXISTS' },
    ])
  })

  const refusals: [argv: string[], operation: string, on: object, reason: RegExp][] = [
    [['rm-editor', 'Nobody', '--yes'], 'removeEditor', { name: 'Nobody' }, /no editor "Nobody"/],
    [['revoke-tokens', 'Nobody', '--yes'], 'revokeTokens', { editor: 'Nobody' }, /no editor "Nobody"/],
    [['gen-token', 'Nobody'], 'createToken', { editor: 'Nobody', kind: 'EDITOR' }, /no editor "Nobody"/],
    [['add-app', 'a', '--app-editor', 'Nobody', '--app-type', 'webapp'], 'createApp', { app: 'a' }, /"Nobody"/],
    [['add-app', 'a', '--app-editor', 'Acme', '--app-type', 'game'], 'createApp', { app: 'a' }, /"game"/],
    [['rm-space', 'nowhere', '--yes'], 'removeSpace', { name: 'nowhere' }, /"nowhere"/],
    [['rm-old-versions', 'nightly', 'a', '--no-dry-run', '--yes'], 'removeOldVersions', { app: 'a' }, /"nightly"/],
    [['rm-app-version', 'a', '1', '--yes'], 'removeVersion', { app: 'a', version: '1' }, /"1" is no version/],
    [['approve', 'a', '1'], 'approvePendingVersion', { app: 'a', version: '1' }, /"1" is no version/],
    [['overwrite-app-icon', 'a', 'no.svg', '--space', 'b'], 'overwriteApp', { app: 'a', space: 'b' }, /no\.svg/],
    [['well-known', 'put', 'no.json'], 'putWellKnownFile', { name: 'no.json' }, /no\.json/],
    [['modify-app', 'a', '--data-usage-commitment', 'all'], 'updateApp', { app: 'a' }, /"all"/],
  ]
  test.each(refusals)('log one line when they refuse a change: %j', async (argv, operation, on, reason) => {
    const cwd = await temporaryFolder()
    const env = { COZY_REGISTRY_LOG_FILE: 'registry.log', COZY_REGISTRY_SESSION_SECRET: 'secret.key' }
    await run(['gen-session-secret', '--passphrase=false'], { cwd, env })
    await run(['add-editor', 'Acme'], { cwd, connect, env: {} })
    expect((await run(argv, { cwd, connect, env })).status).toBe(1)
    const logged = changesIn((await readFile(join(cwd, 'registry.log'), 'utf8')).trim().split('\n'))
    expect(logged).toEqual([
      expect.objectContaining({
        operation,
        on: expect.objectContaining(on),
        by: { kind: 'operator' },
        from: 'command line',
      }),
    ])
    expect(logged).toMatchObject([
      { outcome: expect.stringMatching(/refused|failed/), reason: expect.stringMatching(reason) },
    ])
  })

  it('log nothing when the user does not confirm', async () => {
    const cwd = await temporaryFolder()
    const env = { COZY_REGISTRY_LOG_FILE: 'registry.log' }
    await run(['add-editor', 'Acme'], { cwd, connect })
    expect((await run(['rm-editor', 'Acme'], { cwd, connect, env, stdin: 'n\n' })).status).toBe(1)
    expect(await readFile(join(cwd, 'registry.log'), 'utf8').catch(() => '')).not.toContain('removeEditor')
  })

  it('change nothing when the log file cannot be written', async () => {
    const cwd = await temporaryFolder()
    const env = { COZY_REGISTRY_LOG_FILE: join(cwd, 'nowhere', 'registry.log') }
    const { status, stderr } = await run(['add-editor', 'Acme'], { cwd, connect, env })
    expect(status).toBe(1)
    expect(stderr).toContain('"log.file"')
    expect(stderr).toContain(env.COZY_REGISTRY_LOG_FILE)
    expect(await run(['ls-editors'], { cwd, connect })).toMatchObject({ status: 0, stdout: '' })
  })
})
