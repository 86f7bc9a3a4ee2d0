import { expect, test } from 'vitest'
import { z } from 'zod'
import { readAuditLog } from '../support/audit-log.js'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'
import { ask, dataOf } from './ask.js'

const created = z.object({ createToken: z.object({ token: z.string(), id: z.string(), name: z.string() }) })

async function createToken(gateway: TestGateway, input: string, token = gateway.master) {
  const query = `mutation { createToken(input: { editor: "Acme", ${input} }) { ... on CreateTokenSuccess { token id name } } }`
  return created.parse(await dataOf(gateway, query, { token })).createToken
}

const revoke = (id: string) => `mutation {
  revokeToken(input: { editor: "acme", id: "${id}" }) {
    ... on RevokeTokenSuccess { token { id name } }
    ... on Refusal { __typename code message }
  }
}`

const listed = '{ editor(name: "acme") { tokens { id name kind app expiresAt lastUsedAt } } }'

test('Editor.tokens lists the tokens with their names and last uses, and never the tokens', async () => {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  const ci = await createToken(gateway, 'app: "notes", name: "CI", maxAge: 3600')
  const ofCi = { id: ci.id, name: 'CI', kind: 'EDITOR', app: 'notes', expiresAt: expect.any(String) }
  const { token: _token, ...unused } = { ...ofCi, token: ci.token, lastUsedAt: null }
  const answer = await ask(gateway, listed, { token: gateway.master })
  expect(answer).toMatchObject({ data: { editor: { tokens: [unused] } } })
  expect(JSON.stringify(answer)).not.toContain(ci.token)
  await gateway.publish({ slug: 'notes', version: '1.0.0', token: ci.token })
  await expect
    .poll(() => ask(gateway, listed, { token: gateway.master }))
    .toMatchObject({ data: { editor: { tokens: [{ ...ofCi, lastUsedAt: expect.any(String) }] } } })
})

test('a token that was revoked alone is refused by GraphQL and REST, and other tokens are not', async () => {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  const [leaked, other] = [await createToken(gateway, 'name: "leaked"'), await createToken(gateway, 'name: "other"')]
  const viewer = (token: string) => dataOf(gateway, '{ viewer { tokenId tokenName } }', { token })
  expect(await viewer(leaked.token)).toEqual({ viewer: { tokenId: leaked.id, tokenName: 'leaked' } })
  const { master } = gateway
  expect(await dataOf(gateway, revoke(leaked.id), { token: master })).toEqual({
    revokeToken: { token: { id: leaked.id, name: 'leaked' } },
  })
  expect(await viewer(leaked.token)).toEqual({ viewer: null })
  const refused = await gateway.publish({ slug: 'notes', version: '1.0.0', token: leaked.token })
  expect([refused.status, refused.json()]).toMatchObject([
    401,
    { error: 'Token could not be verified', detail: expect.stringContaining('was revoked') },
  ])
  expect((await gateway.publish({ slug: 'notes', version: '1.0.0', token: other.token })).status).toBe(201)
  expect(await dataOf(gateway, revoke(leaked.id), { token: master })).toEqual({
    revokeToken: {
      __typename: 'TokenNotFound',
      code: 'TOKEN_NOT_FOUND',
      message: `"Acme" has no token with the id "${leaked.id}" (any more): look at the list of its tokens`,
    },
  })
})

test('entries of the audit log name the token of the request, a new token, and a revoked token', async () => {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  const ci = await createToken(gateway, 'app: "notes", name: "CI"')
  await gateway.publish({ slug: 'notes', version: '1.0.0', token: ci.token })
  const child = await createToken(gateway, 'app: "notes", name: "child"', ci.token)
  await dataOf(gateway, revoke(ci.id), { token: gateway.master })
  await gateway.send('/registry/notes', { method: 'POST', headers: authorized(ci.token), body: {} })
  const [refused, revocation, creation, publication, first] = await readAuditLog(gateway)
  const byCi = { kind: 'EDITOR', tokenId: ci.id, tokenName: 'CI' }
  expect(first).toMatchObject({ operation: 'createToken', on: { name: 'CI', id: ci.id } })
  expect(publication).toMatchObject({ operation: 'publishVersion', actor: byCi })
  expect(creation).toMatchObject({ operation: 'createToken', actor: byCi, on: { name: 'child', id: child.id } })
  expect(revocation).toMatchObject({
    operation: 'revokeToken',
    actor: { kind: 'MASTER', tokenName: null },
    on: { editor: 'acme', id: ci.id },
  })
  expect(refused).toMatchObject({ outcome: 'REFUSED', actor: { kind: 'UNKNOWN_TOKEN', tokenId: null } })
  const log = JSON.stringify(await readAuditLog(gateway)) + gateway.logged().join('')
  for (const { token } of [ci, child]) expect(log).not.toContain(token)
})
