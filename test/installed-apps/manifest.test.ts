import { describe, expect, it } from 'vitest'
import { installedMembers } from '../../src/installed-apps/installed-app.js'
import { readManifest, withTriggers } from '../../src/installed-apps/manifest.js'
import { isJsonObject, type Json, type JsonObject } from '../../src/json.js'

const webapp = (manifest: JsonObject): JsonObject => readManifest(manifest, 'webapp', 'garden')
const konnector = (manifest: JsonObject): JsonObject => readManifest(manifest, 'konnector', 'train')

describe('the manifest of a web application', () => {
  it('keeps all its members, even unknown ones', () => {
    const manifest = {
      name: 'Gardener',
      licence: 'AGPL-3.0',
      screenshots: ['a.png'],
      partnership: { name: 'Acme' },
      entrypoints: [{ name: 'new' }],
      com_acme: { anything: [1, null] },
    }
    expect(webapp(manifest)).toMatchObject(manifest)
  })

  it('gets default values for missing members', () => {
    const missing = { intents: null, services: null, locales: null, notifications: null, permissions: {} }
    const expected = {
      ...missing,
      terms: { url: '', version: '' },
      routes: { '/': { folder: '/', index: 'index.html', public: false } },
    }
    expect(webapp({})).toEqual(expected)
    expect(webapp({ ...missing, terms: null, routes: null, permissions: null })).toEqual(expected)
  })

  it('gets default values for missing members of its routes and intents', () => {
    const manifest = {
      routes: { '/': { folder: '/' }, '/public': { index: 'p.html', public: null }, '/none': {} },
      intents: [
        { action: 'OPEN', href: '/open' },
        { type: ['io.cozy.files'], href: null },
      ],
    }
    expect(webapp(manifest)).toMatchObject({
      routes: {
        '/': { folder: '/', index: '', public: false },
        '/public': { folder: '', index: 'p.html', public: false },
        '/none': { folder: '', index: '', public: false },
      },
      intents: [
        { action: 'OPEN', type: [], href: '/open' },
        { action: '', type: ['io.cozy.files'], href: '' },
      ],
    })
  })

  it('keeps unknown members of its terms, intents, routes, services, notifications and rules', () => {
    const manifest = {
      terms: { id: 'garden-tos', url: 'https://acme.example/tos', version: '1' },
      intents: [{ action: 'OPEN', type: ['io.cozy.files'], href: '/open', data: 'x' }],
      routes: { '/': { folder: '/', index: 'i.html', public: true, title: 'x' } },
      services: { water: { type: 'node', file: 'w.js', memory: 5 } },
      notifications: { dry: { description: 'Dry', color: 'red' } },
      locales: { fr: { name: 'Jardinier' } },
      permissions: { files: { type: 'io.cozy.files', remote: true, optional: true } },
    }
    expect(webapp(manifest)).toEqual(manifest)
    expect(withTriggers(manifest.services, { before: undefined, create: () => 'new' })).toMatchObject({
      water: { memory: 5 },
    })
  })

  it('keeps the order of its rules, sorts their verbs as cozy-stack does, and drops members that have no effect', () => {
    const { permissions } = webapp({
      permissions: {
        z: { type: 'com.acme.z', verbs: ['DELETE', 'GET'], description: '', values: [], selector: null },
        a: { type: 'com.acme.a', verbs: ['GET', 'ALL'] },
        m: { type: 'com.acme.m', verbs: [] },
      },
    })
    expect(isJsonObject(permissions) && Object.entries(permissions)).toEqual([
      ['z', { type: 'com.acme.z', verbs: ['GET', 'DELETE'] }],
      ['a', { type: 'com.acme.a' }],
      ['m', { type: 'com.acme.m' }],
    ])
  })

  it.each<JsonObject>([
    { name: 1 },
    { name_prefix: {} },
    { editor: [] },
    { icon: true },
    { type: 1 },
    { slug: 1 },
    { source: {} },
    { version: 2 },
    { created_at: 'yesterday' },
    { updated_at: 5 },
    { permissions: [] },
    { permissions: { a: 'io.cozy.files' } },
    { terms: 'https://acme.example' },
    { terms: { version: 1 } },
    { intents: {} },
    { intents: [{ type: 'io.cozy.files' }] },
    { routes: [] },
    { routes: { '/': { public: 'yes' } } },
    { services: { a: 'w.js' } },
    { services: { a: { trigger: 5 } } },
    { locales: [] },
    { notifications: { a: { min_interval: '10m' } } },
    { notifications: { a: { templates: { mail: 1 } } } },
  ])('is refused with a member of a wrong type: %j', (manifest) => {
    expect(() => webapp(manifest)).toThrow('Application manifest is invalid or malformed')
  })

  it.each<[Json]>([[null], [[]], ['x'], [1]])('is refused when it is %j', (manifest) => {
    expect(() => readManifest(manifest, 'webapp', 'garden')).toThrow('Application manifest is invalid or malformed')
  })
})

describe('the manifest of a konnector', () => {
  it('keeps all its members unchanged, except its rules', () => {
    const manifest = {
      terms: { id: 'train-tos' },
      notifications: 'any',
      locales: null,
      routes: 5,
      intents: {},
      services: [],
      folders: [{ defaultDir: '$administrative' }],
      oauth: {},
    }
    expect(konnector({ ...manifest, permissions: { a: { type: 'com.acme.a', verbs: ['ALL'] } } })).toEqual({
      ...manifest,
      permissions: { a: { type: 'com.acme.a' } },
    })
  })

  it.each<JsonObject>([{ language: 1 }, { clientSide: 'yes' }, { frequency: {} }, { parameters: [] }, { name: 1 }])(
    'is refused with a member of a wrong type: %j',
    (manifest) => {
      expect(() => konnector(manifest)).toThrow('Application manifest is invalid or malformed')
    },
  )
})

