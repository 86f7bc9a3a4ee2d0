import { mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { loadConfig } from '../../src/config/config.js'
import { readRules } from '../../src/instances/permissions/rule.js'
import { isJsonObject, parseJson, type Json } from '../../src/json.js'
import { RemoteSecrets } from '../../src/remote/secrets.js'
import { listen } from '../support/http-servers.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import {
  exchangeShape,
  exchangesOf,
  expectRecorded,
  refusal,
  startCozies,
  type Deviation,
  type Omission,
} from './transcripts/replay.js'

const sentShape = z.object({
  /** The method and the target. */
  request: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().optional(),
})

const recordedShape = exchangeShape.extend({
  /** The definition of the doctype from this exchange on. */
  definition: z.string().optional(),
  /** The requests that the remote site got. */
  upstream: z.array(sentShape).optional(),
  /** Whether the connection closes before the end of the answer. */
  breaksOff: z.boolean().optional(),
})
type Sent = z.infer<typeof sentShape>
type Recorded = z.infer<typeof recordedShape>

interface RemoteDeviation extends Deviation {
  /** Edits the recorded requests to the remote site. */
  editSent?: (recorded: Sent[]) => Sent[]
}

const recordedSite = '127.0.0.1:18500'
const home = 'recfr.localhost:8190'

/** The recorded exchanges that this test does not repeat. */
const omitted: Omission[] = [{ of: [526], why: 'there are no OAuth clients' }]

const jsonApi = { 'content-type': 'application/vnd.api+json' }
const invalidRequest = { status: 400, answer: refusal('400', 'Bad Request', 'the request is not valid') }

const sendsNothing = (): Sent[] => []

/** The recorded requests, with their paths encoded once instead of twice. */
const encodedOnce = (sent: Sent[]): Sent[] =>
  sent.map(({ request, ...others }) => ({ ...others, request: request.replaceAll(/%25([0-9A-F]{2})/g, '%$1') }))

/** Removes headers from the recorded requests. */
const withoutHeaders =
  (...names: string[]) =>
  (sent: Sent[]): Sent[] =>
    sent.map(({ headers, ...others }) => ({
      ...others,
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name))),
    }))

/** Replaces parts of the JSON text of an answer. */
const replaceText =
  (...pairs: [string, string][]) =>
  (answer: Json): Json =>
    parseJson(pairs.reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(answer)))

