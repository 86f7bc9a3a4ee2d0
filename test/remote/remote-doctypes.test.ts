import { once } from 'node:events'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { buffer, text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { remoteLimits, type RemoteLimits } from '../../src/remote/limits.js'
import { listen } from '../support/http-servers.js'
import { openRemote, type RemoteSettings } from '../support/remote.js'

const doctype = 'org.example.prices'

/** A request that the remote host received. */
interface ReceivedRequest {
  method: string | undefined
  url: string | undefined
  headers: IncomingHttpHeaders
  body: string
}

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

const json: Answer = (_request, response) => response.setHeader('content-type', 'application/json').end('{"a":1}')

/** Opens remote doctypes with one definition, and starts a remote host. `{host}` in the definition is the origin of the host. */
async function openWithHost(definition: string, answer: Answer = json, settings?: RemoteSettings) {
  const seen: ReceivedRequest[] = []
  const upstream = await listen(async (request, response) => {
    const { method, url, headers } = request
    seen.push({ method, url, headers, body: await text(request) })
    await answer(request, response)
  })
  const opened = await openRemote(settings)
  const define = (definition: string) => opened.define(doctype, definition.replaceAll('{host}', upstream.origin))
  await define(definition)
  return { ...opened, define, upstream, seen }
}

describe('a call', () => {
  test('sends only what the definition says, and returns the answer', async () => {
    const { read, seen, upstream } = await openWithHost('GET {host}/gas/{{zone}}?d={{day}}\nX-Kind: {{kind}}')
    const answer = await read(doctype, { query: 'zone=a/b&day=1+2&kind=k&why=demo' })
    expect(answer).toMatchObject({ status: 200, body: '{"a":1}' })
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(seen).toEqual([
      {
        method: 'GET',
        url: '/gas/a%2Fb?d=1+2',
        headers: {
          host: `127.0.0.1:${upstream.port}`,
          connection: 'close',
          'user-agent': 'cozy-stack test (node)',
          'x-kind': 'k',
          'accept-encoding': 'gzip',
        },
        body: '',
      },
    ])
  })

  test('of a POST definition sends its body with the values of the variables', async () => {
    const { read, seen } = await openWithHost('POST {host}/\nContent-Type: application/json\n\n{"q": "{{json q}}"}\n')
    await read(doctype, { verb: 'POST', body: '{"q": "\\"é"}', query: 'q=2' })
    expect(seen).toMatchObject([
      { body: '{"q": "\\"é"}\n', headers: { 'content-length': '14', 'content-type': 'application/json' } },
    ])
  })

  test.each([
    ['User-Agent: mine', 'the User-Agent of the definition', 'mine'],
    ['user-agent:', 'no User-Agent', undefined],
    ['X-Other: a', 'the User-Agent of cozy-stack', 'cozy-stack test (node)'],
  ])('of a definition with the header "%s" sends %s', async (header, _which, expected) => {
    const { read, seen } = await openWithHost(`GET {host}/\n${header}`)
    await read(doctype)
    expect(seen[0]?.headers['user-agent']).toBe(expected)
  })

  test('drops user, password and fragment of the URL', async () => {
    const { read, seen, define, upstream, logEntries } = await openWithHost('GET {host}/')
    await define(`GET http://u:p@127.0.0.1:${upstream.port}/a#b`)
    await read(doctype)
    expect(seen[0]).toMatchObject({ url: '/a' })
    expect(seen[0]?.headers).not.toHaveProperty('authorization')
    expect(await logEntries()).toMatchObject([{ url: `${upstream.origin}/a` }])
  })

  test.each([200, 201, 206, 400, 401, 404, 429, 500, 503])('returns the status %i', async (status) => {
    const { read, logEntries } = await openWithHost('GET {host}/', (_request, response) => {
      response.writeHead(status, { 'content-type': 'text/plain' }).end('x')
    })
    expect(await read(doctype)).toMatchObject({ status, body: 'x' })
    expect(await logEntries()).toMatchObject([{ response_code: status }])
  })

  test('decodes gzip, for which the gateway itself has asked with Accept-Encoding', async () => {
    const { read } = await openWithHost('GET {host}/', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' }).end(gzipSync('plain'))
    })
    const answer = await read(doctype)
    expect(answer.body).toBe('plain')
    expect([answer.headers.get('content-encoding'), answer.headers.get('content-length')]).toEqual([null, null])
  })

  test('ends, and closes the connection to the remote host, when the client disconnects', async () => {
    let closed: Promise<unknown> | undefined
    const { call } = await openWithHost('GET {host}/', (_request, response) => {
      closed = once(response, 'close')
      response.setHeader('content-type', 'text/plain').write('a')
    })
    const reason = new Error('the client has disconnected')
    const controller = new AbortController()
    const { body } = await call(doctype, { signal: controller.signal })
    controller.abort(reason)
    await closed
    await expect(buffer(body)).rejects.toBe(reason)
    await expect(call(doctype, { signal: controller.signal })).rejects.toBe(reason)
  })
})

