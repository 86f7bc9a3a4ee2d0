import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/json.js'
import { dataOf } from '../graphql/ask.js'
import { domain } from '../support/cozy.js'
import { startInstallingCozy, type InstallingCozy } from '../support/installable.js'

const files = { type: 'io.cozy.files', verbs: ['GET'] }
const contacts = { type: 'io.cozy.contacts' }

/** Runs a mutation on an application, and returns its result. */
async function run(cozy: InstallingCozy, name: string, app: string, more = ''): Promise<unknown> {
  const input = `{ domain: "${domain}", app: "${app}" ${more} }`
  const fields = 'installedApp { slug type state version source availableVersion checksum document }'
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Success`
  const query = `mutation { result: ${name}(input: ${input}) { __typename ... on ${type} { ${fields} } ... on Refusal { code message } } }`
  return dataOf(cozy, query, { token: cozy.master })
}

const installed = (app: JsonObject) => ({ result: { installedApp: app } })

describe('an update', () => {
  it('with other permissions or terms waits for consent, and completes with it', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0', { permissions: { files }, terms: { id: 't', url: 'u', version: '1' } })
    await run(cozy, 'installApp', 'garden')
    await cozy.release('garden', '1.1.0', { permissions: { files, contacts }, terms: { url: 'u', version: '1' } })
    const held = { version: '1.0.0', availableVersion: '1.1.0', source: 'registry://garden/beta' }
    const more = 'source: "registry://garden/beta"'
    expect(await run(cozy, 'updateInstalledApp', 'garden', more)).toMatchObject(installed(held))
    expect(await cozy.rules('garden')).toEqual({ files })
    expect(await run(cozy, 'updateInstalledApp', 'garden', 'permissionsAcked: true')).toMatchObject(
      installed({ version: '1.1.0', availableVersion: null, state: 'ready' }),
    )
    expect(await cozy.rules('garden')).toEqual({ files, contacts })
    await cozy.release('garden', '1.2.0', { permissions: { files, contacts }, terms: { url: 'u', version: '2' } })
    expect(await run(cozy, 'updateInstalledApp', 'garden')).toMatchObject(
      installed({ version: '1.1.0', availableVersion: '1.2.0' }),
    )
  })

  it('keeps what was added by hand, and removes what the manifest no longer has', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('hand', '1.0.0', { permissions: { files, contacts } })
    await run(cozy, 'installApp', 'hand')
    const mine = { type: 'com.acme.mine' }
    const app = { kind: 'app', slug: 'hand' } as const
    await cozy.instances.permissions.update(cozy.instance, app, (rules) => new Map([...rules, ['mine', mine]]))
    await cozy.release('hand', '1.1.0', { permissions: { contacts } })
    await run(cozy, 'updateInstalledApp', 'hand', 'permissionsAcked: true')
    expect(await cozy.rules('hand')).toEqual({ contacts, mine })
  })

  it('needs no consent for a platform application, in a lenient context, or for certified rules of a konnector', async () => {
    const firstFolders = { administrative: true, photos: true }
    const context = {
      space: '',
      registry: undefined,
      allowsInstallByApps: false,
      skipsPermissionConsent: false,
      firstFolders,
    }
    const contexts = new Map([['default', { ...context, additionalPlatformApps: ['garden'] }]])
    const cozy = await startInstallingCozy({ instanceContexts: contexts })
    for (const slug of ['drive', 'garden', 'other']) {
      await cozy.release(slug, '1.0.0')
      await run(cozy, 'installApp', slug)
      await cozy.release(slug, '1.1.0', { permissions: { contacts } })
      const version = slug === 'other' ? '1.0.0' : '1.1.0'
      expect(await run(cozy, 'updateInstalledApp', slug)).toMatchObject(installed({ version }))
    }
    await cozy.release('train', '1.0.0', { parameters: { secret: 's' } }, 'konnector')
    await run(cozy, 'installApp', 'train', 'type: KONNECTOR')
    const certified = { copy: { type: 'io.cozy.certified.carbon_copy' } }
    await cozy.release('train', '1.1.0', { permissions: certified }, 'konnector')
    expect(await run(cozy, 'updateInstalledApp', 'train', 'type: KONNECTOR')).toMatchObject(
      installed({ version: '1.1.0', type: 'KONNECTOR', document: { parameters: { secret: 's' } } }),
    )
    expect(await cozy.rules('train', 'konnector')).toEqual(certified)
  })

  it('leaves an application as it is when the new version has none of its permissions, or can not be fetched', async () => {
    const cozy = await startInstallingCozy()
    const { url } = await cozy.pack('h.tar.gz', { version: '1.0.0', permissions: { files } })
    await run(cozy, 'installApp', 'h', `source: "${url}"`)
    const before = await cozy.document('h')
    const wrong = await cozy.pack('h2.tar.gz', { version: '2.0.0', permissions: { files } })
    expect(await run(cozy, 'updateInstalledApp', 'h', `source: "${wrong.url}#${'0'.repeat(64)}"`)).toMatchObject({
      result: { __typename: 'ArchiveRejected', code: 'CHECKSUM_MISMATCH' },
    })
    expect(await cozy.document('h')).toEqual(before)
    expect(await cozy.rules('h')).toEqual({ files })
  })

  it('is refused in a state of another operation, until that is too old', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0')
    await run(cozy, 'installApp', 'garden')
    await cozy.release('garden', '1.1.0')
    const set = async (state: string, updated_at: string) => {
      const document = await cozy.document('garden')
      if (document) {
        const draft = { ...document, _id: 'io.cozy.apps/garden', state, updated_at }
        await cozy.instances.documents.put(cozy.instance, 'io.cozy.apps', draft)
      }
    }
    await set('upgrading', new Date().toISOString())
    for (const method of ['PUT', 'DELETE']) {
      expect((await cozy.request(method, '/apps/garden')).json()).toMatchObject({
        errors: [{ status: '409', detail: 'Application is not in valid state to perform this operation' }],
      })
    }
    expect((await cozy.request('GET', '/apps/garden')).json()).not.toHaveProperty('data.links.related')
    await set('errored', new Date(Date.now() - 16 * 60_000).toISOString())
    expect(await run(cozy, 'updateInstalledApp', 'garden')).toMatchObject(
      installed({ version: '1.1.0', state: 'ready' }),
    )
  })
})

describe('the first look at an application', () => {
  it('updates it, but asks once for consent, and never downgrades a stable version', async () => {
    const cozy = await startInstallingCozy()
    const seen = async () => (await cozy.request('GET', '/apps/garden')).json()
    const shows = (attributes: JsonObject) => ({ data: { attributes } })
    await cozy.release('garden', '1.0.0', { permissions: { files } })
    await run(cozy, 'installApp', 'garden')
    await cozy.release('garden', '1.1.0', { permissions: { files } })
    expect(await seen()).toMatchObject(shows({ version: '1.1.0' }))
    await cozy.release('garden', '1.2.0', { permissions: { contacts } })
    const held = await seen()
    expect(held).toMatchObject(shows({ version: '1.1.0', available_version: '1.2.0' }))
    expect(await seen()).toEqual(held)
    await run(cozy, 'updateInstalledApp', 'garden', 'source: "registry://garden/1.0.0", permissionsAcked: true')
    expect(await seen()).toMatchObject(shows({ version: '1.0.0', source: 'registry://garden/1.0.0' }))
    await cozy.release('garden', '1.3.0-beta.1', { permissions: { files } })
    await run(cozy, 'updateInstalledApp', 'garden', 'source: "registry://garden/beta"')
    expect(await seen()).toMatchObject(shows({ version: '1.3.0-beta.1' }))
    await run(cozy, 'updateInstalledApp', 'garden', 'source: "registry://garden/stable"')
    expect(await seen()).toMatchObject(shows({ version: '1.3.0-beta.1', available_version: '1.2.0' }))
  })

  it('writes nothing when the source is pinned, whatever newer versions there are', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0', { permissions: { files } })
    await cozy.release('garden', '2.0.0', { permissions: { contacts } })
    await cozy.release('garden', '3.0.0')
    for (const [slug, source] of Object.entries({ a: 'garden/1.0.0', b: 'garden/beta/1.0.0' })) {
      await run(cozy, 'installApp', slug, `source: "registry://${source}"`)
      for (const more of ['', 'source: "registry://garden/2.0.0"']) {
        await run(cozy, 'updateInstalledApp', slug, more)
        const before = await cozy.document(slug)
        await cozy.request('GET', `/apps/${slug}`)
        expect(await cozy.document(slug)).toEqual(before)
      }
    }
  })

  it('shows it as it is when it has left the registry', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0')
    await run(cozy, 'installApp', 'garden')
    await dataOf(cozy, 'mutation { removeApp(input: { slug: "garden" }) { __typename } }', { token: cozy.master })
    expect((await cozy.request('GET', '/apps/garden')).json()).toMatchObject({
      data: { attributes: { version: '1.0.0' } },
    })
  })
})

describe('GraphQL', () => {
  it('lists and shows installed applications, and refuses as results', async () => {
    const cozy = await startInstallingCozy()
    const { url } = await cozy.pack('h.tar.gz', { version: '1.0.0', name: 'H' })
    for (const slug of ['b', 'a']) await run(cozy, 'installApp', slug, `source: "${url}", deactivated: true`)
    const query = `{ instance(domain: "${domain}") { apps(first: 1) { totalCount nodes { slug state name checksum } pageInfo { hasNextPage } } konnectors { totalCount } installedApp(app: "b") { version } none: installedApp(app: "x") { version } } }`
    expect(await dataOf(cozy, query, { token: cozy.master })).toEqual({
      instance: {
        apps: {
          totalCount: 2,
          nodes: [{ slug: 'a', state: 'installed', name: 'H', checksum: null }],
          pageInfo: { hasNextPage: true },
        },
        konnectors: { totalCount: 0 },
        installedApp: { version: '1.0.0' },
        none: null,
      },
    })
    const refusals: [string, string, string, string][] = [
      ['installApp', 'a', '', 'APP_EXISTS'],
      ['installApp', 'A', '', 'INVALID_SLUG'],
      ['installApp', 'c', 'source: "ftp://x"', 'INVALID_INPUT'],
      ['installApp', 'c', '', 'ARCHIVE_UNREACHABLE'],
      ['updateInstalledApp', 'c', '', 'APP_NOT_FOUND'],
      ['uninstallApp', 'c', '', 'APP_NOT_FOUND'],
    ]
    for (const [name, app, more, code] of refusals) {
      expect(await run(cozy, name, app, more)).toMatchObject({ result: { code } })
    }
    expect(await run(cozy, 'uninstallApp', 'a')).toMatchObject(installed({ slug: 'a' }))
  })
})
