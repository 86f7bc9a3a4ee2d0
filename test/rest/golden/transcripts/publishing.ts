import { expect } from 'vitest'
import { cachedJson, uncachedJson, refused, texts, type Given, type Transcript } from '../transcript.js'
import { version } from './expected-json.js'

const given: Given = { editors: ['Reviewed'], apps: [{ slug: 'notes' }, { slug: 'waiting', editor: 'Reviewed' }] }
const warnings = [{ code: 'MISSING_ENGLISH_LOCALE', message: expect.stringContaining('"en"') }]
const invalid = 'Invalid version: the following fields are missing or erroneous:'
const body = { version: '1.0.0', url: 'http://127.0.0.1:1/a.tar.gz', sha256: '0'.repeat(64) }

export const publishing: Transcript[] = [
  {
    title: 'POST {root}/:app',
    given,
    exchanges: [
      {
        request: 'POST /registry/notes',
        token: 'editor',
        submit: { slug: 'notes', version: '1.0.0', body: { version: 'v1.0.0' } },
        status: 201,
        responseHeaders: { ...uncachedJson, location: null },
        json: { ...version('notes', '1.0.0'), warnings },
      },
      {
        request: 'GET /registry/notes/stable/latest',
        status: 200,
        responseHeaders: cachedJson(300),
        json: version('notes', '1.0.0'),
      },
      {
        request: 'POST //registry/notes/',
        token: 'master',
        submit: { slug: 'notes', version: '1.0.1' },
        status: 201,
      },
      // The version waits for an approval. The response is the same as for a published version.
      {
        request: 'POST /registry/waiting',
        token: 'master',
        submit: { slug: 'waiting', version: '1.0.0' },
        status: 201,
        json: { ...version('waiting', '1.0.0', { owner: 'Reviewed' }), warnings },
      },
      { request: 'GET /registry/waiting/1.0.0', ...refused(404, texts.noVersion) },
      {
        request: 'POST /registry/notes',
        token: 'editor',
        submit: { slug: 'notes', version: '1.0.0' },
        ...refused(409, 'Version already exists'),
      },
      {
        request: 'POST /registry/waiting',
        token: 'master',
        submit: { slug: 'waiting', version: '1.0.0' },
        ...refused(409, 'Version already exists'),
      },
    ],
  },
  {
    title: 'POST {root}/:app: the order of refusals',
    given,
    exchanges: [
      { request: 'POST /registry/notes', requestHeaders: { 'Content-Type': 'text/plain' }, body: '{}', status: 415 },
      { request: 'POST /registry/notes', requestHeaders: { Accept: 'text/html' }, body, ...refused(406, texts.accept) },
      { request: 'POST /registry/notes', body, ...refused(401, texts.noToken) },
      { request: 'POST /registry/absent', token: 'expired', body, ...refused(401, texts.badToken) },
      { request: 'POST /registry/No', token: 'stranger', body: { version: 1 }, ...refused(400, texts.slug) },
      { request: 'POST /registry/absent', token: 'stranger', body: { version: 1 }, ...refused(404, texts.noApp) },
      { request: 'POST /registry/slugs', token: 'stranger', body, ...refused(404, texts.noApp) },
      { request: 'POST /registry/notes', token: 'stranger', body: { version: 1 }, status: 400 },
      { request: 'POST /registry/notes', token: 'stranger', body: {}, ...refused(401, texts.badToken) },
      {
        request: 'POST /registry/notes',
        token: 'editor',
        body: {},
        ...refused(400, `${invalid} version, url, sha256`),
      },
      {
        request: 'POST /registry/notes',
        token: 'editor',
        body: { ...body, version: 'prefix/1.0.0' },
        ...refused(400, `${invalid} version`),
      },
      {
        request: 'POST /registry/notes',
        token: 'editor',
        body: { ...body, version: '1.0.0-betaX1', sha256: '' },
        ...refused(400, `${invalid} version, sha256`),
      },
      { request: 'POST /registry/notes', token: 'editor', body, status: 422 },
      {
        request: 'POST /registry/notes',
        token: 'editor',
        submit: { slug: 'other', version: '1.0.0' },
        ...refused(400, 'Version slug does not match the application'),
      },
      { request: 'GET /registry/notes/1.0.0', ...refused(404, texts.noVersion) },
    ],
  },
]