describe('a refused call', () => {
  const forbidden = { code: 'FORBIDDEN', message: 'Forbidden' }
  const invalid = { code: 'INVALID_REQUEST', message: 'the request is not valid' }
  const missing = {
    code: 'MISSING_VARIABLE',
    message: 'a variable is used in the template, but no value was given',
  }

  test.each([
    [`the definition of "${doctype}" is a POST`, 'POST http://a.example/', 'GET', ''],
    ['the value of "kind" is no string', 'POST http://a.example/', 'POST', '{"kind": 5}'],
    ['the body is no JSON object', 'POST http://a.example/', 'POST', 'kind=5'],
    [`the folder of "doctypes" has no file ${doctype}/request`, undefined, 'GET', ''],
  ] as const)('gives operators the reason: %s', async (detail, definition, verb, body) => {
    const { call, define } = await openRemote()
    if (definition !== undefined) await define(doctype, definition)
    await expect(call(doctype, { verb, body })).rejects.toMatchObject({ detail })
  })

  test.each([
    [[], forbidden],
    [[{ type: 'org.example.other' }], forbidden],
    [[{ type: doctype, verbs: ['POST' as const] }], forbidden],
    [[{ type: doctype, values: [doctype] }], forbidden],
    [[{ type: doctype, verbs: ['GET' as const] }], { code: 'NO_DEFINITION' }],
    [[{ type: 'org.example.prices.*' }], { code: 'NO_DEFINITION' }],
    [[{ type: doctype, selector: 'a' }], { code: 'NO_DEFINITION' }],
  ])('with the permissions %j for a doctype without a definition fails with %j', async (rules, expected) => {
    const { call } = await openRemote()
    await expect(call(doctype, { rules })).rejects.toMatchObject(expected)
  })

  test.each([
    ['nonsense', { verb: 'POST', body: '[]' }, invalid],
    ['POST {host}/{{a}}', {}, { code: 'WRONG_VERB', message: 'GET is not allowed on this endpoint' }],
    [
      'GET {host}/{{a}}',
      { verb: 'POST', body: '[]' },
      { code: 'WRONG_VERB', message: 'POST is not allowed on this endpoint' },
    ],
    [
      'POST {host}/{{a}}',
      { verb: 'POST', body: '[]' },
      { code: 'INVALID_VARIABLES', message: 'the variables are not valid' },
    ],
    ['POST {host}/{{a}}', { verb: 'POST' }, missing],
    ['POST {host}/\n\n{{b}}{{json a}}', { verb: 'POST', body: '{"a": "1"}' }, missing],
    ['GET {host}/{{A}}', { query: 'a=1' }, missing],
    ['GET {host}/{{bearer_token}}', { query: 'bearer_token=1' }, missing],
    ['GET {host}/{{a}}', { query: 'a=1;b=2' }, missing],
    ['GET {host}/', {}, invalid],
    ['GET http://127.0.0.1:80/', {}, invalid],
    ['GET https://127.0.0.1:443/', {}, invalid],
    ['GET http://127.0.0.1:/', {}, invalid],
    ['GET http://[::1]/', {}, invalid],
    ['POST http://127.0.0.1/\n\n{{upper a}}', { verb: 'POST', body: '{"a": "1"}' }, invalid],
    ['GET http://127.0.0.1/\nX-A: {{a}}', { query: 'a=%0d' }, invalid],
    ['GET http://127.0.0.1/{{a}}', { query: 'a=..' }, invalid],
  ] as const)('of the definition %j with %j sends nothing', async (definition, request, expected) => {
    const { call, upstream, logEntries } = await openWithHost(definition, json, { allowsCustomPorts: false })
    await expect(call(doctype, request)).rejects.toMatchObject(expected)
    expect(upstream.connections).toBe(0)
    expect(await logEntries()).toEqual([])
  })
})

