import { describe, expect, it } from 'vitest'
import { BusyError, type Documents } from '../../src/documents/documents.js'
import type { Json } from '../../src/json.js'
import { readAuditLog, readAuditPage } from '../support/audit-log.js'
import { ForwardingDocuments } from '../support/forwarding-stores.js'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'
import { ask } from './ask.js'

/** Starts a gateway. Returns it, and a function that reads the entries that were added since the last call, oldest first. */
async function startWithLog(...settings: Parameters<typeof startTestGateway>) {
  const gateway = await startTestGateway(...settings)
  let seen = new Set((await readAuditLog(gateway)).map(({ id }) => id))
  const added = async () => {
    const entries = await readAuditLog(gateway)
    const found = entries.filter(({ id }) => !seen.has(id)).reverse()
    seen = new Set(entries.map(({ id }) => id))
    return found
  }
  return { gateway, added }
}

const mutate = (gateway: TestGateway, field: string, input: string, token = gateway.master) =>
  ask(gateway, `mutation { ${field}(input: { ${input} }) { __typename } }`, { token })

/** Documents whose audit log refuses writes on demand. */
class UnwritableLog extends ForwardingDocuments {
  failure: Error | undefined
  /** Whether the first write of an entry succeeds, and only its completion fails. */
  failsLate = false

  override put(...[database, document, options]: Parameters<Documents['put']>): Promise<string> {
    const isEntry = database.endsWith('-audit') && (document._rev !== undefined || !this.failsLate)
    return isEntry && this.failure ? Promise.reject(this.failure) : super.put(database, document, options)
  }
}

/** Documents that store an application, and then fail. */
class FailingAfterwards extends ForwardingDocuments {
  override async put(...[database, document, options]: Parameters<Documents['put']>): Promise<string> {
    const revision = await super.put(database, document, options)
    if (database.endsWith('-apps')) throw new Error('The connection was closed')
    return revision
  }
}

async function startUnwritable() {
  const wrapped: UnwritableLog[] = []
  const { gateway, added } = await startWithLog({}, (engines) => {
    const documents = new UnwritableLog(engines.documents)
    wrapped.push(documents)
    return { ...engines, documents }
  })
  const [documents] = wrapped
  if (!documents) throw new Error('The gateway has no documents')
  return { gateway, added, documents }
}

