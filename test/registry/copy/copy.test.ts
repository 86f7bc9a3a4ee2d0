import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  DeprecateAppDocument,
  RemoveEditorDocument,
  WithdrawVersionDocument,
} from '../../../src/cli/generated/operations.js'
import type { CopyResult } from '../../../src/registry/copy/copy.js'
import { startTestGateway, type TestGateway } from '../../support/gateway.js'
import { listen } from '../../support/http-servers.js'
import { openTestRegistry, type TestRegistry } from '../../support/registry.js'
import { packArchive, sha256 } from '../../support/archives.js'
import { silentProgress } from '../../support/import-fixture.js'
import { nameIn, appReader } from '../virtual/fixture.js'

const screenshot = { name: 'shots/one.png', content: Buffer.from('89504e470d0a1a0a', 'hex') }
const otherIcon = { name: 'other.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>' }

/** Starts a gateway to copy from. The application `notes` has two versions. The application `empty` has none. */
async function startSource(): Promise<TestGateway> {
  const source = await startTestGateway()
  await source.operations.createEditor('Zoe', false)
  await source.addApp({ slug: 'notes' })
  await source.addApp({ slug: 'empty', editor: 'Zoe', type: 'konnector' })
  await source.publish({
    slug: 'notes',
    version: '1.0.0',
    files: [screenshot],
    manifest: { screenshots: ['shots/one.png'] },
  })
  await source.publish({
    slug: 'notes',
    version: '1.1.0-beta.1',
    files: [otherIcon],
    body: { icon: 'other.svg', parameters: { flavour: 'b' } },
  })
  return source
}

function copy(target: TestRegistry, from: string): Promise<CopyResult> {
  return target.registry.copyFrom({ from, space: target.space, baseUrl: 'https://apps.example' }, silentProgress)
}

async function documentsOf(
  { documents }: Pick<TestRegistry, 'documents'>,
  database: string,
): Promise<Record<string, unknown>> {
  const byId: Record<string, unknown> = {}
  for await (const { _rev, ...document } of documents.list(database)) byId[document._id] = document
  return byId
}

