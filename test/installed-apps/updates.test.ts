import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { InstanceContextConfig } from '../../src/config/instance-contexts.js'
import type { JsonObject } from '../../src/json.js'
import { dataOf } from '../graphql/ask.js'
import { domain } from '../support/cozy.js'
import { startInstallingCozy, type AppMutation, type InstallingCozy } from '../support/installable.js'

const files = { type: 'io.cozy.files', verbs: ['GET'] }
const contacts = { type: 'io.cozy.contacts' }

const installed = (app: JsonObject) => ({ result: { installedApp: app } })

const triggersShape = z.object({ services: z.record(z.string(), z.object({ trigger_id: z.string().min(1) })) })
const contextWithoutConsent: InstanceContextConfig = {
  space: '',
  registry: undefined,
  additionalPlatformApps: [],
  allowsInstallByApps: false,
  skipsPermissionConsent: true,
  firstFolders: { administrative: true, photos: true },
}

describe('an update', () => {
  it('to other permissions or terms waits for consent, and is completed after consent', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0', { permissions: { files }, terms: { id: 't', url: 'u', version: '1' } })
    await cozy.run('installApp', 'garden')
    await cozy.release('garden', '1.1.0', { permissions: { files, contacts }, terms: { url: 'u', version: '1' } })
    const held = { version: '1.0.0', availableVersion: '1.1.0', source: 'registry://garden/beta' }
    const more = 'source: "registry://garden/beta"'
    expect(await cozy.run('updateInstalledApp', 'garden', more)).toMatchObject(installed(held))
    expect(await cozy.rules('garden')).toEqual({ files })
    expect(await cozy.run('updateInstalledApp', 'garden', 'permissionsAcked: true')).toMatchObject(
      installed({ version: '1.1.0', availableVersion: null, state: 'ready' }),
    )
    expect(await cozy.rules('garden')).toEqual({ files, contacts })
    await cozy.release('garden', '1.2.0', { permissions: { files, contacts }, terms: { url: 'u', version: '2' } })
    expect(await cozy.run('updateInstalledApp', 'garden')).toMatchObject(
      installed({ version: '1.1.0', availableVersion: '1.2.0' }),
    )
  })

  it('keeps rules that were added by hand, and removes rules that the manifest no longer has', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('hand', '1.0.0', { permissions: { files, contacts } })
    await cozy.run('installApp', 'hand')
    const mine = { type: 'com.acme.mine' }
    const app = { kind: 'app', slug: 'hand' } as const
    await cozy.instances.permissions.update(cozy.instance, app, (rules) => new Map([...rules, ['mine', mine]]))
    await cozy.release('hand', '1.1.0', { permissions: { contacts } })
    await cozy.run('updateInstalledApp', 'hand', 'permissionsAcked: true')
    expect(await cozy.rules('hand')).toEqual({ contacts, mine })
  })

  it('needs no consent for a platform application, or for certified rules of a konnector', async () => {
    const contexts = new Map([
      ['default', { ...contextWithoutConsent, skipsPermissionConsent: false, additionalPlatformApps: ['garden'] }],
    ])
    const cozy = await startInstallingCozy({ instanceContexts: contexts })
    for (const slug of ['drive', 'garden', 'other']) {
      await cozy.release(slug, '1.0.0')
      await cozy.run('installApp', slug)
      await cozy.release(slug, '1.1.0', { permissions: { contacts } })
      const version = slug === 'other' ? '1.0.0' : '1.1.0'
      expect(await cozy.run('updateInstalledApp', slug)).toMatchObject(installed({ version }))
    }
    await cozy.release('train', '1.0.0', { parameters: { secret: 's' } }, 'konnector')
    await cozy.run('installApp', 'train', 'type: KONNECTOR')
    const certified = { copy: { type: 'io.cozy.certified.carbon_copy' } }
    await cozy.release('train', '1.1.0', { permissions: certified }, 'konnector')
    expect(await cozy.run('updateInstalledApp', 'train', 'type: KONNECTOR')).toMatchObject(
      installed({ version: '1.1.0', type: 'KONNECTOR', document: { parameters: { secret: 's' } } }),
    )
    expect(await cozy.rules('train', 'konnector')).toEqual(certified)
  })

  it('to another version of the terms waits for consent, even if the application and the context need no consent to permissions', async () => {
    const cozy = await startInstallingCozy({ instanceContexts: new Map([['default', contextWithoutConsent]]) })
    const terms = { id: 't', url: 'https://acme.example/tos' }
    await cozy.release('drive', '1.0.0', { terms: { ...terms, version: '1' } })
    await cozy.run('installApp', 'drive')
    await cozy.release('drive', '1.1.0', { terms: { ...terms, version: '2' }, permissions: { contacts } })
    expect(await cozy.run('updateInstalledApp', 'drive')).toMatchObject(
      installed({ version: '1.0.0', availableVersion: '1.1.0', document: { terms: { version: '1' } } }),
    )
    expect(await cozy.rules('drive')).toEqual({})
    expect(await cozy.run('updateInstalledApp', 'drive', 'permissionsAcked: true')).toMatchObject(
      installed({ version: '1.1.0', availableVersion: null, document: { terms: { ...terms, version: '2' } } }),
    )
    expect(await cozy.rules('drive')).toEqual({ contacts })
    await cozy.release('drive', '1.2.0', { terms: { ...terms, url: 'https://acme.example/new', version: '2' } })
    expect(await cozy.run('updateInstalledApp', 'drive')).toMatchObject(installed({ version: '1.2.0' }))
  })

  it('to other permissions needs no consent in a context that skips consent to permissions', async () => {
    const cozy = await startInstallingCozy({ instanceContexts: new Map([['default', contextWithoutConsent]]) })
    await cozy.release('garden', '1.0.0')
    await cozy.run('installApp', 'garden')
    await cozy.release('garden', '1.1.0', { permissions: { contacts } })
    expect(await cozy.run('updateInstalledApp', 'garden')).toMatchObject(installed({ version: '1.1.0' }))
    expect(await cozy.rules('garden')).toEqual({ contacts })
  })

  it('needs consent for a konnector with the slug of a platform application', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('drive', '1.0.0', {}, 'konnector')
    await cozy.run('installApp', 'drive', 'type: KONNECTOR')
    await cozy.release('drive', '1.1.0', { permissions: { contacts } }, 'konnector')
    expect(await cozy.run('updateInstalledApp', 'drive', 'type: KONNECTOR')).toMatchObject(
      installed({ version: '1.0.0', availableVersion: '1.1.0' }),
    )
  })

  it('to the installed version stores the new source, and drops the version that waited for consent', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0', { permissions: { files } })
    await cozy.run('installApp', 'garden', 'source: "registry://garden"')
    await cozy.release('garden', '1.1.0', { permissions: { contacts } })
    await cozy.run('updateInstalledApp', 'garden')
    const before = await cozy.document('garden')
    expect(before).toMatchObject({ available_version: '1.1.0' })
    await cozy.run('updateInstalledApp', 'garden', 'source: "registry://garden/1.0.0"')
    const after = await cozy.document('garden')
    const { available_version: _none, ...others } = { ...before }
    expect(after).toEqual({
      ...others,
      _rev: expect.any(String),
      source: 'registry://garden/1.0.0',
      updated_at: expect.any(String),
    })
    expect(after?.updated_at).not.toBe(before?.updated_at)
  })

  it('keeps the installation date, the state of a deactivated application, and the triggers of unchanged services', async () => {
    const cozy = await startInstallingCozy()
    const [water, harvest] = ['water', 'harvest'].map((file) => ({ type: 'node', file, trigger: '@daily' }))
    await cozy.release('garden', '1.0.0', { services: { water, harvest } })
    await cozy.run('installApp', 'garden', 'deactivated: true')
    const before = await cozy.document('garden')
    expect(before).toMatchObject({ state: 'installed' })
    await cozy.release('garden', '1.1.0', { services: { water, harvest: { ...harvest, trigger: '@weekly' } } })
    await cozy.run('updateInstalledApp', 'garden')
    const after = await cozy.document('garden')
    expect(after).toMatchObject({
      version: '1.1.0',
      state: 'installed',
      created_at: before?.created_at,
    })
    expect(after?.updated_at).not.toBe(before?.updated_at)
    const [old, kept] = [before, after].map((document) => triggersShape.parse(document).services)
    expect(kept?.water).toEqual(old?.water)
    expect(kept?.harvest).not.toEqual(old?.harvest)
  })

  it('does not activate the application, but the creation of a token does', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0', { permissions: { files } })
    await cozy.run('installApp', 'garden', 'deactivated: true')
    expect((await cozy.request('GET', '/apps/garden')).json()).toMatchObject({
      data: { attributes: { state: 'installed' } },
    })
    const before = await cozy.document('garden')
    const query = `mutation { createAppToken(input: { domain: "${domain}", app: "garden" }) { __typename } }`
    for (let i = 0; i < 2; i++) {
      expect(await dataOf(cozy, query, { token: cozy.master })).toEqual({
        createAppToken: { __typename: 'CreateAppTokenSuccess' },
      })
    }
    const after = await cozy.document('garden')
    expect(after).toEqual({
      ...before,
      state: 'ready',
      _rev: expect.stringMatching(/^2-/),
      updated_at: after?.updated_at,
    })
    expect(after?.updated_at).not.toBe(before?.updated_at)
    expect(await cozy.rules('garden')).toEqual({ files })
  })

  it('leaves the application unchanged when the new archive does not have the announced checksum', async () => {
    const cozy = await startInstallingCozy()
    const { url } = await cozy.pack('h.tar.gz', { version: '1.0.0', permissions: { files } })
    await cozy.run('installApp', 'h', `source: "${url}"`)
    const before = await cozy.document('h')
    const wrong = await cozy.pack('h2.tar.gz', { version: '2.0.0', permissions: { files } })
    expect(await cozy.run('updateInstalledApp', 'h', `source: "${wrong.url}#${'0'.repeat(64)}"`)).toMatchObject({
      result: { __typename: 'ArchiveRejected', code: 'CHECKSUM_MISMATCH' },
    })
    expect(await cozy.document('h')).toEqual(before)
    expect(await cozy.rules('h')).toEqual({ files })
  })

  it('is refused in the state of a running operation, until this state is 15 minutes old', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0')
    await cozy.run('installApp', 'garden')
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
    expect(await cozy.run('updateInstalledApp', 'garden')).toMatchObject(
      installed({ version: '1.1.0', state: 'ready' }),
    )
  })
})

