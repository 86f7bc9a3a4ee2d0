import { isObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { createSchema } from '../../src/graphql/schema.js'
import { startTestGateway } from '../support/gateway.js'
import { ask } from './ask.js'

const versionInput = 'space: "__default__", app: "notes", version: "1.0.0"'
const appInput = 'space: "__default__", slug: "notes"'

// The fields with the `@allow` directive. The second value is the weakest accepted kind of token. The third value is an
// operation with the field.
const fields: [string, 'EDITOR' | 'MASTER', string][] = [
  ['Editor.autoPublication', 'MASTER', '{ editor(name: "Acme") { autoPublication } }'],
  ['Space.pendingVersions', 'MASTER', '{ space { pendingVersions { version } } }'],
  ['Query.auditLog', 'MASTER', '{ auditLog { nodes { id } } }'],
  ['Query.verifyToken', 'MASTER', '{ verifyToken(input: { editor: "Acme", token: "AAAA" }) }'],
  ['Mutation.createEditor', 'MASTER', 'mutation { createEditor(input: { name: "New" }) { __typename } }'],
  [
    'Mutation.createApp',
    'MASTER',
    'mutation { createApp(input: { slug: "new", editor: "Acme", type: WEBAPP }) { __typename } }',
  ],
  ['Mutation.updateApp', 'MASTER', `mutation { updateApp(input: { ${appInput} }) { __typename } }`],
  ['Mutation.transferApp', 'MASTER', `mutation { transferApp(input: { ${appInput}, editor: "Acme" }) { __typename } }`],
  [
    'Mutation.activateMaintenances',
    'MASTER',
    'mutation { activateMaintenances(input: { slugs: ["notes"] }) { __typename } }',
  ],
  [
    'Mutation.deactivateMaintenances',
    'MASTER',
    'mutation { deactivateMaintenances(input: { slugs: ["notes"] }) { __typename } }',
  ],
  ['Mutation.activateMaintenance', 'MASTER', `mutation { activateMaintenance(input: { ${appInput} }) { __typename } }`],
  [
    'Mutation.deactivateMaintenance',
    'MASTER',
    `mutation { deactivateMaintenance(input: { ${appInput} }) { __typename } }`,
  ],
  ['Space.pendingVersion', 'MASTER', '{ space { pendingVersion(app: "notes", version: "1.0.0") { version } } }'],
  ['Space.wellKnownFiles', 'MASTER', '{ space { wellKnownFiles { name } } }'],
  ['Editor.tokens', 'MASTER', '{ editor(name: "Acme") { tokens { id } } }'],
  ['Mutation.revokeToken', 'MASTER', 'mutation { revokeToken(input: { editor: "Acme", id: "0" }) { __typename } }'],
  ['Mutation.revokeTokens', 'MASTER', 'mutation { revokeTokens(input: { editor: "Acme" }) { __typename } }'],
  ['Mutation.removeEditor', 'MASTER', 'mutation { removeEditor(input: { name: "Acme" }) { __typename } }'],
  ['Mutation.removeApp', 'MASTER', `mutation { removeApp(input: { ${appInput} }) { __typename } }`],
  ['Mutation.removeVersion', 'MASTER', `mutation { removeVersion(input: { ${versionInput} }) { __typename } }`],
  [
    'Mutation.removeOldVersions',
    'MASTER',
    'mutation { removeOldVersions(input: { space: "__default__", app: "notes", channel: STABLE }) { __typename } }',
  ],
  ['Mutation.removeSpace', 'MASTER', 'mutation { removeSpace(input: { name: "__default__" }) { __typename } }'],
  [
    'Mutation.overwriteApp',
    'MASTER',
    `mutation { overwriteApp(input: { ${appInput}, name: "Notes" }) { __typename } }`,
  ],
  ['Mutation.repair', 'MASTER', 'mutation { repair(input: { fix: false }) { __typename } }'],
  [
    'Mutation.putWellKnownFile',
    'MASTER',
    'mutation { putWellKnownFile(input: { name: "a.json", content: "e30=" }) { __typename } }',
  ],
  [
    'Mutation.removeWellKnownFile',
    'MASTER',
    'mutation { removeWellKnownFile(input: { name: "a.json" }) { __typename } }',
  ],
  [
    'Mutation.approvePendingVersion',
    'MASTER',
    `mutation { approvePendingVersion(input: { ${versionInput} }) { __typename } }`,
  ],
  [
    'Mutation.rejectPendingVersion',
    'MASTER',
    `mutation { rejectPendingVersion(input: { ${versionInput} }) { __typename } }`,
  ],
  [
    'Mutation.publishVersion',
    'EDITOR',
    `mutation { publishVersion(input: { ${versionInput}, url: "", sha256: "" }) { __typename } }`,
  ],
  [
    'Mutation.withdrawVersion',
    'EDITOR',
    `mutation { withdrawVersion(input: { ${versionInput}, reason: "Harmful" }) { __typename } }`,
  ],
  ['Mutation.restoreVersion', 'EDITOR', `mutation { restoreVersion(input: { ${versionInput} }) { __typename } }`],
  [
    'Mutation.deprecateApp',
    'EDITOR',
    `mutation { deprecateApp(input: { ${appInput}, message: "Old" }) { __typename } }`,
  ],
  ['Mutation.undeprecateApp', 'EDITOR', `mutation { undeprecateApp(input: { ${appInput} }) { __typename } }`],
  [
    'Mutation.createToken',
    'EDITOR',
    'mutation { createToken(input: { editor: "Acme", app: "notes" }) { __typename } }',
  ],
  ['Query.instances', 'MASTER', '{ instances { totalCount } }'],
  ['Query.remoteSecrets', 'MASTER', '{ remoteSecrets { doctype } }'],
  [
    'Mutation.setRemoteSecret',
    'MASTER',
    'mutation { setRemoteSecret(input: { doctype: "org.example.a", name: "k", value: "v" }) { __typename } }',
  ],
  [
    'Mutation.removeRemoteSecret',
    'MASTER',
    'mutation { removeRemoteSecret(input: { doctype: "org.example.a", name: "k" }) { __typename } }',
  ],
  ['Query.instance', 'MASTER', '{ instance(domain: "a.example") { domain } }'],
  ['Mutation.createInstance', 'MASTER', 'mutation { createInstance(input: { domain: "a.example" }) { __typename } }'],
  ['Mutation.removeInstance', 'MASTER', 'mutation { removeInstance(input: { domain: "a.example" }) { __typename } }'],
  [
    'Mutation.createAppToken',
    'MASTER',
    'mutation { createAppToken(input: { domain: "a.example", app: "notes" }) { __typename } }',
  ],
  [
    'Mutation.createCliToken',
    'MASTER',
    'mutation { createCliToken(input: { domain: "a.example", scope: "io.cozy.apps" }) { __typename } }',
  ],
  ...['installApp', 'updateInstalledApp', 'uninstallApp'].map((name): [string, 'MASTER', string] => [
    `Mutation.${name}`,
    'MASTER',
    `mutation { ${name}(input: { domain: "a.example", app: "notes" }) { __typename } }`,
  ]),
]

// Refusals of subscriptions are tested in `subscriptions.test.ts`.
const allProtected = [...fields.map(([path, kind]) => [path, kind]), ['Subscription.pendingChanged', 'MASTER']]

describe('fields that require a token', () => {
  it.each(fields)('%s is refused without a token of kind %s', async (_field, kind, query) => {
    const gateway = await startTestGateway()
    await gateway.addApp({ slug: 'notes' })
    const before = await gateway.stored()
    const refused = (message: string) => ({ errors: [{ message, extensions: { code: 'UNAUTHORIZED' } }] })
    const noToken = 'The request has no Authorization header: send "Authorization: Token <token>"'
    expect(await ask(gateway, query)).toMatchObject(refused(noToken))
    const foreign = 'The token was not made by this registry, or it was changed or cut off'
    expect(await ask(gateway, query, { token: 'AAAA' })).toMatchObject(refused(foreign))
    const expired = 'The token expired at 2001-09-09T01:46:40.000Z: ask for a new one'
    expect(await ask(gateway, query, { token: await gateway.expiredToken('notes') })).toMatchObject(refused(expired))
    const token = await gateway.token({ app: 'notes' })
    const notMaster = 'This needs a master token, and the token is an editor token of "Acme"'
    if (kind === 'MASTER') expect(await ask(gateway, query, { token })).toMatchObject(refused(notMaster))
    expect(await gateway.stored()).toEqual(before)
    if (kind === 'EDITOR') expect(await ask(gateway, query, { token })).not.toHaveProperty('errors')
    expect(await ask(gateway, query, { token: gateway.master })).not.toHaveProperty('errors')
  })

  const allFields = Object.values(createSchema().getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ ...field, path: `${type.name}.${field.name}` })),
    )

  // Reads `astNode`. Introspection does not show the directives of a field.
  it('are exactly the fields in the table of these tests', () => {
    const protectedFields = allFields.filter(({ astNode }) =>
      astNode?.directives?.some(({ name }) => name.value === 'allow'),
    )
    expect(protectedFields.map(({ path }) => path).sort()).toEqual(allProtected.map(([path]) => path).sort())
  })

  it('have the required kind of token in their descriptions', () => {
    const kinds = { 'Needs a token.': 'EDITOR', 'Needs a master token.': 'MASTER' } as const
    const described = Object.entries(kinds).flatMap(([sentence, kind]) =>
      allFields.filter(({ description }) => description?.endsWith(sentence)).map(({ path }) => [path, kind]),
    )
    expect(described.sort()).toEqual(allProtected.sort())
  })
})

