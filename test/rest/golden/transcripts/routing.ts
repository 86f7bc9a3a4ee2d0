import { refused, refusedInText, texts, type Exchange, type Transcript } from '../transcript.js'
import { app, version } from './facts.js'

const given = { apps: [{ slug: 'home' }] }
const home = app('home', { versions: { has_versions: false } })

function notAllowed(ask: string, allow: string): Exchange {
  const { headers, ...refusal } = refused(405, 'Method Not Allowed')
  return { ask, ...refusal, headers: { ...headers, allow } }
}

function notAllowedOutside(ask: string, allow = 'OPTIONS, GET, HEAD'): Exchange {
  const { headers, ...refusal } = refusedInText(405, 'Method Not Allowed')
  return { ask, ...refusal, headers: { ...headers, allow } }
}

export const routing: Transcript[] = [
  {
    title: 'paths',
    given,
    exchanges: [
      { ask: 'GET /registry/home', gives: 200, json: home },
      { ask: 'GET //registry/home', gives: 200, json: home },
      { ask: 'GET ///registry/home/', gives: 200, json: home },
      { ask: 'GET /registry/%68ome', gives: 200, json: home },
      { ask: 'GET /%72egistry/home', gives: 200, json: home },
      { ask: 'GET /l%61bs/registry/slugs', gives: 200, json: [] },
      { ask: 'GET /registry//', ...refused(404, 'Not Found') },
      { ask: 'GET /registry//home', ...refused(404, 'Not Found') },
      { ask: 'GET /registry//icon', ...refusedInText(404, 'Not Found') },
      // Inside a path, what is empty is a name like any other, and none that is there.
      { ask: 'GET /registry/home//icon', ...refusedInText(400, texts.version) },
      { ask: 'GET /registry/home//latest', ...refused(400, texts.channel) },
      { ask: 'GET /registry/home//', ...refused(404, 'Not Found') },
      { ask: 'GET /registry/home/%E9t%E9', ...refused(400, texts.version) },
      { ask: 'GET /registry/home%', ...refused(400, texts.slug) },
      { ask: 'GET /registry/a/b/c/d/e', ...refused(404, 'Not Found') },
      { ask: 'GET /Registry/home', ...refusedInText(404, 'Cannot find space') },
      { ask: 'GET /__default__/registry', ...refusedInText(404, 'Cannot find space') },
      { ask: 'GET /nope/registry', ...refusedInText(404, 'Cannot find space') },
      { ask: 'GET /nope/registry/home', ...refusedInText(404, 'Cannot find space') },
      { ask: 'GET /status/x', ...refusedInText(404, 'Cannot find space') },
      { ask: 'GET /', ...refusedInText(404, 'Not Found') },
      { ask: 'POST /', ...refusedInText(404, 'Not Found') },
      { ask: 'OPTIONS /', ...refusedInText(404, 'Not Found') },
    ],
  },
  {
    // `play` asks all that is read so, too.
    title: 'writes with a slash at the end',
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
        ask: 'POST /registry/',
        as: 'master',
        body: { slug: 'notes', type: 'webapp', editor: 'Acme' },
        gives: 201,
        json: app('notes', { versions: { has_versions: false } }),
      },
      {
        ask: 'PATCH /registry/home/',
        as: 'master',
        body: { data_usage_commitment: 'user_reserved' },
        gives: 200,
        json: app('home', { data_usage_commitment: 'user_reserved' }),
      },
      { ask: 'POST /registry/home/', as: 'editor', submit: { slug: 'home', version: '1.0.0' }, gives: 201 },
      { ask: 'PUT /registry/maintenance/home/activate/', as: 'master', body: {}, gives: 200, json: { ok: true } },
      { ask: 'PUT /registry/maintenance/home/deactivate/', as: 'master', gives: 200, json: { ok: true } },
      {
        ask: 'PUT /registry/pending/waiting/1.0.0/approval/',
        as: 'master',
        gives: 201,
        json: version('waiting', '1.0.0', { owner: 'Reviewed' }),
      },
      { ask: 'DELETE /registry/pending/waiting/2.0.0/', as: 'master', gives: 204, text: '' },
      // All of that was done.
      {
        ask: 'GET /registry/waiting/versions',
        gives: 200,
        json: { has_versions: true, stable: ['1.0.0'], beta: ['1.0.0'], dev: ['1.0.0'] },
      },
      { ask: 'GET /registry/pending', as: 'master', gives: 200, json: [] },
    ],
  },
  {
    title: 'methods below a root',
    given,
    exchanges: [
      notAllowed('DELETE /registry', 'GET, HEAD, POST'),
      notAllowed('OPTIONS /registry', 'GET, HEAD, POST'),
      notAllowed('DELETE /registry/home', 'GET, HEAD, PATCH, POST'),
      notAllowed('PUT /labs/registry/home/versions', 'GET, HEAD'),
      notAllowed('GET /registry/maintenance/home/activate', 'PUT'),
      notAllowed('DELETE /registry/home/icon', 'GET, HEAD'),
      notAllowed('PATCH /registry/pending/home/1.0.0', 'DELETE, GET, HEAD'),
      notAllowed('POST /some/registry', 'GET, HEAD'),
      { ask: 'DELETE /registry/a/b/c/d/e', ...refused(404, 'Not Found') },
    ],
  },
  {
    title: 'methods elsewhere',
    exchanges: [
      notAllowedOutside('POST /nope/registry'),
      notAllowedOutside('DELETE /robots.txt'),
      notAllowedOutside('PUT /favicon.ico'),
      notAllowedOutside('POST /biwebauth'),
      notAllowedOutside('POST /any/where'),
      {
        ask: 'OPTIONS /nope/registry',
        gives: 204,
        headers: { allow: 'OPTIONS, GET, HEAD', 'cache-control': null },
        text: '',
      },
      { ask: 'OPTIONS /editors', gives: 204, headers: { allow: 'OPTIONS, GET, HEAD' }, text: '' },
      { ask: 'POST /editors', ...refused(405, 'Method Not Allowed') },
    ],
  },
  {
    title: 'pretty',
    given,
    exchanges: [
      { ask: 'GET /registry/slugs?pretty', gives: 200, text: '[\n  "home"\n]\n' },
      { ask: 'GET /registry/slugs?pretty=0', gives: 200, text: '[\n  "home"\n]\n' },
      {
        ask: 'GET /registry/absent?pretty',
        gives: 404,
        text: `{\n  "error": "${texts.noApp}",\n  "message": "${texts.noApp}"\n}\n`,
      },
    ],
  },
]
