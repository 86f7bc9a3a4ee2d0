import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDefinition } from '../../src/remote/definition.js'
import { RemoteError } from '../../src/remote/errors.js'
import { expand, type RemoteRequest } from '../../src/remote/expand.js'
import { remoteLimits } from '../../src/remote/limits.js'

/** Expands a definition with values; variables whose names begin with `secret_` are secrets. */
function expanded(definition: string, values: Record<string, string>): RemoteRequest {
  const valueOf = (variable: string): string => {
    const value = values[variable]
    if (value === undefined) throw new RemoteError('MISSING_VARIABLE', `no value for ${variable}`)
    return value
  }
  const isSecret = (name: string): boolean => name.startsWith('secret_')
  return expand(parseDefinition(definition, remoteLimits), { valueOf, isSecret }, remoteLimits)
}

test('escapes a value as the path, the query, a header or a helper requires', () => {
  const definition = `POST https://api.example/v2/{{kind}}/find?label={{label}}&n=10
Accept: application/json
X-Lang: {{lang}},en
Content-Type: application/json

{"q": "{{json q}}", "link": "https://x.example/{{path p}}?s={{query q}}", "raw": {{extra}}}
`
  const values = {
    kind: 'a/b',
    label: 'R&D 1',
    lang: 'fr\n',
    q: 'say "hi" & go',
    p: 'é/è',
    extra: '[1,2]',
    why: 'demo',
  }
  const { verb, origin, target, headers, body } = expanded(definition, values)
  expect([verb, origin + target]).toEqual(['POST', 'https://api.example/v2/a%2Fb/find?label=R%26D+1&n=10'])
  expect(headers).toContainEqual(['X-Lang', String.raw`fr\n,en`])
  expect(body.toString()).toBe(
    '{"q": "say \\"hi\\" & go", "link": "https://x.example/%C3%A9%2F%C3%A8?s=say+%22hi%22+%26+go", "raw": [1,2]}\n',
  )
})

test.each([
  ['GET http://h.example/foo/{{bar}}', { bar: 'baz&/' }, '/foo/baz%26%2F'],
  ['GET http://h.example/a%20b/c%2Fd/{{v}}', { v: 'x' }, '/a%20b/c%2Fd/x'],
  ['GET http://h.example/up/{{ url }}?q={{ q }}', { url: 'a', q: 'b' }, '/up/a?q=b'],
  ['GET http://h.example/{{path x}}', { 'path x': 'v' }, '/v'],
  ['GET http://h.example/a/{{v}}/x', { v: '' }, '/a//x'],
  ['GET http://h.example//a/./b/../c', {}, '//a/./b/../c'],
  ["GET http://h.example/a;b,c/(d)/e'f/!*", {}, "/a;b,c/(d)/e'f/!*"],
  ['GET http://h.example/a?x=%20&y=a+b&&z&q={{v}}', { v: '1' }, '/a?x=%20&y=a+b&&z&q=1'],
  ['GET http://h.example/echo/{{a-b}}/{{}}/x?q={{a.b}}', {}, '/echo/%7B%7Ba-b%7D%7D/%7B%7B%7D%7D/x?q={{a.b}}'],
  ['GET http://h.example/{{{x}}}', { x: '{{y}}' }, '/%7B%7B%7By%7D%7D%7D'],
  ['GET http://h.example/é b%zz?é b%zz', {}, '/%C3%A9%20b%25zz?%C3%A9%20b%25zz'],
  ['GET http://h.example/{{a}}', { a: '\ud800😀' }, '/%EF%BF%BD%F0%9F%98%80'],
  ['GET http://h.example', {}, '/'],
  ['GET http://h.example?a={{a}}', { a: "!'()*~" }, '/?a=%21%27%28%29%2A~'],
])('the definition %s with the values %j requests the target %s', (definition, values, target) => {
  expect(expanded(definition, values).target).toBe(target)
})

test.each([
  ['{{v}}', { v: '<"&>' }, '<"&>'],
  ['{{ v }}', { v: '' }, ''],
  ['{{json v}}', { v: '"\\\n\u0007é' }, String.raw`\"\\\n\u0007é`],
  ['{{path v}}', { v: 'a b/?#%&+é' }, 'a%20b%2F%3F%23%25%26%2B%C3%A9'],
  ['{{query v}}', { v: 'a b/?#%&+=é' }, 'a+b%2F%3F%23%25%26%2B%3D%C3%A9'],
  ['{{html v}}', { v: `<a href="x">'&'</a>` }, '&lt;a href=&#34;x&#34;&gt;&#39;&amp;&#39;&lt;/a&gt;'],
  ['{{html secret_v}}', { secret_v: '<' }, '&lt;'],
  // The name of a helper without an argument is a variable.
  ['{{json}}{{path}}{{html}}', { json: '"', path: '/', html: '<' }, '"/<'],
  ['{{}}{{a-b}}{{a.b}}{{a\nb}}{{\ta}}{a}{{a', { a: 'x' }, '{{}}{{a-b}}{{a.b}}{{a\nb}}{{\ta}}{a}{{a'],
  ['{{{a}}}', { a: '{{a}}' }, '{{{a}}}'],
])('the body %j with the values %j becomes %j', (body, values, expected) => {
  expect(expanded(`POST http://h.example/\n\n${body}`, values).body.toString()).toBe(expected)
})

