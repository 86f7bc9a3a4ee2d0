import { describe, expect, test } from 'vitest'
import { requestAfterRedirect, type OutgoingRequest } from '../../src/outgoing/redirects.js'

const request: OutgoingRequest = {
  method: 'GET',
  url: 'https://api.example/a',
  target: '/a',
  headers: [
    ['Authorization', 'a'],
    ['X-Key', 'b'],
    ['X-Other', 'c'],
  ],
  secretHeaders: new Set(['x-key']),
}

function follow(from: string, to: string, parts: Partial<OutgoingRequest> = {}, status = 302): OutgoingRequest {
  return requestAfterRedirect({ ...request, ...parts }, { status, from: new URL(from), to: new URL(to) })
}

describe('a redirect to the same host', () => {
  test.each([
    ['https://api.example/a', 'https://api.example/b'],
    ['https://api.example/a', 'https://API.example:443/b'],
    ['http://api.example/a', 'https://api.example/b'],
    ['http://api.example:80/a', 'https://api.example:443/b'],
    ['http://api.example:8080/a', 'http://api.example:8080/b'],
    ['http://[::1]/a', 'http://[0:0:0:0:0:0:0:1]/b'],
  ])('keeps secrets: %s to %s', (from, to) => {
    const next = follow(from, to, { hasSecret: true, method: 'POST', body: Buffer.from('b') }, 307)
    expect(next).toMatchObject({ url: new URL(to).href, method: 'POST', target: undefined, headers: request.headers })
  })
})

describe('a redirect to another host', () => {
  const others = [
    ['https://api.example/a', 'https://www.api.example/a'],
    ['https://api.example/a', 'https://api.example./a'],
    ['https://api.example/a', 'https://api.example:8443/a'],
    ['http://api.example:8080/a', 'https://api.example/a'],
    ['http://api.example/a', 'https://api.example:8443/a'],
    ['http://api.example/a', 'http://api.example:443/a'],
    ['http://127.0.0.1/a', 'http://localhost/a'],
  ] as const

  test.each(others)('drops credentials and secret headers, and is refused with other secrets: %s to %s', (from, to) => {
    expect(follow(from, to).headers).toEqual([['X-Other', 'c']])
    expect(() => follow(from, to, { hasSecret: true })).toThrow('with a secret')
    // A POST is not sent to another host: status 308 is refused, and status 302 leads to a GET.
    expect(() => follow(from, to, { method: 'POST' }, 308)).toThrow('of a POST')
    expect(follow(from, to, { method: 'POST', body: Buffer.from('b') })).toMatchObject({
      method: 'GET',
      body: undefined,
    })
  })

  test.each(['https://api.example/a', 'https://other.example/'])('from %s to http is not followed', (from) => {
    for (const to of ['http://api.example/', 'http://api.example:443/']) {
      expect(() => follow(from, to)).toThrow('from https to http is not followed')
    }
  })
})