describe('the audit log', () => {
  it('has one entry for each change by GraphQL, REST and the operator, with the changed members', async () => {
    const { gateway, added } = await startWithLog({ accessTopology: 'xrip' })
    const address = { 'X-Real-IP': '192.0.2.7' }
    const body = { slug: 'notes', type: 'webapp', editor: 'Acme' }
    await gateway.send('/registry', { method: 'POST', headers: { ...authorized(gateway.master), ...address }, body })
    await gateway.publish({ slug: 'notes', version: '1.0.0', token: await gateway.token({ app: 'notes' }) })
    await mutate(gateway, 'updateApp', 'slug: "notes", dataUsageCommitment: USER_CIPHERED')
    await gateway.operations.createEditor('Second', false)
    await mutate(gateway, 'removeVersion', 'app: "notes", version: "1.0.0"')
    const on = { space: '__default__', app: 'notes' }
    const master = { kind: 'MASTER', editor: 'Acme', app: null }
    const ended = { outcome: 'DONE', endedAt: expect.any(String), code: null, reason: null, count: 1 }
    const version = { state: 'PUBLISHED', version: '1.0.0', sha256: expect.any(String) }
    const entries = await added()
    expect(entries).toMatchObject([
      {
        ...ended,
        operation: 'createApp',
        door: 'REST',
        from: '192.0.2.7',
        actor: master,
        on: { ...on, editor: 'Acme' },
        before: null,
        after: { slug: 'notes', editor: 'Acme', type: 'webapp' },
      },
      { ...ended, operation: 'createToken', door: 'COMMAND_LINE', before: null, after: null },
      {
        ...ended,
        operation: 'publishVersion',
        door: 'REST',
        from: '127.0.0.1',
        actor: { kind: 'EDITOR', editor: 'Acme', app: 'notes' },
        on: { ...on, version: '1.0.0' },
        before: null,
        after: version,
      },
      {
        ...ended,
        operation: 'updateApp',
        door: 'GRAPHQL',
        actor: master,
        on,
        before: { data_usage_commitment: 'none' },
        after: { data_usage_commitment: 'user_ciphered' },
      },
      {
        ...ended,
        operation: 'createEditor',
        door: 'COMMAND_LINE',
        from: expect.stringContaining('@'),
        actor: { kind: 'OPERATOR', editor: null, app: null },
        on: { name: 'Second', autoPublication: false },
        before: null,
        after: { name: 'Second', auto_publication: false },
      },
      { ...ended, operation: 'removeVersion', door: 'GRAPHQL', actor: master, before: version, after: null },
    ])
  })

  it('has refused changes with their code and reason, and refused tokens of a client once with a count', async () => {
    const { gateway, added } = await startWithLog()
    await gateway.addApp({ slug: 'other' })
    await gateway.addApp({ slug: 'notes' })
    expect((await gateway.addApp({ slug: 'notes' })).status).toBe(409)
    const token = await gateway.token({ app: 'other' })
    for (const authorization of [undefined, 'Token AAAA', `Token ${token}`, 'Token AAAA', 'Token AAAA']) {
      const headers = authorization === undefined ? {} : { authorization }
      await gateway.send('/registry/notes', { method: 'POST', headers, body: { version: '1.0.0' } })
    }
    await gateway.send('/registry/notes', { method: 'PATCH', headers: authorized(gateway.master), body: [] })
    const refused = { outcome: 'REFUSED', before: null, after: null, count: 1 }
    const publish = { ...refused, operation: 'publishVersion', code: 'UNAUTHORIZED' }
    expect((await added()).filter(({ operation }) => operation !== 'createToken')).toMatchObject([
      { operation: 'createApp', outcome: 'DONE' },
      { operation: 'createApp', outcome: 'DONE' },
      { ...refused, operation: 'createApp', code: 'APP_EXISTS', reason: expect.stringContaining('notes') },
      { ...publish, actor: { kind: 'ANONYMOUS' } },
      // The count is written later.
      { ...publish, actor: { kind: 'UNKNOWN_TOKEN' }, on: { app: 'notes' }, from: '127.0.0.1' },
      { ...publish, actor: { kind: 'EDITOR', editor: 'Acme', app: 'other' } },
      { ...refused, operation: 'updateApp', actor: { kind: 'MASTER' } },
    ])
  })

  it('has the slugs of a mutation of several applications, and an entry for each of them', async () => {
    const { gateway, added } = await startWithLog()
    await gateway.addApp({ slug: 'notes' })
    await added()
    await mutate(gateway, 'activateMaintenances', 'slugs: ["notes", "gone"]')
    const several = Array.from({ length: 101 }, (_, number) => `"app-${String(number)}"`)
    await mutate(gateway, 'deactivateMaintenances', `slugs: [${several.join(', ')}]`)
    const space = '__default__'
    expect(await added()).toMatchObject([
      { operation: 'activateMaintenances', on: { space, slugs: ['notes', 'gone'], slugCount: 2 }, outcome: 'DONE' },
      { operation: 'activateMaintenance', on: { space, app: 'notes' }, outcome: 'DONE' },
      { operation: 'activateMaintenance', on: { space, app: 'gone' }, outcome: 'REFUSED' },
      { operation: 'deactivateMaintenances', on: { slugCount: 101 }, outcome: 'REFUSED', code: 'INVALID_INPUT' },
    ])
  })

  it('has no tokens, salts, secrets, URLs or manifests', async () => {
    const { gateway, added } = await startWithLog()
    await gateway.addApp({ slug: 'notes' })
    const url = 'https://user:hidden-password@127.0.0.1:1/notes.tar.gz?sig=hidden-signature'
    const version = { slug: 'notes', version: '1.0.0', manifest: { name: 'hidden-name' } }
    await gateway.publish(version)
    await gateway.publish({ ...version, version: '1.0.1', body: { url, parameters: { key: 'hidden-parameter' } } })
    await mutate(gateway, 'setRemoteSecret', 'doctype: "a.b", name: "key", value: "hidden-value"')
    await mutate(gateway, 'createToken', 'editor: "Acme"')
    await mutate(gateway, 'revokeTokens', 'editor: "Acme", app: "notes"')
    await gateway.addApp({ slug: 'x\ud800'.repeat(500) })
    const entries = await added()
    const text = JSON.stringify(entries)
    expect(text).not.toMatch(/hidden|salt|Token /)
    expect(text).not.toContain(gateway.master)
    expect(entries).toMatchObject([
      { operation: 'createApp' },
      ...[{ operation: 'createToken' }, { operation: 'publishVersion', outcome: 'DONE' }],
      ...[{ operation: 'createToken' }, { operation: 'publishVersion', outcome: 'REFUSED' }],
      ...[{ operation: 'setRemoteSecret' }, { operation: 'createToken', outcome: 'DONE' }],
      { operation: 'revokeTokens', before: null, after: { revocation_counters: { notes: 1 } } },
      { operation: 'createApp', outcome: 'REFUSED', on: { app: 'x?'.repeat(100) } },
    ])
  })

  it('has removals by the retention policy', async () => {
    const conservation = { enableBackgroundCleaning: true, major: 1, minor: 0, month: 0 }
    const { gateway } = await startWithLog({ conservation })
    await gateway.addApp({ slug: 'notes' })
    for (const version of ['1.0.0', '1.0.1']) await gateway.publish({ slug: 'notes', version })
    await expect
      .poll(() => readAuditLog(gateway, { operation: 'removeOldVersions', outcome: 'DONE' }), { timeout: 20_000 })
      .toMatchObject([
        {
          door: 'BACKGROUND',
          actor: { kind: 'RETENTION' },
          on: { space: '__default__', app: 'notes', version: '1.0.0' },
          before: { version: '1.0.0' },
        },
      ])
  })

  it('pages and filters entries, each exactly once, newest first', async () => {
    const { gateway } = await startWithLog()
    for (const slug of ['ant', 'bee', 'cat']) await gateway.addApp({ slug })
    await gateway.operations.createEditor('Zoo', true)
    await mutate(gateway, 'removeApp', 'slug: "bee"')
    const all = await readAuditLog(gateway)
    const ids: string[] = []
    for (let after: string | null = null; ;) {
      const page = await readAuditPage(gateway, { first: 2, after })
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null)
      ids.push(...page.nodes.map(({ id }) => id))
      // A new entry does not change the following pages.
      await gateway.addApp({ slug: 'ant' })
      if (!page.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
    }
    expect(ids).toEqual(all.map(({ id }) => id))
    const namesOf = async (filter: Record<string, Json>) =>
      (await readAuditLog(gateway, filter)).map(
        ({ operation, on }) => `${operation} ${JSON.stringify(on.app ?? on.name)}`,
      )
    const done = { outcome: 'DONE' }
    expect(await namesOf({ ...done, app: 'bee' })).toEqual(['removeApp "bee"', 'createApp "bee"'])
    expect(await namesOf({ ...done, editor: 'zoo' })).toEqual(['createEditor "Zoo"'])
    expect(await namesOf({ ...done, door: 'GRAPHQL' })).toEqual(['removeApp "bee"'])
    expect(await namesOf({ ...done, actor: 'MASTER', operation: 'createApp', space: '__default__' })).toEqual([
      ...['createApp "cat"', 'createApp "bee"', 'createApp "ant"'],
    ])
    expect(await namesOf({ space: 'labs' })).toEqual([])
    const [created] = await readAuditLog(gateway, { ...done, app: 'cat' })
    const { at } = created ?? { at: '' }
    const around = await readAuditLog(gateway, { since: at, until: at })
    expect(around.map(({ at }) => at)).toEqual(around.map(() => at))
    expect(around.map(({ id }) => id)).toContain(created?.id)
    const since = (await readAuditLog(gateway, { since: at })).map(({ id }) => id)
    expect(since).toEqual((await readAuditLog(gateway)).filter((entry) => entry.at >= at).map(({ id }) => id))
    for (const variables of [{ after: 'bm90aGluZw' }, { first: -1 }])
      await expect(readAuditPage(gateway, variables)).rejects.toThrow('INVALID_INPUT')
  })

  it('refuses changes that it cannot record, as other failures of the storage', async () => {
    const { gateway, added, documents } = await startUnwritable()
    await gateway.addApp({ slug: 'notes' })
    await added()
    documents.failure = Object.assign(new Error('full'), { code: 'ENOSPC' })
    expect((await gateway.addApp({ slug: 'other' })).status).toBe(507)
    documents.failure = new BusyError()
    expect((await gateway.addApp({ slug: 'other' })).status).toBe(503)
    expect(await mutate(gateway, 'removeApp', 'slug: "notes"')).toMatchObject({ errors: [{}] })
    // A refused token is refused as usual.
    expect((await gateway.send('/registry', { method: 'POST', body: {} })).status).toBe(401)
    documents.failure = undefined
    expect((await gateway.send('/registry/notes')).status).toBe(200)
    expect((await gateway.send('/registry/other')).status).toBe(404)
    expect(await added()).toEqual([])
  })

  it('has what a failed change has changed', async () => {
    const { gateway, added } = await startWithLog({}, (engines) => ({
      ...engines,
      documents: new FailingAfterwards(engines.documents),
    }))
    expect((await gateway.addApp({ slug: 'notes' })).status).toBe(500)
    const reason = 'The connection was closed'
    expect(await added()).toMatchObject([{ outcome: 'FAILED', reason, before: null, after: { slug: 'notes' } }])
  })

  it('has an unknown outcome when the end of a change cannot be recorded', async () => {
    const { gateway, added, documents } = await startUnwritable()
    documents.failsLate = true
    documents.failure = new Error('The disk is full')
    expect((await gateway.addApp({ slug: 'notes' })).status).toBe(201)
    expect(await added()).toMatchObject([{ operation: 'createApp', outcome: 'UNKNOWN', endedAt: null }])
    expect(gateway.logged().join('')).toContain('an entry of the audit log could not be completed')
  })
})
