import { uncachedJson, refused, revalidatedJson, texts, type Given, type Transcript } from '../transcript.js'
import { app } from './facts.js'

const given: Given = { apps: [{ slug: 'notes' }, { slug: 'tasks' }], versions: [{ slug: 'notes', version: '1.0.0' }] }
const activate = 'PUT /registry/maintenance/notes/activate'
const deactivate = 'PUT /registry/maintenance/notes/deactivate'
const quiet = {
  flag_infra_maintenance: false,
  flag_short_maintenance: false,
  flag_disallow_manual_exec: false,
  messages: {},
}
const told = {
  ...quiet,
  flag_short_maintenance: true,
  messages: { en: { long_message: 'Back at noon', short_message: 'Pause' } },
}

export const maintenance: Transcript[] = [
  {
    title: 'GET {root}/maintenance, PUT {root}/maintenance/:app/activate and deactivate',
    given,
    exchanges: [
      { ask: 'GET /registry/maintenance', gives: 200, headers: revalidatedJson, json: [] },
      {
        ask: activate,
        as: 'master',
        body: {
          flag_short_maintenance: true,
          messages: { en: { Long_Message: 'Back at noon', short_message: 'Pause', extra: 1 } },
          extra: true,
        },
        gives: 200,
        headers: uncachedJson,
        json: { ok: true },
      },
      {
        ask: 'GET /registry/maintenance',
        gives: 200,
        json: [app('notes', { maintenance_activated: true, maintenance_options: told })],
      },
      // Replaced, not merged.
      { ask: activate, as: 'master', body: { flag_infra_maintenance: null }, gives: 200, json: { ok: true } },
      {
        ask: 'GET /registry/maintenance',
        gives: 200,
        json: [app('notes', { maintenance_activated: true, maintenance_options: quiet })],
      },
      {
        ask: 'PUT /registry/maintenance/tasks/activate',
        as: 'master',
        with: { 'Content-Type': 'application/json', 'Content-Length': '0' },
        gives: 200,
        json: { ok: true },
      },
      // Without a body, no type is demanded.
      { ask: deactivate, as: 'master', gives: 200, headers: uncachedJson, json: { ok: true } },
      { ask: deactivate, as: 'master', body: {}, gives: 200, json: { ok: true } },
      {
        ask: 'GET /registry/maintenance',
        gives: 200,
        json: [app('tasks', { maintenance_activated: true, maintenance_options: quiet })],
      },
    ],
  },
  {
    title: 'PUT {root}/maintenance/:app/…: refusals, in their order',
    given,
    exchanges: [
      {
        ask: activate,
        as: 'master',
        with: { 'Content-Type': 'text/plain' },
        body: '{}',
        ...refused(415, texts.contentType),
      },
      { ask: activate, as: 'master', ...refused(415, texts.contentType) },
      {
        ask: deactivate,
        as: 'master',
        with: { 'Content-Type': 'text/plain' },
        body: 'x',
        ...refused(415, texts.contentType),
      },
      { ask: deactivate, as: 'master', with: { Accept: 'text/html' }, ...refused(406, texts.accept) },
      { ask: activate, body: {}, ...refused(401, texts.noToken) },
      { ask: deactivate, ...refused(401, texts.noToken) },
      { ask: 'PUT /registry/maintenance/No/activate', as: 'stranger', body: {}, ...refused(400, texts.slug) },
      { ask: 'PUT /registry/maintenance/absent/activate', as: 'stranger', body: {}, ...refused(404, texts.noApp) },
      { ask: 'PUT /registry/maintenance/absent/deactivate', as: 'master', ...refused(404, texts.noApp) },
      { ask: activate, as: 'stranger', body: { messages: [] }, ...refused(401, texts.badToken) },
      { ask: deactivate, as: 'editor', ...refused(401, texts.badToken) },
      { ask: activate, as: 'master', body: { messages: [] }, gives: 400 },
      { ask: activate, as: 'master', body: { flag_short_maintenance: 'yes' }, gives: 400 },
      {
        ask: activate,
        as: 'master',
        body: { messages: { en: { short_message: '\ud83d' } } },
        ...refused(400, 'The short of a message is no Unicode text: it has half of a surrogate pair'),
      },
      { ask: 'GET /registry/maintenance', gives: 200, json: [] },
    ],
  },
]
