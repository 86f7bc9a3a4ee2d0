import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import type { Json } from '../../src/json.js'
import { sha256 } from '../support/archives.js'
import { archiveOf, startTestGateway, type TestGateway } from '../support/gateway.js'
import { dataOf } from './ask.js'

// Each mutation has its input type, the type of its success, and the fields to select from this success type.
const mutations = {
  createEditor: 'CreateEditorInput CreateEditorSuccess { editor { name autoPublication } }',
  createApp: 'CreateAppInput CreateAppSuccess { app { slug type editor { name } dataUsageCommitment } }',
  updateApp: 'UpdateAppInput UpdateAppSuccess { app { slug dataUsageCommitment dataUsageCommitmentBy label } }',
  publishVersion:
    'PublishVersionInput PublishVersionSuccess { version { version state manifest sha256 } warnings { code } }',
  approvePendingVersion: 'PendingVersionInput ApprovePendingVersionSuccess { version { version state } }',
  rejectPendingVersion: 'PendingVersionInput RejectPendingVersionSuccess { version }',
  activateMaintenance:
    'ActivateMaintenanceInput MaintenanceSuccess { app { maintenance { short messages { locale short long } } } }',
  deactivateMaintenance: 'DeactivateMaintenanceInput MaintenanceSuccess { app { maintenance { short } } }',
  createToken: 'CreateTokenInput CreateTokenSuccess { token editor { name } expiresAt warnings }',
} as const

type Mutation = keyof typeof mutations

const mutated = z.object({
  result: z.looseObject({ token: z.string().optional(), expiresAt: z.string().nullish() }),
})
type Result = z.infer<typeof mutated>['result']

/** Runs a mutation. The default token is a master token. Returns the result of the mutation. */
async function mutate(gateway: TestGateway, name: Mutation, input: Json, token = gateway.master): Promise<Result> {
  const [inputType = '', ...success] = mutations[name].split(' ')
  const problems = name === 'publishVersion' ? '... on ArchiveRejected { problems }' : ''
  const query = `mutation ($input: ${inputType}!) {
    result: ${name}(input: $input) { __typename ... on ${success.join(' ')} ... on Refusal { code message } ${problems} }
  }`
  return mutated.parse(await dataOf(gateway, query, { variables: { input }, token })).result
}

/** Serves an archive of the version. Returns its URL and checksum for `publishVersion`. */
async function serveArchive(
  gateway: TestGateway,
  slug: string,
  version: string,
  manifest: object = {},
): Promise<{ url: string; sha256: string }> {
  const archive = await archiveOf({ slug, version, manifest })
  return { url: gateway.archives.serve(`${slug}-${version}.tar.gz`, archive), sha256: sha256(archive) }
}

test('mutations create an editor, an application and a version', async () => {
  const gateway = await startTestGateway()
  expect(await mutate(gateway, 'createEditor', { name: 'Harbour', autoPublication: true })).toEqual({
    __typename: 'CreateEditorSuccess',
    editor: { name: 'Harbour', autoPublication: true },
  })
  expect(await mutate(gateway, 'createApp', { slug: 'boats', editor: 'HARBOUR', type: 'KONNECTOR' })).toEqual({
    __typename: 'CreateAppSuccess',
    app: { slug: 'boats', type: 'KONNECTOR', editor: { name: 'Harbour' }, dataUsageCommitment: 'NONE' },
  })
  expect(
    await mutate(gateway, 'updateApp', {
      slug: 'boats',
      dataUsageCommitment: 'USER_RESERVED',
      dataUsageCommitmentBy: 'EDITOR',
    }),
  ).toEqual({
    __typename: 'UpdateAppSuccess',
    app: { slug: 'boats', dataUsageCommitment: 'USER_RESERVED', dataUsageCommitmentBy: 'EDITOR', label: 'C' },
  })
  const archive = await serveArchive(gateway, 'boats', '1.0.0')
  const token = await gateway.token({ editor: 'Harbour', app: 'boats' })
  const input = { app: 'boats', version: 'v1.0.0', ...archive, parameters: { a: [1] } }
  expect(await mutate(gateway, 'publishVersion', input, token)).toEqual({
    __typename: 'PublishVersionSuccess',
    version: {
      version: '1.0.0',
      state: 'PUBLISHED',
      manifest: expect.objectContaining({ slug: 'boats', parameters: { a: [1] } }),
      sha256: archive.sha256,
    },
    warnings: expect.arrayContaining([{ code: 'MISSING_ENGLISH_LOCALE' }]),
  })
})

