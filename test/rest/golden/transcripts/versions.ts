import { cachedJson, refused, texts, type Given, type Transcript } from '../transcript.js'
import { app, version } from './expected-json.js'

const given: Given = {
  editors: ['Reviewed'],
  apps: [
    ...[{ slug: 'notes' }, { slug: 'empty' }, { slug: 'slugs-of-mine' }, { slug: 'young' }],
    { slug: 'waiting', editor: 'Reviewed' },
  ],
  versions: [
    { slug: 'notes', version: '1.0.0' },
    { slug: 'notes', version: '1.1.0-beta.2', manifest: { version: '1.1.0' } },
    { slug: 'notes', version: '0.9.0-dev.abc', manifest: { version: '0.9.0' } },
    { slug: 'waiting', version: '1.0.0' },
    { slug: 'young', version: '0.1.0-beta.1', manifest: { version: '0.1.0' } },
  ],
}

export const versions: Transcript[] = [
  {
    title: 'GET {root}/:app/versions',
    given,
    exchanges: [
      {
        request: 'GET /registry/notes/versions',
        status: 200,
        responseHeaders: cachedJson(300),
        json: {
          has_versions: true,
          stable: ['1.0.0'],
          beta: ['1.0.0', '1.1.0-beta.2'],
          dev: ['0.9.0-dev.abc', '1.0.0', '1.1.0-beta.2'],
        },
      },
      {
        request: 'GET /registry/notes/versions?versionsChannel=stable',
        status: 200,
        json: { has_versions: true, stable: ['1.0.0'] },
      },
      // `has_versions` is true if any channel has a version, even if the requested channel has none.
      { request: 'GET /registry/young/versions?versionsChannel=stable', status: 200, json: { has_versions: true } },
      {
        request: 'GET /registry/young/versions?versionsChannel=beta',
        status: 200,
        json: { has_versions: true, beta: ['0.1.0-beta.1'] },
      },
      {
        request: 'GET /registry/young?versionsChannel=stable',
        status: 200,
        json: app('young', { versions: { has_versions: true } }),
      },
      {
        request: 'GET /registry?filter[select]=young&versionsChannel=stable',
        status: 200,
        json: { data: [app('young', { versions: { has_versions: true } })], meta: { count: 1 } },
      },
      { request: 'GET /registry/empty/versions', status: 200, json: { has_versions: false } },
      { request: 'GET /registry/waiting/versions', status: 200, json: { has_versions: false } },
      {
        request: 'GET /registry/absent/versions',
        status: 200,
        responseHeaders: cachedJson(300),
        json: { has_versions: false },
      },
      { request: 'GET /registry/Absent/versions', ...refused(400, texts.slug) },
    ],
  },
  {
    title: 'GET {root}/:app/:version',
    given,
    exchanges: [
      {
        request: 'GET /registry/notes/1.0.0',
        status: 200,
        responseHeaders: cachedJson(31_536_000),
        json: version('notes', '1.0.0'),
      },
      { request: 'GET /registry/notes/v1.1.0-beta.2', status: 200, json: version('notes', '1.1.0-beta.2') },
      { request: 'GET /registry/notes/0.9.0-dev.abc', status: 200, json: version('notes', '0.9.0-dev.abc') },
      { request: 'GET /registry/notes/vv1.0.0', ...refused(400, texts.version) },
      { request: 'GET /registry/notes/1.0', ...refused(400, texts.version) },
      { request: 'GET /registry/notes/latest', ...refused(400, texts.version) },
      { request: 'GET /registry/notes/stable', ...refused(400, texts.version) },
      { request: 'GET /registry/notes/screenshots', ...refused(400, texts.version) },
      { request: 'GET /registry/notes/2.0.0', ...refused(404, texts.noVersion) },
      { request: 'GET /registry/waiting/1.0.0', ...refused(404, texts.noVersion) },
      { request: 'GET /registry/absent/nonsense', ...refused(404, texts.noApp) },
      { request: 'GET /registry/Notes/1.0.0', ...refused(400, texts.slug) },
      // `slugs` is the name of a route. In front of a version number, it is an ordinary slug.
      { request: 'GET /registry/slugs/1.0.0', ...refused(404, texts.noApp) },
    ],
  },
  {
    title: 'GET {root}/:app/:channel/latest',
    given,
    exchanges: [
      {
        request: 'GET /registry/notes/stable/latest',
        status: 200,
        responseHeaders: cachedJson(300),
        json: version('notes', '1.0.0'),
      },
      { request: 'GET /registry/notes/beta/latest', status: 200, json: version('notes', '1.1.0-beta.2') },
      { request: 'GET /registry/notes/dev/latest', status: 200, json: version('notes', '1.1.0-beta.2') },
      { request: 'GET /registry/notes/nightly/latest', ...refused(400, texts.channel) },
      { request: 'GET /registry/notes/1.0.0/latest', ...refused(400, texts.channel) },
      { request: 'GET /registry/notes/versions/latest', ...refused(400, texts.channel) },
      { request: 'GET /registry/notes/icon/latest', ...refused(400, texts.channel) },
      { request: 'GET /registry/empty/stable/latest', ...refused(404, texts.noVersion) },
      { request: 'GET /registry/waiting/dev/latest', ...refused(404, texts.noVersion) },
      { request: 'GET /registry/absent/nightly/latest', ...refused(404, texts.noApp) },
      { request: 'GET /registry/No/stable/latest', ...refused(400, texts.slug) },
      { request: 'GET /registry/pending/x/latest', ...refused(401, texts.noToken) },
      { request: 'GET /registry/notes/stable/latest/partnership_icon', ...refused(404, 'Not Found') },
    ],
  },
]