/** The exchanges in which this gateway answers, or calls the remote site, differently from cozy-stack. */
const deviations: RemoteDeviation[] = [
  {
    of: [421],
    why: 'lines of definitions can end with CRLF',
    is: { status: 200, headers: { 'content-type': 'application/json' }, answer: { echo: true } },
    editSent: () => [
      {
        request: 'GET /echo',
        headers: { host: recordedSite, 'user-agent': '<own>', 'accept-encoding': 'gzip', 'x-a': '1' },
      },
    ],
  },
  ...[
    { n: 550, type: 'text/xml' },
    { n: 553, type: 'image/svg+xml' },
  ].map(({ n, type }) => ({
    of: [n],
    why: 'browsers must not run scripts in documents of other sites',
    is: { headers: { 'content-type': type, 'content-security-policy': "default-src 'none'; sandbox" } },
  })),
  {
    of: [424, 443, 454, 455],
    why: "a header that can't be sent is not a failure of the remote site",
    is: invalidRequest,
  },
  {
    of: [440],
    why: 'there can be two spaces between a helper and its variable',
    editSent: (sent) => sent.map((request) => ({ ...request, body: 'v' })),
  },
  {
    of: [445],
    why: 'the value in the path is encoded once, and so are the separators in it',
    editSent: (sent) =>
      encodedOnce(sent).map(({ request, ...others }) => ({
        ...others,
        request: request.replace('&i=j+k:l@m$n', '%26i%3Dj%2Bk%3Al%40m%24n'),
      })),
  },
  { of: [446, 688, 689], why: 'the value in the path is encoded once', editSent: encodedOnce },
  {
    of: [448],
    why: 'an escape in the definition keeps its meaning',
    editSent: (sent) => sent.map((request) => ({ ...request, request: 'GET /a%20b/c%2Fd/x' })),
  },
  {
    of: [457],
    why: 'JSON needs no escapes for the characters of HTML, and a "&" in a path is encoded',
    editSent: (sent) =>
      sent.map(({ request, headers, body = '' }) => ({
        request,
        headers: { ...headers, 'content-length': '354' },
        body: body
          .replace(String.raw`\u003cc\u003e \u0026`, '<c> &')
          .replace(String.raw`\u2028`, '\u2028')
          .replace('%20&%20', '%20%26%20'),
      })),
  },
  {
    of: [458],
    why: 'an unknown helper is a mistake in the definition, not a failure of the server',
    is: invalidRequest,
  },
  {
    of: [493],
    why: 'the path exists, but not for this method',
    is: { status: 405, headers: { 'content-type': 'text/plain; charset=utf-8' }, answer: 'Method Not Allowed' },
  },
  { of: [494], why: 'the path exists, but not for this method', is: { status: 405, headers: jsonApi } },
  {
    of: [502],
    why: 'this gateway has another HTML page for errors',
    is: {
      answer:
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Cozy</title></head><body><p>No token in request</p></body></html>\n',
    },
  },
  {
    of: [508],
    why: 'a token is no variable: no other site may get it',
    is: {
      status: 400,
      headers: jsonApi,
      answer: refusal('400', 'Bad Request', 'a variable is used in the template, but no value was given'),
    },
    editSent: sendsNothing,
  },
  {
    of: [529],
    why: 'a doctype is a name, not a path',
    is: { status: 404, headers: jsonApi, answer: refusal('404', 'Not Found', 'the doctype has no request defined') },
    editSent: sendsNothing,
  },
  { of: [535, 536, 538, 539], why: 'the header Referer is never sent', editSent: withoutHeaders('referer') },
  {
    of: [541],
    why: 'at most five redirects are followed',
    editSent: (sent) => withoutHeaders('referer')(sent).slice(0, 6),
  },
  { of: [544], why: 'a request is sent once', editSent: (sent) => sent.slice(0, 1) },
  {
    of: [595],
    why: 'headers that would change what the browser does with the Cozy are not passed on',
    is: {
      headers: {
        'content-type': 'application/json',
        'cache-control': 'max-age=60',
        'content-disposition': 'attachment; filename="x.json"',
        'content-language': 'fr',
        etag: '"e1"',
        'last-modified': 'Mon, 02 Jan 2006 15:04:05 GMT',
        link: '<http://x.example/>; rel="next"',
        'referrer-policy': 'unsafe-url',
        'server-timing': 'a',
        vary: 'Accept',
        'x-kept': 'yes, twice',
      },
    },
  },
  {
    of: [596],
    why: 'the value in the path is encoded once, and caches keep no answer to a request with a secret',
    is: { headers: { 'content-type': 'application/json', 'cache-control': 'private, no-store' } },
    editSent: encodedOnce,
  },
  {
    of: [605],
    why: 'the log shows neither secrets nor the variables that a client sent with the same names',
    edit: replaceText(['/p/S%252Fc%2520t?q=S%2Fc+t', '/p/********?q=********'], ['"mine"', '"********"']),
  },
  { of: [611], why: 'the value in the path is encoded once', edit: replaceText(['a%2520b', 'a%20b']) },
  {
    of: [626],
    why: "an asset that can't be reached is not a failure of this server",
    is: { status: 502, answer: refusal('502', 'Bad Gateway', "can't connect to the remote host") },
  },
  { of: [661], why: 'without doctypes the list is empty', is: { answer: [] } },
  {
    of: [662],
    why: 'the path of the folder does not concern the client',
    is: { answer: refusal('404', 'Not Found', 'the folder of the setting "doctypes" does not exist') },
  },
  {
    of: [670, 671],
    why: 'credentials are only for the site of the definition, and the header Referer is never sent',
    editSent: (sent) => [...sent.slice(0, 1), ...withoutHeaders('proxy-authorization', 'referer')(sent.slice(1))],
  },
  {
    of: [680],
    why: 'these headers are about the connection of the client, and the gateway has its own connection',
    editSent: withoutHeaders('expect', 'keep-alive', 'te'),
  },
  {
    of: [692],
    why: 'the characters of a path beside a placeholder are sent unchanged',
    editSent: (sent) => sent.map((request) => ({ ...request, request: "GET /a;b,c/(d)/e'f/!*/1" })),
  },
  {
    of: [697],
    why: 'a token is no variable, so the log has none',
    is: { answer: { bookmark: '', docs: [], limit: 1, next: false } },
  },
]

