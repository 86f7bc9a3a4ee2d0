import { z } from 'zod'
import type { Prepare } from '../graphql/prepare.js'
import { unlessRefused } from '../graphql/unless-refused.js'
import type { Json } from '../json.js'
import { appNotFound } from '../registry/apps.js'
import { versionNotFound } from '../registry/pending.js'
import { checkSlug } from '../registry/slugs.js'
import { readBody } from './body.js'
import {
  FindAppDocument,
  PublishVersionDocument,
  ReadLatestVersionDocument,
  ReadVersionDocument,
  ReadVersionsDocument,
} from './generated/operations.js'
import { sendJson } from './json.js'
import { channelNames } from './list.js'
import { channelNamed, invalidChannel, parameter } from './parameters.js'
import type { Route } from './route.js'
import { versionsToWire, versionToWire } from './wire.js'

const json: z.ZodType<Json> = z.json()
const text = z.string().nullish()

// The publishing client sends more; what is unknown is ignored.
const newVersion = z.object({
  version: text,
  url: text,
  sha256: text,
  parameters: json.optional(),
  icon: text,
  partnership: z.object({ icon: text }).nullish(),
  screenshots: z.array(z.string()).nullish(),
})

/** Versions of an application: reading and publishing them. */
export function versionRoutes(prepare: Prepare): Route[] {
  const readVersions = prepare(ReadVersionsDocument)
  const readVersion = prepare(ReadVersionDocument)
  const readLatest = prepare(ReadLatestVersionDocument)
  const findApp = prepare(FindAppDocument)
  const publish = prepare(PublishVersionDocument)
  return [
    {
      method: 'GET',
      path: '/:app/versions',
      kind: 'json',
      async handle(ctx) {
        const slug = ctx.params.app ?? ''
        const { space } = await readVersions({ space: ctx.state.space.name, slug }, ctx.state.operation)
        const asked = channelNamed(parameter(ctx, 'versionsChannel')) ?? 'dev'
        // An application that does not exist has no versions: stacks rely on that.
        const body = space?.app ? versionsToWire(space.app, asked) : { has_versions: false }
        await sendJson(ctx, body, { cacheControl: 'max-age=300' })
      },
    },
    {
      method: 'GET',
      path: '/:app/:version',
      kind: 'json',
      async handle(ctx) {
        const { app: slug = '', version = '' } = ctx.params
        const { space, operation } = ctx.state
        // The application is looked for first, then the version's number is read.
        const found = await findApp({ space: space.name, slug }, operation)
        if (!found.space?.app) throw appNotFound()
        const result = await readVersion({ space: space.name, slug, version }, operation)
        const record = result.space?.app?.version
        if (!record) throw versionNotFound()
        await sendJson(ctx, versionToWire(record), { cacheControl: 'max-age=31536000' })
      },
    },
    {
      method: 'GET',
      path: '/:app/:channel/latest',
      kind: 'json',
      async handle(ctx) {
        const { app: slug = '', channel: name } = ctx.params
        const { space, operation } = ctx.state
        const found = await findApp({ space: space.name, slug }, operation)
        if (!found.space?.app) throw appNotFound()
        const channel = channelNamed(name)
        if (!channel) throw invalidChannel()
        const result = await readLatest({ space: space.name, slug, channel: channelNames[channel] }, operation)
        const record = result.space?.app?.latestVersion
        if (!record) throw versionNotFound()
        await sendJson(ctx, versionToWire(record), { cacheControl: 'max-age=300' })
      },
    },
    {
      method: 'POST',
      path: '/:app',
      kind: 'json',
      async handle(ctx) {
        const { space, operation } = ctx.state
        operation.registry.access.requireGenuine(operation.viewer)
        const app = checkSlug(ctx.params.app ?? '')
        const found = await findApp({ space: space.name, slug: app }, operation)
        if (!found.space?.app) throw appNotFound()
        const body = await readBody(ctx, newVersion)
        const input = {
          space: space.name,
          app,
          version: body.version ?? '',
          url: body.url ?? '',
          sha256: body.sha256 ?? '',
          // `null` counts as given.
          ...(body.parameters !== undefined && { parameters: body.parameters }),
          icon: body.icon ?? null,
          partnershipIcon: body.partnership?.icon ?? null,
          screenshots: body.screenshots ?? null,
        }
        const result = await publish({ input }, operation)
        const { version, warnings } = unlessRefused(result.publishVersion)
        const noted = warnings.length > 0 && { warnings: warnings.map((warning) => ({ ...warning })) }
        await sendJson(ctx, { ...versionToWire(version), ...noted }, { status: 201 })
      },
    },
  ]
}
