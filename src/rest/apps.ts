import { z } from 'zod'
import type { Prepare } from '../graphql/prepare.js'
import { unlessRefused } from '../graphql/unless-refused.js'
import { appNotFound } from '../registry/apps.js'
import { RegistryError } from '../registry/errors.js'
import { unauthorized } from '../registry/tokens/header.js'
import { readBody } from './body.js'
import {
  CreateAppDocument,
  FindAppDocument,
  FindEditorDocument,
  ReadAppDocument,
  type CreateAppInput,
} from './generated/operations.js'
import { sendJson } from './json.js'
import { channelNamed, parameter } from './parameters.js'
import type { Route } from './route.js'
import { appToWire, versionsToWire } from './wire.js'

const text = z.string().nullish()
const newApp = z.object({
  slug: text,
  editor: text,
  type: text,
  data_usage_commitment: text,
  data_usage_commitment_by: text,
})

/** Applications: reading and creating one. */
export function appRoutes(prepare: Prepare): Route[] {
  const readApp = prepare(ReadAppDocument)
  const findApp = prepare(FindAppDocument)
  const findEditor = prepare(FindEditorDocument)
  const createApp = prepare(CreateAppDocument)
  return [
    {
      method: 'GET',
      path: '/:app',
      kind: 'json',
      async handle(ctx) {
        const { space } = await readApp(
          { space: ctx.state.space.name, slug: ctx.params.app ?? '' },
          ctx.state.operation,
        )
        if (!space?.app) throw appNotFound()
        const { label, latestVersion, ...app } = space.app
        // Another word than a channel means dev here, unlike in lists.
        const versions = versionsToWire(app, channelNamed(parameter(ctx, 'versionsChannel')) ?? 'dev')
        await sendJson(ctx, appToWire(app, { versions, label, latestVersion }), { cacheControl: 'max-age=300' })
      },
    },
    {
      method: 'POST',
      path: '/',
      kind: 'json',
      async handle(ctx) {
        const { space, operation } = ctx.state
        const { access } = operation.registry
        access.requireGenuine(operation.viewer)
        const body = await readBody(ctx, newApp)
        const slug = body.slug ?? ''
        const editor = body.editor ?? ''
        // Permission comes before validation: an editor that does not exist gives no permission.
        const known = await findEditor({ name: editor }, operation).catch(refusedName)
        if (!known?.editor) throw unauthorized(`Could not find editor: ${editor}`)
        await access.requireMaster(operation.viewer)
        // The slug is checked before the values that the schema could not even carry.
        await findApp({ space: space.name, slug }, operation)
        const result = await createApp({ input: { space: space.name, slug, editor, ...enumsOf(body) } }, operation)
        const { app: created } = unlessRefused(result.createApp)
        const { label, ...app } = created
        await sendJson(ctx, appToWire(app, { versions: versionsToWire(app, 'dev'), label }), { status: 201 })
      },
    },
  ]
}

function refusedName(error: unknown): undefined {
  if (error instanceof RegistryError && error.code === 'INVALID_EDITOR_NAME') return undefined
  throw error
}

// The values of the wire format, by the schema's names.
const types = { webapp: 'WEBAPP', konnector: 'KONNECTOR' } as const
const promises = { user_ciphered: 'USER_CIPHERED', user_reserved: 'USER_RESERVED', none: 'NONE' } as const
const promisers = { cozy: 'COZY', editor: 'EDITOR', none: 'NONE' } as const

function enumsOf(
  body: z.infer<typeof newApp>,
): Pick<CreateAppInput, 'type' | 'dataUsageCommitment' | 'dataUsageCommitmentBy'> {
  const { type, data_usage_commitment: promise, data_usage_commitment_by: by } = body
  return {
    type: oneOf(types, 'type', type ?? ''),
    // The empty text counts as given.
    dataUsageCommitment: typeof promise === 'string' ? oneOf(promises, 'data_usage_commitment', promise) : null,
    dataUsageCommitmentBy: typeof by === 'string' ? oneOf(promisers, 'data_usage_commitment_by', by) : null,
  }
}

function oneOf<T>(values: Record<string, T>, member: string, text: string): T {
  const value = Object.hasOwn(values, text) ? values[text] : undefined
  if (value !== undefined) return value
  const allowed = Object.keys(values).join(', ')
  throw new RegistryError(
    'INVALID_APP',
    `Invalid application: got ${member} "${text}", must be one of these: ${allowed}`,
  )
}
