import { refused, refusedInText, texts, type Exchange, type Transcript } from '../transcript.js'
import { app } from './facts.js'

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