describe('the parameters of a konnector', () => {
  const parameters = async (cozy: InstallingCozy) => (await cozy.document('train', 'konnectors'))?.parameters

  it('come from its manifest, and stay when a new manifest has none', async () => {
    const cozy = await startInstallingCozy()
    const type = 'type: KONNECTOR'
    await cozy.release('train', '1.0.0', {}, 'konnector')
    await cozy.run('installApp', 'train', `${type}, parameters: { given: 1 }`)
    expect(await parameters(cozy)).toBeUndefined()
    await cozy.release('train', '1.1.0', { parameters: { secret: 's' } }, 'konnector')
    await cozy.run('updateInstalledApp', 'train', type)
    expect(await parameters(cozy)).toEqual({ secret: 's' })
    await cozy.release('train', '1.2.0', {}, 'konnector')
    await cozy.run('updateInstalledApp', 'train', type)
    expect(await parameters(cozy)).toEqual({ secret: 's' })
    await cozy.release('train', '1.3.0', { parameters: { other: 2 } }, 'konnector')
    await cozy.run('updateInstalledApp', 'train', `${type}, parameters: { given: 1 }`)
    expect(await parameters(cozy)).toEqual({ other: 2 })
  })

  it('can be given by the client when the konnector does not come from a registry', async () => {
    const cozy = await startInstallingCozy()
    const { url } = await cozy.pack('train.tar.gz', { version: '1.0.0', parameters: { own: 1 } }, 'konnector')
    const source = `type: KONNECTOR, source: "${url}"`
    await cozy.run('installApp', 'train', `${source}, parameters: { given: 1 }`)
    expect(await parameters(cozy)).toEqual({ given: 1 })
    await cozy.pack('train.tar.gz', { version: '1.1.0' }, 'konnector')
    await cozy.run('updateInstalledApp', 'train', source)
    expect(await parameters(cozy)).toEqual({ given: 1 })
    await cozy.pack('train.tar.gz', { version: '1.2.0' }, 'konnector')
    await cozy.run('updateInstalledApp', 'train', `${source}, parameters: { given: 2 }`)
    expect(await parameters(cozy)).toEqual({ given: 2 })
  })
})

