import { expect, test } from 'vitest'
import { baseUrlOf } from '../../src/http/base-url.js'

test.each([
  [{ 'x-forwarded-proto': 'https' }, 'https://reg.example'],
  [{ 'x-forwarded-proto': 'http', 'x-forwarded-ssl': 'on' }, 'http://reg.example'],
  [{ 'x-forwarded-protocol': 'http', 'x-forwarded-ssl': 'on' }, 'http://reg.example'],
  [{ 'x-forwarded-ssl': 'on', 'x-url-scheme': 'http' }, 'https://reg.example'],
  [{ 'x-url-scheme': 'https' }, 'https://reg.example'],
  [{ 'x-forwarded-proto': 'ftp' }, 'http://reg.example'],
])('behind a proxy that says %j it is %s, and without one http', (said, expected) => {
  const headers = { host: 'reg.example', ...said }
  expect(baseUrlOf({ headers }, { accessTopology: 'xff' })).toBe(expected)
  expect(baseUrlOf({ headers }, { accessTopology: 'direct' })).toBe('http://reg.example')
  expect(baseUrlOf({ headers }, { accessTopology: 'xff', publicUrl: 'https://public.example' })).toBe(
    'https://public.example',
  )
})
