import { refused, texts, type Exchange, type Transcript } from '../transcript.js'

const given = { apps: [{ slug: 'notes' }], versions: [{ slug: 'notes', version: '1.0.0' }] }

const reading = [
  ...['/registry', '/registry/slugs', '/registry/maintenance', '/registry/pending', '/registry/pending/notes/1.0.0'],
  ...['/registry/notes', '/registry/notes/versions', '/registry/notes/1.0.0', '/registry/notes/stable/latest'],
  ...['/labs/registry', '/some/registry', '/some/registry/slugs', '/some/registry/maintenance'],
  ...['/most/registry/notes', '/most/registry/notes/versions', '/most/registry/notes/1.0.0'],
  ...['/most/registry/notes/dev/latest', '/editors', '/editors/acme'],
]
const writing = [
  ...['POST /registry', 'PATCH /registry/notes', 'POST /registry/notes'],
  ...['PUT /registry/maintenance/notes/activate', 'PUT /most/registry/maintenance/notes/activate'],
]

function unacceptable(ask: string): Exchange {
  return { ask, with: { 'Content-Type': 'application/json', Accept: 'text/html' }, ...refused(406, texts.accept) }
}

function notAnnounced(ask: string): Exchange {
  return {
    ask,
    with: { 'Content-Type': 'text/plain', Accept: 'text/html' },
    body: '{}',
    ...refused(415, texts.contentType),
  }
}

export const gate: Transcript[] = [
  {
    title: 'JSON routes look at the headers before anything else',
    given,
    exchanges: [
      ...reading.map((path) => unacceptable(`GET ${path}`)),
      ...writing.map(unacceptable),
      unacceptable('PUT /registry/maintenance/notes/deactivate'),
      ...writing.map(notAnnounced),
      notAnnounced('PUT /registry/maintenance/notes/deactivate'),
    ],
  },
  {
    title: 'other routes take any headers',
    given: { ...given, editors: ['Reviewed'], apps: [...given.apps, { slug: 'waiting', editor: 'Reviewed' }] },
    exchanges: [
      { ask: 'DELETE /registry/pending/waiting/1.0.0', with: { Accept: 'text/html' }, ...refused(401, texts.noToken) },
      {
        ask: 'PUT /registry/pending/waiting/1.0.0/approval',
        with: { Accept: 'text/html', 'Content-Type': 'text/plain' },
        body: 'x',
        ...refused(401, texts.noToken),
      },
      ...['icon', '1.0.0/icon', 'stable/latest/icon', '1.0.0/tarball/notes-1.0.0.tar.gz'].map((path) => ({
        ask: `GET /registry/notes/${path}`,
        with: { Accept: 'application/json' },
        gives: 200,
      })),
      ...['/status', '/robots.txt', '/favicon.ico'].map((path) => ({
        ask: `GET ${path}`,
        with: { Accept: 'text/html' },
        gives: 200,
      })),
    ],
  },
]
