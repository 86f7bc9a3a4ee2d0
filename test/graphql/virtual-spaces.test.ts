import { describe, expect, it } from 'vitest'
import { isJsonObject, type JsonObject } from '../../src/json.js'
import { readVersion } from '../../src/registry/records.js'
import { sha256 } from '../support/archives.js'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'

const mirror = { name: 'mirror', source: '', filter: 'reject', slugs: ['hidden'] } as const
const drawing = Buffer.from('<svg id="overwritten"/>')
const icon = { fileName: 'drawing.svg', content: drawing.toString('base64') }

async function openGateway(): Promise<TestGateway> {
  const gateway = await startTestGateway({ virtualSpaces: [{ ...mirror, slugs: [...mirror.slugs] }] })
  for (const slug of ['notes', 'hidden']) {
    await gateway.addApp({ slug })
    await gateway.publish({ slug, version: '1.0.0' })
  }
  return gateway
}

/** Runs an operation. The default token is a master token. */
async function ask(gateway: TestGateway, query: string, variables: JsonObject = {}, token = gateway.master) {
  const body = { query, variables }
  const { status, json } = await gateway.send('/graphql', { method: 'POST', headers: authorized(token), body })
  expect(status).toBe(200)
  const result = json()
  if (!isJsonObject(result)) throw new Error('The answer is no object')
  return result
}

const overwrite = `mutation ($input: OverwriteAppInput!) {
  overwriteApp(input: $input) {
    __typename
    ... on OverwriteAppSuccess { app { name } }
    ... on Refusal { code message }
  }
}`

const readNotes = `query ($space: String!) {
  space(name: $space) {
    app(slug: "notes") {
      name
      icon { url contentType sha256 }
      version(version: "1.0.0") {
        isOverwritten
        sha256
        size
        archive { url contentType size sha256 }
        files { name url sha256 }
      }
    }
  }
}`