describe('secrets', () => {
  const everywhere =
    'POST {host}/p/{{secret_token}}?q={{secret_token}}\nX-H: {{secret_hdr}}\n\n{{secret_token}} {{json secret_token}}'

  test('are inserted into the path, the query, the headers and the body, and are in no log', async () => {
    const { read, remote, seen, logEntries, logLines, upstream } = await openWithHost(everywhere)
    await remote.secrets.set(doctype, 'token', 'S/c "t')
    await remote.secrets.set(doctype, 'hdr', 'h1-known')
    const { headers } = await read(doctype, { verb: 'POST', body: '{"secret_token": "mine", "why": "demo"}' })
    expect(seen).toMatchObject([
      { url: '/p/S%2Fc%20%22t?q=S%2Fc+%22t', headers: { 'x-h': 'h1-known' }, body: 'S/c "t S/c \\"t' },
    ])
    expect(headers.get('cache-control')).toBe('private, no-store')
    const logged = await logEntries()
    expect(logged).toMatchObject([
      { url: `${upstream.origin}/p/********?q=********`, variables: { secret_token: '********', why: 'demo' } },
    ])
    expect(JSON.stringify(logged) + logLines.join('')).not.toMatch(/S%2Fc|S\/c|h1-known|mine/)
  })

  test('come only from the store of secrets, never from the request', async () => {
    const { call, remote, upstream } = await openWithHost('GET {host}/{{secret_token}}')
    await remote.secrets.set('org.example.other', 'token', 'x')
    await remote.secrets.set(doctype, 'other', 'x')
    await expect(call(doctype, { query: 'secret_token=mine' })).rejects.toMatchObject({ code: 'MISSING_VARIABLE' })
    expect(upstream.connections).toBe(0)
  })

  test('in headers are not sent to another host after a redirect; a secret in the URL prevents the redirect', async () => {
    const other = await listen((request, response) => {
      response.setHeader('content-type', 'text/plain').end(String(request.headers['x-key']))
    }, '127.0.0.2')
    const { read, remote, define } = await openWithHost(
      'GET {host}/\nX-Key: {{secret_token}}',
      (_request, response) => {
        response.writeHead(302, { location: other.origin }).end()
      },
    )
    await remote.secrets.set(doctype, 'token', 'x')
    const { headers, body } = await read(doctype)
    expect([headers.get('cache-control'), body]).toEqual(['private, no-store', 'undefined'])
    await define('GET {host}/{{secret_token}}')
    await expect(read(doctype)).rejects.toMatchObject({ code: 'UNREACHABLE' })
    expect(other.connections).toBe(1)
  })
})