describe('copying a registry', () => {
  it('copies applications, versions, files, and the editors of applications', async () => {
    const [source, target] = [await startSource(), await openTestRegistry()]
    const result = await copy(target, source.url)
    expect(result).toEqual({ editors: 1, apps: 2, versions: 2, present: 0, problems: [] })
    expect(await documentsOf(target, 'test-apps')).toEqual(await documentsOf(source, 'cozyregistry-apps'))
    const sourceVersions = await documentsOf(source, 'cozyregistry-versions')
    const copiedVersions = await documentsOf(target, 'test-versions')
    const withoutHost = (documents: Record<string, unknown>): unknown =>
      JSON.parse(JSON.stringify(documents).replaceAll(/https?:\/\/[^/"]+\/registry/g, 'HOST/registry'))
    expect(withoutHost(copiedVersions)).toEqual(withoutHost(sourceVersions))
    expect(JSON.stringify(copiedVersions)).toContain('https://apps.example/registry/notes/1.0.0/tarball/')
    const assets = Object.keys(await documentsOf(source, 'cozyregistry-assets'))
    expect(Object.keys(await documentsOf(target, 'test-assets'))).toEqual(assets)
    for (const sha256 of assets) expect(await target.storedChecksum(sha256)).toBe(sha256)
  })

  it('copies only new versions when it is repeated', async () => {
    const [source, target] = [await startSource(), await openTestRegistry()]
    await copy(target, `${source.url}/`)
    const before = await target.documents.get('test-versions', 'notes-1.0.0')
    await source.publish({ slug: 'notes', version: '2.0.0' })
    expect(await copy(target, source.url)).toEqual({ editors: 0, apps: 0, versions: 1, present: 2, problems: [] })
    expect(await target.documents.get('test-versions', 'notes-1.0.0')).toEqual(before)
    const app = await target.registry.catalogue.app(target.space, 'notes')
    expect(app && (await target.registry.catalogue.latest(app, 'stable'))?.record.version).toBe('2.0.0')
  })

  it('copies no withdrawn version, and leaves a version alone that is withdrawn after it was copied', async () => {
    const [source, target] = [await startSource(), await openTestRegistry()]
    const withdraw = (version: string) =>
      source.execute(WithdrawVersionDocument, {
        input: { space: '__default__', app: 'notes', version, reason: 'It loses data' },
      })
    await withdraw('1.0.0')
    expect(await copy(target, source.url)).toMatchObject({ versions: 1, problems: [] })
    expect(await target.documents.ids('test-versions')).toEqual(['notes-1.1.0-beta.1'])
    await withdraw('1.1.0-beta.1')
    expect(await copy(target, source.url)).toMatchObject({ versions: 0, present: 0, problems: [] })
    const app = await target.registry.catalogue.get(target.space, 'notes')
    expect((await target.registry.catalogue.latest(app, 'beta'))?.record.version).toBe('1.1.0-beta.1')
  })

  it('copies deprecations', async () => {
    const [source, target] = [await startSource(), await openTestRegistry()]
    const input = { space: '__default__', slug: 'notes', message: 'Old', successor: 'empty' }
    await source.execute(DeprecateAppDocument, { input })
    await copy(target, source.url)
    expect(await documentsOf(target, 'test-apps')).toEqual(await documentsOf(source, 'cozyregistry-apps'))
    const { record } = await target.registry.catalogue.get(target.space, 'notes')
    expect(record.deprecated).toMatchObject({ message: 'Old', successor: 'empty' })
  })

  it('copies the withdrawal of a version that is withdrawn after it was listed', async () => {
    const [source, target] = [await startSource(), await openTestRegistry()]
    const withdrawn = { reason: 'It loses data', at: '2026-01-02T03:04:05Z', by: 'Acme' }
    // Changes the answer for the version, but not the lists.
    const proxy = await listen(async (request, response) => {
      const { status, bytes, text } = await source.send(request.url ?? '')
      response.writeHead(status)
      if (request.url !== '/registry/notes/1.0.0') response.end(bytes)
      else response.end(JSON.stringify({ ...z.record(z.string(), z.json()).parse(JSON.parse(text)), withdrawn }))
    })
    expect(await copy(target, proxy.origin)).toMatchObject({ versions: 2, problems: [] })
    const app = await target.registry.catalogue.get(target.space, 'notes')
    expect(await target.registry.catalogue.latest(app, 'stable')).toBeUndefined()
    expect((await appReader(target, '').version('1.0.0')).record.withdrawn).toEqual(withdrawn)
  })

  it('applies the overwrites in virtual spaces of the target to copied versions', async () => {
    const [source, target] = [await startSource(), await openTestRegistry()]
    await target.registry.overwrites.overwrite(target.registry.spaces.getVirtual('mirror'), 'notes', { name: 'Mine' })
    await copy(target, source.url)
    expect(nameIn((await appReader(target, 'mirror').latest()).record.manifest)).toBe('Mine')
    expect(nameIn((await appReader(target, '__default__').latest()).record.manifest)).toBe('notes')
  })

  it('reports a version with a damaged archive, and does not copy it', async () => {
    const [source, target] = [await startSource(), await openTestRegistry()]
    const { sha256 } = z.object({ sha256: z.string() }).parse((await source.send('/registry/notes/1.0.0')).json())
    const bytes = Readable.from([Buffer.from('something else')])
    await source.objects.put('__assets__', sha256, bytes, { contentType: 'application/gzip' })
    const { versions, problems } = await copy(target, source.url)
    expect(versions).toBe(1)
    expect(problems).toEqual([expect.stringMatching(/^notes\/1\.0\.0: Checksum does not match/)])
    expect(await target.documents.get('test-versions', 'notes-1.0.0')).toBeUndefined()
  })

  it('reports applications, versions and archives with invalid names, and does not copy them', async () => {
    const [source, target] = [await startSource(), await openTestRegistry()]
    const { documents } = source
    const version = await documents.get('cozyregistry-versions', 'notes-1.0.0')
    const app = await documents.get('cozyregistry-apps', 'notes')
    if (!version || !app) throw new Error('The source is empty')
    for (const [slug, number, fileName] of [
      ['notes', '1.0', 'a.tgz'],
      ['notes', '2.0.0', 'icon'],
      ['notes', '3.0.0', '%2E%2E'],
    ] as const) {
      const url = `http://localhost/registry/${slug}/${number}/tarball/${fileName}`
      const { _rev, ...members } = version
      await documents.put('cozyregistry-versions', { ...members, _id: `${slug}-${number}`, version: number, url })
    }
    for (const slug of ['pending', 'No_Slug']) {
      const { _rev, ...members } = app
      await documents.put('cozyregistry-apps', { ...members, _id: slug, slug })
    }
    const { apps, versions, problems } = await copy(target, source.url)
    expect({ apps, versions }).toEqual({ apps: 2, versions: 2 })
    expect(problems.toSorted().map((problem) => problem.split(':')[0])).toEqual([
      ...['No_Slug', 'notes/1.0', 'notes/2.0.0', 'notes/3.0.0', 'pending'],
    ])
  })

  it('does not create the editor of an application when the source has removed this editor', async () => {
    const [source, target] = [await startSource(), await openTestRegistry()]
    await source.operations.execute(RemoveEditorDocument, { input: { name: 'Zoe' } })
    const result = await copy(target, source.url)
    expect(result).toEqual({ editors: 0, apps: 2, versions: 2, present: 0, problems: [] })
    expect(await target.documents.get('test-apps', 'empty')).toMatchObject({ editor: 'Zoe' })
    expect(await target.registry.editors.find('Zoe')).toBeUndefined()
  })

  it('reports an application that has another editor in the target, and does not change it', async () => {
    const [source, target] = [await startSource(), await openTestRegistry()]
    await target.registry.editors.create('Other', true)
    await target.createApp('notes', 'Other')
    const { versions, problems } = await copy(target, source.url)
    expect(versions).toBe(0)
    expect(problems).toEqual([
      'notes: this registry has a webapp of Other with this slug, the other registry has a webapp of Acme',
    ])
  })

  it('fails with the reason when the source cannot be reached', async () => {
    const target = await openTestRegistry()
    await expect(copy(target, 'http://127.0.0.1:1')).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:1\/editors: .*ECONNREFUSED/,
    )
  })

  it('fails when the source is not a registry', async () => {
    const target = await openTestRegistry()
    await expect(copy(target, target.archives.serve('x', Buffer.from('no registry')))).rejects.toThrow(
      /answered with status 404/,
    )
  })

  it('fails when the source does not answer in UTF-8', async () => {
    const target = await openTestRegistry()
    const { origin } = await listen((_request, response) => response.end(Buffer.from('[{"name":"Ren\xe9"}]', 'latin1')))
    await expect(copy(target, origin)).rejects.toThrow(`${origin}/editors did not answer in UTF-8`)
  })

  it('copies a version whose archive has a manifest that is not UTF-8', async () => {
    const content = Buffer.from('{"name":"Caf\xe9"}', 'latin1')
    const archive = await packArchive([{ name: 'manifest.webapp', content }], { gzip: true })
    const created_at = '2026-01-01T00:00:00Z'
    const app = { slug: 'notes', type: 'webapp', editor: 'Acme', created_at }
    const url = 'https://old.example/registry/notes/1.0.0/tarball/notes.tar.gz'
    const version = { version: '1.0.0', manifest: { name: 'Caf\ufffd' }, created_at, url, sha256: sha256(archive) }
    const answers = new Map<string, unknown>([
      ['/editors', [{ name: 'Acme' }]],
      ['/registry', { data: [app], meta: {} }],
      ['/registry/notes/versions', { dev: ['1.0.0'] }],
      ['/registry/notes/dev/latest', version],
      ['/registry/notes/1.0.0', version],
    ])
    const { origin } = await listen(({ url: path = '' }, response) => {
      const answer = answers.get(path.replace(/\?.*/, ''))
      response.end(answer === undefined ? archive : JSON.stringify(answer))
    })
    const target = await openTestRegistry()
    expect(await copy(target, origin)).toMatchObject({ versions: 1, problems: [] })
    expect(nameIn((await appReader(target, '__default__').latest()).record.manifest)).toBe('Caf\ufffd')
  })

  it('fails when the source sends the same cursor twice', async () => {
    const target = await openTestRegistry()
    const page = JSON.stringify({ data: [], meta: { count: 0, next_cursor: '200' } })
    const { origin } = await listen(({ url }, response) => response.end(url === '/editors' ? '[]' : page))
    await expect(copy(target, origin)).rejects.toThrow('sent the cursor "200" twice')
  })
})
