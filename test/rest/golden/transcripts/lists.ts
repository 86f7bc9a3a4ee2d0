import { expect } from 'vitest'
import { refused, jsonWithETag, texts, type Given, type Transcript } from '../transcript.js'
import { app, version } from './expected-json.js'

const given: Given = {
  editors: ['Zeta'],
  apps: [
    { slug: 'alpha' },
    { slug: 'beta', editor: 'Zeta' },
    { slug: 'delta', type: 'konnector' },
    { slug: 'gamma', type: 'konnector', editor: 'Zeta' },
  ],
  versions: [
    { slug: 'alpha', version: '1.0.0' },
    { slug: 'alpha', version: '2.0.0-beta.1', manifest: { version: '2.0.0' } },
  ],
}

function list(query: string, slugs: string[], next?: string): Transcript['exchanges'][number] {
  const meta = { count: slugs.length, ...(next !== undefined && { next_cursor: next }) }
  const data: unknown[] = slugs.map((slug): unknown => expect.objectContaining({ slug }))
  return { request: `GET /registry${query}`, status: 200, responseHeaders: jsonWithETag, json: { data, meta } }
}

function invalidParameter(parameter: string, value: string, cause: string): Transcript['exchanges'][number] {
  const text = `Query param "${parameter}" is invalid: ${cause}`
  return { request: `GET /registry?${parameter}=${value}`, ...refused(400, text) }
}

export const lists: Transcript[] = [
  {
    title: 'GET {root}',
    given,
    exchanges: [
      list('', ['alpha', 'beta', 'delta', 'gamma']),
      {
        request: 'GET /registry?filter[select]=alpha,beta',
        status: 200,
        json: {
          data: [
            app('alpha', {
              versions: {
                has_versions: true,
                stable: ['1.0.0'],
                beta: ['1.0.0', '2.0.0-beta.1'],
                dev: ['1.0.0', '2.0.0-beta.1'],
              },
              latest_version: version('alpha', '1.0.0'),
            }),
            app('beta', { editor: 'Zeta', versions: { has_versions: false } }),
          ],
          meta: { count: 2 },
        },
      },
      {
        request: 'GET /registry?filter[select]=alpha&versionsChannel=stable&latestChannelVersion=beta',
        status: 200,
        json: {
          data: [
            app('alpha', {
              versions: { has_versions: true, stable: ['1.0.0'] },
              latest_version: version('alpha', '2.0.0-beta.1'),
            }),
          ],
          meta: { count: 1 },
        },
      },
      { request: 'GET /registry/', status: 200, responseHeaders: jsonWithETag },
      { request: 'GET /labs/registry', status: 200, json: { data: [], meta: { count: 0 } } },
    ],
  },
  {
    title: 'GET {root}: pages',
    given,
    exchanges: [
      list('?limit=2', ['alpha', 'beta'], '2'),
      list('?limit=2&cursor=2', ['delta', 'gamma']),
      list('?limit=3&cursor=0', ['alpha', 'beta', 'delta'], '3'),
      list('?limit=3&cursor=3', ['gamma']),
      list('?cursor=4', []),
      list('?cursor=400', []),
      list('?cursor=9223372036854775807', []),
      list('?limit=0', ['alpha', 'beta', 'delta', 'gamma']),
      list('?limit=9223372036854775807', ['alpha', 'beta', 'delta', 'gamma']),
      list('?limit=1&limit=3&cursor=1', ['beta'], '2'),
      invalidParameter('limit', '', 'strconv.Atoi: parsing "": invalid syntax'),
      invalidParameter('limit', '1.5', 'strconv.Atoi: parsing "1.5": invalid syntax'),
      invalidParameter('cursor', 'abc', 'strconv.Atoi: parsing "abc": invalid syntax'),
      invalidParameter(
        'limit',
        '9223372036854775808',
        'strconv.Atoi: parsing "9223372036854775808": value out of range',
      ),
      invalidParameter('limit', '-1', '-1 is negative'),
      invalidParameter('cursor', '-5', '-5 is negative'),
      invalidParameter('versionsChannel', 'nightly', texts.channel),
      invalidParameter('versionsChannel', '', texts.channel),
      invalidParameter('latestChannelVersion', 'Stable', texts.channel),
    ],
  },
  {
    title: 'GET {root}: order and filters',
    given,
    exchanges: [
      list('?sort=-slug', ['gamma', 'delta', 'beta', 'alpha']),
      list('?sort=type', ['delta', 'gamma', 'alpha', 'beta']),
      list('?sort=-type', ['beta', 'alpha', 'gamma', 'delta']),
      list('?sort=editor', ['alpha', 'delta', 'beta', 'gamma']),
      list('?sort=created_at', ['alpha', 'beta', 'delta', 'gamma']),
      list('?sort=-created_at&limit=1', ['gamma'], '1'),
      list('?sort=unknown', ['alpha', 'beta', 'delta', 'gamma']),
      list('?sort=-unknown', ['gamma', 'delta', 'beta', 'alpha']),
      list('?filter[type]=konnector', ['delta', 'gamma']),
      list('?filter%5Btype%5D=konnector', ['delta', 'gamma']),
      list('?filter%5btype%5d=webapp', ['alpha', 'beta']),
      list('?filter[type]=konnector&filter[editor]=Zeta', ['gamma']),
      list('?filter[type]=konnector&filter[type]=webapp', ['delta', 'gamma']),
      list('?filter[editor]=zeta', []),
      list('?filter[type]=', []),
      list('?filter[type]=100%25', []),
      list('?filter[editor]=%25s', []),
      list('?filter[select]=gamma,alpha,absent', ['alpha', 'gamma']),
      list('?filter[select]=gamma,%20alpha', ['gamma']),
      list('?filter[select]=', []),
      list('?filter[reject]=alpha,beta', ['delta', 'gamma']),
      list('?filter[select]=alpha,beta&filter[reject]=beta', ['alpha']),
      list('?filter[slug]=alpha&filter[Type]=konnector&unknown=1', ['alpha', 'beta', 'delta', 'gamma']),
    ],
  },
  {
    title: 'GET {root}: texts are sorted alphabetically, not by their bytes',
    given: {
      editors: ['beta', 'Zeta'],
      apps: [{ slug: 'one', editor: 'Zeta' }, { slug: 'two', editor: 'beta' }, { slug: 'three' }],
    },
    exchanges: [list('?sort=editor', ['three', 'two', 'one']), list('?sort=-editor', ['one', 'two', 'three'])],
  },
  {
    title: 'GET {root}/slugs',
    given,
    exchanges: [
      {
        request: 'GET /registry/slugs',
        status: 200,
        responseHeaders: jsonWithETag,
        json: ['alpha', 'beta', 'delta', 'gamma'],
      },
      { request: 'GET /labs/registry/slugs', status: 200, json: [] },
      { request: 'GET /nope/registry/slugs', status: 404, text: 'Cannot find space' },
    ],
  },
]
