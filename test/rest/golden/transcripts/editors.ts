import { cachedJson, refused, refusedInText, revalidatedJson, texts, type Transcript } from '../transcript.js'

const badName = 'Editor name should only contain alphanumeric characters'

export const editors: Transcript[] = [
  {
    title: 'GET /editors and /editors/:editor',
    given: { editors: ['zeta', 'Beta2'] },
    exchanges: [
      {
        ask: 'GET /editors',
        gives: 200,
        headers: revalidatedJson,
        json: ['Acme', 'Beta2', 'Stranger', 'zeta'].map((name) => ({ name })),
      },
      { ask: 'GET /editors/acme', gives: 200, headers: cachedJson(300), json: { name: 'Acme' } },
      { ask: 'GET /editors/ZETA', gives: 200, json: { name: 'zeta' } },
      { ask: 'GET /editors/nobody', ...refused(404, 'Editor not found') },
      { ask: 'GET /editors/2beta', ...refused(400, badName) },
      { ask: 'GET /editors/a/b', ...refused(400, badName) },
      { ask: 'GET /editors/acme', with: { Accept: 'text/html' }, ...refused(406, texts.accept) },
      { ask: 'GET /editors', with: { Accept: 'text/html' }, ...refused(406, texts.accept) },
    ],
  },
  {
    title: 'GET /status',
    exchanges: [
      {
        ask: 'GET /status',
        with: { Accept: 'text/html', 'Accept-Encoding': 'gzip' },
        gives: 200,
        headers: { 'content-type': 'application/json', 'cache-control': null, vary: null, 'content-encoding': null },
        json: { couchDB: { status: 'ok' }, redis: { status: 'ok' }, status: 'ok', swift: { status: 'ok' } },
      },
      { ask: 'OPTIONS /status', gives: 204, headers: { allow: 'OPTIONS, GET, HEAD' }, text: '' },
      { ask: 'POST /status', ...refusedInText(405, 'Method Not Allowed') },
      { ask: 'GET /status', with: { Host: 'links.example' }, gives: 200 },
    ],
  },
  {
    title: 'GET /robots.txt, /favicon.ico and /openapi.json',
    exchanges: [
      {
        ask: 'GET /robots.txt',
        gives: 200,
        headers: {
          'content-type': 'text/plain; charset=UTF-8',
          'cache-control': null,
          etag: /^"/,
          vary: 'Accept-Encoding',
        },
        text: 'User-agent: *\nDisallow: /',
      },
      {
        ask: 'GET /favicon.ico',
        gives: 200,
        headers: { 'content-type': 'image/png', 'cache-control': null, etag: /^"/ },
      },
      { ask: 'GET /openapi.json', with: { Accept: 'application/yaml' }, gives: 200, headers: cachedJson(300) },
      { ask: 'GET /openapi.json', with: { Host: 'links.example' }, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /graphql', with: { Host: 'links.example' }, ...refusedInText(404, 'Not Found') },
      { ask: 'GET /editors', with: { Host: 'links.example' }, gives: 200 },
    ],
  },
]