/** The Content-Types of the remote site's answers, by the last segment of a path `/ct/<name>`. */
const types: Record<string, string> = {
  jsonapi: 'application/vnd.api+json',
  sparql: 'application/sparql-results+json',
  textxml: 'text/xml',
  plain: 'text/plain',
  svg: 'image/svg+xml',
  audio: 'audio/mpeg',
  jsonup: 'Application/JSON; charset=UTF-8',
  jsonsemi: 'application/json;',
  plainutf: 'text/plain; charset=utf-8',
  imagestar: 'image/x-anything',
  empty: '',
  html: 'text/html',
  htmlu: 'text/html; charset=utf-8',
  csv: 'text/csv',
  textjs: 'text/javascript',
  octet: 'application/octet-stream',
  ldjson: 'application/ld+json',
  geojson: 'application/geo+json',
  atom: 'application/atom+xml',
  ndjson: 'application/x-ndjson',
  twoc: 'application/json, text/html',
  xhtml: 'application/xhtml+xml',
  multipart: 'multipart/mixed; boundary=x',
  nosubtype: 'json',
}

/** The headers of the remote site's answer to `/drop`. Some of them must not be passed on. */
const manyHeaders = {
  'Access-Control-Expose-Headers': 'X-Kept',
  'Access-Control-Allow-Origin': '*',
  'Cache-Control': 'max-age=60',
  'Clear-Site-Data': '"*"',
  'Content-Disposition': 'attachment; filename="x.json"',
  'Content-Language': 'fr',
  'Content-Security-Policy': 'x',
  ETag: '"e1"',
  'Last-Modified': 'Mon, 02 Jan 2006 15:04:05 GMT',
  Link: '<http://x.example/>; rel="next"',
  Location: 'http://x.example/',
  'Referrer-Policy': 'unsafe-url',
  Refresh: '5',
  'Server-Timing': 'a',
  'Set-Cookie': 'a=b',
  'Set-Cookie2': 'x',
  'Strict-Transport-Security': 'x',
  Vary: 'Accept',
  'WWW-Authenticate': 'Basic',
  'X-Content-Type-Options': 'sniff',
  'X-Frame-Options': 'x',
  'X-Kept': ['yes', 'twice'],
}

const json = { 'Content-Type': 'application/json' }
const echo = '{"echo":true}'

type SiteAnswer = (response: ServerResponse, parts: { name: string; port: number; accepted: string }) => unknown

/** The answers of the remote site by the first segment of the path. It answers all other paths with `echo`. */
const siteAnswers: Record<string, SiteAnswer> = {
  gzip: (response, { accepted }) =>
    accepted.includes('gzip')
      ? response.writeHead(200, { ...json, 'Content-Encoding': 'gzip' }).end(gzipSync(echo))
      : response.writeHead(200, json).end(echo),
  redir: (response, { name }) => response.writeHead(Number(name), { Location: '/after?from=redirect' }).end(),
  loop: (response) => response.writeHead(302, { Location: '/loop' }).end(),
  xhost: (response, { port }) =>
    response.writeHead(302, { Location: `http://localhost:${String(port)}/after?from=otherhost` }).end(),
  xftp: (response) => response.writeHead(302, { Location: 'ftp://127.0.0.1/x' }).end(),
  noloc: (response) => response.writeHead(302, json).end(echo),
  close: (response) => response.socket?.destroy(),
  trunc: (response) => {
    response.writeHead(200, { ...json, 'Content-Length': '100' })
    response.write('{"partial"', () => response.socket?.destroy())
  },
  ct: (response, { name }) => {
    if (name !== 'none') response.setHeader('Content-Type', types[name] ?? '')
    response.end('0123456789 body')
  },
  status: (response, { name }) => response.writeHead(Number(name), json).end(echo),
  s204: (response) => response.writeHead(204).end(),
  s304: (response) => response.writeHead(304).end(),
  drop: (response) => response.writeHead(200, { ...json, ...manyHeaders }).end(echo),
  chunked: (response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain' })
    response.write('abc')
    response.end('de')
  },
  hang: () => undefined,
  asset: (response, { name }) => {
    if (name === 'status404') return response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>no</h1>')
    if (name === 'page.html')
      return response.writeHead(200, { 'Content-Type': 'text/html', 'X-Kept': '1' }).end('<html>asset</html>')
    return response.writeHead(200, { ...json, 'Cache-Control': 'max-age=600', ETag: '"b1"' }).end('{"bank":1}')
  },
}