test('outside of bodies, the name of a helper and its argument are one variable', () => {
  const definition = 'GET http://h.example/{{path x}}?q={{query x}}\nX-A: {{json x}}'
  const { target, headers } = expanded(definition, { 'path x': 'p', 'query x': 'q', 'json x': 'h', x: 'wrong' })
  expect([target, headers]).toEqual(['/p?q=q', [['X-A', 'h']]])
  expect(() => expanded(definition, { x: '1' })).toThrow('no value for path x')
})

test.each([
  ['/uploads/{{v}}', { v: '..' }],
  ['/uploads/{{v}}', { v: '%2e%2E' }],
  ['/uploads/{{v}}', { v: '%252e.' }],
  ['/uploads/{{v}}/x', { v: '.' }],
  ['/uploads/{{v}}{{v}}/x', { v: '.' }],
  ['/uploads/..{{v}}', { v: '' }],
])('refuses the path %s with the values %j, which make a segment "." or ".."', (path, values) => {
  expect(() => expanded(`GET http://h.example${path}`, values)).toThrow('the request is not valid')
})

test.each(['a\rb', 'a\0b', 'a\x7fb', 'a\x1bb'])('refuses the value %j in a header', (v) => {
  expect(() => expanded('GET http://h.example/\nX-A: {{v}}', { v })).toThrow('the request is not valid')
})

test('sends headers in UTF-8, without the headers that the HTTP client sets', () => {
  const definition =
    'GET http://h.example/\nHost: x\nConnection: close\nTE: trailers\nContent-Length: 5\nX-A: old\nx-a: é{{v}}'
  const { headers } = expanded(definition, { v: '\t✓' })
  expect(headers).toEqual([['x-a', Buffer.from('é\t✓').toString('latin1')]])
})

test('needs a value for each placeholder of a header, even if the header is not sent', () => {
  const definition = 'GET http://h.example/\nHost: {{host}}\nContent-Length: {{secret_size}}\nX-A: {{a}}'
  expect(() => expanded(definition, { a: '1', secret_size: '2' })).toThrow('no value for host')
  const { headers, secretHeaders, hasSecret } = expanded(definition, { a: '1', host: 'x', secret_size: '2' })
  expect([headers, secretHeaders, hasSecret]).toEqual([[['X-A', '1']], new Set(), false])
})

test('tells which headers contain secrets, whether the URL or the body does, and masks secrets in the logged URL', () => {
  const plain = 'GET https://h.example/{{a}}?k={{b}}\nX-Key: {{secret_token}}\nX-Other: {{a}}'
  expect(expanded(plain, { a: '1', b: '2', secret_token: 's' })).toMatchObject({
    secretHeaders: new Set(['x-key']),
    hasSecret: false,
    loggedUrl: 'https://h.example/1?k=2',
  })
  const inTarget = 'GET https://h.example/{{a}}?k={{secret_token}}'
  expect(expanded(inTarget, { a: '1', secret_token: 'hidden' })).toMatchObject({
    hasSecret: true,
    loggedUrl: 'https://h.example/1?k=********',
  })
  expect(expanded('POST https://h.example/\n\n{{secret_token}}', { secret_token: 's' }).hasSecret).toBe(true)
})

test.each([
  ['URL', 'GET http://h.example/{{v}}', 8 * 1024, '8192 bytes at most (limits.remote.url)'],
  ['headers', 'GET http://h.example/\nA: {{v}}\nB: {{v}}', 9 * 1024, '16384 bytes at most (limits.remote.headers)'],
  ['body', `POST http://h.example/\n\n${'{{v}}'.repeat(1000)}`, 9 * 1024, '8388608 bytes at most (limits.remote.body)'],
])('refuses values that make the %s too long, and names the limit', (part, definition, length, limit) => {
  expect(() => expanded(definition, { v: 'x'.repeat(length) })).toThrow(`the ${part} of the request may have ${limit}`)
})

const text = fc.string({ unit: 'binary' })
const wellFormed = (value: string): string => Buffer.from(value).toString()

test('no value changes the host, or adds a segment, a parameter, a header or a member of the body', () => {
  const definition =
    'POST https://h.example/a/{{x}}/b{{y}}?p={{x}}&q={{y}}\nX-A: {{x}}\n\n{"x": "{{json x}}", "y": ["{{json y}}"]}'
  fc.assert(
    fc.property(text, text, (x, y) => {
      let request: RemoteRequest
      try {
        request = expanded(definition, { x, y })
      } catch (error) {
        expect(error).toBeInstanceOf(RemoteError)
        return
      }
      const url = new URL(request.origin + request.target)
      expect([url.origin, url.username, url.hash]).toEqual(['https://h.example', '', ''])
      const segments = url.pathname.split('/').map(decodeURIComponent)
      expect(segments).toEqual(['', 'a', wellFormed(x), `b${wellFormed(y)}`])
      expect([...url.searchParams]).toEqual([
        ['p', wellFormed(x)],
        ['q', wellFormed(y)],
      ])
      expect(request.headers.map(([name]) => name)).toEqual(['X-A'])
      expect(request.headers[0]?.[1]).not.toMatch(/[\r\n\0]/)
      expect(JSON.parse(request.body.toString())).toEqual({ x: wellFormed(x), y: [wellFormed(y)] })
    }),
  )
})

test('does not expand placeholders in values', () => {
  fc.assert(
    fc.property(text, (x) => {
      const value = `{{y}}${x}{{secret_token}}`
      expect(expanded('POST http://h.example/\n\n{{x}}', { x: value }).body.toString()).toBe(wellFormed(value))
    }),
  )
})
