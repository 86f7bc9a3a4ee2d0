import { expect, test } from 'vitest'
import { remoteLimits } from '../../src/remote/limits.js'
import { parseDefinition } from '../../src/remote/definition.js'

function parts(text: string): unknown {
  const { verb, scheme, host, hasColon, port, path, query, headers, body } = parseDefinition(text, remoteLimits)
  return { verb, scheme, host, hasColon, port, path, query, headers: Object.fromEntries(headers), body }
}

test('a definition has a verb, a URL, headers and a body', () => {
  expect(parts('POST HTTPS://u:p@Api.Example:8443/a/{{ b }}?c={{d e}}#f\nX-A: 1')).toEqual({
    verb: 'POST',
    scheme: 'https',
    host: 'api.example',
    hasColon: true,
    port: 8443,
    path: ['/a/', { variable: 'b', escape: 'path' }],
    query: ['c=', { variable: 'd e', escape: 'query' }],
    headers: { 'X-A': ['1'] },
    body: [],
  })
})

test.each([
  ['GET http://h.example/', { port: undefined, hasColon: false }],
  ['GET http://h.example:/', { port: undefined, hasColon: true }],
  ['GET http://h.example:80/', { port: 80, hasColon: true }],
  ['GET http://[::1]/', { host: '[::1]', port: undefined, hasColon: true }],
  ['GET http://u:p@h.example/a:8080', { port: undefined, hasColon: false }],
  ['GET http://2130706433/', { host: '127.0.0.1' }],
  ['GET http://0x7f.1/', { host: '127.0.0.1' }],
  ['GET http://0177.0.0.1/', { host: '127.0.0.1' }],
  ['GET http://h.example/a HTTP/1.1', { path: ['/a'] }],
  ['GET http://h.example/a\r\nX-A: 1\r\n\r\nX-B: 2\r\n', { path: ['/a'], headers: { 'X-A': ['1'], 'X-B': ['2'] } }],
  ['GET http://h.example/a\n\nk: v\n', { headers: { k: ['v'] }, body: [] }],
  ['GET http://h.example/a\nX-A: 1\nx-a: 2', { headers: { 'x-a': ['2'] } }],
  ['POST http://h.example/a\n\nbody\n\n', { body: ['body\n\n'] }],
  ['POST http://h.example/a\r\nX-A: 1\r\n\r\na\r\nb\r\n', { headers: { 'X-A': ['1'] }, body: ['a\r\nb\r\n'] }],
  ['POST http://h.example/a\nContent-Type: text/plain', { headers: { 'Content-Type': ['text/plain'] }, body: [] }],
  ['POST http://h.example/a\nX-A: 1\n\n\nb', { body: ['\nb'] }],
  [
    'POST http://h.example/a\n\n{{json  x}}{{ y }}',
    {
      body: [
        { variable: 'x', escape: 'json' },
        { variable: 'y', escape: 'none' },
      ],
    },
  ],
  ['POST http://h.example/a\n\n{{\tx}}{{a.b}}', { body: ['{{\tx}}{{a.b}}'] }],
])('the definition %j has %j', (text, expected) => {
  expect(parts(text)).toMatchObject(expected)
})

test.each([
  '',
  'GET',
  'GET ',
  'GET /echo',
  'GET  http://h.example/',
  'get http://h.example/',
  'PUT http://h.example/',
  '\nGET http://h.example/',
  'GET ftp://h.example/',
  'GET http:///a',
  'GET http://u:p@/a',
  'GET http://h.example:{{p}}/',
  'GET http://{{h}}.example/',
  'GET http://{{u}}:x@h.example/',
  'GET http://h.example:99999/',
  'GET http://h.exa mple/',
  'GET http://h.example/\ta',
  'GET http://h.example/\nfoo',
  'GET http://h.example/\n\n{\n"a": 1\n}\n',
  'GET http://h.example/\nX-A : one',
  'GET http://h.example/\nX-{{x}}: 1',
  'GET http://h.example/\n: 1',
  'POST http://h.example/\n\n{{upper x}}',
  'POST http://h.example/\n\n{{constructor x}}',
])('the definition %j is refused', (text) => {
  expect(() => parseDefinition(text, remoteLimits)).toThrow('the request is not valid')
})

test('a definition that is too large is refused with the name of the limit', () => {
  expect(() => parseDefinition(`GET http://h.example/\nX-A: ${'a'.repeat(65_536)}`, remoteLimits)).toThrow(
    'a definition may have 65536 bytes at most (limits.remote.definition)',
  )
})