/** Starts the remote site. */
async function startSite() {
  const sent: Sent[] = []
  const server = await listen(async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers, socket } = request
    const body = (await buffer(request)).toString()
    sent.push({ request: `${method} ${url}`, headers: headersOf(headers), ...(body !== '' && { body }) })
    const [, area = '', name = ''] = url.split(/[/?]/)
    const { localPort: port = 0 } = socket
    const answer = siteAnswers[area]
    if (answer) answer(response, { name, port, accepted: headers['accept-encoding'] ?? '' })
    else response.writeHead(200, json).end(echo)
  })
  return { ...server, sent }
}

// Removes `Connection`, and masks the user agent: they differ between cozy-stack and this gateway.
function headersOf({ connection: _, ...headers }: IncomingMessage['headers']): Record<string, string> {
  const text = (value: string) => Buffer.from(value, 'latin1').toString()
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, text(String(value)).replace(/^cozy-stack .*/, '<own>')]),
  )
}

const rules = {
  explorer: {
    doctypes: { type: 'org.example.t.*' },
    log: { type: 'io.cozy.remote.requests', verbs: ['GET'] },
    names: { type: 'io.cozy.doctypes', verbs: ['GET'] },
  },
  getonly: {
    get: { type: 'org.example.t.get', verbs: ['GET'] },
    post: { type: 'org.example.t.post', verbs: ['POST'] },
    selector: { type: 'org.example.t.sel', selector: 'a' },
    verbs: { type: 'org.example.t.emptyverbs', verbs: [] },
    energy: { type: 'org.example.energy.*' },
  },
  grabber: { get: { type: 'org.example.t.get' } },
}

const definitions = ['t.get', 't.sel', 't.emptyverbs', 't.private', 'energy', 'energy.prices', 'energyx']

/** Starts the instances of the recordings, with their applications and remote doctypes. */
async function start({ allowsCustomPorts = true, timeout }: { allowsCustomPorts?: boolean; timeout?: number } = {}) {
  const site = await startSite()
  const folder = await temporaryFolder()
  const define = async (doctype: string, definition: string): Promise<void> => {
    const file = join(folder, doctype, 'request')
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, definition.replaceAll(recordedSite, `127.0.0.1:${String(site.port)}`))
  }
  for (const name of definitions) await define(`org.example.${name}`, `GET http://${recordedSite}/echo`)
  await define('org.example.t.post', `POST http://${recordedSite}/echo\n\nx`)
  await define('org.example.t.bad', 'bad')
  await mkdir(join(folder, 'org.example.nofile'))
  const { config: usual } = await loadConfig({ argvFlags: {}, env: {}, cwd: folder, home: undefined })
  const { limits } = usual
  const cozies = await startCozies(
    { [home]: { locale: 'fr', context: {} }, 'recen.localhost:8190': { locale: 'en', context: {} } },
    {
      limits: { ...limits, remote: { ...limits.remote, ...(timeout !== undefined && { timeout }) } },
      remote: {
        definitions: { folder },
        allowsCustomPorts,
        assets: new Map([
          ['bank', `${site.origin}/asset/bank.json`],
          ['html', `${site.origin}/asset/page.html`],
          ['gone', `${site.origin}/asset/status404`],
          ['dead', 'http://127.0.0.1:9/nothing'],
        ]),
        trustedPrivateNetworks: ['127.0.0.0/8', '::1/128'],
      },
    },
  )
  const { instances, documents, secret, config } = cozies
  const instance = instances.get(home)
  for (const [slug, permissions] of Object.entries(rules)) {
    const kind = slug === 'grabber' ? 'konnector' : 'app'
    await instances.permissions.create(instance, { kind, slug }, readRules(permissions), '1.0.0')
  }
  const secrets = new RemoteSecrets({ documents, prefix: config.prefix, secret, log: pino({ level: 'silent' }) })
  await secrets.set('org.example.t.sec', 'token', 'S/c t')
  await secrets.set('org.example.t.sec', 'hdr', 'h1')
  return {
    ...cozies,
    folder,
    define,
    site,
    token: await instances.tokens.create(instance, { kind: 'app', slug: 'explorer' }),
  }
}