it('a manifest is accepted with the type of its application, and refused with the other type', () => {
  expect(() => webapp({ type: 'konnector' })).toThrow(
    '[garden] Manifest type is not valid for a webapp. Maybe you want to install a konnector?',
  )
  expect(() => konnector({ type: 'webapp' })).toThrow(
    '[train] Manifest type is not valid for a konnector. Maybe you want to install a webapp?',
  )
  expect(webapp({ type: 'webapp' })).toMatchObject({ type: 'webapp' })
})

describe('the document of an application', () => {
  const managed = { source: 'registry://garden/beta', version: '2.1.0-beta.3', checksum: 'c0', archive: 'c0' }

  it("has the gateway's values of the members that the gateway manages, not those of the manifest", () => {
    const manifest = {
      slug: 'other',
      source: 'https://git.example/garden',
      version: '2.1.0',
      checksum: 'x',
      state: 'errored',
      error: 'x',
      available_version: '9.0.0',
      archive_checksum: 'x',
      created_at: '2020-01-01T00:00:00Z',
      updated_at: '2020-01-01T00:00:00Z',
    }
    const app = { type: 'webapp', slug: 'garden' } as const
    expect(installedMembers(app, manifest, { ...managed, parameters: { a: 1 }, services: null })).toEqual({
      slug: 'garden',
      source: 'registry://garden/beta',
      version: '2.1.0-beta.3',
      checksum: 'c0',
      services: null,
    })
  })

  it('has the given parameters of a konnector, if any, and the unchanged services of its manifest', () => {
    const app = { type: 'konnector', slug: 'train' } as const
    const members = (parameters: JsonObject | undefined) =>
      installedMembers(app, { services: [] }, { ...managed, parameters, services: null })
    expect(members({ secret: 's' })).toMatchObject({ parameters: { secret: 's' }, services: [] })
    expect(members(undefined)).not.toHaveProperty('parameters')
  })
})

describe('services', () => {
  const trigger = '@cron 0 0 6 * * *'
  const water = { type: 'node', file: 'w.js', debounce: '', trigger }
  const withIds = (services: JsonObject, before?: JsonObject) => withTriggers(services, { before, create: () => 'new' })

  it('get a trigger ID, unless they have no trigger or are launched only by programs', () => {
    expect(
      withIds({ water, mute: { file: 'm.js' }, byProgram: { ...water, trigger: '@at 2000-01-01T00:00:00.000Z' } }),
    ).toEqual({
      water: { ...water, trigger_id: 'new' },
      mute: { type: '', file: 'm.js', debounce: '', trigger: '', trigger_id: '' },
      byProgram: { ...water, trigger: '@at 2000-01-01T00:00:00.000Z', trigger_id: '' },
    })
  })

  it('keep their trigger ID until their type, file, debounce or trigger changes', () => {
    const before = { water: { ...water, trigger_id: 'old' }, gone: { ...water, trigger_id: 'gone' } }
    expect(withIds({ water }, before)).toEqual({ water: { ...water, trigger_id: 'old' } })
    for (const change of [{ type: 'x' }, { file: 'x' }, { debounce: '5m' }, { trigger: '@daily' }]) {
      expect(withIds({ water: { ...water, ...change } }, before)).toMatchObject({ water: { trigger_id: 'new' } })
    }
    expect(withIds({ water: { ...water, memory: 5 } }, before)).toMatchObject({ water: { trigger_id: 'old' } })
  })
})

describe('the refusal of an invalid manifest', () => {
  it.each<[JsonObject, string]>([
    [{ locales: 'en' }, '"locales" must be an object, and is the text "en"'],
    [{ services: { water: { file: 3 } } }, '"services.water.file" must be a text, and is the number 3'],
    [{ intents: [{ type: 'x' }] }, '"intents.0.type" must be a list, and is the text "x"'],
    [{ routes: { '/': { public: 'yes' } } }, '"routes./.public" must be true or false, and is the text "yes"'],
    [
      { created_at: 'now' },
      '"created_at" must be a date with a time, such as "2026-01-31T12:00:00Z", and is the text "now"',
    ],
    [{ permissions: 'all' }, '"permissions" must be an object'],
    [{ permissions: { plants: {} } }, 'in the rule "plants" of "permissions", "type" must be a text, and is missing'],
    [
      { permissions: { plants: { type: 'com.acme.plants', verbs: 'GET' } } },
      'in the rule "plants" of "permissions", "verbs" must be a list, and is the text "GET"',
    ],
    [
      { permissions: { plants: { type: 'com.acme.plants', verbs: ['get'] } } },
      'in the rule "plants" of "permissions", "verbs.0" must be "GET" or "POST" or "PUT" or "PATCH" or "DELETE" or "ALL", and is the text "get"',
    ],
  ])('names the invalid member and what it must be: %j', (manifest, problem) => {
    const detail = `The manifest is not valid: ${problem}`
    expect(() => webapp(manifest)).toThrow(expect.objectContaining({ details: { detail } }))
  })
})