describe('the authorization of a field', () => {
  it('refuses even a master token when the editor of the application was removed', async () => {
    const gateway = await startTestGateway()
    const { master: token } = gateway
    await ask(gateway, 'mutation { createEditor(input: { name: "Gone" }) { __typename } }', { token })
    await gateway.addApp({ slug: 'notes', editor: 'Gone' })
    await ask(gateway, 'mutation { removeEditor(input: { name: "Gone" }) { __typename } }', { token })
    const update = (slug: string) => `mutation { updateApp(input: { slug: "${slug}" }) { ... on Refusal { code } } }`
    const unknown = 'There is no editor "Gone" (any more): an operator can create it'
    expect(await ask(gateway, update('notes'), { token })).toMatchObject({ errors: [{ message: unknown }] })
    const missing = { data: { updateApp: { code: 'APP_NOT_FOUND' } } }
    expect(await ask(gateway, update('missing'), { token })).toMatchObject(missing)
    const foreign = { errors: [{ extensions: { code: 'UNAUTHORIZED' } }] }
    expect(await ask(gateway, update('missing'), { token: 'AAAA' })).toMatchObject(foreign)
  })

  it('is checked once per request', async () => {
    const gateway = await startTestGateway()
    await gateway.addApp({ slug: 'notes' })
    const token = await gateway.token({ app: 'notes' })
    const pending = 'pendingVersion(app: "notes", version: "1.0.0") { version }'
    const twenty = Array.from({ length: 20 }, (_, i) => `p${String(i)}: ${pending}`).join(' ')
    const { errors } = await ask(gateway, `{ space { ${twenty} } }`, { token })
    expect(errors).toHaveLength(20)
    expect(gateway.logged().filter((line) => line.includes('a token was refused'))).toHaveLength(1)
  })
})
