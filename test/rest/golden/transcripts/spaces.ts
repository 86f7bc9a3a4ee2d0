import { expect } from 'vitest'
import { editor } from '../../../support/gateway.js'
import { cachedJson, refused, refusedInText, jsonWithETag, texts, type Transcript } from '../transcript.js'
import { app, version } from './expected-json.js'

const labsVersion = {
  ...version('notes', '1.0.0'),
  url: expect.stringMatching(/:\d+\/labs\/registry\/notes\/1\.0\.0\/tarball\/notes-1\.0\.0\.tar\.gz$/),
}
const versionLists = { has_versions: true, stable: ['1.0.0'], beta: ['1.0.0'], dev: ['1.0.0'] }

export const spaces: Transcript[] = [
  {
    title: 'a named space has its own applications, versions and files',
    given: { editors: ['Reviewed'], apps: [{ slug: 'waiting', editor: 'Reviewed', space: 'labs' }] },
    exchanges: [
      {
        request: 'POST /labs/registry',
        token: 'master',
        body: { slug: 'notes', editor, type: 'webapp' },
        status: 201,
        json: app('notes', { versions: { has_versions: false } }),
      },
      {
        request: 'POST /labs/registry/notes',
        token: 'master',
        submit: { slug: 'notes', version: '1.0.0' },
        status: 201,
      },
      {
        request: 'GET /labs/registry/notes',
        status: 200,
        responseHeaders: cachedJson(300),
        json: app('notes', { versions: versionLists, latest_version: labsVersion }),
      },
      {
        request: 'GET /labs/registry/slugs',
        status: 200,
        responseHeaders: jsonWithETag,
        json: ['notes', 'waiting'],
      },
      { request: 'GET /labs/registry/notes/versions', status: 200, json: versionLists },
      {
        request: 'GET /labs/registry/notes/1.0.0',
        status: 200,
        responseHeaders: cachedJson(31_536_000),
        json: labsVersion,
      },
      { request: 'GET /labs/registry/notes/dev/latest', status: 200, json: labsVersion },
      { request: 'GET /labs/registry/notes/icon', status: 200 },
      { request: 'GET /labs/registry/notes/1.0.0/tarball/notes-1.0.0.tar.gz', status: 200 },
      { request: 'PATCH /labs/registry/notes', token: 'master', body: {}, status: 200 },
      {
        request: 'PUT /labs/registry/maintenance/notes/activate',
        token: 'master',
        body: {},
        status: 200,
        json: { ok: true },
      },
      { request: 'GET /labs/registry/maintenance', status: 200, json: [expect.objectContaining({ slug: 'notes' })] },
      {
        request: 'POST /labs/registry/waiting',
        token: 'master',
        submit: { slug: 'waiting', version: '1.0.0' },
        status: 201,
      },
      { request: 'GET /labs/registry/pending/waiting/1.0.0', token: 'master', status: 200 },
      { request: 'GET /registry/pending/waiting/1.0.0', token: 'master', ...refused(404, texts.noApp) },
      { request: 'PUT /labs/registry/pending/waiting/1.0.0/approval', token: 'master', status: 201 },
      { request: 'GET /labs/registry/waiting/1.0.0', status: 200 },
      // The default space has neither of these applications.
      { request: 'GET /registry/notes', ...refused(404, texts.noApp) },
      { request: 'GET /registry/slugs', status: 200, json: [] },
      { request: 'GET /registry/maintenance', status: 200, json: [] },
      { request: 'GET /registry/notes/icon', ...refusedInText(404, 'Not Found') },
      { request: 'GET /registry/notes/1.0.0/tarball/notes-1.0.0.tar.gz', ...refusedInText(404, texts.noVersion) },
    ],
  },
]