test('a pending version is approved or rejected', async () => {
  const gateway = await startTestGateway()
  await gateway.operations.createEditor('Slow', false)
  await gateway.addApp({ slug: 'notes', editor: 'Slow' })
  for (const version of ['1.0.0', '2.0.0']) {
    const input = { app: 'notes', version, ...(await serveArchive(gateway, 'notes', version)) }
    expect(await mutate(gateway, 'publishVersion', input)).toMatchObject({ version: { state: 'PENDING' } })
  }
  const pending = '{ space { pendingVersions { version } app(slug: "notes") { hasVersions } } }'
  expect(await dataOf(gateway, pending, { token: gateway.master })).toEqual({
    space: { pendingVersions: [{ version: '1.0.0' }, { version: '2.0.0' }], app: { hasVersions: false } },
  })
  const first = { app: 'notes', version: '1.0.0' }
  expect(await mutate(gateway, 'approvePendingVersion', first)).toEqual({
    __typename: 'ApprovePendingVersionSuccess',
    version: { version: '1.0.0', state: 'PUBLISHED' },
  })
  expect(await mutate(gateway, 'rejectPendingVersion', { app: 'notes', version: '2.0.0' })).toEqual({
    __typename: 'RejectPendingVersionSuccess',
    version: '2.0.0',
  })
  for (const name of ['approvePendingVersion', 'rejectPendingVersion'] as const) {
    expect(await mutate(gateway, name, first)).toMatchObject({ __typename: 'VersionNotFound' })
  }
  expect(await dataOf(gateway, pending, { token: gateway.master })).toEqual({
    space: { pendingVersions: [], app: { hasVersions: true } },
  })
})

test('maintenance of an application is activated and deactivated', async () => {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  const messages = [{ locale: 'en', short: 'Pause', long: 'Back at noon' }]
  expect(await mutate(gateway, 'activateMaintenance', { slug: 'notes', short: true, messages })).toMatchObject({
    app: { maintenance: { short: true, messages } },
  })
  expect(await dataOf(gateway, '{ space { maintenance { slug } } }')).toEqual({
    space: { maintenance: [{ slug: 'notes' }] },
  })
  expect(await mutate(gateway, 'deactivateMaintenance', { slug: 'notes' })).toMatchObject({
    app: { maintenance: null },
  })
  expect(await dataOf(gateway, '{ space { maintenance { slug } } }')).toEqual({ space: { maintenance: [] } })
})

