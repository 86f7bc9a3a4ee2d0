import { expect } from 'vitest'
import { cachedJson, uncachedJson, refused, texts, type Given, type Transcript } from '../transcript.js'
import { version } from './facts.js'

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
        ask: 'POST /registry/notes',
        as: 'editor',
        submit: { slug: 'notes', version: '1.0.0', body: { version: 'v1.0.0' } },
        gives: 201,
        headers: { ...uncachedJson, location: null },
        json: { ...version('notes', '1.0.0'), warnings },
      },
      {
        ask: 'GET /registry/notes/stable/latest',
        gives: 200,
        headers: cachedJson(300),
        json: version('notes', '1.0.0'),
      },
      {
        ask: 'POST //registry/notes/',
        as: 'master',
        submit: { slug: 'notes', version: '1.0.1' },
        gives: 201,
      },
      // It waits for approval, which its editor need not know.
      {
        ask: 'POST /registry/waiting',
        as: 'master',
        submit: { slug: 'waiting', version: '1.0.0' },
        gives: 201,
        json: { ...version('waiting', '1.0.0', { owner: 'Reviewed' }), warnings },
      },
      { ask: 'GET /registry/waiting/1.0.0', ...refused(404, texts.noVersion) },
      {
        ask: 'POST /registry/notes',
        as: 'editor',
        submit: { slug: 'notes', version: '1.0.0' },
        ...refused(409, 'Version already exists'),
      },
      {
        ask: 'POST /registry/waiting',
        as: 'master',
        submit: { slug: 'waiting', version: '1.0.0' },
        ...refused(409, 'Version already exists'),
      },
    ],
  },
  {
    title: 'POST {root}/:app: refusals, in their order',
    given,
    exchanges: [
      { ask: 'POST /registry/notes', with: { 'Content-Type': 'text/plain' }, body: '{}', gives: 415 },
      { ask: 'POST /registry/notes', with: { Accept: 'text/html' }, body, ...refused(406, texts.accept) },
      { ask: 'POST /registry/notes', body, ...refused(401, texts.noToken) },
      { ask: 'POST /registry/absent', as: 'expired', body, ...refused(401, texts.badToken) },
      { ask: 'POST /registry/No', as: 'stranger', body: { version: 1 }, ...refused(400, texts.slug) },
      { ask: 'POST /registry/absent', as: 'stranger', body: { version: 1 }, ...refused(404, texts.noApp) },
      { ask: 'POST /registry/slugs', as: 'stranger', body, ...refused(404, texts.noApp) },
      { ask: 'POST /registry/notes', as: 'stranger', body: { version: 1 }, gives: 400 },
      { ask: 'POST /registry/notes', as: 'stranger', body: {}, ...refused(401, texts.badToken) },
      { ask: 'POST /registry/notes', as: 'editor', body: {}, ...refused(400, `${invalid} version, url, sha256`) },
      {
        ask: 'POST /registry/notes',
        as: 'editor',
        body: { ...body, version: 'prefix/1.0.0' },
        ...refused(400, `${invalid} version`),
      },
      {
        ask: 'POST /registry/notes',
        as: 'editor',
        body: { ...body, version: '1.0.0-betaX1', sha256: '' },
        ...refused(400, `${invalid} version, sha256`),
      },
      { ask: 'POST /registry/notes', as: 'editor', body, gives: 422 },
      {
        ask: 'POST /registry/notes',
        as: 'editor',
        submit: { slug: 'other', version: '1.0.0' },
        ...refused(400, 'Version slug does not match the application'),
      },
      { ask: 'GET /registry/notes/1.0.0', ...refused(404, texts.noVersion) },
    ],
  },
]
