import { editor } from '../../../support/gateway.js'
import { cachedJson, uncachedJson, refused, texts, type Transcript } from '../transcript.js'
import { app, version } from './facts.js'

const create = 'POST /registry'
const notes = { slug: 'notes', editor, type: 'webapp' }
const noFormer = refused(401, 'Could not find editor: Former')

export const apps: Transcript[] = [
  {
    title: 'GET {root}/:app',
    given: {
      apps: [{ slug: 'notes' }, { slug: 'empty' }],
      versions: [
        { slug: 'notes', version: '1.0.0' },
        { slug: 'notes', version: '1.1.0-beta.1', manifest: { version: '1.1.0' } },
        { slug: 'notes', version: '1.2.0-dev.0a1b', manifest: { version: '1.2.0' } },
      ],
    },
    exchanges: [
      {
        ask: 'GET /registry/notes',
        gives: 200,
        headers: cachedJson(300),
        json: app('notes', {
          versions: {
            has_versions: true,
            stable: ['1.0.0'],
            beta: ['1.0.0', '1.1.0-beta.1'],
            dev: ['1.0.0', '1.1.0-beta.1', '1.2.0-dev.0a1b'],
          },
          latest_version: version('notes', '1.0.0'),
        }),
      },
      {
        ask: 'GET /registry/notes?versionsChannel=beta',
        gives: 200,
        json: app('notes', {
          versions: { has_versions: true, stable: ['1.0.0'], beta: ['1.0.0', '1.1.0-beta.1'] },
          latest_version: version('notes', '1.0.0'),
        }),
      },
      {
        ask: 'GET /registry/notes?versionsChannel=stable&latestChannelVersion=dev',
        gives: 200,
        json: app('notes', {
          versions: { has_versions: true, stable: ['1.0.0'] },
          latest_version: version('notes', '1.0.0'),
        }),
      },
      // Another word is dev here.
      {
        ask: 'GET /registry/notes?versionsChannel=nightly',
        gives: 200,
        json: app('notes', {
          versions: {
            has_versions: true,
            stable: ['1.0.0'],
            beta: ['1.0.0', '1.1.0-beta.1'],
            dev: ['1.0.0', '1.1.0-beta.1', '1.2.0-dev.0a1b'],
          },
          latest_version: version('notes', '1.0.0'),
        }),
      },
      { ask: 'GET /registry/empty', gives: 200, json: app('empty', { versions: { has_versions: false } }) },
      { ask: 'GET /registry/absent', ...refused(404, texts.noApp) },
      { ask: 'GET /registry/Notes', ...refused(400, texts.slug) },
      { ask: 'GET /registry/no_tes', ...refused(400, texts.slug) },
      { ask: 'GET /registry/notes%2F1', ...refused(400, texts.slug) },
    ],
  },
  {
    title: 'POST {root}',
    given: { editors: ['cozy'] },
    exchanges: [
      {
        ask: create,
        as: 'master',
        body: notes,
        gives: 201,
        headers: { ...uncachedJson, location: null },
        json: app('notes', { versions: { has_versions: false } }),
      },
      { ask: 'GET /registry/notes', gives: 200 },
      { ask: create, as: 'master', body: notes, ...refused(409, 'Application already exists') },
      // The name of the editor as it is stored; its defaults are better.
      {
        ask: create,
        as: 'master',
        body: { SLUG: 'drive', Editor: 'COZY', type: 'konnector', extra: 1, data_usage_commitment: 'user_ciphered' },
        gives: 201,
        json: {
          ...app('drive', { versions: { has_versions: false }, label: 1 }),
          type: 'konnector',
          editor: 'cozy',
          data_usage_commitment: 'user_reserved',
          data_usage_commitment_by: 'cozy',
        },
      },
      {
        ask: create,
        as: 'master',
        body: { ...notes, slug: 'vault', data_usage_commitment: 'user_ciphered', data_usage_commitment_by: 'editor' },
        gives: 201,
        json: app('vault', {
          versions: { has_versions: false },
          label: 0,
          data_usage_commitment: 'user_ciphered',
          data_usage_commitment_by: 'editor',
        }),
      },
      { ask: create, body: notes, ...refused(401, texts.noToken) },
      { ask: create, as: 'expired', body: notes, ...refused(401, texts.badToken) },
      { ask: create, with: { Authorization: 'token QUJD' }, body: notes, ...refused(401, texts.noToken) },
      { ask: create, with: { Authorization: 'Bearer QUJD' }, body: notes, ...refused(401, texts.noToken) },
      { ask: create, with: { Authorization: 'Token QUJD' }, body: notes, ...refused(401, texts.badToken) },
      {
        ask: create,
        with: { Authorization: 'Token ???' },
        body: notes,
        ...refused(401, 'Token is not properly base64 encoded'),
      },
      {
        ask: create,
        with: { Authorization: `Token ${'A'.repeat(1025)}` },
        body: notes,
        ...refused(401, 'Token is too long'),
      },
      // A genuine token is looked for before the body is, and permission before what the body says.
      { ask: create, with: { 'Content-Type': 'application/json' }, body: '{', ...refused(401, texts.noToken) },
      {
        ask: create,
        as: 'master',
        body: { ...notes, editor: 'Nobody' },
        ...refused(401, 'Could not find editor: Nobody'),
      },
      { ask: create, as: 'master', body: {}, ...refused(401, 'Could not find editor: ') },
      { ask: create, as: 'master', body: { slug: '?', editor: 'a-b' }, ...refused(401, 'Could not find editor: a-b') },
      { ask: create, as: 'stranger', body: { ...notes, type: '?' }, ...refused(401, texts.badToken) },
      { ask: create, as: 'master', body: { ...notes, slug: 'No' }, ...refused(400, texts.slug) },
      { ask: create, as: 'master', body: { editor }, ...refused(400, texts.slug) },
      { ask: create, as: 'master', body: { ...notes, slug: 'pending' }, ...refused(400, texts.slug) },
      { ask: create, as: 'master', body: { ...notes, slug: 'a'.repeat(129) }, ...refused(400, texts.slug) },
      {
        ask: create,
        as: 'master',
        body: { ...notes, slug: 'other', type: 'game' },
        ...refused(400, 'Invalid application: got type "game", must be one of these: webapp, konnector'),
      },
      {
        ask: create,
        as: 'master',
        body: { ...notes, slug: 'other', data_usage_commitment: '' },
        ...refused(
          400,
          'Invalid application: got data_usage_commitment "", must be one of these: user_ciphered, user_reserved, none',
        ),
      },
      {
        ask: create,
        as: 'master',
        body: { ...notes, slug: 'other', data_usage_commitment_by: 'me' },
        ...refused(
          400,
          'Invalid application: got data_usage_commitment_by "me", must be one of these: cozy, editor, none',
        ),
      },
      { ask: 'GET /registry/other', ...refused(404, texts.noApp) },
    ],
  },
  {
    title: 'PATCH {root}/:app',
    given: { apps: [{ slug: 'notes' }], versions: [{ slug: 'notes', version: '1.0.0' }] },
    exchanges: [
      {
        ask: 'PATCH /registry/notes',
        as: 'master',
        body: { slug: 'ignored', data_usage_commitment: 'user_reserved', data_usage_commitment_by: 'editor' },
        gives: 200,
        headers: uncachedJson,
        json: app('notes', {
          label: 2,
          data_usage_commitment: 'user_reserved',
          data_usage_commitment_by: 'editor',
        }),
      },
      {
        ask: 'PATCH /registry/notes',
        as: 'master',
        body: { data_usage_commitment: 'user_ciphered', data_usage_commitment_by: null, editor, type: 'webapp' },
        gives: 200,
        json: app('notes', {
          label: 0,
          data_usage_commitment: 'user_ciphered',
          data_usage_commitment_by: 'editor',
        }),
      },
      {
        ask: 'PATCH /registry/notes',
        as: 'master',
        with: { 'Content-Type': 'application/json', 'Content-Length': '0' },
        gives: 200,
        json: app('notes', {
          label: 0,
          data_usage_commitment: 'user_ciphered',
          data_usage_commitment_by: 'editor',
        }),
      },
      {
        ask: 'PATCH /registry/notes',
        as: 'master',
        body: { editor: 'acme' },
        ...refused(400, 'Application can not be updated: editor can not change'),
      },
      {
        ask: 'PATCH /registry/notes',
        as: 'master',
        body: { type: 'konnector' },
        ...refused(400, 'Application can not be updated: type can not change'),
      },
      {
        ask: 'PATCH /registry/notes',
        as: 'master',
        body: { data_usage_commitment: '' },
        ...refused(
          400,
          'Invalid application: got data_usage_commitment "", must be one of these: user_ciphered, user_reserved, none',
        ),
      },
      {
        ask: 'PATCH /registry/notes',
        as: 'master',
        body: { data_usage_commitment_by: 'me' },
        ...refused(
          400,
          'Invalid application: got data_usage_commitment_by "me", must be one of these: cozy, editor, none',
        ),
      },
      // What can't change comes before what is wrong.
      {
        ask: 'PATCH /registry/notes',
        as: 'master',
        body: { editor: 'acme', type: 'konnector', data_usage_commitment: '' },
        ...refused(400, 'Application can not be updated: editor can not change'),
      },
      {
        ask: 'PATCH /registry/notes',
        as: 'master',
        body: { type: 'other', data_usage_commitment: '' },
        ...refused(400, 'Application can not be updated: type can not change'),
      },
      { ask: 'PATCH /registry/notes', as: 'expired', body: {}, ...refused(401, texts.badToken) },
      { ask: 'PATCH /registry/notes', body: {}, ...refused(401, texts.noToken) },
      { ask: 'PATCH /registry/notes', as: 'editor', body: {}, ...refused(401, texts.badToken) },
      { ask: 'PATCH /registry/absent', as: 'stranger', body: {}, ...refused(404, texts.noApp) },
      { ask: 'PATCH /registry/No', as: 'master', body: {}, ...refused(400, texts.slug) },
      // The body is read before the application is looked for.
      { ask: 'PATCH /registry/absent', as: 'master', body: { type: 1 }, gives: 400 },
    ],
  },
  {
    title: 'permission about an application whose editor is gone',
    given: { editors: ['Former'], gone: ['Former'], apps: [{ slug: 'notes', editor: 'Former' }] },
    exchanges: [
      { ask: 'PATCH /registry/notes', as: 'master', body: { type: '?' }, ...noFormer },
      { ask: 'PATCH /registry/notes', as: 'editor', body: {}, ...noFormer },
      { ask: 'PUT /registry/maintenance/notes/activate', as: 'master', body: {}, ...noFormer },
      { ask: 'PUT /registry/maintenance/notes/activate', as: 'master', body: { messages: 1 }, ...noFormer },
      { ask: 'PUT /registry/maintenance/notes/deactivate', as: 'editor', ...noFormer },
      { ask: 'POST /registry/notes', as: 'master', submit: { slug: 'notes', version: '1.0.0' }, ...noFormer },
      { ask: 'GET /registry/pending?editor=Former', as: 'master', ...noFormer },
      { ask: 'GET /registry/pending?editor=Former', as: 'stranger', ...noFormer },
      { ask: 'GET /registry/pending?editor=Former', ...refused(401, texts.noToken) },
      { ask: 'GET /registry/notes', gives: 200 },
    ],
  },
]