describe('a refused mutation', () => {
  const archive = { url: 'http://127.0.0.1:9/a.tar.gz', sha256: '0'.repeat(64) }
  const app = 'notes'
  const version = '1.0.0'
  const cases: [Mutation, Json, object][] = [
    ['createEditor', { name: 'acme' }, { __typename: 'EditorExists', code: 'EDITOR_EXISTS' }],
    ['createEditor', { name: 'no name' }, { __typename: 'InvalidInput', code: 'INVALID_EDITOR_NAME' }],
    [
      'createApp',
      { slug: app, editor: 'Acme', type: 'WEBAPP' },
      { __typename: 'AppExists', message: 'The space has an application "notes" already: choose another slug' },
    ],
    [
      'createApp',
      { slug: 'New', editor: 'Acme', type: 'WEBAPP' },
      { __typename: 'InvalidInput', code: 'INVALID_SLUG' },
    ],
    ['createApp', { slug: 'new', editor: 'Nobody', type: 'WEBAPP' }, { __typename: 'EditorNotFound' }],
    ['createApp', { space: 'gone', slug: 'new', editor: 'Acme', type: 'WEBAPP' }, { __typename: 'SpaceNotFound' }],
    [
      'updateApp',
      { slug: 'gone' },
      { __typename: 'AppNotFound', message: expect.stringContaining('has no application "gone"') },
    ],
    ['activateMaintenance', { slug: 'gone' }, { __typename: 'AppNotFound' }],
    ['deactivateMaintenance', { slug: 'gone' }, { __typename: 'AppNotFound' }],
    ['publishVersion', { app: 'gone', version, ...archive }, { __typename: 'AppNotFound' }],
    ['publishVersion', { space: 'gone', app, version, ...archive }, { __typename: 'SpaceNotFound' }],
    [
      'publishVersion',
      { app, version: '1', url: '', sha256: '' },
      { __typename: 'InvalidInput', code: 'INVALID_VERSION' },
    ],
    [
      'publishVersion',
      { app, version: '0.9.0', ...archive },
      { __typename: 'VersionExists', message: expect.stringContaining('publish the next number') },
    ],
    ['approvePendingVersion', { app: 'gone', version }, { __typename: 'AppNotFound' }],
    ['rejectPendingVersion', { app, version }, { __typename: 'VersionNotFound' }],
    ['createToken', { editor: 'Nobody' }, { __typename: 'EditorNotFound' }],
    ['createToken', { editor: 'Acme', app: 'gone' }, { __typename: 'AppNotFound' }],
    ['createToken', { editor: 'Acme', kind: 'MASTER' }, { __typename: 'NotAllowed', code: 'UNAUTHORIZED' }],
    ['createToken', { editor: 'Acme', maxAge: -1 }, { __typename: 'InvalidInput' }],
  ]
  it('returns a type, a code and a message, and changes nothing', async () => {
    const gateway = await startTestGateway()
    await gateway.addApp({ slug: app })
    await gateway.publish({ slug: app, version: '0.9.0' })
    const before = await gateway.stored()
    for (const [name, input, refusal] of cases) {
      const result = await mutate(gateway, name, input)
      expect(result).toMatchObject({ message: expect.stringMatching(/\S/), code: expect.stringMatching(/^[A-Z_]+$/) })
      expect({ name, input, ...result }).toMatchObject({ name, input, ...refusal })
      expect(await gateway.stored()).toEqual(before)
    }
  })

  it('lists all problems of an archive', async () => {
    const gateway = await startTestGateway()
    await gateway.addApp({ slug: app })
    const input = { app, version, ...(await serveArchive(gateway, app, '2.0.0', { editor: '' })) }
    expect(await mutate(gateway, 'publishVersion', input)).toEqual({
      __typename: 'ArchiveRejected',
      code: 'ARCHIVE_INVALID',
      message: `The manifest can't be published as this version: The "editor" field is empty; "version" field does not match ("1.0.0" != "2.0.0")`,
      problems: ['The "editor" field is empty', '"version" field does not match ("1.0.0" != "2.0.0")'],
    })
  })
})

describe('a created token', () => {
  it('can publish only versions of its application', async () => {
    const gateway = await startTestGateway()
    for (const slug of ['notes', 'other']) await gateway.addApp({ slug })
    const result = await mutate(gateway, 'createToken', { editor: 'acme', app: 'notes' })
    expect(result).toMatchObject({ editor: { name: 'Acme' }, expiresAt: null, warnings: [] })
    const { token = '' } = result
    expect((await gateway.publish({ slug: 'notes', version: '1.0.0', token })).status).toBe(201)
    const input = { app: 'other', version: '1.0.0', ...(await serveArchive(gateway, 'other', '1.0.0')) }
    expect(await mutate(gateway, 'publishVersion', input, token)).toMatchObject({ __typename: 'NotAllowed' })
  })

  it('has at most the lifetime and the permissions of the token that created it', async () => {
    const gateway = await startTestGateway()
    for (const slug of ['notes', 'other']) await gateway.addApp({ slug })
    const parent = await mutate(gateway, 'createToken', { editor: 'Acme', app: 'notes', maxAge: 600 })
    const { token = '', expiresAt } = parent
    const longer = await mutate(gateway, 'createToken', { editor: 'Acme', app: 'notes', maxAge: 6000 }, token)
    const forever = await mutate(gateway, 'createToken', { editor: 'Acme', app: 'notes' }, token)
    expect(expiresAt).toEqual(expect.any(String))
    expect([longer.expiresAt, forever.expiresAt]).toEqual([expiresAt, expiresAt])
    expect(await mutate(gateway, 'createToken', { editor: 'Acme', app: 'other' }, token)).toMatchObject({
      __typename: 'NotAllowed',
    })
    expect(await mutate(gateway, 'createToken', { editor: 'Acme' }, token)).toMatchObject({ __typename: 'NotAllowed' })
  })
})
