import { editor } from '../../../support/gateway.js'
import { cachedJson, uncachedJson, refused, texts, type Transcript } from '../transcript.js'
import { app, version } from './expected-json.js'

const create = 'POST /registry'
const notes = { slug: 'notes', editor, type: 'webapp' }
const removedEditorRefusal = refused(401, 'Could not find editor: Former')

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
        request: 'GET /registry/notes',
        status: 200,
        responseHeaders: cachedJson(300),
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
        request: 'GET /registry/notes?versionsChannel=beta',
        status: 200,
        json: app('notes', {
          versions: { has_versions: true, stable: ['1.0.0'], beta: ['1.0.0', '1.1.0-beta.1'] },
          latest_version: version('notes', '1.0.0'),
        }),
      },
      {
        request: 'GET /registry/notes?versionsChannel=stable&latestChannelVersion=dev',
        status: 200,
        json: app('notes', {
          versions: { has_versions: true, stable: ['1.0.0'] },
          latest_version: version('notes', '1.0.0'),
        }),
      },
      // This route treats an unknown channel as dev.
      {
        request: 'GET /registry/notes?versionsChannel=nightly',
        status: 200,
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
      { request: 'GET /registry/empty', status: 200, json: app('empty', { versions: { has_versions: false } }) },
      { request: 'GET /registry/absent', ...refused(404, texts.noApp) },
      { request: 'GET /registry/Notes', ...refused(400, texts.slug) },
      { request: 'GET /registry/no_tes', ...refused(400, texts.slug) },
      { request: 'GET /registry/notes%2F1', ...refused(400, texts.slug) },
    ],
  },
  {
    title: 'POST {root}',
    given: { editors: ['cozy'] },
    exchanges: [
      {
        request: create,
        token: 'master',
        body: notes,
        status: 201,
        responseHeaders: { ...uncachedJson, location: null },
        json: app('notes', { versions: { has_versions: false } }),
      },
      { request: 'GET /registry/notes', status: 200 },
      { request: create, token: 'master', body: notes, ...refused(409, 'Application already exists') },
      // The name of an editor is case-insensitive. A commitment without its author is replaced by the default of the editor:
      // for "cozy" this is `user_reserved` by `cozy`.
      {
        request: create,
        token: 'master',
        body: { SLUG: 'drive', Editor: 'COZY', type: 'konnector', extra: 1, data_usage_commitment: 'user_ciphered' },
        status: 201,
        json: {
          ...app('drive', { versions: { has_versions: false }, label: 1 }),
          type: 'konnector',
          editor: 'cozy',
          data_usage_commitment: 'user_reserved',
          data_usage_commitment_by: 'cozy',
        },
      },
      {
        request: create,
        token: 'master',
        body: { ...notes, slug: 'vault', data_usage_commitment: 'user_ciphered', data_usage_commitment_by: 'editor' },
        status: 201,
        json: app('vault', {
          versions: { has_versions: false },
          label: 0,
          data_usage_commitment: 'user_ciphered',
          data_usage_commitment_by: 'editor',
        }),
      },
      { request: create, body: notes, ...refused(401, texts.noToken) },
      { request: create, token: 'expired', body: notes, ...refused(401, texts.badToken) },
      { request: create, requestHeaders: { Authorization: 'token QUJD' }, body: notes, ...refused(401, texts.noToken) },
      {
        request: create,
        requestHeaders: { Authorization: 'Bearer QUJD' },
        body: notes,
        ...refused(401, texts.noToken),
      },
      {
        request: create,
        requestHeaders: { Authorization: 'Token QUJD' },
        body: notes,
        ...refused(401, texts.badToken),
      },
      {
        request: create,
        requestHeaders: { Authorization: 'Token ???' },
        body: notes,
        ...refused(401, 'Token is not properly base64 encoded'),
      },
      {
        request: create,
        requestHeaders: { Authorization: `Token ${'A'.repeat(1025)}` },
        body: notes,
        ...refused(401, 'Token is too long'),
      },
      // The token is required before the body is read. The permission is checked before the members of the body.
      {
        request: create,
        requestHeaders: { 'Content-Type': 'application/json' },
        body: '{',
        ...refused(401, texts.noToken),
      },
      {
        request: create,
        token: 'master',
        body: { ...notes, editor: 'Nobody' },
        ...refused(401, 'Could not find editor: Nobody'),
      },
      { request: create, token: 'master', body: {}, ...refused(401, 'Could not find editor: ') },
      {
        request: create,
        token: 'master',
        body: { slug: '?', editor: 'a-b' },
        ...refused(401, 'Could not find editor: a-b'),
      },
      { request: create, token: 'stranger', body: { ...notes, type: '?' }, ...refused(401, texts.badToken) },
      { request: create, token: 'master', body: { ...notes, slug: 'No' }, ...refused(400, texts.slug) },
      { request: create, token: 'master', body: { editor }, ...refused(400, texts.slug) },
      { request: create, token: 'master', body: { ...notes, slug: 'pending' }, ...refused(400, texts.slug) },
      { request: create, token: 'master', body: { ...notes, slug: 'a'.repeat(129) }, ...refused(400, texts.slug) },
      {
        request: create,
        token: 'master',
        body: { ...notes, slug: 'other', type: 'game' },
        ...refused(400, 'Invalid application: got type "game", must be one of these: webapp, konnector'),
      },
      {
        request: create,
        token: 'master',
        body: { ...notes, slug: 'other', data_usage_commitment: '' },
        ...refused(
          400,
          'Invalid application: got data_usage_commitment "", must be one of these: user_ciphered, user_reserved, none',
        ),
      },
      {
        request: create,
        token: 'master',
        body: { ...notes, slug: 'other', data_usage_commitment_by: 'me' },
        ...refused(
          400,
          'Invalid application: got data_usage_commitment_by "me", must be one of these: cozy, editor, none',
        ),
      },
      { request: 'GET /registry/other', ...refused(404, texts.noApp) },
    ],
  },
  {
    title: 'PATCH {root}/:app',
    given: { apps: [{ slug: 'notes' }], versions: [{ slug: 'notes', version: '1.0.0' }] },
    exchanges: [
      {
        request: 'PATCH /registry/notes',
        token: 'master',
        body: { slug: 'ignored', data_usage_commitment: 'user_reserved', data_usage_commitment_by: 'editor' },
        status: 200,
        responseHeaders: uncachedJson,
        json: app('notes', {
          label: 2,
          data_usage_commitment: 'user_reserved',
          data_usage_commitment_by: 'editor',
        }),
      },
      {
        request: 'PATCH /registry/notes',
        token: 'master',
        body: { data_usage_commitment: 'user_ciphered', data_usage_commitment_by: null, editor, type: 'webapp' },
        status: 200,
        json: app('notes', {
          label: 0,
          data_usage_commitment: 'user_ciphered',
          data_usage_commitment_by: 'editor',
        }),
      },
      {
        request: 'PATCH /registry/notes',
        token: 'master',
        requestHeaders: { 'Content-Type': 'application/json', 'Content-Length': '0' },
        status: 200,
        json: app('notes', {
          label: 0,
          data_usage_commitment: 'user_ciphered',
          data_usage_commitment_by: 'editor',
        }),
      },
      {
        request: 'PATCH /registry/notes',
        token: 'master',
        body: { editor: 'acme' },
        ...refused(400, 'Application can not be updated: editor can not change'),
      },
      {
        request: 'PATCH /registry/notes',
        token: 'master',
        body: { type: 'konnector' },
        ...refused(400, 'Application can not be updated: type can not change'),
      },
      {
        request: 'PATCH /registry/notes',
        token: 'master',
        body: { data_usage_commitment: '' },
        ...refused(
          400,
          'Invalid application: got data_usage_commitment "", must be one of these: user_ciphered, user_reserved, none',
        ),
      },
      {
        request: 'PATCH /registry/notes',
        token: 'master',
        body: { data_usage_commitment_by: 'me' },
        ...refused(
          400,
          'Invalid application: got data_usage_commitment_by "me", must be one of these: cozy, editor, none',
        ),
      },
      // A change of the editor or type is refused before other invalid values.
      {
        request: 'PATCH /registry/notes',
        token: 'master',
        body: { editor: 'acme', type: 'konnector', data_usage_commitment: '' },
        ...refused(400, 'Application can not be updated: editor can not change'),
      },
      {
        request: 'PATCH /registry/notes',
        token: 'master',
        body: { type: 'other', data_usage_commitment: '' },
        ...refused(400, 'Application can not be updated: type can not change'),
      },
      { request: 'PATCH /registry/notes', token: 'expired', body: {}, ...refused(401, texts.badToken) },
      { request: 'PATCH /registry/notes', body: {}, ...refused(401, texts.noToken) },
      { request: 'PATCH /registry/notes', token: 'editor', body: {}, ...refused(401, texts.badToken) },
      { request: 'PATCH /registry/absent', token: 'stranger', body: {}, ...refused(404, texts.noApp) },
      { request: 'PATCH /registry/No', token: 'master', body: {}, ...refused(400, texts.slug) },
      // The body is read before the application is looked up.
      { request: 'PATCH /registry/absent', token: 'master', body: { type: 1 }, status: 400 },
    ],
  },
  {
    title: 'permission for an application whose editor was removed',
    given: { editors: ['Former'], removedEditors: ['Former'], apps: [{ slug: 'notes', editor: 'Former' }] },
    exchanges: [
      { request: 'PATCH /registry/notes', token: 'master', body: { type: '?' }, ...removedEditorRefusal },
      { request: 'PATCH /registry/notes', token: 'editor', body: {}, ...removedEditorRefusal },
      { request: 'PUT /registry/maintenance/notes/activate', token: 'master', body: {}, ...removedEditorRefusal },
      {
        request: 'PUT /registry/maintenance/notes/activate',
        token: 'master',
        body: { messages: 1 },
        ...removedEditorRefusal,
      },
      { request: 'PUT /registry/maintenance/notes/deactivate', token: 'editor', ...removedEditorRefusal },
      {
        request: 'POST /registry/notes',
        token: 'master',
        submit: { slug: 'notes', version: '1.0.0' },
        ...removedEditorRefusal,
      },
      { request: 'GET /registry/pending?editor=Former', token: 'master', ...removedEditorRefusal },
      { request: 'GET /registry/pending?editor=Former', token: 'stranger', ...removedEditorRefusal },
      { request: 'GET /registry/pending?editor=Former', ...refused(401, texts.noToken) },
      { request: 'GET /registry/notes', status: 200 },
    ],
  },
]
