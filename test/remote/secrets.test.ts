import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { documentsOf, openRemote } from '../support/remote.js'

const doctype = 'org.example.prices'

test('secrets are set, replaced, listed by name and removed', async () => {
  const { secrets } = (await openRemote()).remote
  expect([...(await secrets.names())]).toEqual([])
  expect([...(await secrets.of(doctype))]).toEqual([])
  expect(await secrets.remove(doctype, 'token')).toBe(false)
  await secrets.set(doctype, 'token', 'old')
  await secrets.set(doctype, 'token', 'né✓')
  await secrets.set(doctype, '__proto__', 'p')
  await secrets.set('_a.b', 'token', 'other')
  expect([...(await secrets.names())]).toEqual([
    ['_a.b', ['token']],
    [doctype, ['__proto__', 'token']],
  ])
  expect(new Map(await secrets.of(doctype))).toEqual(new Map([['token', 'né✓'], ['__proto__', 'p']])) // prettier-ignore
  expect(await secrets.remove(doctype, 'token')).toBe(true)
  expect([...(await secrets.of(doctype)).keys()]).toEqual(['__proto__'])
  expect(await secrets.remove(doctype, '__proto__')).toBe(true)
  expect([...(await secrets.names()).keys()]).toEqual(['_a.b'])
})

test('secrets that are set concurrently are all stored', async () => {
  const { secrets } = (await openRemote()).remote
  const names = Array.from({ length: 8 }, (_, i) => `n${i}`)
  await Promise.all(names.map((name) => secrets.set(doctype, name, name)))
  expect([...(await secrets.of(doctype)).keys()].sort()).toEqual(names)
})

test('secrets are encrypted in the database, and are ignored when they are copied to another doctype', async () => {
  const { remote, documents, logLines } = await openRemote()
  await remote.secrets.set(doctype, 'token', 'a-known-value')
  const database = 'test-remote-secrets'
  const [stored] = await documentsOf(documents, database)
  expect(JSON.stringify(stored)).not.toContain('a-known-value')
  expect(JSON.stringify(stored)).not.toContain(Buffer.from('a-known-value').toString('base64'))
  const { token = null } = Object(stored?.sealed)
  await documents.put(database, { _id: 'io.cozy.remote.secrets/org.evil.x', sealed: { token, other: token, num: 5 } })
  expect([...(await remote.secrets.of('org.evil.x'))]).toEqual([])
  expect(logLines.join('')).toContain('org.evil.x')
})

test('secrets cannot be read with another master secret', async () => {
  const secret = randomBytes(32)
  const { remote, documents } = await openRemote({ secret })
  await remote.secrets.set(doctype, 'token', 'x')
  const same = await openRemote({ documents, secret })
  expect([...(await same.remote.secrets.of(doctype))]).toEqual([['token', 'x']])
  const other = await openRemote({ documents })
  expect([...(await other.remote.secrets.of(doctype))]).toEqual([])
})

test.each([
  ['no-doctype', 'token', 'is no remote doctype', 'x'],
  ['../x.y', 'token', 'is no remote doctype', 'x'],
  [doctype, '', "can't name a secret", 'x'],
  [doctype, 'a-b', "can't name a secret", 'x'],
  [doctype, 'a'.repeat(101), "can't name a secret", 'x'],
  [doctype, 'secret_token', 'for {{secret_token}}, set "token"', 'x'],
  [doctype, 'token', '1 to 8192 bytes', ''],
  [doctype, 'token', '1 to 8192 bytes', 'x'.repeat(8193)],
])('a secret of the doctype "%s" with the name "%s" is refused with "%s"', async (type, name, message, value) => {
  const { secrets } = (await openRemote()).remote
  await expect(secrets.set(type, name, value)).rejects.toMatchObject({
    code: 'INVALID_SECRET',
    message: expect.stringContaining(message),
  })
})
