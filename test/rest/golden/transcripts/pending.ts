import { uncachedJson, refused, texts, type Given, type Transcript } from '../transcript.js'
import { version } from './expected-json.js'

const given: Given = {
  editors: ['Reviewed', 'Other'],
  apps: [{ slug: 'notes', editor: 'Reviewed' }, { slug: 'tasks', editor: 'Other' }, { slug: 'live' }],
  versions: [
    { slug: 'notes', version: '1.0.0' },
    { slug: 'notes', version: '1.1.0' },
    { slug: 'tasks', version: '2.0.0' },
    { slug: 'live', version: '3.0.0' },
  ],
}
const notesVersion = version('notes', '1.0.0', { owner: 'Reviewed' })
const nextNotesVersion = version('notes', '1.1.0', { owner: 'Reviewed' })
const tasksVersion = version('tasks', '2.0.0', { owner: 'Other' })

export const pending: Transcript[] = [
  {
    title: 'GET {root}/pending',
    given,
    exchanges: [
      {
        request: 'GET /registry/pending',
        token: 'master',
        status: 200,
        responseHeaders: uncachedJson,
        json: [notesVersion, nextNotesVersion, tasksVersion],
      },
      {
        request: 'GET /registry/pending?editor=REVIEWED',
        token: 'master',
        status: 200,
        json: [notesVersion, nextNotesVersion],
      },
      { request: 'GET /registry/pending?editor=Acme', token: 'master', status: 200, json: [] },
      { request: 'GET /registry/pending?filter[slug]=tasks', token: 'master', status: 200, json: [tasksVersion] },
      { request: 'GET /registry/pending?filter%5Bslug%5D=notes&editor=Other', token: 'master', status: 200, json: [] },
      { request: 'GET /labs/registry/pending', token: 'master', status: 200, json: [] },
      {
        request: 'GET /registry/pending?editor=Nobody',
        token: 'master',
        ...refused(401, 'Could not find editor: Nobody'),
      },
      { request: 'GET /registry/pending?editor=', token: 'master', ...refused(401, 'Could not find editor: ') },
      { request: 'GET /registry/pending', ...refused(401, texts.noToken) },
      { request: 'GET /registry/pending', token: 'stranger', ...refused(401, texts.badToken) },
      { request: 'GET /registry/pending', requestHeaders: { Accept: 'text/html' }, ...refused(406, texts.accept) },
    ],
  },
  {
    title: 'GET {root}/pending/:app/:version',
    given,
    exchanges: [
      {
        request: 'GET /registry/pending/notes/1.0.0',
        token: 'master',
        status: 200,
        responseHeaders: uncachedJson,
        json: notesVersion,
      },
      { request: 'GET /registry/pending/notes/v1.1.0', token: 'master', status: 200, json: nextNotesVersion },
      { request: 'GET /registry/pending/notes/9.0.0', token: 'master', ...refused(404, texts.noVersion) },
      { request: 'GET /registry/pending/live/3.0.0', token: 'master', ...refused(404, texts.noVersion) },
      { request: 'GET /registry/pending/notes/latest', token: 'master', ...refused(400, texts.version) },
      { request: 'GET /registry/pending/absent/latest', token: 'master', ...refused(404, texts.noApp) },
      { request: 'GET /registry/pending/No/1.0.0', token: 'master', ...refused(400, texts.slug) },
      { request: 'GET /registry/pending/No/1.0.0', ...refused(401, texts.noToken) },
      { request: 'GET /registry/pending/notes/1.0.0', token: 'stranger', ...refused(401, texts.badToken) },
    ],
  },
  {
    title: 'PUT {root}/pending/:app/:version/approval',
    given,
    exchanges: [
      { request: 'PUT /registry/pending/notes/1.0.0/approval', ...refused(401, texts.noToken) },
      { request: 'PUT /registry/pending/absent/x/approval', token: 'stranger', ...refused(401, texts.badToken) },
      { request: 'PUT /registry/pending/absent/x/approval', token: 'master', ...refused(404, texts.noApp) },
      { request: 'PUT /registry/pending/No/1.0.0/approval', token: 'master', ...refused(400, texts.slug) },
      { request: 'PUT /registry/pending/notes/x/approval', token: 'master', ...refused(400, texts.version) },
      { request: 'PUT /registry/pending/notes/9.0.0/approval', token: 'master', ...refused(404, texts.noVersion) },
      {
        request: 'PUT /registry/pending/notes/v1.0.0/approval',
        token: 'master',
        requestHeaders: { Accept: 'text/html' },
        status: 201,
        responseHeaders: uncachedJson,
        json: notesVersion,
      },
      { request: 'GET /registry/notes/1.0.0', status: 200, json: notesVersion },
      { request: 'GET /registry/pending?editor=Reviewed', token: 'master', status: 200, json: [nextNotesVersion] },
      { request: 'PUT /registry/pending/notes/1.0.0/approval', token: 'master', ...refused(404, texts.noVersion) },
    ],
  },
  {
    title: 'DELETE {root}/pending/:app/:version',
    given,
    exchanges: [
      { request: 'DELETE /registry/pending/notes/1.0.0', ...refused(401, texts.noToken) },
      { request: 'DELETE /registry/pending/notes/1.0.0', token: 'stranger', ...refused(401, texts.badToken) },
      { request: 'DELETE /registry/pending/notes/x', ...refused(401, texts.noToken) },
      { request: 'DELETE /registry/pending/notes/x', token: 'master', ...refused(400, texts.version) },
      { request: 'DELETE /registry/pending/No/1.0.0', token: 'master', ...refused(400, texts.slug) },
      { request: 'DELETE /registry/pending/absent/1.0.0', token: 'master', ...refused(404, texts.noVersion) },
      {
        request: 'DELETE /registry/pending/notes/v1.0.0',
        token: 'master',
        status: 204,
        responseHeaders: { 'cache-control': null, 'content-type': null, vary: 'Accept-Encoding' },
        text: '',
      },
      { request: 'DELETE /registry/pending/notes/1.0.0', token: 'master', ...refused(404, texts.noVersion) },
      { request: 'GET /registry/pending?editor=Reviewed', token: 'master', status: 200, json: [nextNotesVersion] },
    ],
  },
]
