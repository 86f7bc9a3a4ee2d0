import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/json.js'
import { sha256 } from '../support/archives.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'
import { ask, dataOf } from './ask.js'

/**
 * A gateway with three applications:
 * - `notes` has a stable, a beta and a dev version.
 * - `bills` has one version. It is a konnector (a program that collects a person's data).
 * - `empty` has no version.
 */
async function startWithApps(): Promise<TestGateway> {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  await gateway.addApp({ slug: 'bills', type: 'konnector' })
  await gateway.addApp({ slug: 'empty' })
  const locales = { fr: { name: 'Carnet', short_description: 'Écrire' }, en: { short_description: 'To write' } }
  const manifest = { name: 'Notes', locales, categories: ['productivity'], screenshots: ['a.png'] }
  const files = [{ name: 'a.png', content: Buffer.from('89504e470d0a1a0a', 'hex') }]
  for (const version of ['1.0.0', '1.1.0-beta.1', '1.2.0-dev.ab']) {
    const manifestVersion = version.replace(/-.*/, '')
    const published = await gateway.publish({
      slug: 'notes',
      version,
      files,
      manifest: { ...manifest, version: manifestVersion },
    })
    expect(published.status).toBe(201)
  }
  expect((await gateway.publish({ slug: 'bills', version: '2.0.0' })).status).toBe(201)
  return gateway
}

describe('an application', () => {
  it('has the published texts, files and versions', async () => {
    const gateway = await startWithApps()
    const data = await dataOf(
      gateway,
      `{
        space {
          name
          kind
          slugs
          app(slug: "notes") {
            slug type hasVersions categories label labelReason
            editor { name }
            name french: name(locales: ["de", "fr"]) shortDescription
            dataUsageCommitment dataUsageCommitmentBy maintenance { short }
            icon { url contentType size sha256 }
            screenshots { name contentType }
            channels { name latest { version } versionNumbers }
            latestVersion { version isLatest channel state archive { url contentType } sha256 size }
            byNumber: version(version: "v1.0.0") { version isLatest }
            none: version(version: "9.0.0") { version }
          }
          empty: app(slug: "empty") { hasVersions name icon { url } latestVersion { version } versions { totalCount } }
          nothing: app(slug: "nothing") { slug }
        }
      }`,
    )
    const icon = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    const beta = ['1.0.0', '1.1.0-beta.1']
    expect(data).toMatchObject({
      space: {
        name: '__default__',
        kind: 'REAL',
        slugs: ['bills', 'empty', 'notes'],
        app: {
          slug: 'notes',
          type: 'WEBAPP',
          hasVersions: true,
          categories: ['productivity'],
          label: 'F',
          editor: { name: 'Acme' },
          name: 'Notes',
          french: 'Carnet',
          shortDescription: 'To write',
          dataUsageCommitment: 'NONE',
          dataUsageCommitmentBy: 'NONE',
          maintenance: null,
          icon: {
            url: `${gateway.url}/registry/notes/1.0.0/icon`.replace('localhost', '127.0.0.1'),
            contentType: 'image/svg+xml',
            size: icon.length,
            sha256: sha256(icon),
          },
          screenshots: [{ name: 'screenshots/a.png', contentType: 'image/png' }],
          channels: [
            { name: 'STABLE', latest: { version: '1.0.0' }, versionNumbers: ['1.0.0'] },
            { name: 'BETA', latest: { version: '1.1.0-beta.1' }, versionNumbers: beta },
            { name: 'DEV', latest: { version: '1.2.0-dev.ab' }, versionNumbers: [...beta, '1.2.0-dev.ab'] },
          ],
          latestVersion: {
            version: '1.0.0',
            isLatest: true,
            channel: 'STABLE',
            state: 'PUBLISHED',
            archive: { contentType: 'application/gzip' },
          },
          byNumber: { version: '1.0.0', isLatest: true },
          none: null,
        },
        empty: { hasVersions: false, name: null, icon: null, latestVersion: null, versions: { totalCount: 0 } },
        nothing: null,
      },
    })
  })

  it('cannot be queried with an invalid slug or an invalid version number', async () => {
    const gateway = await startWithApps()
    expect(await ask(gateway, '{ space { app(slug: "No Slug") { slug } } }')).toMatchObject({
      errors: [{ path: ['space', 'app'], extensions: { code: 'INVALID_SLUG' } }],
    })
    const { errors } = await ask(gateway, '{ space { app(slug: "notes") { version(version: "latest") { version } } } }')
    expect(errors?.[0]?.message).toContain('"latest" is no version: use X.Y.Z')
  })
})

