import { expect } from 'vitest'
import { editor } from '../../../support/gateway.js'
import { cachedJson, refused, refusedInText, revalidatedJson, texts, type Transcript } from '../transcript.js'
import { app, version } from './facts.js'

const ofLabs = {
  ...version('notes', '1.0.0'),
  url: expect.stringMatching(/:\d+\/labs\/registry\/notes\/1\.0\.0\/tarball\/notes-1\.0\.0\.tar\.gz$/),
}
const lists = { has_versions: true, stable: ['1.0.0'], beta: ['1.0.0'], dev: ['1.0.0'] }

export const spaces: Transcript[] = [
  {
    title: 'a named space has everything of its own',
    given: { editors: ['Reviewed'], apps: [{ slug: 'waiting', editor: 'Reviewed', space: 'labs' }] },
    exchanges: [
      {
        ask: 'POST /labs/registry',
        as: 'master',
        body: { slug: 'notes', editor, type: 'webapp' },
        gives: 201,
        json: app('notes', { versions: { has_versions: false } }),
      },
      { ask: 'POST /labs/registry/notes', as: 'master', submit: { slug: 'notes', version: '1.0.0' }, gives: 201 },
      {
        ask: 'GET /labs/registry/notes',
        gives: 200,
        headers: cachedJson(300),
        json: app('notes', { versions: lists, latest_version: ofLabs }),
      },
      { ask: 'GET /labs/registry/slugs', gives: 200, headers: revalidatedJson, json: ['notes', 'waiting'] },
      { ask: 'GET /labs/registry/notes/versions', gives: 200, json: lists },
      { ask: 'GET /labs/registry/notes/1.0.0', gives: 200, headers: cachedJson(31_536_000), json: ofLabs },
      { ask: 'GET /labs/registry/notes/dev/latest', gives: 200, json: ofLabs },
      { ask: 'GET /labs/registry/notes/icon', gives: 200 },
      { ask: 'GET /labs/registry/notes/1.0.0/tarball/notes-1.0.0.tar.gz', gives: 200 },
      { ask: 'PATCH /labs/registry/notes', as: 'master', body: {}, gives: 200 },
      { ask: 'PUT /labs/registry/maintenance/notes/activate', as: 'master', body: {}, gives: 200, json: { ok: true } },
      { ask: 'GET /labs/registry/maintenance', gives: 200, json: [expect.objectContaining({ slug: 'notes' })] },
      { ask: 'POST /labs/registry/waiting', as: 'master', submit: { slug: 'waiting', version: '1.0.0' }, gives: 201 },
      { ask: 'GET /labs/registry/pending/waiting/1.0.0', as: 'master', gives: 200 },
      { ask: 'GET /registry/pending/waiting/1.0.0', as: 'master', ...refused(404, texts.noApp) },
      { ask: 'PUT /labs/registry/pending/waiting/1.0.0/approval', as: 'master', gives: 201 },
      { ask: 'GET /labs/registry/waiting/1.0.0', gives: 200 },
      // Nothing of it shows elsewhere.
      { ask: 'GET /registry/notes', ...refused(404, texts.noApp) },
      { ask: 'GET /registry/slugs', gives: 200, json: [] },
      { ask: 'GET /registry/maintenance', gives: 200, json: [] },
      { ask: 'GET /registry/notes/icon', ...refusedInText(404, 'Not Found') },
      { ask: 'GET /registry/notes/1.0.0/tarball/notes-1.0.0.tar.gz', ...refusedInText(404, texts.noVersion) },
    ],
  },
]
