import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Json } from '../../src/json.js'
import { changesIn } from '../support/changes.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'
import { ask, dataOf } from './ask.js'

const virtualSpaces = [{ name: 'mirror', source: '', filter: 'reject' as const, slugs: [] }]

/** Starts a gateway with the versions 1.0.0 and 1.1.0 of `notes`, and a virtual space that shows them. */
async function startWithNotes(): Promise<TestGateway> {
  const gateway = await startTestGateway({ virtualSpaces })
  await gateway.addApp({ slug: 'notes' })
  for (const version of ['1.0.0', '1.1.0']) await gateway.publish({ slug: 'notes', version })
  return gateway
}

const withdraw = `mutation ($input: WithdrawVersionInput!) {
  result: withdrawVersion(input: $input) {
    __typename
    ... on WithdrawalSuccess { version { version isLatest state withdrawn { reason by } } }
    ... on Refusal { code message }
  }
}`
const restore = withdraw
  .replace('WithdrawVersionInput', 'RestoreVersionInput')
  .replace('withdrawVersion', 'restoreVersion')
const target = { app: 'notes', version: '1.1.0' }
const input = { ...target, reason: 'It loses data' }

async function mutate(gateway: TestGateway, query: string, input: Json, token = gateway.master): Promise<unknown> {
  const data = await dataOf(gateway, query, { variables: { input }, token })
  return z.object({ result: z.unknown() }).parse(data).result
}

const shown = `query ($space: String) {
  space(name: $space) {
    apps { nodes { slug latestVersion { version } } }
    app(slug: "notes") {
      hasVersions
      latestVersion { version withdrawn { reason } }
      versions { totalCount nodes { version } }
      channels { name versionNumbers latest { version } }
      version(version: "1.1.0") { version isLatest withdrawn { reason at by } archive { size } }
    }
  }
}`

describe('withdrawVersion', () => {
  it('hides a version from latest versions and lists of its space and of virtual spaces, but not from its number', async () => {
    const gateway = await startWithNotes()
    expect(await mutate(gateway, withdraw, input)).toEqual({
      __typename: 'WithdrawalSuccess',
      version: {
        version: '1.1.0',
        isLatest: false,
        state: 'PUBLISHED',
        withdrawn: { reason: 'It loses data', by: 'Acme' },
      },
    })
    const channel = { versionNumbers: ['1.0.0'], latest: { version: '1.0.0' } }
    for (const space of ['__default__', 'mirror']) {
      expect(await dataOf(gateway, shown, { variables: { space } })).toEqual({
        space: {
          apps: { nodes: [{ slug: 'notes', latestVersion: { version: '1.0.0' } }] },
          app: {
            hasVersions: true,
            latestVersion: { version: '1.0.0', withdrawn: null },
            versions: { totalCount: 1, nodes: [{ version: '1.0.0' }] },
            channels: [
              { name: 'STABLE', ...channel },
              { name: 'BETA', ...channel },
              { name: 'DEV', ...channel },
            ],
            version: {
              version: '1.1.0',
              isLatest: false,
              withdrawn: { reason: 'It loses data', at: expect.stringMatching(/^\d{4}-.*Z$/), by: 'Acme' },
              archive: { size: expect.any(Number) },
            },
          },
        },
      })
    }
  })

  it('changes cached results of anonymous queries, and restoreVersion changes them back', async () => {
    const gateway = await startWithNotes()
    const before = await dataOf(gateway, shown)
    expect(await dataOf(gateway, shown)).toEqual(before)
    await mutate(gateway, withdraw, input)
    expect(await dataOf(gateway, shown)).not.toEqual(before)
    expect(await mutate(gateway, restore, target)).toMatchObject({ version: { isLatest: true, withdrawn: null } })
    expect(await dataOf(gateway, shown)).toEqual(before)
  })

  it('answers with a refusal for each wrong input', async () => {
    const gateway = await startWithNotes()
    const refusals: [Json, string, string, RegExp][] = [
      [{ ...input, reason: ' ' }, 'InvalidInput', 'INVALID_INPUT', /reason is empty/],
      [{ ...input, version: '9.9.9' }, 'VersionNotFound', 'VERSION_NOT_FOUND', /has no version 9\.9\.9/],
      [{ ...input, app: 'none' }, 'AppNotFound', 'APP_NOT_FOUND', /no application "none"/],
      [{ ...input, space: 'nowhere' }, 'SpaceNotFound', 'SPACE_NOT_FOUND', /"nowhere" does not exist/],
      [{ ...input, space: 'mirror' }, 'SpaceNotFound', 'SPACE_NOT_FOUND', /"mirror" is virtual.*source/],
    ]
    for (const [wrong, __typename, code, message] of refusals) {
      expect(await mutate(gateway, withdraw, wrong)).toEqual({
        __typename,
        code,
        message: expect.stringMatching(message),
      })
    }
  })
})

describe('withdrawing and restoring', () => {
  it('is allowed to editors with their tokens for the application, but to no other editor', async () => {
    const gateway = await startWithNotes()
    await gateway.operations.createEditor('Rival', true)
    await gateway.addApp({ slug: 'tasks' })
    const tokens = {
      own: await gateway.token({ app: 'notes' }),
      any: await gateway.token(),
      other: await gateway.token({ app: 'tasks' }),
      rival: await gateway.token({ editor: 'Rival' }),
    }
    for (const token of [tokens.own, tokens.any]) {
      expect(await mutate(gateway, withdraw, input, token)).toMatchObject({ version: { withdrawn: { by: 'Acme' } } })
      expect(await mutate(gateway, restore, target, token)).toMatchObject({ version: { withdrawn: null } })
    }
    for (const token of [tokens.other, tokens.rival]) {
      for (const [query, variables] of [
        [withdraw, input],
        [restore, target],
      ] as const) {
        expect(await mutate(gateway, query, variables, token)).toMatchObject({
          __typename: 'NotAllowed',
          code: 'UNAUTHORIZED',
        })
      }
    }
    const { errors } = await ask(gateway, withdraw, { variables: { input } })
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHORIZED' } }])
  })

  it('is logged with the application and the version', async () => {
    const gateway = await startWithNotes()
    await mutate(gateway, withdraw, input)
    await mutate(gateway, restore, target)
    const on = { space: '__default__', app: 'notes', version: '1.1.0' }
    const by = { kind: 'master', editor: 'Acme' }
    expect(changesIn(gateway.logged()).slice(-2)).toMatchObject([
      { operation: 'withdrawVersion', on, by, outcome: 'done' },
      { operation: 'restoreVersion', on, by, outcome: 'done' },
    ])
  })

  it('says that a withdrawn version can be restored when it is published again', async () => {
    const gateway = await startWithNotes()
    await mutate(gateway, withdraw, input)
    const again = await gateway.publish({ slug: 'notes', version: '1.1.0' })
    expect([again.status, again.json()]).toEqual([
      409,
      expect.objectContaining({ error: 'Version already exists', detail: expect.stringContaining('restore it') }),
    ])
  })
})
