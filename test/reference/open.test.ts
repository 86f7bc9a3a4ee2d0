import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { operatorOf } from '../../src/operator/operator.js'
import type { Operations } from '../../src/operator/operations.js'
import { RemoveAppDocument } from '../../src/cli/generated/operations.js'
import { loadConfig } from '../../src/config/config.js'
import { startGateway } from '../../src/gateway.js'
import { missingCouchdbReason } from '../support/couchdb.js'
import { describeWith } from '../support/requirements.js'
import { send, type Answer } from '../support/http.js'
import { referenceSpaces } from '../support/reference-data.js'
import { couchdbFixture, referenceFixtures, type ReferenceFixture } from '../support/reference-fixture.js'

// The gateway opens the data of a reference registry (cozy-apps-registry) in place. It serves this data correctly, and does not
// change it.

const gatewayIndexes = ['_design/versions-by-slug', '_design/withdrawn-versions']

interface ServedFixture extends ReferenceFixture {
  url: string
  get: (path: string) => Promise<Answer>
  operations: Operations
}

async function serveReference(openReference: () => Promise<ReferenceFixture>): Promise<ServedFixture> {
  const fixture = await openReference()
  const { config } = await loadConfig({ argvFlags: {}, env: {}, cwd: '/', home: undefined })
  const settings = { ...config, host: '127.0.0.1', port: 0, prefix: fixture.prefix, ...referenceSpaces }
  const gateway = await startGateway(settings, {
    secret: randomBytes(32),
    log: pino({ level: 'silent' }),
    engines: await fixture.open(),
  })
  onTestFinished(() => gateway.close())
  const { url } = gateway.address
  return { ...fixture, url, get: (path) => send(url, path), operations: operatorOf(gateway) }
}

describe.each(referenceFixtures())('the data of a reference registry, on %s', (_, openReference) => {
  it('include a file in each place where the reference registry stores files, and each file is served', async () => {
    const { get, data } = await serveReference(openReference)
    for (const [path, content] of Object.entries(data.files)) {
      const { status, bytes } = await get(path)
      expect([path, status, bytes.equals(content)]).toEqual([path, 200, true])
    }
  })

  it('are served over REST', async () => {
    const { get } = await serveReference(openReference)
    expect((await get('/registry/slugs')).json()).toEqual(['bank', 'drive', 'notes'])
    expect((await get('/registry/')).json()).toMatchObject({
      data: [
        { slug: 'bank', label: 5 },
        { slug: 'drive', label: 1 },
        { slug: 'notes', label: 2 },
      ],
      meta: { count: 3 },
    })
    expect((await get('/registry/notes')).json()).toMatchObject({
      slug: 'notes',
      created_at: '2026-01-22T01:01:34.400111993Z',
      latest_version: { version: '1.1.0' },
      versions: {
        has_versions: true,
        stable: ['0.9.0-betaX5', '1.0.0', '1.1.0'],
        beta: ['0.9.0-betaX5', '1.0.0', '1.1.0', '1.2.0-beta.1'],
        dev: ['0.9.0-betaX5', '1.0.0', '1.1.0', '1.2.0-beta.1', '1.2.0-dev.abc'],
      },
    })
    expect((await get('/registry/notes/beta/latest')).json()).toMatchObject({ version: '1.2.0-beta.1' })
    expect((await get('/registry/notes/dev/latest')).json()).toMatchObject({ version: '1.2.0-dev.abc' })
    expect((await get('/registry/bank/2.0.0')).json()).toMatchObject({ type: 'konnector', editor: 'Acme' })
    expect((await get('/registry/drive')).json()).toMatchObject({
      data_usage_commitment: 'user_reserved',
      data_usage_commitment_by: 'cozy',
      versions: { has_versions: false },
    })
    expect((await get('/registry/maintenance')).json()).toMatchObject([{ slug: 'bank', maintenance_activated: true }])
    expect((await get('/editors')).json()).toMatchObject([{ name: 'Acme' }, { name: 'Cozy' }])
    expect((await get('/partners/registry/slugs')).json()).toEqual(['widget'])
    expect((await get('/kids/registry/slugs')).json()).toEqual(['notes', 'drive'])
    expect((await get('/kids/registry/bank')).status).toBe(404)
  })

  it('are served over GraphQL', async () => {
    const { url } = await serveReference(openReference)
    const query = `{
      space { apps { totalCount nodes { slug type label maintenance { infrastructure } latestVersion { version size createdAt } } } }
      partners: space(name: "partners") { app(slug: "widget") { latestVersion { version archive { sha256 } } } }
    }`
    const answer = await send(url, '/graphql', { method: 'POST', body: { query } })
    expect(answer.json()).toMatchObject({
      data: {
        space: {
          apps: {
            totalCount: 3,
            nodes: expect.arrayContaining([
              expect.objectContaining({
                slug: 'bank',
                type: 'KONNECTOR',
                label: 'F',
                maintenance: { infrastructure: true },
              }),
              expect.objectContaining({ slug: 'drive', label: 'B', latestVersion: null }),
              expect.objectContaining({ slug: 'notes', latestVersion: expect.objectContaining({ version: '1.1.0' }) }),
            ]),
          },
        },
        partners: { app: { latestVersion: { version: '3.0.0' } } },
      },
    })
  })

  it('are not changed by opening and reading, except for the new indexes, the audit log and the records of tokens', async () => {
    const fixture = await openReference()
    const before = await fixture.stored()
    const { get, data } = await serveReference(() => Promise.resolve(fixture))
    for (const path of Object.keys(data.files)) await get(path)
    for (const path of [
      '',
      '/notes',
      '/notes/versions',
      '/nobody/versions',
      '/notes/dev/latest',
      '/editors',
      '/status',
    ]) {
      await get(`/registry${path}`)
      await get(`/kids/registry${path}`)
    }
    const after = await fixture.stored()
    expect(after.objects).toEqual(before.objects)
    expect(withoutAdditions(after.revisions)).toEqual(before.revisions)
  })

  it('include a pending version, which can be approved', async () => {
    const { url, get, operations, data } = await serveReference(openReference)
    const { token } = await operations.createToken({ editor: 'acme', kind: 'MASTER' })
    const headers = { authorization: `Token ${token}` }
    const answer = await send(url, '/registry/pending/notes/2.0.0/approval', { method: 'PUT', headers })
    expect(answer.status).toBe(201)
    expect((await get('/registry/notes/stable/latest')).json()).toMatchObject({ version: '2.0.0' })
    const archive = '/registry/notes/2.0.0/tarball/notes.tar.gz'
    expect((await get(archive)).bytes).toEqual(data.files[archive])
  })

  it('get the missing salt of an editor when the first token of this editor is created', async () => {
    const fixture = await openReference()
    const { operations } = await serveReference(() => Promise.resolve(fixture))
    const before = await fixture.stored()
    const { token } = await operations.createToken({ editor: 'cozy', kind: 'MASTER' })
    const after = await fixture.stored()
    const editors = `${fixture.prefix}-editors`
    const { cozy: old, ...others } = before.revisions[editors] ?? {}
    expect(after.revisions[editors]).toMatchObject(others)
    expect(after.revisions[editors]?.cozy).not.toBe(old)
    expect(await operations.verifyToken({ editor: 'cozy', kind: 'MASTER', token })).toBe(true)
    await operations.createToken({ editor: 'cozy', kind: 'MASTER' })
    expect(withoutAdditions((await fixture.stored()).revisions)).toEqual(withoutAdditions(after.revisions))
  })
})