describe('a space', () => {
  it('is the default space when its name is missing or null', async () => {
    const gateway = await startTestGateway({ spaces: ['', 'partners'] })
    await gateway.addApp({ slug: 'notes' })
    const token = gateway.master
    const readName = async (type: string, variables: Record<string, Json>) =>
      dataOf(gateway, `query ($space: ${type}) { space(name: $space) { name } }`, { variables })
    const updateNotes = async (type: string, variables: Record<string, Json>) => {
      const input = '{ space: $space, slug: "notes" }'
      const mutation = `mutation ($space: ${type}) { updateApp(input: ${input}) { ... on Refusal { code } ... on UpdateAppSuccess { app { slug } } } }`
      return dataOf(gateway, mutation, { variables, token })
    }
    for (const [type, variables] of [
      ['String', {}],
      ['String', { space: null }],
      ['String', { space: '__default__' }],
      ['String!', { space: '__default__' }],
    ] as const) {
      expect(await readName(type, variables)).toEqual({ space: { name: '__default__' } })
      expect(await updateNotes(type, variables)).toEqual({ updateApp: { app: { slug: 'notes' } } })
    }
    expect(await readName('String!', { space: 'partners' })).toEqual({ space: { name: 'partners' } })
    expect(await updateNotes('String!', { space: 'partners' })).toEqual({ updateApp: { code: 'APP_NOT_FOUND' } })
    expect(await readName('String', { space: 'none' })).toEqual({ space: null })
  })
})

describe('ids', () => {
  it('of spaces, applications, editors and versions resolve to these objects', async () => {
    const gateway = await startWithApps()
    const data = await dataOf(
      gateway,
      `{ space { id app(slug: "notes") { id editor { id } latestVersion(channel: BETA) { id } } } }`,
    )
    expect(data).toMatchObject({ space: { id: expect.any(String) } })
    const ids = [...JSON.stringify(data).matchAll(/"id":"([^"]*)"/g)].map(([, id]) => id ?? '')
    const nodes = await Promise.all(
      ids.map((id) =>
        dataOf(
          gateway,
          `query ($id: ID!) {
            node(id: $id) {
              __typename id
              ... on Space { name } ... on App { slug } ... on Version { version } ... on Editor { name }
            }
          }`,
          { variables: { id } },
        ),
      ),
    )
    expect(nodes).toEqual([
      { node: { __typename: 'Space', id: ids[0], name: '__default__' } },
      { node: { __typename: 'App', id: ids[1], slug: 'notes' } },
      { node: { __typename: 'Editor', id: ids[2], name: 'Acme' } },
      { node: { __typename: 'Version', id: ids[3], version: '1.1.0-beta.1' } },
    ])
  })

  it('resolve to null when they are malformed or unknown', async () => {
    const gateway = await startTestGateway()
    const forged = [
      ['App', '__default__', 'gone'],
      ['Space', 'gone'],
      ['Editor', 'gone'],
      ['Password', 'x'],
    ]
    const ids = ['', 'x', ...forged.map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url'))]
    for (const id of ids) {
      expect(await dataOf(gateway, 'query ($id: ID!) { node(id: $id) { id } }', { variables: { id } })).toEqual({
        node: null,
      })
    }
  })
})

describe('the registry', () => {
  it('shows its address, its spaces, its editors and its health', async () => {
    const gateway = await startTestGateway({ spaces: ['', 'partners'], publicUrl: 'https://apps.example' })
    expect(
      await dataOf(
        gateway,
        `{ registry { url version spaces { name } status { ok documents { ok reason } objects { ok } cache { ok } } }
           editors { name } editor(name: "ACME") { name } nobody: editor(name: "Nobody") { name } }`,
      ),
    ).toEqual({
      registry: {
        url: 'https://apps.example',
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        spaces: [{ name: '__default__' }, { name: 'partners' }],
        status: { ok: true, documents: { ok: true, reason: null }, objects: { ok: true }, cache: { ok: true } },
      },
      editors: [{ name: 'Acme' }],
      editor: { name: 'Acme' },
      nobody: null,
    })
  })
})

describe('the viewer', () => {
  it('describes the token of the request, and is null without a valid token', async () => {
    const gateway = await startWithApps()
    const query = '{ viewer { kind app editor { name } expiresAt } }'
    const common = { editor: { name: 'Acme' }, expiresAt: null }
    expect(await dataOf(gateway, query)).toEqual({ viewer: null })
    expect(await dataOf(gateway, query, { token: 'AAAA' })).toEqual({ viewer: null })
    expect(await dataOf(gateway, query, { token: await gateway.expiredToken('notes') })).toEqual({ viewer: null })
    expect(await dataOf(gateway, query, { token: gateway.master })).toEqual({
      viewer: { ...common, kind: 'MASTER', app: null },
    })
    expect(await dataOf(gateway, query, { token: await gateway.token({ app: 'notes' }) })).toEqual({
      viewer: { ...common, kind: 'EDITOR', app: 'notes' },
    })
  })
})
