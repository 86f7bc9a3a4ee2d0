import { expect, test } from 'vitest'
import type { CacheEngine } from '../../src/config/engines.js'
import { resolveConfig } from '../../src/config/config.js'
import { redactSettings } from '../../src/config/redact-settings.js'

function resolveRedis(redis: Record<string, unknown>) {
  const env = Object.fromEntries(
    Object.entries(redis).map(([key, value]) => [`COZY_REGISTRY_REDIS_${key.toUpperCase()}`, String(value)]),
  )
  return resolveConfig({ argvFlags: {}, env: { ...env, COZY_REGISTRY_DATA: 'd' }, cwd: '/' }, undefined)
}

function cacheOf(redis: Record<string, unknown>): CacheEngine {
  return resolveRedis(redis).config.cache
}

const address = (host: string, port = 6379) => ({ host, port })

test.each([
  ['cache', { addresses: [address('cache')], tls: false, database: 0 }],
  ['cache:1', { addresses: [address('cache', 1)], tls: false }],
  ['127.0.0.1:65535', { addresses: [address('127.0.0.1', 65535)] }],
  ['[::1]:7000', { addresses: [address('::1', 7000)] }],
  ['[fe80::1]', { addresses: [address('fe80::1')] }],
  ['redis_1.internal', { addresses: [address('redis_1.internal')] }],
  ['a:1 b:2', { addresses: [address('a', 1), address('b', 2)] }],
  ['a:1, b:2', { addresses: [address('a', 1), address('b', 2)] }],
  ['a:1,b:2,\tc', { addresses: [address('a', 1), address('b', 2), address('c')] }],
  ['redis://cache', { addresses: [address('cache')], tls: false }],
  ['REDIS://cache:7/', { addresses: [address('cache', 7)], tls: false }],
  ['redis://cache/3', { addresses: [address('cache')], database: 3 }],
  ['redis://[::1]:7000/2', { addresses: [address('::1', 7000)], database: 2 }],
  ['rediss://127.0.0.1:18530/3', { addresses: [address('127.0.0.1', 18530)], tls: true, database: 3 }],
  ['redis://:hush@cache', { addresses: [address('cache')], password: 'hush' }],
  ['rediss://app:p%40ss%2C@cache', { addresses: [address('cache')], tls: true, username: 'app', password: 'p@ss,' }],
  ['rediss://a:1 rediss://b:2', { addresses: [address('a', 1), address('b', 2)], tls: true }],
  ['redis://:hush@a, redis://b', { addresses: [address('a'), address('b')], password: 'hush' }],
  ['redis://a, b:2', { addresses: [address('a'), address('b', 2)], tls: false }],
])('redis.addrs can be %s', (addrs, expected) => {
  expect(cacheOf({ addrs })).toMatchObject({ engine: 'redis', ...expected })
})

test.each([
  '127.0.0.1:abc',
  'cache:',
  ':6379',
  'cache:0',
  'cache:65536',
  'cache:-1',
  'cache:1:2',
  '6379',
  '127.0.0.300',
  '127.0.0',
  '::1',
  '::1:6379',
  '[::1',
  '[cache]:1',
  '[]:1',
  'a..b',
  'cache/3',
  '/run/redis.sock',
  'unix:///run/redis.sock',
  'http://cache',
  'redis:cache',
  'redis://',
  'redis://:6379',
  'redis:///3',
  'redis://cache:abc',
  'redis://cache:0',
  'redis://cache/three',
  'redis://cache/-1',
  'redis://cache/1/2',
  'redis://cache?db=3',
  'redis://cache/#3',
  'rediss://cache:6379:6379',
  'redis://%zz@cache',
  'good:1, bad:x',
  ',',
])('redis.addrs cannot be %j', (addrs) => {
  expect(() => cacheOf({ addrs })).toThrow(/^Invalid configuration: redis\.addrs: .* is not an address of Redis/)
})

test.each([
  [{ addrs: 'rediss://a redis://b' }, 'Either all addresses in "redis.addrs" begin with "rediss://", or none'],
  [{ addrs: 'rediss://a b:1' }, 'or none'],
  [{ addrs: 'redis://a/1 redis://b/2' }, 'do not have the same database'],
  [{ addrs: 'redis://u@a redis://v@b' }, 'do not have the same username'],
  [{ addrs: 'redis://:one@a redis://:two@b' }, 'do not have the same password'],
  [{ addrs: 'redis://:one@a', password: 'two' }, '"redis.password" do not have the same password'],
  [{ addrs: 'redis://a/3', databases_versionslatest: 2 }, '"redis.databases.versionslatest" do not have the same'],
  [{ addrs: 'redis://a/3 redis://b/3' }, 'are a cluster, which has no database 3'],
])('contradictory settings are refused: %j', (redis, message) => {
  expect(() => cacheOf(redis)).toThrow(message)
})

test('equal settings in two places are accepted, also with sentinels and a database', () => {
  const redis = { addrs: 'redis://:x@a/3 b', password: 'x', databases_versionslatest: 3, master: 'main' }
  expect(cacheOf(redis)).toMatchObject({
    addresses: [address('a', 26379), address('b', 26379)],
    master: 'main',
    password: 'x',
    database: 3,
  })
})

test('errors and printed settings show no part of a password', () => {
  const invalidAddresses = [
    'redis://u:hush,hush@a',
    'redis://u:hush hush@a',
    'redis://u:hush@a:x',
    'redis://u:hu?hush@a b',
  ]
  for (const addrs of invalidAddresses) {
    expect(() => cacheOf({ addrs })).toThrow(/\*{8}/)
    expect(() => cacheOf({ addrs })).not.toThrow(/hush/)
  }
  const { settings } = resolveRedis({ addrs: 'rediss://u:hush@a:1/2' })
  expect(JSON.stringify(redactSettings(settings))).toContain('rediss://********@a:1/2')
})
