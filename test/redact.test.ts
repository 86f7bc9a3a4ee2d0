import { PassThrough } from 'node:stream'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLog } from '../src/operator/log.js'
import { hasSecretParameter, redact } from '../src/redact.js'
import { sha256 } from './support/archives.js'
import { archiveOf, authorized, startTestGateway } from './support/gateway.js'

// A scan in quadratic time would exceed the timeout: it took 15 seconds for a fifth of this text.
test.each(['http:/', 'http:\\/', 'http:\\/\\/', 'https:\\a', '://', ':\\/\\/'])(
  'a long text that repeats %s is scanned in linear time',
  (start) => {
    const text = start.repeat(1_000_000 / start.length)
    expect(redact(text)).toBe(text)
  },
)

test.each([
  ['http://bob:pa@ss@127.0.0.1:5984/', 'http://********@127.0.0.1:5984/'],
  ['http://bob:pa/ss@host/', 'http://********@host/'],
  ['https:/bob:pass@host/x', 'https:/********@host/x'],
  ['http:///bob:pass@host/x', 'http:///********@host/x'],
  ['{"a":"https:\\/\\/bob:pass@host\\/x"}', '{"a":"https:\\/\\/********@host\\/x"}'],
  ['rediss://:pass@host:1/3', 'rediss://********@host:1/3'],
  ['at bob:pass@host:6379', 'at ********@host:6379'],
  ['at bob:pa@ss@host:6379', 'at ********@host:6379'],
  ['to //bob:pass@host/x', 'to //********@host/x'],
  ['/go?fallback=https%3A%2F%2Fbob%3Apass%40host%2Fx', '/go?fallback=https%3A%2F%2F********%40host%2Fx'],
  ['/a.tgz?private_token=pass&ref=main', '/a.tgz?private_token=********&ref=main'],
  ['https://h/a.tgz?q=pass&e=pass#f=pass', 'https://h/a.tgz?q=********&e=********#f=********'],
  ['https://h/a.tgz?pass and s3://h/a#pass', 'https://h/a.tgz?******** and s3://h/a#********'],
  [
    '{"url":"https://h/a?x=pa\\"ss&y=pass","next":"a?b=c"}',
    '{"url":"https://h/a?x=********&y=********","next":"a?b=c"}',
  ],
  ['https://h/a?private%5Ftoken=pass', 'https://h/a?private%5Ftoken=********'],
  ['/a?X-Amz-Date=1&X-Amz-Signature=pass', '/a?X-Amz-Date=1&X-Amz-Signature=********'],
  ['/a?sv=1&sig=pass%3D"', '/a?sv=1&sig=********"'],
  ['/x?url=https%3A%2F%2Fh%3Ftoken%3Dpass%26a%3Dpass', '/x?url=https%3A%2F%2Fh%3Ftoken%3D********%26a%3D********'],
  ['/tarball/a.tgz%3Fv%3Dpass%26w%3Dpass/x', '/tarball/a.tgz%3Fv%3D********%26w%3D********/x'],
  ['/tarball/a.tgz%3fpass "', '/tarball/a.tgz%3f******** "'],
  ['https://h/#access_token=pass', 'https://h/#access_token=********'],
  ['at bob:12/pa/ss@host:6379', 'at ********@host:6379'],
  ['/go?fallback=https%3A%2F%2Fbob%3Apa%2Fss%40host%2Fx', '/go?fallback=https%3A%2F%2F********%40host%2Fx'],
  ['http://user:1234/56@host/x', 'http://********@host/x'],
  ['redis://:1234/56/@7@10.0.0.1:6379', 'redis://********@10.0.0.1:6379'],
  ['http://user.name:123456/7@host', 'http://********@host'],
  ['Authorization: Basic cGFzczpwYXNzcGFzcw==', 'Authorization: Basic ********'],
  ['{"authorization":"Basic dTpw"}', '{"authorization":"Basic ********"}'],
  ['"{\\"Authorization\\": \\"Bearer pass\\"}"', '"{\\"Authorization\\": \\"Bearer ********\\"}"'],
  ['Proxy-Authorization: token pass', 'Proxy-Authorization: token ********'],
  ['sent Basic dTpw, then nothing', 'sent Basic ********, then nothing'],
  ['sent basic Og==', 'sent Basic ********'],
])('hides the secrets in %s', (text, expected) => {
  expect(redact(text)).toBe(expected)
})

