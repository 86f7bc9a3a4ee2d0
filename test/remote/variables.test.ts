import fc from 'fast-check'
import { expect, test } from 'vitest'
import { variablesOfBody, variablesOfQuery } from '../../src/remote/variables.js'

test.each([
  ['', {}],
  ['a=1&b=2', { a: '1', b: '2' }],
  ['a=1&a=2', { a: '1' }],
  ['a&b=', { a: '', b: '' }],
  ['a=1=2', { a: '1=2' }],
  ['=x', { '': 'x' }],
  ['a+b=c+d%20e%2B', { 'a b': 'c d e+' }],
  // A pair with an invalid escape is ignored.
  ['a=%zz&a=ok', { a: 'ok' }],
  ['a%=1&b%2=2&c=%C3%A9', { c: 'é' }],
  ['a=%ff', { a: '\ufffd' }],
  // As in cozy-stack, a pair with a semicolon is ignored.
  ['a=1;b=2', {}],
  ['a=1;b=2&c=3', { c: '3' }],
  ['a=%3B', { a: ';' }],
  ['__proto__=1', { ['__proto__']: '1' }],
  // The token of the client is not a variable.
  ['bearer_token=t&a=1&bearer%5Ftoken=u', { a: '1' }],
])('the variables of the query "%s" are %j', (query, expected) => {
  expect([...variablesOfQuery(query)]).toEqual(Object.entries(expected))
})

test('the variables of a query are the names and values that URLSearchParams encoded', () => {
  const wellFormed = fc.string({ unit: 'binary' }).map((text) => Buffer.from(text).toString())
  fc.assert(
    fc.property(fc.dictionary(wellFormed, wellFormed), (values) => {
      const query = new URLSearchParams(values).toString()
      expect(new Map(variablesOfQuery(query))).toEqual(new Map(Object.entries(values)))
    }),
  )
})

test.each([
  ['{}', {}],
  [' {"a": "x", "b": null}\n', { a: 'x', b: '' }],
  ['{"a":"1","a":"2"}', { a: '2' }],
  ['{"__proto__":"1"}', { ['__proto__']: '1' }],
  ['null', {}],
  [String.raw`{"a":"}\"{\\"} behind`, { a: '}"{\\' }],
  ['{"a":"1"}{"a":"2"}', { a: '1' }],
  // CouchDB can't store half of a surrogate pair.
  [String.raw`{"a\udc00":"\ud800"}`, { 'a\ufffd': '\ufffd' }],
])('the variables of the body %s are %j', (body, expected) => {
  expect([...variablesOfBody(body)]).toEqual(Object.entries(expected))
})

test.each([
  '',
  ' ',
  '[]',
  '"x"',
  '1',
  'true',
  '{"a":',
  '{"a": 1}',
  '{"a": "x", "b": 2}',
  '{"a": true}',
  '{"a": {}}',
  '{"a": []}',
  '{"a": [}',
  '}{',
  '{',
  'x{}',
  '[{}]',
])('the variables of the body %s are refused', (body) => {
  expect(() => variablesOfBody(body)).toThrow('the variables are not valid')
})

test('the variables of a body with 100,000 nested lists are refused', () => {
  expect(() => variablesOfBody(`{"a":${'['.repeat(100_000)}`)).toThrow('the variables are not valid')
})
