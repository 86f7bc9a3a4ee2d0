import { expect } from 'vitest'
import {
  cachedJson,
  refused,
  refusedInText,
  revalidatedJson,
  texts,
  type Given,
  type Transcript,
} from '../transcript.js'
import { app, version } from './facts.js'

// `some` shows beta, ghost and alpha of the default space, and nothing else; `most` hides gamma.
const given: Given = {
  apps: [{ slug: 'alpha' }, { slug: 'beta' }, { slug: 'gamma' }],
  versions: [
    { slug: 'alpha', version: '1.0.0' },
    { slug: 'gamma', version: '1.0.0' },
  ],
}
const alpha = app('alpha', {
  versions: { has_versions: true, stable: ['1.0.0'], beta: ['1.0.0'], dev: ['1.0.0'] },
  latest_version: version('alpha', '1.0.0'),
})

const overwritten = {
  ...version('alpha', '1.0.0'),
  attachments: { tarball: expect.stringMatching(/^[0-9a-f]{64}$/) },
  manifest: { name: 'Mine', slug: 'alpha', version: '1.0.0', editor: 'Acme', type: 'webapp', icon: 'icon.svg' },
  url: expect.stringMatching(/\/some\/registry\/alpha\/1\.0\.0\/tarball\/alpha-1\.0\.0\.tar\.gz$/),
}
const inMaintenance = {
  maintenance_activated: true,
  maintenance_options: {
    flag_infra_maintenance: false,
    flag_short_maintenance: true,
    flag_disallow_manual_exec: false,
    messages: {},
  },
}

function slugs(...names: string[]): object {
  return { data: names.map((slug): unknown => expect.objectContaining({ slug })), meta: { count: names.length } }
}

