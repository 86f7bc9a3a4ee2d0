import { z } from 'zod'
import { lookedUpApp } from '../graphql/allow-directive.js'
import type { CompileOperation } from '../graphql/compile-operation.js'
import { successOf } from '../graphql/success-of.js'
import { disconnectSignal } from '../http-semantics/client-left.js'
import type { Json } from '../json.js'
import { appOf } from './app-in-path.js'
import { bodyReader } from './body.js'
import { PublishVersionDocument } from './generated/operations.js'
import { jsonRoute, type Route } from './route.js'
import { publication } from '../wire-format/shapes.js'
import { versionToWire } from '../wire-format/to-wire.js'

const text = z.string().nullish()

// The publishing client also sends other members, which are ignored.
const newVersion = z.object({
  version: text,
  url: text,
  sha256: text,
  // Any JSON value.
  parameters: z.custom<Json>().optional(),
  icon: text,
  partnership: z.object({ icon: text }).nullish(),
  screenshots: z.array(z.string()).nullish(),
})

// In milliseconds.
const publicationBodyTimeout = 150_000

/** The route that publishes a version. */
export function publishRoutes(compile: CompileOperation): Route[] {
  const publish = compile(PublishVersionDocument)
  return [
    jsonRoute({
      method: 'POST',
      path: '/:app',
      mutation: 'publishVersion',
      summary: 'Publishes a version, or submits it for approval',
      token: 'editor',
      body: newVersion,
      shape: publication,
      status: 201,
      refuses: [400, 404, 409, 422, 503],
      async handle(ctx) {
        const readBody = bodyReader(ctx, newVersion, publicationBodyTimeout)
        const context = await publish.authorize(ctx.state.context, { app: () => appOf(ctx), input: readBody })
        const { space, record } = lookedUpApp(context)
        const body = await readBody()
        const input = {
          space: space.name,
          app: record.slug,
          version: body.version ?? '',
          url: body.url ?? '',
          sha256: body.sha256 ?? '',
          // `null` is a valid value of `parameters`, and differs from an absent member.
          ...(body.parameters !== undefined && { parameters: body.parameters }),
          icon: body.icon ?? null,
          partnershipIcon: body.partnership?.icon ?? null,
          screenshots: body.screenshots ?? null,
        }
        const { version, warnings } = successOf(
          (await publish({ input }, { ...context, signal: disconnectSignal(ctx.res) })).publishVersion,
        )
        const warningsMember = warnings.length > 0 && { warnings: warnings.map((warning) => ({ ...warning })) }
        return { ...versionToWire(version), ...warningsMember }
      },
    }),
  ]
}