test.each([
  'https://registry.example/@scope/name/-/name-1.0.0.tgz',
  'https://host.test:8443/a@b?',
  'https://localhost:8443/a@b?',
  'https://[::1]:8443/a@b?',
  'https://verdaccio:4873/@scope/name/-/name-1.0.0.tgz',
  'https://mirror:8080/npm/name@1.0.0/name@v2/name@latest',
  '/go?fallback=https%3A%2F%2Fhost%3A8443%2Fa%40b',
  'notes:1.0.0/a.tgz of bob@host:80',
  'http://registry:8080/a.tgz says bob@host.test',
  'send "Authorization: Token <token>"',
  'Basic authentication is a basic scheme',
  '/a@b?limit=10&sort=-slug&filter[type]=webapp',
  'Token could not be verified',
  '/chat/@user',
])('does not change %s', (text) => {
  expect(redact(text)).toBe(text)
})

test('hides the credentials of Basic authentication, whatever user and password they encode', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'Z', '0', '/', '+', '@', '?', 'é', '€', ' ', ':'),
    maxLength: 12,
  })
  fc.assert(
    fc.property(text, text, (user, password) => {
      const encoded = Buffer.from(`${user}:${password}`).toString('base64')
      expect(redact(`it sent Basic ${encoded}, and failed`)).toBe('it sent Basic ********, and failed')
    }),
  )
})

test('hides a password that contains a slash, even when its beginning looks like a port', () => {
  const part = fc.string({ unit: fc.constantFrom('a', '0', '1', '5', '9'), minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(part, part, (before, after) => {
      expect(redact(`at http://user:${before}/${after}@host/x`)).toBe('at http://********@host/x')
    }),
  )
})

test.each([
  ['?Expires=1&Signature=x', true],
  ['?e=1700000000&h=Zm9v-YmFyMTIzNDU2', true],
  ['?0123456789abcdef01234567', true],
  ['#private_token=x', true],
  ['?version=1&file=notes-1.0.0.tar.gz&ref=feature/some-longer-name', false],
  ['?token=', false],
])('tells whether a URL contains a secret: %s → %s', (query, expected) => {
  expect(hasSecretParameter(`https://h/a.tgz${query}`)).toBe(expected)
})

test.each([false, true])('no log line contains secrets (on a terminal: %s)', (isTTY) => {
  let lines = ''
  const stream = Object.assign(new PassThrough(), { isTTY })
  stream.on('data', (chunk: Buffer) => (lines += chunk.toString()))
  const cause = new Error('GET http://bob:hunter2@db/x failed')
  const err = new Error('https://h/a?token=hunter2', { cause })
  const all = new AggregateError([new Error('redis://:hunter2@cache')], 'all failed')
  const log = createLog({ logLevel: 'info' }, stream)
  log.error({ err, request_uri: '/x?code=hunter2', deep: { url: 'http://a:b"hunter2@h' } }, 'to http://u:hunter2@h')
  log.error({ err: all }, 'again')
  log.child({ url: 'https://u:hunter2@h/' }).info('bound')
  expect(lines).toContain('bound')
  expect(lines).not.toContain('hunter2')
})

test.each(['?private_token=hunter2', '#token=hunter2', '?a=1&X-Amz-Signature=hunter2', '?v=hunter2', '?hunter2'])(
  'the secret in the URL of a refused publication (%s) is neither logged nor in the answer',
  async (query) => {
    const gateway = await startTestGateway()
    await gateway.addApp({ slug: 'notes' })
    const headers = authorized(await gateway.token({ app: 'notes' }))
    const withInvalidPackage = { slug: 'notes', version: '1.0.0', files: [{ name: 'package.json', content: '{' }] }
    const contents = [
      Buffer.from('no archive'),
      Buffer.from('1f8b00', 'hex'),
      gzipSync('no tar'),
      await archiveOf(withInvalidPackage),
    ]
    const submissions = contents.map((content, i) => {
      const address = gateway.archives.serve(`${i}-a.tgz${query.replace(/#.*/, '')}`, content)
      return { url: address.replace(/\?.*/, '') + query, sha256: sha256(content) }
    })
    for (const { url, sha256 } of [
      ...submissions,
      { url: ` http://u:${'hunter2'.repeat(99)}@127.0.0.1/a.tgz ${query}`, sha256: 'a'.repeat(64) },
      { url: `http://127.0.0.1:1/a.tgz ${query}`, sha256: 'a'.repeat(64) },
      { url: `http://127.0.0.1:1/a.tgz${query}`, sha256: 'a'.repeat(64) },
      { url: `http://bob:hunter2@127.0.0.1:1/a.tgz${query}`, sha256: 'a'.repeat(64) },
    ]) {
      const body = { version: '1.0.0', url, sha256 }
      const answer = await gateway.send('/registry/notes', { method: 'POST', headers, body })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.text).not.toContain('hunter2')
    }
    expect(gateway.logged().join('')).toContain('a.tgz')
    expect(gateway.logged().join('')).not.toContain('hunter2')
  },
  60_000,
)