describe('answers', () => {
  // Longer than a test may take. So a test fails when only a timeout would close its connection.
  const endless = 600_000
  const longTimeouts: RemoteSettings = {
    limits: { ...remoteLimits, timeout: endless },
    outgoing: { timeouts: { connect: endless, headers: endless, idle: endless } },
  }

  test.each<[contentTypes: string[]]>([
    [[]],
    [['']],
    [['text/html; charset=utf-8']],
    [['text/csv']],
    [['application/octet-stream']],
    [['application/json, text/html']],
    [['application/json; charset']],
    [['application/json', 'text/html']],
  ])('with the Content-Type headers %j are refused and not logged, and their connection is closed', async (types) => {
    let closed: Promise<unknown> | undefined
    const { call, logEntries } = await openWithHost(
      'GET {host}/',
      (_request, response) => {
        closed = once(response, 'close')
        response.writeHead(
          200,
          types.flatMap((type) => ['Content-Type', type]),
        )
        response.write('secret of the remote host')
      },
      longTimeouts,
    )
    await expect(call(doctype)).rejects.toMatchObject({
      code: 'REFUSED_TYPE',
      message: 'the content-type for the response is not authorized',
    })
    await closed
    expect(await logEntries()).toEqual([])
  })

  test.each([204, 304])('with the status %i and without a Content-Type are refused', async (status) => {
    const { call } = await openWithHost('GET {host}/', (_request, response) => response.writeHead(status).end())
    await expect(call(doctype)).rejects.toMatchObject({ code: 'REFUSED_TYPE' })
  })

  test('that are SVG images get a restrictive Content-Security-Policy', async () => {
    const { read } = await openWithHost('GET {host}/', (_request, response) => {
      response.writeHead(200, { 'content-type': 'image/svg+xml', 'content-security-policy': 'x', 'set-cookie': 'a=b' })
      response.end('<svg/>')
    })
    const { headers } = await read(doctype)
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(headers.get('set-cookie')).toBeNull()
  })

  test('that are too large are refused if their Content-Length says so, and otherwise end with an error', async () => {
    const { call, logEntries } = await openWithHost(
      'GET {host}/{{v}}',
      (request, response) => {
        response.setHeader('content-type', 'text/plain')
        if (request.url === '/announced') response.setHeader('content-length', 101)
        response.write('x'.repeat(50), () => response.end('x'.repeat(51)))
      },
      { limits: { ...remoteLimits, answer: 100 } },
    )
    await expect(call(doctype, { query: 'v=announced' })).rejects.toMatchObject({
      code: 'ANSWER_TOO_LARGE',
      message: 'the answer of the remote host is larger than 100 bytes (limits.remote.answer)',
    })
    expect(await logEntries()).toEqual([])
    await expect(buffer((await call(doctype, { query: 'v=found' })).body)).rejects.toThrow('More than 100 bytes')
  })

  test.each<[string, Answer]>([
    [
      'that break off',
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/plain' }).write('a', () => response.destroy()),
    ],
    ['that stall', (_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).write('a')],
  ])('%s fail while their body is read', async (_which, answer) => {
    const { call } = await openWithHost('GET {host}/', answer, { limits: { ...remoteLimits, timeout: 500 } })
    const { status, body } = await call(doctype)
    expect(status).toBe(200)
    await expect(buffer(body)).rejects.toThrow()
  })

  test.each<[string, Answer]>([
    ['closes the connection', (_request, response) => response.destroy()],
    ['never answers', () => undefined],
    ['redirects for ever', (_request, response) => response.writeHead(302, { location: '/' }).end()],
    ['redirects to ftp', (_request, response) => response.writeHead(302, { location: 'ftp://127.0.0.1/' }).end()],
  ])('of a host that %s fail with UNREACHABLE', async (_which, answer) => {
    const { call, logEntries } = await openWithHost('GET {host}/', answer, {
      limits: { ...remoteLimits, timeout: 500 },
    })
    await expect(call(doctype)).rejects.toMatchObject({
      code: 'UNREACHABLE',
      message: "can't connect to the remote host",
    })
    expect(await logEntries()).toEqual([])
  })
})

test.each<[limit: keyof RemoteLimits, value: number, key: string, answer: Answer]>([
  ['redirects', 2, 'redirects', (_request, response) => response.writeHead(302, { location: '/' }).end()],
  ['idleTimeout', 50, 'idle_timeout', () => undefined],
  ['timeout', 50, 'timeout', () => undefined],
])('the limit %s is a setting, which the log names', async (limit, value, key, answer) => {
  const limits = { ...remoteLimits, [limit]: value }
  const { call, upstream, logLines } = await openWithHost('GET {host}/', answer, { limits })
  await expect(call(doctype)).rejects.toMatchObject({ message: "can't connect to the remote host" })
  expect(logLines.join('')).toContain(`(limits.remote.${key})`)
  expect(upstream.connections).toBe(limit === 'redirects' ? 3 : 1)
})

