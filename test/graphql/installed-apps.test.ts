import { describe, expect, it } from 'vitest'
import { ask, dataOf } from './ask.js'
import { domain } from '../support/cozy.js'
import { startInstallingCozy } from '../support/installable.js'

const app = (fields: string, type = 'WEBAPP'): string =>
  `{ instance(domain: "${domain}") { installedApp(app: "garden", type: ${type}) { ${fields} } } }`

describe('an installed application', () => {
  it('shows the members of its manifest as typed fields, and the paths of its icon and its archive', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0', {
      name_prefix: 'Acme',
      categories: ['others'],
      langs: ['en', 'fr'],
      license: 'AGPL-3.0',
      developer: { name: 'Acme', url: 'acme.example' },
      locales: {
        en: { short_description: 'Plants', permissions: { files: { description: 'Pictures' } } },
        fr: { name: 'Jardinier', permissions: { files: { description: 'Photos' } } },
      },
      permissions: { files: { type: 'io.cozy.files', verbs: ['GET'], remote: true } },
      terms: { id: 'tos', url: 'https://acme.example/tos', version: '1' },
      routes: { '/public': { folder: '/public', index: 'p.html', public: true } },
      intents: [{ action: 'OPEN', type: ['io.cozy.files'], href: '/open' }],
      services: { water: { type: 'node', file: 'w.js', trigger: '@daily' } },
      notifications: { dry: { description: 'Dry', collapsible: true } },
    })
    await cozy.run('installApp', 'garden')
    const fields = `
      plain: name name(locales: ["fr"]) namePrefix editor shortDescription categories langs locales license doctypes
      developer { name } terms { id url version } routes { path folder index public } intents { action types href }
      services { name trigger } notifications { name collapsible } konnector { frequency }
      permissions { name type verbs remote description(locales: ["fr"]) }
      instance { domain } url iconPath downloadPath`
    expect(await dataOf(cozy, app(fields), { token: cozy.master })).toEqual({
      instance: {
        installedApp: {
          plain: 'garden',
          name: 'Jardinier',
          namePrefix: 'Acme',
          editor: expect.any(String),
          shortDescription: 'Plants',
          categories: ['others'],
          langs: ['en', 'fr'],
          locales: ['en', 'fr'],
          license: 'AGPL-3.0',
          doctypes: ['io.cozy.files'],
          developer: { name: 'Acme' },
          terms: { id: 'tos', url: 'https://acme.example/tos', version: '1' },
          routes: [{ path: '/public', folder: '/public', index: 'p.html', public: true }],
          intents: [{ action: 'OPEN', types: ['io.cozy.files'], href: '/open' }],
          services: [{ name: 'water', trigger: '@daily' }],
          notifications: [{ name: 'dry', collapsible: true }],
          konnector: null,
          permissions: [{ name: 'files', type: 'io.cozy.files', verbs: ['GET'], remote: true, description: 'Photos' }],
          instance: { domain },
          url: 'https://alice-garden.example.org/',
          iconPath: '/apps/garden/icon/1.0.0',
          downloadPath: '/apps/garden/download',
        },
      },
    })
    expect((await cozy.request('GET', '/apps/garden/icon/1.0.0')).status).toBe(200)
    expect((await cozy.request('GET', '/apps/garden/download')).status).toBe(303)
  })

  it('shows the permissions that its tokens have, also those that were added', async () => {
    const cozy = await startInstallingCozy()
    const files = { type: 'io.cozy.files', verbs: ['GET'], description: 'Pictures' }
    await cozy.release('garden', '1.0.0', { permissions: { files } })
    await cozy.run('installApp', 'garden')
    const source = { kind: 'app', slug: 'garden' } as const
    await cozy.instances.permissions.update(cozy.instance, source, (rules) =>
      new Map(rules).set('added', { type: 'com.acme.plants', values: ['rose'] }),
    )
    const shown = '{ name type verbs values description }'
    const own = { name: 'files', type: 'io.cozy.files', verbs: ['GET'], values: [], description: 'Pictures' }
    const added = { name: 'added', type: 'com.acme.plants', verbs: [], values: ['rose'], description: null }
    const query = app(`permissions ${shown} grantedPermissions ${shown}`)
    expect(await dataOf(cozy, query, { token: cozy.master })).toEqual({
      instance: { installedApp: { permissions: [own], grantedPermissions: [own, added] } },
    })
  })

  it('that is a konnector shows the members that only konnectors have, no URL and no terms', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0', { frequency: 'daily', parameters: { a: 1 } }, 'konnector')
    await cozy.run('installApp', 'garden', 'type: KONNECTOR')
    const query = app('url iconPath terms { url } routes { path } konnector { frequency parameters }', 'KONNECTOR')
    expect(await dataOf(cozy, query, { token: cozy.master })).toEqual({
      instance: {
        installedApp: {
          url: null,
          iconPath: '/konnectors/garden/icon/1.0.0',
          terms: null,
          routes: [],
          konnector: { frequency: 'daily', parameters: { a: 1 } },
        },
      },
    })
  })

  it('that has no terms shows none', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0')
    await cozy.run('installApp', 'garden')
    expect(await cozy.document('garden')).toMatchObject({ terms: { url: '', version: '' } })
    expect(await dataOf(cozy, app('terms { url }'), { token: cozy.master })).toEqual({
      instance: { installedApp: { terms: null } },
    })
  })
})

it('the sizes of nested pages of installed applications are multiplied in the cost of a query', async () => {
  const cozy = await startInstallingCozy()
  const pages = (inner: string): string =>
    `{ instance(domain: "${domain}") { apps(first: 200) { nodes { slug ${inner} } } } }`
  const granted = 'grantedPermissions { name type verbs }'
  expect(await dataOf(cozy, pages(granted), { token: cozy.master })).toEqual({ instance: { apps: { nodes: [] } } })
  const nested = `instance { apps(first: 50) { nodes { ${granted} } } }`
  const { errors } = await ask(cozy, pages(nested), { token: cozy.master })
  expect(errors?.[0]?.message).toContain('limits.graphql.cost')
})
