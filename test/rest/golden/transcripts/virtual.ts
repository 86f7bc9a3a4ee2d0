import { expect } from 'vitest'
import { cachedJson, refused, refusedInText, jsonWithETag, texts, type Given, type Transcript } from '../transcript.js'
import { app, version } from './expected-json.js'

// The virtual space `some` shows only beta, ghost and alpha of the default space. `most` shows all except gamma.
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

const overwrittenVersion = {
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
    title: 'requests to virtual spaces',
    given,
    exchanges: [
      { request: 'GET /some/registry', status: 200, responseHeaders: jsonWithETag, json: slugs('alpha', 'beta') },
      { request: 'GET /most/registry', status: 200, json: slugs('alpha', 'beta') },
      // A query can't select applications that the filter of the space hides.
      { request: 'GET /some/registry?filter[select]=gamma,alpha', status: 200, json: slugs('alpha') },
      { request: 'GET /some/registry?filter[reject]=alpha', status: 200, json: slugs('beta') },
      { request: 'GET /most/registry?filter[select]=gamma,alpha', status: 200, json: slugs('alpha') },
      { request: 'GET /most/registry?filter[reject]=alpha', status: 200, json: slugs('beta') },
      // With the filter "select", the slugs have the order of the configuration. With "reject", they are sorted.
      {
        request: 'GET /some/registry/slugs',
        status: 200,
        responseHeaders: jsonWithETag,
        json: ['beta', 'ghost', 'alpha'],
      },
      { request: 'GET /most/registry/slugs', status: 200, json: ['alpha', 'beta'] },
      { request: 'GET /some/registry/alpha', status: 200, responseHeaders: cachedJson(300), json: alpha },
      {
        request: 'GET /some/registry/alpha/versions?versionsChannel=stable',
        status: 200,
        json: { has_versions: true, stable: ['1.0.0'] },
      },
      {
        request: 'GET /some/registry/alpha/1.0.0',
        status: 200,
        responseHeaders: cachedJson(31_536_000),
        json: version('alpha', '1.0.0'),
      },
      {
        request: 'GET /some/registry/alpha/stable/latest',
        status: 200,
        responseHeaders: cachedJson(300),
        json: version('alpha', '1.0.0'),
      },
      { request: 'GET /some/registry/alpha/icon', status: 200, responseHeaders: { 'cache-control': 'max-age=3600' } },
      { request: 'GET /some/registry/alpha/1.0.0/tarball/alpha-1.0.0.tar.gz', status: 200 },
      { request: 'GET /some/registry/ghost', ...refused(404, texts.noApp) },
      { request: 'GET /some/registry/gamma', ...refused(404, 'Not Found') },
      { request: 'GET /some/registry/No', ...refused(404, 'Not Found') },
      { request: 'GET /most/registry/No', ...refused(400, texts.slug) },
      { request: 'GET /most/registry/gamma', ...refused(404, 'Not Found') },
      { request: 'GET /most/registry/gamma/versions', ...refused(404, 'Not Found') },
      { request: 'GET /most/registry/gamma/1.0.0', ...refused(404, 'Not Found') },
      { request: 'GET /most/registry/gamma/nightly/latest', ...refused(404, 'Not Found') },
      ...[
        ...['icon', 'partnership_icon', 'screenshots/a', 'stable/latest/icon', 'stable/latest/screenshots/a'],
        ...['1.0.0/icon', '1.0.0/partnership_icon', '1.0.0/screenshots/a', '1.0.0/tarball/gamma-1.0.0.tar.gz'],
        ...['x/icon', 'x/tarball/a'],
      ].map((path) => ({ request: `GET /most/registry/gamma/${path}`, ...refusedInText(404, 'Not Found') })),
      { request: 'GET /most/registry/alpha/1.0.0/partnership_icon', ...refusedInText(404, texts.noFile) },
      { request: 'GET /most/registry/alpha/screenshots/a', ...refusedInText(404, texts.noFile) },
      { request: 'GET /most/registry/alpha/2.0.0', ...refused(404, texts.noVersion) },
      { request: 'GET /most/registry/alpha/nightly/latest', ...refused(400, texts.channel) },
      { request: 'GET /most/registry/beta/stable/latest', ...refused(404, texts.noVersion) },
      { request: 'GET /most/registry?limit=x', status: 400, responseHeaders: { 'content-type': 'application/json' } },
      { request: 'GET /most/registry/absent/versions', status: 200, json: { has_versions: false } },
      // A virtual space has no routes for changes and pending versions. So `pending` is an ordinary slug there.
      { request: 'GET /most/registry/pending', token: 'master', ...refused(404, texts.noApp) },
      {
        request: 'POST /most/registry',
        token: 'master',
        body: {},
        status: 405,
        responseHeaders: { allow: 'GET, HEAD' },
      },
      {
        request: 'PATCH /most/registry/alpha',
        token: 'master',
        body: {},
        status: 405,
        responseHeaders: { allow: 'GET, HEAD' },
      },
      {
        request: 'POST /most/registry/alpha',
        token: 'master',
        body: {},
        status: 405,
        responseHeaders: { allow: 'GET, HEAD' },
      },
      { request: 'DELETE /most/registry/pending/alpha/1.0.0', token: 'master', ...refused(404, 'Not Found') },
      { request: 'PUT /most/registry/pending/alpha/1.0.0/approval', token: 'master', ...refused(404, 'Not Found') },
    ],
  },
  {
    title: 'a virtual space that replaces the name and the icon of an application',
    given: { ...given, overwrites: [{ space: 'some', slug: 'alpha', name: 'Mine', icon: '<svg id="mine"/>' }] },
    exchanges: [
      {
        request: 'GET /some/registry/alpha/1.0.0',
        status: 200,
        // Cached for a short time, because the next overwrite of the application changes this response.
        responseHeaders: cachedJson(300),
        json: overwrittenVersion,
      },
      {
        request: 'GET /some/registry/alpha/stable/latest',
        status: 200,
        responseHeaders: cachedJson(300),
        json: overwrittenVersion,
      },
      { request: 'GET /some/registry/alpha', status: 200, json: { ...alpha, latest_version: overwrittenVersion } },
      {
        request: 'GET /some/registry?filter[select]=alpha',
        status: 200,
        json: { data: [{ ...alpha, latest_version: overwrittenVersion }], meta: { count: 1 } },
      },
      ...['/alpha/icon', '/alpha/1.0.0/icon', '/alpha/beta/latest/icon'].map((path) => ({
        request: `GET /some/registry${path}`,
        status: 200,
        responseHeaders: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=3600' },
        text: '<svg id="mine"/>',
      })),
      // The archive of the version is served under any file name.
      ...['alpha-1.0.0.tar.gz', 'tarball', 'anything'].map((name) => ({
        request: `GET /some/registry/alpha/1.0.0/tarball/${name}`,
        status: 200,
        responseHeaders: { 'content-type': 'application/gzip', 'cache-control': 'max-age=3600', etag: /^"[^"]+"$/ },
      })),
      // The other spaces show the original name.
      {
        request: 'GET /registry/alpha/1.0.0',
        status: 200,
        responseHeaders: cachedJson(31_536_000),
        json: version('alpha', '1.0.0'),
      },
      { request: 'GET /most/registry/alpha', status: 200, json: alpha },
      { request: 'GET /some/registry/alpha/9.0.0', ...refused(404, texts.noVersion) },
    ],
  },
  {
    title: 'a virtual space that replaces the icon of an application whose version is pending',
    given: {
      editors: ['Reviewed'],
      apps: [{ slug: 'alpha', editor: 'Reviewed' }],
      versions: [{ slug: 'alpha', version: '2.0.0' }],
      overwrites: [{ space: 'some', slug: 'alpha', icon: '<svg id="mine"/>' }],
    },
    exchanges: [
      { request: 'GET /some/registry/alpha/2.0.0/icon', status: 200, text: '<svg id="mine"/>' },
      {
        request: 'GET /most/registry/alpha/2.0.0/icon',
        status: 200,
        text: '<svg xmlns="http://www.w3.org/2000/svg"/>',
      },
      { request: 'GET /some/registry/alpha/2.0.0/tarball/alpha-2.0.0.tar.gz', status: 200 },
      { request: 'GET /some/registry/alpha/2.0.0', ...refused(404, texts.noVersion) },
    ],
  },
  {
    title: 'the maintenance of a virtual space',
    given,
    exchanges: [
      { request: 'PUT /some/registry/maintenance/alpha/activate', body: {}, ...refused(401, texts.noToken) },
      {
        request: 'PUT /some/registry/maintenance/gamma/activate',
        token: 'master',
        body: {},
        ...refused(404, 'Not Found'),
      },
      { request: 'PUT /some/registry/maintenance/gamma/deactivate', token: 'master', ...refused(404, 'Not Found') },
      {
        request: 'PUT /some/registry/maintenance/ghost/activate',
        token: 'master',
        body: {},
        ...refused(404, texts.noApp),
      },
      {
        request: 'PUT /some/registry/maintenance/alpha/activate',
        token: 'master',
        body: { flag_short_maintenance: true },
        status: 200,
        json: { ok: true },
      },
      {
        request: 'GET /some/registry/maintenance',
        status: 200,
        responseHeaders: jsonWithETag,
        json: [app('alpha', inMaintenance)],
      },
      { request: 'GET /some/registry/alpha', status: 200, json: { ...alpha, ...inMaintenance } },
      { request: 'GET /most/registry/maintenance', status: 200, json: [] },
      { request: 'GET /registry/alpha', status: 200, json: alpha },
      // The maintenance of `alpha` was set in `some` itself. So a change in the default space no longer affects `some`.
      { request: 'PUT /registry/maintenance/alpha/activate', token: 'master', body: {}, status: 200 },
      { request: 'PUT /some/registry/maintenance/alpha/deactivate', token: 'master', status: 200, json: { ok: true } },
      { request: 'GET /some/registry/maintenance', status: 200, json: [] },
      { request: 'GET /some/registry/alpha', status: 200, json: alpha },
      { request: 'GET /most/registry/maintenance', status: 200, json: [expect.objectContaining({ slug: 'alpha' })] },
    ],
  },
]
