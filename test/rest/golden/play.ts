import { Readable } from 'node:stream'
import { expect } from 'vitest'
import { z } from 'zod'
import { archiveOf, authorized, editor, type NewVersion, type TestGateway } from '../../support/gateway.js'
import { sha256 } from '../../support/archives.js'
import type { Answer, TestRequest } from '../../support/http.js'
import { openApiCheck, type OpenApiCheck } from '../../support/openapi.js'
import type { Exchange, Given, Transcript } from './transcript.js'

/** Plays a transcript on a gateway without data. Also checks each response against the OpenAPI document. */
export async function play(gateway: TestGateway, { given = {}, exchanges }: Transcript): Promise<void> {
  await store(gateway, given)
  const check = openApiCheck((await gateway.send('/openapi.json')).json())
  for (const exchange of exchanges) await playExchange(gateway, check, exchange)
}

async function store(gateway: TestGateway, given: Given): Promise<void> {
  const { editors = [], removedEditors = [], apps = [], versions = [], overwrites = [], wellKnown = [] } = given
  for (const name of ['Stranger', ...editors]) await gateway.operations.createEditor(name, false)
  for (const app of apps) expect((await gateway.addApp(app)).status, app.slug).toBe(201)
  for (const version of versions) {
    const answer = await gateway.publish({ ...version, token: gateway.master })
    expect(answer.status, `${version.slug} ${version.version}: ${answer.text}`).toBe(201)
  }
  for (const name of removedEditors) await mutate(gateway, 'removeEditor', 'RemoveEditorInput', { name })
  for (const { icon, ...input } of overwrites) {
    const upload = icon !== undefined && { icon: { fileName: 'icon.svg', content: base64(icon) } }
    await mutate(gateway, 'overwriteApp', 'OverwriteAppInput', { ...input, ...upload })
  }
  for (const { content, ...file } of wellKnown) {
    if (file.contentType === undefined) await putDirectly(gateway, file.name, content)
    else await mutate(gateway, 'putWellKnownFile', 'PutWellKnownFileInput', { ...file, content: base64(content) })
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

async function mutate(gateway: TestGateway, field: string, type: string, input: object): Promise<void> {
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ... on Refusal { message } } }`
  const body = { query, variables: { input } }
  const answer = await gateway.send('/graphql', { method: 'POST', headers: authorized(gateway.master), body })
  expect(answer.json(), field).toEqual({ data: { [field]: {} } })
}

function putDirectly({ objects }: TestGateway, name: string, content: string): Promise<void> {
  return objects.put('__default__', `universallink/${name}`, Readable.from([content]), { contentType: '' })
}

async function playExchange(gateway: TestGateway, check: OpenApiCheck, exchange: Exchange): Promise<void> {
  const [method = '', path = ''] = exchange.request.split(' ')
  const request = { ...(await requestOf(gateway, exchange)), method }
  const answer = await gateway.send(path, request)
  expectAnswer(answer, exchange)
  // Hosts of universal links lack some routes. The OpenAPI document does not describe these hosts.
  if (exchange.requestHeaders?.Host === undefined) expect(check(method, path, answer), exchange.request).toBeUndefined()
  if (method === 'GET') await expectEquivalents(gateway, path, request, answer)
}

async function requestOf(gateway: TestGateway, exchange: Exchange): Promise<TestRequest> {
  const { token: tokenKind, body, submit, chunked } = exchange
  const slug = /registry\/(?:maintenance\/|pending\/)?([^/?]+)/.exec(exchange.request)?.[1] ?? 'any'
  const tokens = {
    master: async () => gateway.master,
    editor: () => gateway.token({ app: slug }),
    stranger: () => gateway.token({ editor: 'Stranger' }),
    expired: () => gateway.expiredToken(slug),
  }
  const token = tokenKind && (await tokens[tokenKind]())
  const content = submit ? await submission(gateway, submit) : body
  return {
    headers: {
      ...(token !== undefined && authorized(token)),
      ...(chunked && { 'Transfer-Encoding': 'chunked' }),
      ...exchange.requestHeaders,
    },
    ...(content !== undefined && { body: content }),
  }
}

async function submission(gateway: TestGateway, version: NewVersion): Promise<object> {
  const archive = await archiveOf(version)
  const url = gateway.archives.serve(`${version.slug}-${version.version}.tar.gz`, archive)
  return { editor, type: 'webapp', version: version.version, url, sha256: sha256(archive), ...version.body }
}

function expectAnswer(answer: Answer, { request, status, responseHeaders = {}, json, text }: Exchange): void {
  expect(answer.status, `${request} gave ${answer.text.slice(0, 300)}`).toBe(status)
  const all: Exchange['responseHeaders'] = { 'x-content-type-options': 'nosniff', date: /GMT$/, ...responseHeaders }
  for (const [name, expected] of Object.entries(all)) {
    const value = answer.headers[name]
    if (expected === null) expect(value, `${name} of ${request}`).toBeUndefined()
    else if (typeof expected === 'string') expect(value, `${name} of ${request}`).toBe(expected)
    else expect(value, `${name} of ${request}`).toMatch(expected)
  }
  if (json !== undefined) {
    expect(withoutDetail(answer.json(), json), request).toEqual(json)
    expect(answer.text, `${request} must be compact`).toBe(`${JSON.stringify(answer.json())}\n`)
  }
  if (text !== undefined) expect(answer.text, request).toBe(text)
}

// Removes the `detail` of an error if the transcript expects none: the specification of the interface does not fix it.
function withoutDetail(found: unknown, expected: unknown): unknown {
  const refusal = z.object({ error: z.string(), message: z.string(), detail: z.string() }).strict().safeParse(found)
  if (!refusal.success || (typeof expected === 'object' && expected !== null && 'detail' in expected)) return found
  const { detail, ...known } = refusal.data
  return known
}

// Expects the response to a GET request also for these variants of the request:
// - HEAD, without the body
// - GET with an ETag that does not match
// - GET of the path with a trailing slash
async function expectEquivalents(
  gateway: TestGateway,
  path: string,
  request: TestRequest,
  answer: Answer,
): Promise<void> {
  if (request.headers?.Range === undefined) {
    const head = await gateway.send(path, { ...request, method: 'HEAD' })
    expect(statusAndHeaders(head), `HEAD ${path}`).toEqual(statusAndHeaders(answer))
    expect(head.bytes).toHaveLength(0)
  }
  if (request.headers?.['If-None-Match'] === undefined) {
    const conditional = await gateway.send(path, {
      ...request,
      headers: { ...request.headers, 'If-None-Match': '"another"' },
    })
    expect([statusAndHeaders(conditional), conditional.bytes], `GET ${path} with another ETag`).toEqual([
      statusAndHeaders(answer),
      answer.bytes,
    ])
  }
  if (path === '/' || path.endsWith('/') || path.includes('?')) return
  const slashed = await gateway.send(`${path}/`, request)
  expect([statusAndHeaders(slashed), slashed.bytes], `GET ${path}/`).toEqual([statusAndHeaders(answer), answer.bytes])
}

// Leaves out the headers that differ in each response.
function statusAndHeaders({ status, headers: { date, ...headers } }: Answer): object {
  return { status, headers: { ...headers, 'x-request-id': undefined } }
}
