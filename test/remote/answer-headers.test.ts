import { describe, expect, test } from 'vitest'
import { answerHeaders, type AnswerTraits, type Headers } from '../../src/remote/answer-headers.js'

const json: AnswerTraits = { status: 200, mediaType: 'application/json', hasSecret: false }
const nosniff = ['X-Content-Type-Options', 'nosniff']

test('harmless headers are kept in order, including repeated ones', () => {
  const headers: Headers = [
    ['Content-Type', 'application/json'],
    ['Content-Length', '3'],
    ['Content-Encoding', 'br'],
    ['Content-Disposition', 'attachment; filename="x.json"'],
    ['ETag', '"e1"'],
    ['Cache-Control', 'max-age=60'],
    ['Last-Modified', 'Mon, 02 Jan 2006 15:04:05 GMT'],
    ['Link', '<http://x.example/>; rel="next"'],
    ['Retry-After', '5'],
    ['Server-Timing', 'a'],
    ['Vary', 'Accept'],
    ['X-Kept', 'yes'],
    ['X-Kept', 'twice'],
    ['X-RateLimit-Remaining', 'é'],
  ]
  expect(answerHeaders(headers, json)).toEqual([...headers, nosniff])
})

test.each([
  'Set-Cookie',
  'SET-COOKIE',
  'Set-Cookie2',
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Headers',
  'Access-Control-Allow-Private-Network',
  'Access-Control-Expose-Headers',
  'Access-Control-Max-Age',
  'Content-Security-Policy',
  'Content-Security-Policy-Report-Only',
  'Strict-Transport-Security',
  'X-Content-Type-Options',
  'X-Frame-Options',
  'Connection',
  'Keep-Alive',
  'Proxy-Authenticate',
  'Proxy-Anything',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'Clear-Site-Data',
  'Refresh',
  'Service-Worker-Allowed',
  'SourceMap',
  'Alt-Svc',
  'NEL',
  'Report-To',
  'Reporting-Endpoints',
  'Public-Key-Pins',
  'Cross-Origin-Opener-Policy',
  'Cross-Origin-Resource-Policy',
  'WWW-Authenticate',
  'Location',
])('%s is dropped', (name) => {
  expect(answerHeaders([[name, 'x']], json)).toEqual([nosniff])
})

test('headers that the header `Connection` lists are dropped', () => {
  const headers: Headers = [
    ['Connection', 'close, X-Hop ,x-other'],
    ['X-HOP', '1'],
    ['X-Other', '2'],
    ['X-Kept', '3'],
  ]
  expect(answerHeaders(headers, json)).toEqual([['X-Kept', '3'], nosniff])
})

test.each([201, 300, 301, 302, 307, 399])('`Location` is kept with status %i', (status) => {
  expect(answerHeaders([['Location', '/x']], { ...json, status })).toEqual([['Location', '/x'], nosniff])
})

test('headers that Node cannot send are dropped', () => {
  const headers: Headers = [
    ['X-A', 'a\x01'],
    ['X B', 'b'],
    ['X-C', '✓'],
  ]
  expect(answerHeaders(headers, json)).toEqual([nosniff])
})

describe('a content security policy', () => {
  const policy = ['Content-Security-Policy', "default-src 'none'; sandbox"]
  test.each(['image/svg+xml', 'application/xml', 'text/xml'])('is added to an answer of type %s', (mediaType) => {
    expect(answerHeaders([], { ...json, mediaType })).toEqual([nosniff, policy])
  })
  test.each(['application/json', 'text/plain', 'image/png', undefined])(
    'is not added to an answer of type %s',
    (mediaType) => {
      expect(answerHeaders([], { ...json, mediaType })).toEqual([nosniff])
    },
  )
})

test('an answer to a request with a secret must not be stored by caches', () => {
  const headers: Headers = [
    ['Cache-Control', 'public, max-age=600'],
    ['CDN-Cache-Control', 'max-age=600'],
    ['Expires', 'Mon, 02 Jan 2036 15:04:05 GMT'],
    ['ETag', '"e"'],
  ]
  expect(answerHeaders(headers, { ...json, hasSecret: true })).toEqual([
    ['ETag', '"e"'],
    nosniff,
    ['Cache-Control', 'private, no-store'],
  ])
})