export const virtual: Transcript[] = [
  {
    title: 'reading in virtual spaces',
    given,
    exchanges: [
      { ask: 'GET /some/registry', gives: 200, headers: revalidatedJson, json: slugs('alpha', 'beta') },
      { ask: 'GET /most/registry', gives: 200, json: slugs('alpha', 'beta') },
      // The filter of the space holds, whatever else is asked for.
      { ask: 'GET /some/registry?filter[select]=gamma,alpha', gives: 200, json: slugs('alpha') },
      { ask: 'GET /some/registry?filter[reject]=alpha', gives: 200, json: slugs('beta') },
      { ask: 'GET /most/registry?filter[select]=gamma,alpha', gives: 200, json: slugs('alpha') },
      { ask: 'GET /most/registry?filter[reject]=alpha', gives: 200, json: slugs('beta') },
      // The list of a space that selects is its configuration; that of one that rejects is sorted.
      { ask: 'GET /some/registry/slugs', gives: 200, headers: revalidatedJson, json: ['beta', 'ghost', 'alpha'] },
      { ask: 'GET /most/registry/slugs', gives: 200, json: ['alpha', 'beta'] },
      { ask: 'GET /some/registry/alpha', gives: 200, headers: cachedJson(300), json: alpha },
      {
        ask: 'GET /some/registry/alpha/versions?versionsChannel=stable',
        gives: 200,
        json: { has_versions: true, stable: ['1.0.0'] },
      },
      {
        ask: 'GET /some/registry/alpha/1.0.0',
        gives: 200,
        headers: cachedJson(31_536_000),
        json: version('alpha', '1.0.0'),
      },
      {
        ask: 'GET /some/registry/alpha/stable/latest',
        gives: 200,
        headers: cachedJson(300),
        json: version('alpha', '1.0.0'),
      },
      { ask: 'GET /some/registry/alpha/icon', gives: 200, headers: { 'cache-control': 'max-age=3600' } },
      { ask: 'GET /some/registry/alpha/1.0.0/tarball/alpha-1.0.0.tar.gz', gives: 200 },
      { ask: 'GET /some/registry/ghost', ...refused(404, texts.noApp) },
      { ask: 'GET /some/registry/gamma', ...refused(404, 'Not Found') },
      { ask: 'GET /some/registry/No', ...refused(404, 'Not Found') },
      { ask: 'GET /most/registry/No', ...refused(400, texts.slug) },
      { ask: 'GET /most/registry/gamma', ...refused(404, 'Not Found') },
      { ask: 'GET /most/registry/gamma/versions', ...refused(404, 'Not Found') },
      { ask: 'GET /most/registry/gamma/1.0.0', ...refused(404, 'Not Found') },
      { ask: 'GET /most/registry/gamma/nightly/latest', ...refused(404, 'Not Found') },
      ...[
        ...['icon', 'partnership_icon', 'screenshots/a', 'stable/latest/icon', 'stable/latest/screenshots/a'],
        ...['1.0.0/icon', '1.0.0/partnership_icon', '1.0.0/screenshots/a', '1.0.0/tarball/gamma-1.0.0.tar.gz'],
        ...['x/icon', 'x/tarball/a'],
      ].map((path) => ({ ask: `GET /most/registry/gamma/${path}`, ...refusedInText(404, 'Not Found') })),
      { ask: 'GET /most/registry/alpha/1.0.0/partnership_icon', ...refusedInText(404, texts.noFile) },
      { ask: 'GET /most/registry/alpha/screenshots/a', ...refusedInText(404, texts.noFile) },
      { ask: 'GET /most/registry/alpha/2.0.0', ...refused(404, texts.noVersion) },
      { ask: 'GET /most/registry/alpha/nightly/latest', ...refused(400, texts.channel) },
      { ask: 'GET /most/registry/beta/stable/latest', ...refused(404, texts.noVersion) },
      { ask: 'GET /most/registry?limit=x', gives: 400, headers: { 'content-type': 'application/json' } },
      { ask: 'GET /most/registry/absent/versions', gives: 200, json: { has_versions: false } },
      // What changes a space is not there, and `pending` is a slug like any other.
      { ask: 'GET /most/registry/pending', as: 'master', ...refused(404, texts.noApp) },
      { ask: 'POST /most/registry', as: 'master', body: {}, gives: 405, headers: { allow: 'GET, HEAD' } },
      { ask: 'PATCH /most/registry/alpha', as: 'master', body: {}, gives: 405, headers: { allow: 'GET, HEAD' } },
      { ask: 'POST /most/registry/alpha', as: 'master', body: {}, gives: 405, headers: { allow: 'GET, HEAD' } },
      { ask: 'DELETE /most/registry/pending/alpha/1.0.0', as: 'master', ...refused(404, 'Not Found') },
      { ask: 'PUT /most/registry/pending/alpha/1.0.0/approval', as: 'master', ...refused(404, 'Not Found') },
    ],
  },
  {
    title: 'overwritten names and icons',
    given: { ...given, overwrites: [{ space: 'some', slug: 'alpha', name: 'Mine', icon: '<svg id="mine"/>' }] },
    exchanges: [
      {
        ask: 'GET /some/registry/alpha/1.0.0',
        gives: 200,
        // It may change, with the name and the icon.
        headers: cachedJson(300),
        json: overwritten,
      },
      { ask: 'GET /some/registry/alpha/stable/latest', gives: 200, headers: cachedJson(300), json: overwritten },
      { ask: 'GET /some/registry/alpha', gives: 200, json: { ...alpha, latest_version: overwritten } },
      {
        ask: 'GET /some/registry?filter[select]=alpha',
        gives: 200,
        json: { data: [{ ...alpha, latest_version: overwritten }], meta: { count: 1 } },
      },
      ...['/alpha/icon', '/alpha/1.0.0/icon', '/alpha/beta/latest/icon'].map((path) => ({
        ask: `GET /some/registry${path}`,
        gives: 200,
        headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=3600' },
        text: '<svg id="mine"/>',
      })),
      // There is but one archive, by whatever name.
      ...['alpha-1.0.0.tar.gz', 'tarball', 'anything'].map((name) => ({
        ask: `GET /some/registry/alpha/1.0.0/tarball/${name}`,
        gives: 200,
        headers: { 'content-type': 'application/gzip', 'cache-control': 'max-age=3600', etag: /^"[^"]+"$/ },
      })),
      // Nothing of it shows elsewhere.
      {
        ask: 'GET /registry/alpha/1.0.0',
        gives: 200,
        headers: cachedJson(31_536_000),
        json: version('alpha', '1.0.0'),
      },
      { ask: 'GET /most/registry/alpha', gives: 200, json: alpha },
      { ask: 'GET /some/registry/alpha/9.0.0', ...refused(404, texts.noVersion) },
    ],
  },
  {
    title: 'the icon of a version that waits for approval',
    given: {
      editors: ['Reviewed'],
      apps: [{ slug: 'alpha', editor: 'Reviewed' }],
      versions: [{ slug: 'alpha', version: '2.0.0' }],
      overwrites: [{ space: 'some', slug: 'alpha', icon: '<svg id="mine"/>' }],
    },
    exchanges: [
      { ask: 'GET /some/registry/alpha/2.0.0/icon', gives: 200, text: '<svg id="mine"/>' },
      { ask: 'GET /most/registry/alpha/2.0.0/icon', gives: 200, text: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
      { ask: 'GET /some/registry/alpha/2.0.0/tarball/alpha-2.0.0.tar.gz', gives: 200 },
      { ask: 'GET /some/registry/alpha/2.0.0', ...refused(404, texts.noVersion) },
    ],
  },
  {
    title: 'a maintenance of their own',
    given,
    exchanges: [
      { ask: 'PUT /some/registry/maintenance/alpha/activate', body: {}, ...refused(401, texts.noToken) },
      { ask: 'PUT /some/registry/maintenance/gamma/activate', as: 'master', body: {}, ...refused(404, 'Not Found') },
      { ask: 'PUT /some/registry/maintenance/gamma/deactivate', as: 'master', ...refused(404, 'Not Found') },
      { ask: 'PUT /some/registry/maintenance/ghost/activate', as: 'master', body: {}, ...refused(404, texts.noApp) },
      {
        ask: 'PUT /some/registry/maintenance/alpha/activate',
        as: 'master',
        body: { flag_short_maintenance: true },
        gives: 200,
        json: { ok: true },
      },
      {
        ask: 'GET /some/registry/maintenance',
        gives: 200,
        headers: revalidatedJson,
        json: [app('alpha', inMaintenance)],
      },
      { ask: 'GET /some/registry/alpha', gives: 200, json: { ...alpha, ...inMaintenance } },
      { ask: 'GET /most/registry/maintenance', gives: 200, json: [] },
      { ask: 'GET /registry/alpha', gives: 200, json: alpha },
      // What the source says does not matter any more, until both agree.
      { ask: 'PUT /registry/maintenance/alpha/activate', as: 'master', body: {}, gives: 200 },
      { ask: 'PUT /some/registry/maintenance/alpha/deactivate', as: 'master', gives: 200, json: { ok: true } },
      { ask: 'GET /some/registry/maintenance', gives: 200, json: [] },
      { ask: 'GET /some/registry/alpha', gives: 200, json: alpha },
      { ask: 'GET /most/registry/maintenance', gives: 200, json: [expect.objectContaining({ slug: 'alpha' })] },
    ],
  },
]
