import { uncachedJson, refused, jsonWithETag, texts, type Given, type Transcript } from '../transcript.js'
import { app } from './expected-json.js'

const given: Given = { apps: [{ slug: 'notes' }, { slug: 'tasks' }], versions: [{ slug: 'notes', version: '1.0.0' }] }
const activate = 'PUT /registry/maintenance/notes/activate'
const deactivate = 'PUT /registry/maintenance/notes/deactivate'
const defaultOptions = {
  flag_infra_maintenance: false,
  flag_short_maintenance: false,
  flag_disallow_manual_exec: false,
  messages: {},
}
const optionsWithMessage = {
  ...defaultOptions,
  flag_short_maintenance: true,
  messages: { en: { long_message: 'Back at noon', short_message: 'Pause' } },
}

export const maintenance: Transcript[] = [
  {
    title: 'GET {root}/maintenance, PUT {root}/maintenance/:app/activate and deactivate',
    given,
    exchanges: [
      { request: 'GET /registry/maintenance', status: 200, responseHeaders: jsonWithETag, json: [] },
      {
        request: activate,
        token: 'master',
        body: {
          flag_short_maintenance: true,
          messages: { en: { Long_Message: 'Back at noon', short_message: 'Pause', extra: 1 } },
          extra: true,
        },
        status: 200,
        responseHeaders: uncachedJson,
        json: { ok: true },
      },
      {
        request: 'GET /registry/maintenance',
        status: 200,
        json: [app('notes', { maintenance_activated: true, maintenance_options: optionsWithMessage })],
      },
      // A second activation replaces all options.
      { request: activate, token: 'master', body: { flag_infra_maintenance: null }, status: 200, json: { ok: true } },
      {
        request: 'GET /registry/maintenance',
        status: 200,
        json: [app('notes', { maintenance_activated: true, maintenance_options: defaultOptions })],
      },
      {
        request: 'PUT /registry/maintenance/tasks/activate',
        token: 'master',
        requestHeaders: { 'Content-Type': 'application/json', 'Content-Length': '0' },
        status: 200,
        json: { ok: true },
      },
      // A deactivation needs no body. Without a body, it needs no Content-Type.
      { request: deactivate, token: 'master', status: 200, responseHeaders: uncachedJson, json: { ok: true } },
      { request: deactivate, token: 'master', body: {}, status: 200, json: { ok: true } },
      {
        request: 'GET /registry/maintenance',
        status: 200,
        json: [app('tasks', { maintenance_activated: true, maintenance_options: defaultOptions })],
      },
    ],
  },
  {
    title: 'PUT {root}/maintenance/:app/…: the order of refusals',
    given,
    exchanges: [
      {
        request: activate,
        token: 'master',
        requestHeaders: { 'Content-Type': 'text/plain' },
        body: '{}',
        ...refused(415, texts.contentType),
      },
      { request: activate, token: 'master', ...refused(415, texts.contentType) },
      {
        request: deactivate,
        token: 'master',
        requestHeaders: { 'Content-Type': 'text/plain' },
        body: 'x',
        ...refused(415, texts.contentType),
      },
      { request: deactivate, token: 'master', requestHeaders: { Accept: 'text/html' }, ...refused(406, texts.accept) },
      { request: activate, body: {}, ...refused(401, texts.noToken) },
      { request: deactivate, ...refused(401, texts.noToken) },
      { request: 'PUT /registry/maintenance/No/activate', token: 'stranger', body: {}, ...refused(400, texts.slug) },
      {
        request: 'PUT /registry/maintenance/absent/activate',
        token: 'stranger',
        body: {},
        ...refused(404, texts.noApp),
      },
      { request: 'PUT /registry/maintenance/absent/deactivate', token: 'master', ...refused(404, texts.noApp) },
      { request: activate, token: 'stranger', body: { messages: [] }, ...refused(401, texts.badToken) },
      { request: deactivate, token: 'editor', ...refused(401, texts.badToken) },
      { request: activate, token: 'master', body: { messages: [] }, status: 400 },
      { request: activate, token: 'master', body: { flag_short_maintenance: 'yes' }, status: 400 },
      {
        request: activate,
        token: 'master',
        body: { messages: { en: { short_message: '\ud83d' } } },
        ...refused(400, 'The short text of a message is no Unicode text: it has half of a surrogate pair'),
      },
      { request: 'GET /registry/maintenance', status: 200, json: [] },
    ],
  },
]
