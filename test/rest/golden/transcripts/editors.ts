import { cachedJson, refused, refusedInText, jsonWithETag, texts, type Transcript } from '../transcript.js'

const badName = 'Editor name should only contain alphanumeric characters'

export const editors: Transcript[] = [
  {
    title: 'GET /editors and /editors/:editor',
    given: { editors: ['zeta', 'Beta2'] },
    exchanges: [
      {
        request: 'GET /editors',
        status: 200,
        responseHeaders: jsonWithETag,
        json: ['Acme', 'Beta2', 'Stranger', 'zeta'].map((name) => ({ name })),
      },
      { request: 'GET /editors/acme', status: 200, responseHeaders: cachedJson(300), json: { name: 'Acme' } },
      { request: 'GET /editors/ZETA', status: 200, json: { name: 'zeta' } },
      { request: 'GET /editors/nobody', ...refused(404, 'Editor not found') },
      { request: 'GET /editors/2beta', ...refused(400, badName) },
      { request: 'GET /editors/a/b', ...refused(400, badName) },
      { request: 'GET /editors/acme', requestHeaders: { Accept: 'text/html' }, ...refused(406, texts.accept) },
      { request: 'GET /editors', requestHeaders: { Accept: 'text/html' }, ...refused(406, texts.accept) },
    ],
  },
  {
    title: 'GET /status',
    exchanges: [
      {
        request: 'GET /status',
        requestHeaders: { Accept: 'text/html', 'Accept-Encoding': 'gzip' },
        status: 200,
        responseHeaders: {
          'content-type': 'application/json',
          'cache-control': null,
          vary: null,
          'content-encoding': null,
        },
        json: { couchDB: { status: 'ok' }, redis: { status: 'ok' }, status: 'ok', swift: { status: 'ok' } },
      },
      { request: 'OPTIONS /status', status: 204, responseHeaders: { allow: 'OPTIONS, GET, HEAD' }, text: '' },
      { request: 'POST /status', ...refusedInText(405, 'Method Not Allowed') },
      { request: 'GET /status', requestHeaders: { Host: 'links.example' }, status: 200 },
    ],
  },
  {
    title: 'GET /robots.txt, /favicon.ico and /openapi.json',
    exchanges: [
      {
        request: 'GET /robots.txt',
        status: 200,
        responseHeaders: {
          'content-type': 'text/plain; charset=UTF-8',
          'cache-control': null,
          etag: /^"/,
          vary: 'Accept-Encoding',
        },
        text: 'User-agent: *\nDisallow: /',
      },
      {
        request: 'GET /favicon.ico',
        status: 200,
        responseHeaders: { 'content-type': 'image/png', 'cache-control': null, etag: /^"/ },
      },
      {
        request: 'GET /openapi.json',
        requestHeaders: { Accept: 'application/yaml' },
        status: 200,
        responseHeaders: cachedJson(300),
      },
      { request: 'GET /openapi.json', requestHeaders: { Host: 'links.example' }, ...refusedInText(404, 'Not Found') },
      { request: 'GET /graphql', requestHeaders: { Host: 'links.example' }, ...refusedInText(404, 'Not Found') },
      { request: 'GET /editors', requestHeaders: { Host: 'links.example' }, status: 200 },
    ],
  },
]
