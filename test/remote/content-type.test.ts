import { expect, test } from 'vitest'
import { isAllowedType, mediaTypeOf } from '../../src/remote/content-type.js'

test.each([
  ['application/json', 'application/json'],
  ['application/json;', 'application/json'],
  ['application/json ;', 'application/json'],
  ['Application/JSON; charset=UTF-8', 'application/json'],
  ['application/json;charset="a;b\\"=c"; x = y', 'application/json'],
  ['application/vnd.api+json', 'application/vnd.api+json'],
  ['application/sparql-results+json', 'application/sparql-results+json'],
  ['application/xml', 'application/xml'],
  ['text/xml', 'text/xml'],
  ['text/plain', 'text/plain'],
  ['text/plain; charset=utf-8', 'text/plain'],
  ['image/svg+xml', 'image/svg+xml'],
  ['image/x-anything', 'image/x-anything'],
  ['audio/mpeg', 'audio/mpeg'],
  ['VIDEO/mp4', 'video/mp4'],
])('the Content-Type "%s" is allowed, as %s', (value, mediaType) => {
  expect(mediaTypeOf([value])).toBe(mediaType)
  expect(isAllowedType(mediaType)).toBe(true)
})

test.each([
  '',
  'json',
  'text/html',
  'text/html; charset=utf-8',
  'text/csv',
  'text/javascript',
  'text/plainer',
  'application/javascript',
  'application/octet-stream',
  'application/pdf',
  'application/ld+json',
  'application/geo+json',
  'application/problem+json',
  'application/atom+xml',
  'application/xhtml+xml',
  'application/x-ndjson',
  'multipart/mixed; boundary=x',
  'font/woff2',
  'image',
  'image/',
  '/json',
  'images/png',
  'application/json; charset',
  'application/json; charset=',
  'application/json; charset="x',
  'application/json; =x',
  'application/json;;charset=x',
  'application/json; a=b; A=c',
  'application/json, text/html',
  'application/json text/html',
  'application /json',
  'application/json\u00a0',
  `application/json${' '.repeat(10_000)}x`,
])('the Content-Type "%s" is refused', (value) => {
  expect(isAllowedType(mediaTypeOf([value]) ?? '')).toBe(false)
})

test('a missing Content-Type and several Content-Types are refused', () => {
  expect(mediaTypeOf([])).toBeUndefined()
  expect(mediaTypeOf(['application/json', 'text/html'])).toBeUndefined()
  expect(mediaTypeOf(['application/json', 'application/json'])).toBeUndefined()
})