// A virtual space shows the applications of another space (its source). An overwrite gives an application another name or
// icon in the virtual space.
describe('overwriting an application', () => {
  it('changes all fields with the name or the icon, in the virtual space only', async () => {
    const gateway = await openGateway()
    const source = await ask(gateway, readNotes, { space: '__default__' })
    const input = { space: 'mirror', slug: 'notes', name: 'Jotter', icon }
    expect(await ask(gateway, overwrite, { input })).toEqual({
      data: { overwriteApp: { __typename: 'OverwriteAppSuccess', app: { name: 'Jotter' } } },
    })
    const document = await gateway.documents.get(`${gateway.config.prefix}-mirror-versions`, 'notes-1.0.0')
    if (!document) throw new Error('Nothing is overwritten')
    const stored = readVersion(document)
    const archive = { sha256: stored.sha256, size: stored.size }
    expect(await ask(gateway, readNotes, { space: 'mirror' })).toEqual({
      data: {
        space: {
          app: {
            name: 'Jotter',
            icon: {
              url: `${gateway.url}/mirror/registry/notes/1.0.0/icon`,
              contentType: 'image/svg+xml',
              sha256: sha256(drawing),
            },
            version: {
              isOverwritten: true,
              ...archive,
              archive: { url: stored.url, contentType: 'application/gzip', ...archive },
              files: [{ name: 'tarball', url: stored.url, sha256: archive.sha256 }],
            },
          },
        },
      },
    })
    expect(await ask(gateway, readNotes, { space: '__default__' })).toEqual(source)
    const download = await gateway.send(new URL(stored.url).pathname)
    expect(sha256(download.bytes)).toBe(archive.sha256)
  })

  it('changes nothing of versions before the latest one, except the answer of their /icon routes', async () => {
    const gateway = await openGateway()
    await gateway.publish({ slug: 'notes', version: '1.1.0' })
    const rest = async (root: string, path = '1.0.0') => {
      const { headers, text } = await gateway.send(`${root}/registry/notes/${path}`)
      return { text, 'cache-control': headers['cache-control'], etag: headers.etag }
    }
    const files = `query ($space: String!) { space(name: $space) { app(slug: "notes") { version(version: "1.0.0") {
      isOverwritten sha256 size manifest archive { url sha256 size } files { name url contentType size sha256 } } } } }`
    const before = await rest('')
    const source = await ask(gateway, files, { space: '__default__' })
    await ask(gateway, overwrite, { input: { space: 'mirror', slug: 'notes', name: 'Jotter', icon } })
    expect(await rest('/mirror')).toEqual(before)
    expect(await ask(gateway, files, { space: 'mirror' })).toEqual(source)
    // The `/icon` route serves the overwritten icon for each version.
    const iconOf = async (root: string, name: string) =>
      (await gateway.send(`${root}/registry/notes/1.0.0/${name}`)).text
    expect(await iconOf('/mirror', 'icon')).toBe(drawing.toString())
    expect(await iconOf('', 'icon')).not.toBe(drawing.toString())
    expect(await rest('/mirror', '1.1.0')).toMatchObject({ 'cache-control': 'max-age=300' })
  })

  it.each([
    ['a real space', { space: '__default__', slug: 'notes', name: 'X' }, 'SPACE_NOT_FOUND'],
    ['an unknown space', { space: 'nowhere', slug: 'notes', name: 'X' }, 'SPACE_NOT_FOUND'],
    ['an invalid slug', { space: 'mirror', slug: 'No Tes', name: 'X' }, 'INVALID_SLUG'],
    ['neither a name nor an icon', { space: 'mirror', slug: 'notes' }, 'INVALID_INPUT'],
  ])('is refused with %s', async (_, input, code) => {
    const gateway = await openGateway()
    const { data } = await ask(gateway, overwrite, { input })
    expect(data).toMatchObject({ overwriteApp: { code } })
  })

  it('requires a master token, and an icon in base64', async () => {
    const gateway = await openGateway()
    const input = { space: 'mirror', slug: 'notes', name: 'X' }
    const refused = await ask(gateway, overwrite, { input }, await gateway.token())
    expect(refused).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHORIZED' } }] })
    const notBase64 = { ...input, icon: { ...icon, content: 'no base64!' } }
    const answer = await gateway.send('/graphql', {
      method: 'POST',
      headers: authorized(gateway.master),
      body: { query: overwrite, variables: { input: notBase64 } },
    })
    expect(answer.json()).toMatchObject({ errors: [{ message: expect.stringContaining('base64') }] })
  })

  it('has no effect when the space hides the application', async () => {
    const gateway = await openGateway()
    const { data } = await ask(gateway, overwrite, { input: { space: 'mirror', slug: 'hidden', name: 'X' } })
    expect(data).toEqual({ overwriteApp: { __typename: 'OverwriteAppSuccess', app: null } })
    const showsQuery = 'query { space(name: "mirror") { a: shows(slug: "hidden") b: shows(slug: "ghost") } }'
    expect((await ask(gateway, showsQuery)).data).toEqual({ space: { a: false, b: true } })
  })
})

describe('maintenance in a virtual space', () => {
  const activate = `mutation ($input: ActivateMaintenanceInput!) { activateMaintenance(input: $input) {
    ... on MaintenanceSuccess { app { maintenance { short } } } ... on Refusal { code } } }`
  const deactivate = `mutation ($input: DeactivateMaintenanceInput!) { deactivateMaintenance(input: $input) {
    ... on MaintenanceSuccess { app { maintenance { short } } } ... on Refusal { code } } }`
  const list = 'query { spaces { name maintenance { slug } } }'

  it('takes effect in this space only', async () => {
    const gateway = await openGateway()
    const input = { space: 'mirror', slug: 'notes' }
    const listed = async () => (await ask(gateway, list)).data
    expect((await ask(gateway, activate, { input: { ...input, short: true } })).data).toEqual({
      activateMaintenance: { app: { maintenance: { short: true } } },
    })
    expect(await listed()).toEqual({
      spaces: [
        { name: '__default__', maintenance: [] },
        { name: 'mirror', maintenance: [{ slug: 'notes' }] },
      ],
    })
    await ask(gateway, activate, { input: { slug: 'notes' } })
    expect((await ask(gateway, deactivate, { input })).data).toEqual({
      deactivateMaintenance: { app: { maintenance: null } },
    })
    expect(await listed()).toEqual({
      spaces: [
        { name: '__default__', maintenance: [{ slug: 'notes' }] },
        { name: 'mirror', maintenance: [] },
      ],
    })
    const hidden = { input: { space: 'mirror', slug: 'hidden' } }
    const refusal = { code: 'APP_NOT_FOUND' }
    expect((await ask(gateway, activate, hidden)).data).toEqual({ activateMaintenance: refusal })
    expect((await ask(gateway, deactivate, hidden)).data).toEqual({ deactivateMaintenance: refusal })
  })
})