describe('an uninstallation', () => {
  it('leaves the files for other applications with the same archive', async () => {
    const cozy = await startInstallingCozy()
    const { url } = await cozy.pack('h.tar.gz', { version: '1.0.0', icon: 'icon.svg' })
    for (const slug of ['a', 'b']) await cozy.run('installApp', slug, `source: "${url}"`)
    await cozy.run('uninstallApp', 'a')
    expect(await cozy.document('a')).toBeUndefined()
    expect(await cozy.rules('a')).toBe(404)
    expect((await cozy.request('GET', '/apps/b/icon')).text).toContain('h.tar.gz')
    expect(await cozy.run('installApp', 'a', `source: "${url}"`)).toMatchObject(installed({ state: 'ready' }))
  })
})

describe('reading an installed application', () => {
  it('updates the application, or offers the new version when it needs consent', async () => {
    const cozy = await startInstallingCozy()
    const readApp = async () => (await cozy.request('GET', '/apps/garden')).json()
    const shows = (attributes: JsonObject) => ({ data: { attributes } })
    await cozy.release('garden', '1.0.0', { permissions: { files } })
    await cozy.run('installApp', 'garden')
    await cozy.release('garden', '1.1.0', { permissions: { files } })
    expect(await readApp()).toMatchObject(shows({ version: '1.1.0' }))
    await cozy.release('garden', '1.2.0', { permissions: { contacts } })
    const held = await readApp()
    expect(held).toMatchObject(shows({ version: '1.1.0', available_version: '1.2.0' }))
    expect(await readApp()).toEqual(held)
    await cozy.run('updateInstalledApp', 'garden', 'source: "registry://garden/1.0.0", permissionsAcked: true')
    expect(await readApp()).toMatchObject(shows({ version: '1.0.0', source: 'registry://garden/1.0.0' }))
    await cozy.release('garden', '1.3.0-beta.1', { permissions: { files } })
    await cozy.run('updateInstalledApp', 'garden', 'source: "registry://garden/beta"')
    expect(await readApp()).toMatchObject(shows({ version: '1.3.0-beta.1' }))
    await cozy.run('updateInstalledApp', 'garden', 'source: "registry://garden/stable"')
    expect(await readApp()).toMatchObject(shows({ version: '1.3.0-beta.1', available_version: '1.2.0' }))
  })

  it('changes nothing when its source names a version, even if there are newer versions', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0', { permissions: { files } })
    await cozy.release('garden', '2.0.0', { permissions: { contacts } })
    await cozy.release('garden', '3.0.0')
    for (const [slug, source] of Object.entries({ a: 'garden/1.0.0', b: 'garden/beta/1.0.0' })) {
      await cozy.run('installApp', slug, `source: "registry://${source}"`)
      for (const more of ['', 'source: "registry://garden/2.0.0"']) {
        await cozy.run('updateInstalledApp', slug, more)
        const before = await cozy.document(slug)
        await cozy.request('GET', `/apps/${slug}`)
        expect(await cozy.document(slug)).toEqual(before)
      }
    }
  })

  it('shows the application unchanged when it was removed from the registry', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0')
    await cozy.run('installApp', 'garden')
    await dataOf(cozy, 'mutation { removeApp(input: { slug: "garden" }) { __typename } }', { token: cozy.master })
    expect((await cozy.request('GET', '/apps/garden')).json()).toMatchObject({
      data: { attributes: { version: '1.0.0' } },
    })
  })
})

describe('GraphQL', () => {
  it('lists and shows installed applications, and returns refusals as results', async () => {
    const cozy = await startInstallingCozy()
    const { url } = await cozy.pack('h.tar.gz', { version: '1.0.0', name: 'H' })
    for (const slug of ['b', 'a']) await cozy.run('installApp', slug, `source: "${url}", deactivated: true`)
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
    const refusals: [AppMutation, string, string, string][] = [
      ['installApp', 'a', '', 'APP_EXISTS'],
      ['installApp', 'A', '', 'INVALID_SLUG'],
      ['installApp', 'c', 'source: "ftp://x"', 'INVALID_INPUT'],
      ['installApp', 'c', '', 'ARCHIVE_UNREACHABLE'],
      ['updateInstalledApp', 'c', '', 'APP_NOT_FOUND'],
      ['uninstallApp', 'c', '', 'APP_NOT_FOUND'],
    ]
    for (const [name, app, more, code] of refusals) {
      expect(await cozy.run(name, app, more)).toMatchObject({ result: { code } })
    }
    expect(await cozy.run('uninstallApp', 'a')).toMatchObject(installed({ slug: 'a' }))
  })
})