/** Repeats the selected exchanges in their order, and returns how many answers were compared. */
async function replay(isSelected: (n: number) => boolean, cozies: Awaited<ReturnType<typeof start>>): Promise<number> {
  const { site, token, define } = cozies
  const ours = (recorded: string): string =>
    recorded
      .replaceAll(/(?<=(127\.0\.0\.1|localhost):)18500/g, String(site.port))
      .replaceAll('<app token explorer>', token)
  let compared = 0
  for (const exchange of await exchangesOf('remote', recordedShape, omitted)) {
    if (!isSelected(exchange.n)) continue
    const [, doctype = ''] = /^\/remote\/([^?/]+)/.exec(exchange.path) ?? []
    if (exchange.definition !== undefined) await define(doctype, exchange.definition)
    site.sent.length = 0
    const answer = cozies.repeat(exchange, ours)
    if (exchange.breaksOff) await expect(answer, exchange.name).rejects.toThrow()
    else expectRecorded(exchange, await answer, { ours, masked }, deviations)
    expectSent(exchange, site.sent, ours)
    if (exchange.status !== undefined) compared++
  }
  return compared
}

function expectSent({ n, name, upstream }: Recorded, sent: Sent[], ours: (recorded: string) => string): void {
  if (!upstream) return
  const { why = '', editSent = (recorded: Sent[]) => recorded } = deviations.find(({ of }) => of.includes(n)) ?? {}
  const expected = parseJson(ours(JSON.stringify(editSent(upstream))))
  expect.soft(sent, `${String(n)} ${name}, requests to the remote site (${why})`).toEqual(expected)
}

// Masks ids and bookmarks, and sorts the entries of the log.
function masked(text: string): string {
  const all = parseJson(
    text.replaceAll(/\b[0-9a-f]{32}\b/g, '<id>').replaceAll(/"bookmark":"[^"]+"/g, '"bookmark":"<bookmark>"'),
  )
  if (isJsonObject(all) && isJsonObject(all.answer) && Array.isArray(all.answer.docs)) {
    all.answer.docs.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }
  return JSON.stringify(all)
}

const between = (first: number, last: number) => (n: number) => n >= first && n <= last

describe('repeated calls of remote doctypes get the answers of cozy-stack', () => {
  it('if definitions may contain ports', async () => {
    const cozies = await start()
    expect(await replay(between(401, 628), cozies)).toBe(151)
    expect(await replay((n) => n >= 670 && n !== 695, cozies)).toBe(18)
  })

  it('if definitions must not contain ports', async () => {
    expect(await replay(between(641, 656), await start({ allowsCustomPorts: false }))).toBe(11)
  })

  it('if the folder of the definitions is empty, or does not exist', async () => {
    const cozies = await start()
    for (const name of await readdir(cozies.folder)) await rm(join(cozies.folder, name), { recursive: true })
    expect(await replay(between(661, 661), cozies)).toBe(1)
    await rmdir(cozies.folder)
    expect(await replay(between(662, 662), cozies)).toBe(1)
  })

  it('if the remote site does not answer in time', async () => {
    expect(await replay(between(695, 695), await start({ timeout: 300 }))).toBe(1)
  })
})