describeWith('opening a reference registry on CouchDB', couchdbFixture(), missingCouchdbReason, (openReference) => {
  it('adds two indexes to each database of published versions, and no other document', async () => {
    const fixture = await openReference()
    const before = await fixture.stored()
    await serveReference(() => Promise.resolve(fixture))
    const { revisions } = await fixture.stored()
    const added = Object.entries(revisions).flatMap(([database, documents]) =>
      Object.keys(documents)
        .filter((id) => before.revisions[database]?.[id] === undefined)
        .map((id) => `${database} ${id}`),
    )
    expect(added).toEqual(
      ['partners-versions', 'versions'].flatMap((database) =>
        gatewayIndexes.map((id) => `${fixture.prefix}-${database} ${id}`),
      ),
    )
  })
})

describeWith(
  'removing an application of a reference registry on CouchDB',
  couchdbFixture(),
  missingCouchdbReason,
  (openReference) => {
    it('removes its design document versions-notes-v2 and no other design document', async () => {
      const fixture = await openReference()
      const before = await fixture.stored()
      const { operations } = await serveReference(() => Promise.resolve(fixture))
      await operations.execute(RemoveAppDocument, { input: { space: '__default__', slug: 'notes' } })
      const after = await fixture.stored()
      const versions = `${fixture.prefix}-versions`
      const removed = Object.keys(before.revisions[versions] ?? {}).filter((id) => !after.revisions[versions]?.[id])
      expect(removed.filter((id) => id.startsWith('_design/'))).toEqual(['_design/versions-notes-v2'])
    })
  },
)

function withoutAdditions(revisions: Record<string, Record<string, string>>): Record<string, Record<string, string>> {
  return Object.fromEntries(
    Object.entries(revisions)
      .filter(([database]) => !/-(audit|tokens)$/.test(database))
      .map(([database, documents]) => [
        database,
        Object.fromEntries(Object.entries(documents).filter(([id]) => !gatewayIndexes.includes(id))),
      ]),
  )
}