describe('the stored log', () => {
  test('has one entry for each answer, which is written before the body is read', async () => {
    const now = Date.UTC(2026, 1, 3, 9, 41, 12, 5)
    const { call, logEntries, upstream } = await openWithHost(
      'GET {host}/gas/{{kind}}?x',
      (_request, response) => response.setHeader('content-type', 'Application/JSON; charset=UTF-8').write('{'),
      { clock: () => now },
    )
    await call(doctype, { query: 'kind=gas&why=monthly+report&bearer_token=hidden' })
    const [entry, ...others] = await logEntries()
    expect(others).toEqual([])
    expect(entry).toEqual({
      _id: expect.stringMatching(/^[0-9a-f]{32}$/),
      _rev: expect.any(String),
      domain: 'alice.example',
      doctype,
      verb: 'GET',
      url: `${upstream.origin}/gas/gas?x`,
      response_code: 200,
      content_type: 'application/json',
      variables: { kind: 'gas', why: 'monthly report' },
      created_at: '2026-02-03T09:41:12.005Z',
      cozyMetadata: { createdByApp: 'energy' },
    })
  })

  test('has the URL before redirects, and no application for a call from the command line', async () => {
    const { read, logEntries, upstream } = await openWithHost('POST {host}/1', (request, response) => {
      if (request.url === '/1') response.writeHead(303, { location: '/2' }).end()
      else json(request, response)
    })
    await read(doctype, { verb: 'POST', body: 'null', slug: undefined })
    expect(await logEntries()).toMatchObject([
      { verb: 'POST', url: `${upstream.origin}/1`, variables: {}, cozyMetadata: {} },
    ])
  })

  test('that cannot be written does not make the call fail', async () => {
    const { read, logLines } = await openWithHost('GET {host}/', json, {
      appendLog: () => Promise.reject(new Error('no space left')),
    })
    expect(await read(doctype)).toMatchObject({ status: 200, body: '{"a":1}' })
    expect(logLines.join('')).toContain('no space left')
  })
})

test('the log of the gateway contains the reason of a refused call, for operators', async () => {
  const { call, logLines } = await openWithHost('GET {host}/', json, { trustedNetworks: [] })
  await expect(call(doctype)).rejects.toThrow()
  expect(logLines.join('')).toContain('safe_http.trusted_private_networks')
})

describe('concurrent calls', () => {
  const limits = { ...remoteLimits, callsPerInstance: 3, callsPerApp: 2 }
  const slow: Answer = (_request, response) => response.setHeader('content-type', 'text/plain').write('a')

  test('are limited for each application and each instance; a call counts until its answer ends', async () => {
    const { call } = await openWithHost('GET {host}/', slow, { limits })
    const controller = new AbortController()
    const { signal } = controller
    const other = { id: 'io.cozy.apps/other' }
    await Promise.all([call(doctype, { signal }), call(doctype)])
    await expect(call(doctype)).rejects.toMatchObject({
      code: 'TOO_MANY_CALLS',
      message: 'only 2 calls of remote doctypes may run at the same time (limits.remote.calls_per_app)',
    })
    await call(doctype, other)
    await expect(call(doctype, other)).rejects.toMatchObject({
      message: 'only 3 calls of remote doctypes may run at the same time (limits.remote.calls_per_instance)',
    })
    await call(doctype, { domain: 'bob.example' })
    controller.abort()
    await expect.poll(() => call(doctype).then(() => 'accepted', () => 'refused')).toBe('accepted') // prettier-ignore
  })

  test('no longer count when they fail, when they end, and when nobody reads their answer', async () => {
    const answers: Record<string, Answer> = {
      '/json': json,
      '/html': (_request, response) => response.end(),
      '/slow': slow,
    }
    const { call, read } = await openWithHost(
      'GET {host}/{{v}}',
      (request, response) => answers[request.url ?? '']?.(request, response),
      { limits: { ...limits, timeout: 300 } },
    )
    for (let i = 0; i < 5; i++) {
      await expect(call(doctype)).rejects.toMatchObject({ code: 'MISSING_VARIABLE' })
      await expect(call(doctype, { query: 'v=html' })).rejects.toMatchObject({ code: 'REFUSED_TYPE' })
      expect(await read(doctype, { query: 'v=json' })).toMatchObject({ status: 200 })
      await pause(0)
    }
    await Promise.all([call(doctype, { query: 'v=slow' }), call(doctype, { query: 'v=slow' })])
    await expect.poll(() => read(doctype, { query: 'v=json' }).then(() => 'accepted', () => 'refused')).toBe('accepted') // prettier-ignore
  })
})