describe('well-known files', () => {
  const put = `mutation ($input: PutWellKnownFileInput!) { putWellKnownFile(input: $input) {
    ... on PutWellKnownFileSuccess { file { name contentType size } } ... on Refusal { code } } }`
  const remove = `mutation ($input: RemoveWellKnownFileInput!) { removeWellKnownFile(input: $input) {
    ... on RemoveWellKnownFileSuccess { name } ... on Refusal { code } } }`
  const list = 'query { spaces { wellKnownFiles { name contentType size } } }'

  it('are put, listed and removed with a master token only', async () => {
    const gateway = await openGateway()
    const content = Buffer.from('{}').toString('base64')
    const file = { name: 'assetlinks.json', contentType: 'application/json', size: 2 }
    const listed = async () => (await ask(gateway, list)).data
    const input = { name: 'assetlinks.json', content }
    expect((await ask(gateway, put, { input })).data).toEqual({ putWellKnownFile: { file } })
    expect(await listed()).toEqual({ spaces: [{ wellKnownFiles: [file] }, { wellKnownFiles: [] }] })
    const refusals = [
      (await ask(gateway, put, { input: { ...input, name: '../x' } })).data,
      (await ask(gateway, put, { input: { ...input, space: 'mirror' } })).data,
      (await ask(gateway, remove, { input: { name: 'other' } })).data,
    ]
    expect(refusals).toEqual([
      { putWellKnownFile: { code: 'INVALID_INPUT' } },
      { putWellKnownFile: { code: 'SPACE_NOT_FOUND' } },
      { removeWellKnownFile: { code: 'FILE_NOT_FOUND' } },
    ])
    const removal = { input: { name: 'assetlinks.json' } }
    expect((await ask(gateway, remove, removal)).data).toEqual({ removeWellKnownFile: { name: 'assetlinks.json' } })
    expect(await listed()).toEqual({ spaces: [{ wellKnownFiles: [] }, { wellKnownFiles: [] }] })
    const anonymous = await gateway.send('/graphql', { method: 'POST', body: { query: list } })
    expect(anonymous.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHORIZED' } }] })
  })
})

describe('an update of an application', () => {
  it('is refused when it changes the editor or the type', async () => {
    const gateway = await openGateway()
    const update = `mutation ($input: UpdateAppInput!) { updateApp(input: $input) {
      ... on UpdateAppSuccess { app { dataUsageCommitment } } ... on Refusal { code message } } }`
    const input = { slug: 'notes', editor: 'Acme', type: 'WEBAPP', dataUsageCommitment: 'USER_CIPHERED' }
    expect((await ask(gateway, update, { input })).data).toEqual({
      updateApp: { app: { dataUsageCommitment: 'USER_CIPHERED' } },
    })
    for (const [member, value] of [
      ['editor', 'Other'],
      ['type', 'KONNECTOR'],
    ] as const) {
      expect((await ask(gateway, update, { input: { ...input, [member]: value } })).data).toMatchObject({
        updateApp: { code: 'INVALID_APP', message: expect.stringContaining(member) },
      })
    }
  })
})
