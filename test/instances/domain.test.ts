import { expect, it } from 'vitest'
import { checkDomain } from '../../src/instances/domain.js'

const longest = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`

it.each(['cozy.localhost:8080', 'localhost', 'a-1.example.org', '127.0.0.1:1', 'x:65535', longest])(
  'the domain %s is accepted',
  (domain) => {
    expect(checkDomain(domain)).toBe(domain)
  },
)

it.each([
  ...['', '.', 'a..b', 'Alice.example.org', 'a_b.example', '-a.example', 'a-.example', 'ä.example', 'a.example.'],
  ...['a.example:', 'a.example:0', 'a.example:080', 'a.example:65536', 'a.example:8080:1', 'a.example/x', 'a b'],
  ...[`${longest}x`, `${'a'.repeat(64)}.example`, 'user@a.example', '[::1]', 'a.example\n', '__proto__', '_design'],
  ...['127.1', '256.1.1.1', '1.2.3.4.5', '0x7f', 'e.1', 'xn--zz', '127.0.0.01'],
])('the domain %j is refused', (domain) => {
  expect(() => checkDomain(domain)).toThrow('Invalid domain')
})
