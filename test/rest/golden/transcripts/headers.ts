import { editor } from '../../../support/gateway.js'
import { refused, refusedInText, texts, type Transcript } from '../transcript.js'

const create = 'POST /registry'
const given = { apps: [{ slug: 'notes' }] }
const json = { 'Content-Type': 'application/json' }

function created(slug: string, headers: Record<string, string>): Transcript['exchanges'][number] {
  const body = JSON.stringify({ slug, editor, type: 'webapp' })
  return { ask: create, as: 'master', with: headers, body, gives: 201 }
}

export const headers: Transcript[] = [
  {
    title: 'what JSON routes demand of the headers',
    given,
    exchanges: [
      created('plain', json),
      created('charset', { 'Content-Type': 'application/json; charset=utf-8' }),
      created('capitals', { 'Content-Type': 'Application/JSON' }),
      {
        ask: create,
        as: 'master',
        with: { 'Content-Type': 'application/jsonx' },
        body: '{}',
        ...refused(415, texts.contentType),
      },
      { ask: create, as: 'master', body: '{}', ...refused(415, texts.contentType) },
      { ask: create, with: { 'Content-Type': 'text/plain' }, body: '{', ...refused(415, texts.contentType) },
      {
        ask: create,
        with: { 'Content-Type': 'text/plain', Accept: 'text/html' },
        body: '{}',
        ...refused(415, texts.contentType),
      },
      { ask: 'GET /registry/notes', gives: 200 },
      { ask: 'GET /registry/notes', with: { Accept: 'application/json' }, gives: 200 },
      { ask: 'GET /registry/notes', with: { Accept: '*/*' }, gives: 200 },
      { ask: 'GET /registry/notes', with: { Accept: 'application/*' }, gives: 200 },
      { ask: 'GET /registry/notes', with: { Accept: 'text/html, application/json; charset=utf-8' }, gives: 200 },
      { ask: 'GET /registry/notes', with: { Accept: 'text/html, */*;q=0.1' }, gives: 200 },
      { ask: 'GET /registry/notes', with: { Accept: '' }, gives: 200 },
      { ask: 'GET /registry/notes', with: { Accept: 'text/html' }, ...refused(406, texts.accept) },
      { ask: 'GET /registry/notes', with: { Accept: 'application/json;q=0' }, ...refused(406, texts.accept) },
      { ask: 'GET /registry/absent', with: { Accept: 'text/html' }, ...refused(406, texts.accept) },
      { ask: 'GET /registry/notes', with: { 'Content-Type': 'text/plain' }, gives: 200 },
      {
        ask: 'GET /registry/notes',
        with: { Origin: 'https://elsewhere.example' },
        gives: 200,
        headers: { 'access-control-allow-origin': null },
      },
    ],
  },
  {
    title: 'compression',
    given,
    exchanges: [
      {
        ask: 'GET /registry/notes',
        with: { 'Accept-Encoding': 'gzip' },
        gives: 200,
        headers: { 'content-encoding': 'gzip', vary: 'Accept-Encoding' },
      },
      {
        ask: 'GET /registry/slugs',
        with: { 'Accept-Encoding': 'deflate, gzip;q=0.5' },
        gives: 200,
        headers: { 'content-encoding': 'gzip' },
      },
      {
        ask: 'GET /registry/notes',
        with: { 'Accept-Encoding': 'gzip;q=0' },
        gives: 200,
        headers: { 'content-encoding': null, vary: 'Accept-Encoding' },
      },
      {
        ask: 'GET /robots.txt',
        with: { 'Accept-Encoding': 'gzip' },
        gives: 200,
        headers: { 'content-encoding': 'gzip', vary: 'Accept-Encoding' },
      },
      {
        ask: 'GET /favicon.ico',
        with: { 'Accept-Encoding': 'gzip' },
        gives: 200,
        headers: { 'content-encoding': null, vary: null },
      },
      { ask: 'GET /registry/absent', with: { 'Accept-Encoding': 'gzip' }, ...refused(404, texts.noApp) },
      {
        ask: 'GET /registry/absent',
        with: { 'Accept-Encoding': 'gzip' },
        gives: 404,
        headers: { 'content-encoding': null, vary: 'Accept-Encoding' },
      },
      { ask: 'GET /registry/absent', with: { Accept: 'text/html' }, gives: 406, headers: { vary: null } },
    ],
  },
  {
    title: 'bodies',
    exchanges: [
      { ask: create, as: 'master', with: json, body: '{"slug":"a","editor":"Acme","type":"webapp"} x', gives: 400 },
      { ask: create, as: 'master', with: json, body: '{"slug":', gives: 400 },
      { ask: create, as: 'master', with: json, body: '   ', ...refused(400, 'EOF') },
      { ask: create, as: 'master', with: json, body: '', chunked: true, ...refused(400, 'EOF') },
      { ask: create, as: 'master', with: json, body: '[]', gives: 400 },
      { ask: create, as: 'master', with: json, body: '\ufeff{"slug":"a","editor":"Acme","type":"webapp"}', gives: 400 },
      { ask: create, as: 'master', with: json, body: '{"slug":1}', gives: 400 },
      { ask: create, as: 'master', with: json, body: '{"slug":null}', ...refused(401, 'Could not find editor: ') },
      {
        ask: create,
        as: 'master',
        with: { ...json, 'Content-Length': '0' },
        ...refused(401, 'Could not find editor: '),
      },
      { ask: create, as: 'master', with: json, body: padded(100_000), chunked: true, gives: 201 },
      { ask: create, as: 'master', with: json, body: padded(100_000), ...refused(409, 'Application already exists') },
      {
        ask: create,
        as: 'master',
        with: json,
        body: padded(100_001),
        ...refusedInText(413, 'Request Entity Too Large'),
      },
      {
        ask: create,
        as: 'master',
        with: json,
        body: padded(200_000),
        chunked: true,
        ...refused(413, 'Request Entity Too Large'),
      },
      { ask: 'POST /nowhere', body: padded(100_001), ...refusedInText(413, 'Request Entity Too Large') },
    ],
  },
]

// A valid body of this many bytes.
function padded(length: number): string {
  const body = JSON.stringify({ slug: 'padded', editor, type: 'webapp' })
  return body + ' '.repeat(length - body.length)
}
