import { uncachedJson, refused, texts, type Given, type Transcript } from '../transcript.js'
import { version } from './facts.js'

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
const first = version('notes', '1.0.0', { owner: 'Reviewed' })
const second = version('notes', '1.1.0', { owner: 'Reviewed' })
const third = version('tasks', '2.0.0', { owner: 'Other' })

export const pending: Transcript[] = [
  {
    title: 'GET {root}/pending',
    given,
    exchanges: [
      { ask: 'GET /registry/pending', as: 'master', gives: 200, headers: uncachedJson, json: [first, second, third] },
      { ask: 'GET /registry/pending?editor=REVIEWED', as: 'master', gives: 200, json: [first, second] },
      { ask: 'GET /registry/pending?editor=Acme', as: 'master', gives: 200, json: [] },
      { ask: 'GET /registry/pending?filter[slug]=tasks', as: 'master', gives: 200, json: [third] },
      { ask: 'GET /registry/pending?filter%5Bslug%5D=notes&editor=Other', as: 'master', gives: 200, json: [] },
      { ask: 'GET /labs/registry/pending', as: 'master', gives: 200, json: [] },
      { ask: 'GET /registry/pending?editor=Nobody', as: 'master', ...refused(401, 'Could not find editor: Nobody') },
      { ask: 'GET /registry/pending?editor=', as: 'master', ...refused(401, 'Could not find editor: ') },
      { ask: 'GET /registry/pending', ...refused(401, texts.noToken) },
      { ask: 'GET /registry/pending', as: 'stranger', ...refused(401, texts.badToken) },
      { ask: 'GET /registry/pending', with: { Accept: 'text/html' }, ...refused(406, texts.accept) },
    ],
  },
  {
    title: 'GET {root}/pending/:app/:version',
    given,
    exchanges: [
      { ask: 'GET /registry/pending/notes/1.0.0', as: 'master', gives: 200, headers: uncachedJson, json: first },
      { ask: 'GET /registry/pending/notes/v1.1.0', as: 'master', gives: 200, json: second },
      { ask: 'GET /registry/pending/notes/9.0.0', as: 'master', ...refused(404, texts.noVersion) },
      { ask: 'GET /registry/pending/live/3.0.0', as: 'master', ...refused(404, texts.noVersion) },
      { ask: 'GET /registry/pending/notes/latest', as: 'master', ...refused(400, texts.version) },
      { ask: 'GET /registry/pending/absent/latest', as: 'master', ...refused(404, texts.noApp) },
      { ask: 'GET /registry/pending/No/1.0.0', as: 'master', ...refused(400, texts.slug) },
      { ask: 'GET /registry/pending/No/1.0.0', ...refused(401, texts.noToken) },
      { ask: 'GET /registry/pending/notes/1.0.0', as: 'stranger', ...refused(401, texts.badToken) },
    ],
  },
  {
    title: 'PUT {root}/pending/:app/:version/approval',
    given,
    exchanges: [
      { ask: 'PUT /registry/pending/notes/1.0.0/approval', ...refused(401, texts.noToken) },
      { ask: 'PUT /registry/pending/absent/x/approval', as: 'stranger', ...refused(401, texts.badToken) },
      { ask: 'PUT /registry/pending/absent/x/approval', as: 'master', ...refused(404, texts.noApp) },
      { ask: 'PUT /registry/pending/No/1.0.0/approval', as: 'master', ...refused(400, texts.slug) },
      { ask: 'PUT /registry/pending/notes/x/approval', as: 'master', ...refused(400, texts.version) },
      { ask: 'PUT /registry/pending/notes/9.0.0/approval', as: 'master', ...refused(404, texts.noVersion) },
      {
        ask: 'PUT /registry/pending/notes/v1.0.0/approval',
        as: 'master',
        with: { Accept: 'text/html' },
        gives: 201,
        headers: uncachedJson,
        json: first,
      },
      { ask: 'GET /registry/notes/1.0.0', gives: 200, json: first },
      { ask: 'GET /registry/pending?editor=Reviewed', as: 'master', gives: 200, json: [second] },
      { ask: 'PUT /registry/pending/notes/1.0.0/approval', as: 'master', ...refused(404, texts.noVersion) },
    ],
  },
  {
    title: 'DELETE {root}/pending/:app/:version',
    given,
    exchanges: [
      { ask: 'DELETE /registry/pending/notes/1.0.0', ...refused(401, texts.noToken) },
      { ask: 'DELETE /registry/pending/notes/1.0.0', as: 'stranger', ...refused(401, texts.badToken) },
      { ask: 'DELETE /registry/pending/notes/x', ...refused(401, texts.noToken) },
      { ask: 'DELETE /registry/pending/notes/x', as: 'master', ...refused(400, texts.version) },
      { ask: 'DELETE /registry/pending/No/1.0.0', as: 'master', ...refused(400, texts.slug) },
      { ask: 'DELETE /registry/pending/absent/1.0.0', as: 'master', ...refused(404, texts.noVersion) },
      {
        ask: 'DELETE /registry/pending/notes/v1.0.0',
        as: 'master',
        gives: 204,
        headers: { 'cache-control': null, 'content-type': null, vary: 'Accept-Encoding' },
        text: '',
      },
      { ask: 'DELETE /registry/pending/notes/1.0.0', as: 'master', ...refused(404, texts.noVersion) },
      { ask: 'GET /registry/pending?editor=Reviewed', as: 'master', gives: 200, json: [second] },
    ],
  },
]
