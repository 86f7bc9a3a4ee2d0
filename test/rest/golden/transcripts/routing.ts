import { refused, refusedInText, texts, type Exchange, type Transcript } from '../transcript.js'
import { app, version } from './expected-json.js'

const given = { apps: [{ slug: 'home' }] }
const home = app('home', { versions: { has_versions: false } })

function notAllowedInSpace(request: string, allow: string): Exchange {
  const { responseHeaders, ...refusal } = refused(405, 'Method Not Allowed')
  return { request, ...refusal, responseHeaders: { ...responseHeaders, allow } }
}

function notAllowedOutsideSpaces(request: string, allow = 'OPTIONS, GET, HEAD'): Exchange {
  const { responseHeaders, ...refusal } = refusedInText(405, 'Method Not Allowed')
  return { request, ...refusal, responseHeaders: { ...responseHeaders, allow } }
}

export const routing: Transcript[] = [
  {
    title: 'unusual and unknown paths',
    given,
    exchanges: [
      { request: 'GET /registry/home', status: 200, json: home },
      { request: 'GET //registry/home', status: 200, json: home },
      { request: 'GET ///registry/home/', status: 200, json: home },
      { request: 'GET /registry/%68ome', status: 200, json: home },
      { request: 'GET /%72egistry/home', status: 200, json: home },
      { request: 'GET /l%61bs/registry/slugs', status: 200, json: [] },
      { request: 'GET /registry//', ...refused(404, 'Not Found') },
      { request: 'GET /registry//home', ...refused(404, 'Not Found') },
      { request: 'GET /registry//icon', ...refusedInText(404, 'Not Found') },
      // An empty segment inside a path is an invalid version or channel.
      { request: 'GET /registry/home//icon', ...refusedInText(400, texts.version) },
      { request: 'GET /registry/home//latest', ...refused(400, texts.channel) },
      { request: 'GET /registry/home//', ...refused(404, 'Not Found') },
      { request: 'GET /registry/home/%E9t%E9', ...refused(400, texts.version) },
      { request: 'GET /registry/home%', ...refused(400, texts.slug) },
      { request: 'GET /registry/a/b/c/d/e', ...refused(404, 'Not Found') },
      { request: 'GET /Registry/home', ...refusedInText(404, 'Cannot find space') },
      { request: 'GET /__default__/registry', ...refusedInText(404, 'Cannot find space') },
      { request: 'GET /nope/registry', ...refusedInText(404, 'Cannot find space') },
      { request: 'GET /nope/registry/home', ...refusedInText(404, 'Cannot find space') },
      { request: 'GET /status/x', ...refusedInText(404, 'Cannot find space') },
      { request: 'GET /', ...refusedInText(404, 'Not Found') },
      { request: 'POST /', ...refusedInText(404, 'Not Found') },
      { request: 'OPTIONS /', ...refusedInText(404, 'Not Found') },
    ],
  },
  {
    // For reads, `play` also sends each path with a trailing slash.
    title: 'changes, sent to a path with a trailing slash',
    given: {
      editors: ['Reviewed'],
      apps: [{ slug: 'home' }, { slug: 'waiting', editor: 'Reviewed' }],
      versions: [
        { slug: 'waiting', version: '1.0.0' },
        { slug: 'waiting', version: '2.0.0' },
      ],
    },
    exchanges: [
      {
        request: 'POST /registry/',
        token: 'master',
        body: { slug: 'notes', type: 'webapp', editor: 'Acme' },
        status: 201,
        json: app('notes', { versions: { has_versions: false } }),
      },
      {
        request: 'PATCH /registry/home/',
        token: 'master',
        body: { data_usage_commitment: 'user_reserved' },
        status: 200,
        json: app('home', { data_usage_commitment: 'user_reserved' }),
      },
      { request: 'POST /registry/home/', token: 'editor', submit: { slug: 'home', version: '1.0.0' }, status: 201 },
      {
        request: 'PUT /registry/maintenance/home/activate/',
        token: 'master',
        body: {},
        status: 200,
        json: { ok: true },
      },
      { request: 'PUT /registry/maintenance/home/deactivate/', token: 'master', status: 200, json: { ok: true } },
      {
        request: 'PUT /registry/pending/waiting/1.0.0/approval/',
        token: 'master',
        status: 201,
        json: version('waiting', '1.0.0', { owner: 'Reviewed' }),
      },
      { request: 'DELETE /registry/pending/waiting/2.0.0/', token: 'master', status: 204, text: '' },
      // Shows that the requests above had an effect.
      {
        request: 'GET /registry/waiting/versions',
        status: 200,
        json: { has_versions: true, stable: ['1.0.0'], beta: ['1.0.0'], dev: ['1.0.0'] },
      },
      { request: 'GET /registry/pending', token: 'master', status: 200, json: [] },
    ],
  },
  {
    title: 'methods that a path of a space does not support',
    given,
    exchanges: [
      notAllowedInSpace('DELETE /registry', 'GET, HEAD, POST'),
      notAllowedInSpace('OPTIONS /registry', 'GET, HEAD, POST'),
      notAllowedInSpace('DELETE /registry/home', 'GET, HEAD, PATCH, POST'),
      notAllowedInSpace('PUT /labs/registry/home/versions', 'GET, HEAD'),
      notAllowedInSpace('GET /registry/maintenance/home/activate', 'PUT'),
      notAllowedInSpace('DELETE /registry/home/icon', 'GET, HEAD'),
      notAllowedInSpace('PATCH /registry/pending/home/1.0.0', 'DELETE, GET, HEAD'),
      notAllowedInSpace('POST /some/registry', 'GET, HEAD'),
      { request: 'DELETE /registry/a/b/c/d/e', ...refused(404, 'Not Found') },
    ],
  },
  {
    title: 'methods that a path outside of spaces does not support',
    exchanges: [
      notAllowedOutsideSpaces('POST /nope/registry'),
      notAllowedOutsideSpaces('DELETE /robots.txt'),
      notAllowedOutsideSpaces('PUT /favicon.ico'),
      notAllowedOutsideSpaces('POST /biwebauth'),
      notAllowedOutsideSpaces('POST /any/where'),
      {
        request: 'OPTIONS /nope/registry',
        status: 204,
        responseHeaders: { allow: 'OPTIONS, GET, HEAD', 'cache-control': null },
        text: '',
      },
      { request: 'OPTIONS /editors', status: 204, responseHeaders: { allow: 'OPTIONS, GET, HEAD' }, text: '' },
      { request: 'POST /editors', ...refused(405, 'Method Not Allowed') },
    ],
  },
  {
    title: 'the query parameter pretty',
    given,
    exchanges: [
      { request: 'GET /registry/slugs?pretty', status: 200, text: '[\n  "home"\n]\n' },
      { request: 'GET /registry/slugs?pretty=0', status: 200, text: '[\n  "home"\n]\n' },
      {
        request: 'GET /registry/absent?pretty',
        status: 404,
        text: `{\n  "error": "${texts.noApp}",\n  "message": "${texts.noApp}"\n}\n`,
      },
    ],
  },
]
