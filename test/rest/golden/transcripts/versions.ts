import { cachedJson, refused, texts, type Given, type Transcript } from '../transcript.js'
import { app, version } from './facts.js'

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
        ask: 'GET /registry/notes/versions',
        gives: 200,
        headers: cachedJson(300),
        json: {
          has_versions: true,
          stable: ['1.0.0'],
          beta: ['1.0.0', '1.1.0-beta.2'],
          dev: ['0.9.0-dev.abc', '1.0.0', '1.1.0-beta.2'],
        },
      },
      {
        ask: 'GET /registry/notes/versions?versionsChannel=stable',
        gives: 200,
        json: { has_versions: true, stable: ['1.0.0'] },
      },
      // There is a version, although the channel that is asked for has none.
      { ask: 'GET /registry/young/versions?versionsChannel=stable', gives: 200, json: { has_versions: true } },
      {
        ask: 'GET /registry/young/versions?versionsChannel=beta',
        gives: 200,
        json: { has_versions: true, beta: ['0.1.0-beta.1'] },
      },
      {
        ask: 'GET /registry/young?versionsChannel=stable',
        gives: 200,
        json: app('young', { versions: { has_versions: true } }),
      },
      {
        ask: 'GET /registry?filter[select]=young&versionsChannel=stable',
        gives: 200,
        json: { data: [app('young', { versions: { has_versions: true } })], meta: { count: 1 } },
      },
      { ask: 'GET /registry/empty/versions', gives: 200, json: { has_versions: false } },
      { ask: 'GET /registry/waiting/versions', gives: 200, json: { has_versions: false } },
      { ask: 'GET /registry/absent/versions', gives: 200, headers: cachedJson(300), json: { has_versions: false } },
      { ask: 'GET /registry/Absent/versions', ...refused(400, texts.slug) },
    ],
  },
  {
    title: 'GET {root}/:app/:version',
    given,
    exchanges: [
      {
        ask: 'GET /registry/notes/1.0.0',
        gives: 200,
        headers: cachedJson(31_536_000),
        json: version('notes', '1.0.0'),
      },
      { ask: 'GET /registry/notes/v1.1.0-beta.2', gives: 200, json: version('notes', '1.1.0-beta.2') },
      { ask: 'GET /registry/notes/0.9.0-dev.abc', gives: 200, json: version('notes', '0.9.0-dev.abc') },
      { ask: 'GET /registry/notes/vv1.0.0', ...refused(400, texts.version) },
      { ask: 'GET /registry/notes/1.0', ...refused(400, texts.version) },
      { ask: 'GET /registry/notes/latest', ...refused(400, texts.version) },
      { ask: 'GET /registry/notes/stable', ...refused(400, texts.version) },
      { ask: 'GET /registry/notes/screenshots', ...refused(400, texts.version) },
      { ask: 'GET /registry/notes/2.0.0', ...refused(404, texts.noVersion) },
      { ask: 'GET /registry/waiting/1.0.0', ...refused(404, texts.noVersion) },
      { ask: 'GET /registry/absent/nonsense', ...refused(404, texts.noApp) },
      { ask: 'GET /registry/Notes/1.0.0', ...refused(400, texts.slug) },
      // Lists of the space are no applications, but their names may be asked for a version.
      { ask: 'GET /registry/slugs/1.0.0', ...refused(404, texts.noApp) },
    ],
  },
  {
    title: 'GET {root}/:app/:channel/latest',
    given,
    exchanges: [
      {
        ask: 'GET /registry/notes/stable/latest',
        gives: 200,
        headers: cachedJson(300),
        json: version('notes', '1.0.0'),
      },
      { ask: 'GET /registry/notes/beta/latest', gives: 200, json: version('notes', '1.1.0-beta.2') },
      { ask: 'GET /registry/notes/dev/latest', gives: 200, json: version('notes', '1.1.0-beta.2') },
      { ask: 'GET /registry/notes/nightly/latest', ...refused(400, texts.channel) },
      { ask: 'GET /registry/notes/1.0.0/latest', ...refused(400, texts.channel) },
      { ask: 'GET /registry/notes/versions/latest', ...refused(400, texts.channel) },
      { ask: 'GET /registry/notes/icon/latest', ...refused(400, texts.channel) },
      { ask: 'GET /registry/empty/stable/latest', ...refused(404, texts.noVersion) },
      { ask: 'GET /registry/waiting/dev/latest', ...refused(404, texts.noVersion) },
      { ask: 'GET /registry/absent/nightly/latest', ...refused(404, texts.noApp) },
      { ask: 'GET /registry/No/stable/latest', ...refused(400, texts.slug) },
      { ask: 'GET /registry/pending/x/latest', ...refused(401, texts.noToken) },
      { ask: 'GET /registry/notes/stable/latest/partnership_icon', ...refused(404, 'Not Found') },
    ],
  },
]
