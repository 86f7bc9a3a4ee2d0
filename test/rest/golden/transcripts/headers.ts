import { editor } from '../../../support/gateway.js'
import { refused, refusedInText, texts, type Transcript } from '../transcript.js'

const create = 'POST /registry'
const given = { apps: [{ slug: 'notes' }] }
const json = { 'Content-Type': 'application/json' }

function created(slug: string, headers: Record<string, string>): Transcript['exchanges'][number] {
  const body = JSON.stringify({ slug, editor, type: 'webapp' })
  return { request: create, token: 'master', requestHeaders: headers, body, status: 201 }
}

export const headers: Transcript[] = [
  {
    title: 'Accept and Content-Type of JSON routes',
    given,
    exchanges: [
      created('plain', json),
      created('charset', { 'Content-Type': 'application/json; charset=utf-8' }),
      created('capitals', { 'Content-Type': 'Application/JSON' }),
      {
        request: create,
        token: 'master',
        requestHeaders: { 'Content-Type': 'application/jsonx' },
        body: '{}',
        ...refused(415, texts.contentType),
      },
      { request: create, token: 'master', body: '{}', ...refused(415, texts.contentType) },
      {
        request: create,
        requestHeaders: { 'Content-Type': 'text/plain' },
        body: '{',
        ...refused(415, texts.contentType),
      },
      {
        request: create,
        requestHeaders: { 'Content-Type': 'text/plain', Accept: 'text/html' },
        body: '{}',
        ...refused(415, texts.contentType),
      },
      { request: 'GET /registry/notes', status: 200 },
      { request: 'GET /registry/notes', requestHeaders: { Accept: 'application/json' }, status: 200 },
      { request: 'GET /registry/notes', requestHeaders: { Accept: '*/*' }, status: 200 },
      { request: 'GET /registry/notes', requestHeaders: { Accept: 'application/*' }, status: 200 },
      {
        request: 'GET /registry/notes',
        requestHeaders: { Accept: 'text/html, application/json; charset=utf-8' },
        status: 200,
      },
      { request: 'GET /registry/notes', requestHeaders: { Accept: 'text/html, */*;q=0.1' }, status: 200 },
      { request: 'GET /registry/notes', requestHeaders: { Accept: '' }, status: 200 },
      { request: 'GET /registry/notes', requestHeaders: { Accept: 'text/html' }, ...refused(406, texts.accept) },
      {
        request: 'GET /registry/notes',
        requestHeaders: { Accept: 'application/json;q=0' },
        ...refused(406, texts.accept),
      },
      { request: 'GET /registry/absent', requestHeaders: { Accept: 'text/html' }, ...refused(406, texts.accept) },
      { request: 'GET /registry/notes', requestHeaders: { 'Content-Type': 'text/plain' }, status: 200 },
      {
        request: 'GET /registry/notes',
        requestHeaders: { Origin: 'https://elsewhere.example' },
        status: 200,
        responseHeaders: { 'access-control-allow-origin': null },
      },
    ],
  },
  {
    title: 'compression of responses',
    given,
    exchanges: [
      {
        request: 'GET /registry/notes',
        requestHeaders: { 'Accept-Encoding': 'gzip' },
        status: 200,
        responseHeaders: { 'content-encoding': 'gzip', vary: 'Accept-Encoding' },
      },
      {
        request: 'GET /registry/slugs',
        requestHeaders: { 'Accept-Encoding': 'deflate, gzip;q=0.5' },
        status: 200,
        responseHeaders: { 'content-encoding': 'gzip' },
      },
      {
        request: 'GET /registry/notes',
        requestHeaders: { 'Accept-Encoding': 'gzip;q=0' },
        status: 200,
        responseHeaders: { 'content-encoding': null, vary: 'Accept-Encoding' },
      },
      {
        request: 'GET /robots.txt',
        requestHeaders: { 'Accept-Encoding': 'gzip' },
        status: 200,
        responseHeaders: { 'content-encoding': 'gzip', vary: 'Accept-Encoding' },
      },
      {
        request: 'GET /favicon.ico',
        requestHeaders: { 'Accept-Encoding': 'gzip' },
        status: 200,
        responseHeaders: { 'content-encoding': null, vary: null },
      },
      { request: 'GET /registry/absent', requestHeaders: { 'Accept-Encoding': 'gzip' }, ...refused(404, texts.noApp) },
      {
        request: 'GET /registry/absent',
        requestHeaders: { 'Accept-Encoding': 'gzip' },
        status: 404,
        responseHeaders: { 'content-encoding': null, vary: 'Accept-Encoding' },
      },
      {
        request: 'GET /registry/absent',
        requestHeaders: { Accept: 'text/html' },
        status: 406,
        responseHeaders: { vary: null },
      },
    ],
  },
  {
    title: 'bodies of requests',
    exchanges: [
      {
        request: create,
        token: 'master',
        requestHeaders: json,
        body: '{"slug":"a","editor":"Acme","type":"webapp"} x',
        status: 400,
      },
      { request: create, token: 'master', requestHeaders: json, body: '{"slug":', status: 400 },
      { request: create, token: 'master', requestHeaders: json, body: '   ', ...refused(400, 'EOF') },
      { request: create, token: 'master', requestHeaders: json, body: '', chunked: true, ...refused(400, 'EOF') },
      { request: create, token: 'master', requestHeaders: json, body: '[]', status: 400 },
      {
        request: create,
        token: 'master',
        requestHeaders: json,
        body: '\ufeff{"slug":"a","editor":"Acme","type":"webapp"}',
        status: 400,
      },
      { request: create, token: 'master', requestHeaders: json, body: '{"slug":1}', status: 400 },
      {
        request: create,
        token: 'master',
        requestHeaders: json,
        body: '{"slug":null}',
        ...refused(401, 'Could not find editor: '),
      },
      {
        request: create,
        token: 'master',
        requestHeaders: { ...json, 'Content-Length': '0' },
        ...refused(401, 'Could not find editor: '),
      },
      { request: create, token: 'master', requestHeaders: json, body: padded(100_000), chunked: true, status: 201 },
      {
        request: create,
        token: 'master',
        requestHeaders: json,
        body: padded(100_000),
        ...refused(409, 'Application already exists'),
      },
      {
        request: create,
        token: 'master',
        requestHeaders: json,
        body: padded(100_001),
        ...refusedInText(413, 'Request Entity Too Large'),
      },
      {
        request: create,
        token: 'master',
        requestHeaders: json,
        body: padded(200_000),
        chunked: true,
        ...refused(413, 'Request Entity Too Large'),
      },
      { request: 'POST /nowhere', body: padded(100_001), ...refusedInText(413, 'Request Entity Too Large') },
    ],
  },
]

// A valid body of this many bytes.
function padded(length: number): string {
  const body = JSON.stringify({ slug: 'padded', editor, type: 'webapp' })
  return body + ' '.repeat(length - body.length)
}
