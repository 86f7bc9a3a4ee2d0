import { refused, texts, type Exchange, type Transcript } from '../transcript.js'

const given = { apps: [{ slug: 'notes' }], versions: [{ slug: 'notes', version: '1.0.0' }] }

const readPaths = [
  ...['/registry', '/registry/slugs', '/registry/maintenance', '/registry/pending', '/registry/pending/notes/1.0.0'],
  ...['/registry/notes', '/registry/notes/versions', '/registry/notes/1.0.0', '/registry/notes/stable/latest'],
  ...['/labs/registry', '/some/registry', '/some/registry/slugs', '/some/registry/maintenance'],
  ...['/most/registry/notes', '/most/registry/notes/versions', '/most/registry/notes/1.0.0'],
  ...['/most/registry/notes/dev/latest', '/editors', '/editors/acme'],
]
const writeRequests = [
  ...['POST /registry', 'PATCH /registry/notes', 'POST /registry/notes'],
  ...['PUT /registry/maintenance/notes/activate', 'PUT /most/registry/maintenance/notes/activate'],
]

function notAcceptable(request: string): Exchange {
  return {
    request,
    requestHeaders: { 'Content-Type': 'application/json', Accept: 'text/html' },
    ...refused(406, texts.accept),
  }
}

function unsupportedMediaType(request: string): Exchange {
  return {
    request,
    requestHeaders: { 'Content-Type': 'text/plain', Accept: 'text/html' },
    body: '{}',
    ...refused(415, texts.contentType),
  }
}

export const contentNegotiation: Transcript[] = [
  {
    title: 'routes that check Accept and Content-Type before anything else',
    given,
    exchanges: [
      ...readPaths.map((path) => notAcceptable(`GET ${path}`)),
      ...writeRequests.map(notAcceptable),
      notAcceptable('PUT /registry/maintenance/notes/deactivate'),
      ...writeRequests.map(unsupportedMediaType),
      unsupportedMediaType('PUT /registry/maintenance/notes/deactivate'),
    ],
  },
  {
    title: 'routes that ignore Accept and Content-Type',
    given: { ...given, editors: ['Reviewed'], apps: [...given.apps, { slug: 'waiting', editor: 'Reviewed' }] },
    exchanges: [
      {
        request: 'DELETE /registry/pending/waiting/1.0.0',
        requestHeaders: { Accept: 'text/html' },
        ...refused(401, texts.noToken),
      },
      {
        request: 'PUT /registry/pending/waiting/1.0.0/approval',
        requestHeaders: { Accept: 'text/html', 'Content-Type': 'text/plain' },
        body: 'x',
        ...refused(401, texts.noToken),
      },
      ...['icon', '1.0.0/icon', 'stable/latest/icon', '1.0.0/tarball/notes-1.0.0.tar.gz'].map((path) => ({
        request: `GET /registry/notes/${path}`,
        requestHeaders: { Accept: 'application/json' },
        status: 200,
      })),
      ...['/status', '/robots.txt', '/favicon.ico'].map((path) => ({
        request: `GET ${path}`,
        requestHeaders: { Accept: 'text/html' },
        status: 200,
      })),
    ],
  },
]
