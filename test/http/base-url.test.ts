import { expect, test } from 'vitest'
import { baseUrlOf, isHost } from '../../src/http/base-url.js'

test.each([
  [{ 'x-forwarded-proto': 'https' }, 'https://reg.example'],
  [{ 'x-forwarded-proto': 'http', 'x-forwarded-ssl': 'on' }, 'http://reg.example'],
  [{ 'x-forwarded-protocol': 'http', 'x-forwarded-ssl': 'on' }, 'http://reg.example'],
  [{ 'x-forwarded-ssl': 'on', 'x-url-scheme': 'http' }, 'https://reg.example'],
  [{ 'x-url-scheme': 'https' }, 'https://reg.example'],
  [{ 'x-forwarded-proto': 'ftp' }, 'http://reg.example'],
])('the headers %j of a trusted proxy give the base URL %s without "publicUrl"', (proxyHeaders, expected) => {
  const headers = { host: 'reg.example', ...proxyHeaders }
  expect(baseUrlOf({ headers }, { accessTopology: 'xff' })).toBe(expected)
  expect(baseUrlOf({ headers }, { accessTopology: 'direct' })).toBe('http://reg.example')
  expect(baseUrlOf({ headers }, { accessTopology: 'xff', publicUrl: 'https://public.example' })).toBe(
    'https://public.example',
  )
})

test.each([
  [{ 'x-forwarded-proto': 'https, http' }, 'https'],
  [{ 'x-forwarded-proto': 'http, https' }, 'http'],
  [{ 'x-forwarded-proto': 'HTTPS' }, 'https'],
  [{ 'x-forwarded-proto': ' Https ,http' }, 'https'],
  [{ 'x-forwarded-proto': '', 'x-forwarded-protocol': 'HTTPS' }, 'https'],
  [{ 'x-forwarded-ssl': 'ON, off' }, 'https'],
  [{ 'x-url-scheme': 'Https, http' }, 'https'],
  [{ 'x-forwarded-proto': 'javascript' }, 'http'],
  [{ 'x-forwarded-proto': 'https:' }, 'http'],
  [{ 'x-forwarded-proto': 'ftp', 'x-forwarded-host': 'evil.example, reg.example' }, 'http'],
])('the proxy headers %j give the URL scheme %s', (proxyHeaders, scheme) => {
  expect(baseUrlOf({ headers: { host: 'reg.example', ...proxyHeaders } }, { accessTopology: 'xrip' })).toBe(
    `${scheme}://reg.example`,
  )
})

const hosts = [
  ...['reg.example', 'REG.Example', 'localhost', 'my_host-1', 'a.b.c.', '127.0.0.1', '[::1]', '[2001:DB8::1]'],
  ...['[::ffff:192.0.2.1]', 'xn--bcher-kva.example', `${'a'.repeat(63)}.example`],
]

test.each(hosts.flatMap((host) => [host, `${host}:8443`]))('accepts the host %s', (host) => {
  expect(isHost(host)).toBe(true)
  expect(baseUrlOf({ headers: { host } }, { accessTopology: 'direct' })).toBe(`http://${host}`)
})

test.each([
  ['reg.example:', 'http://reg.example'],
  ['reg.example:0080', 'http://reg.example:80'],
  ['[::1]:', 'http://[::1]'],
])('the port of %s is normalized', (host, expected) => {
  expect(isHost(host)).toBe(true)
  expect(baseUrlOf({ headers: { host } }, { accessTopology: 'direct' })).toBe(expected)
})

test.each([
  ...['a b', 'a\tb', 'a/b', 'a?b', 'a#b', 'a\\b', 'user@reg.example', 'user:pw@reg.example', '@', ':80', '.', '..'],
  ...['a..b', '.a', '-a.example', 'a-.example', 'reg.example:0', 'reg.example:65536', 'reg.example:8a', 'a:1:2'],
  ...[
    'reg.example:-1',
    'a,b',
    'reg.example, evil.example',
    '::1',
    '[::1',
    '::1]',
    '[::g]',
    '[fe80::1%25eth0]',
    '[v1.a]',
  ],
  ...[
    '[127.0.0.1]',
    '[]',
    '999.1.1.1',
    '1.2.3',
    '0x7f.1',
    '2130706433',
    'a%41.example',
    'é.example',
    'a\u0000b',
    'a"b',
  ],
  ...['a<b', '{a}', 'http://reg.example', 'xn--a.example', `${'a'.repeat(64)}.example`, `${'a.'.repeat(127)}aa`],
  ...['a'.repeat(16_000), '1:'.repeat(8_000)],
])('refuses the host %j', (host) => {
  expect(isHost(host)).toBe(false)
})
