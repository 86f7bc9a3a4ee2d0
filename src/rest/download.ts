import { versionNotFound } from '../registry/not-found.js'
import { checkChannel } from '../registry/versions.js'
import { appOf } from './app-in-path.js'
import { HttpError } from './errors.js'
import type { Route } from './route.js'

/**
 * The route whose URL always leads to the archive of the newest version of a channel. It redirects to the archive's own URL,
 * which a Cozy also downloads. The redirect is not cached, because its target changes with the next version.
 */
export function downloadRoute(): Route {
  return {
    method: 'GET',
    path: '/:app/:channel/latest/download',
    summary: 'Redirects to the archive of the newest version that a channel offers',
    checksMediaTypes: false,
    errors: 'text',
    variesByEncoding: false,
    success: { status: 302, types: [] },
    refuses: [400, 404],
    async handle(ctx) {
      const { params, context } = ctx.state
      const app = await appOf(ctx)
      const channel = checkChannel(params.channel ?? '')
      const version = await context.registry.catalogue.latest(app, channel)
      if (!version) throw versionNotFound(app.record.slug, `in the channel "${channel}"`)
      const { url } = version.record
      // The document of the version was written by hand.
      if (!URL.canParse(url)) throw new HttpError(404, 'File not found')
      ctx.body = ''
      ctx.status = 302
      ctx.remove('Content-Type')
      ctx.set('Location', new URL(url).href)
      ctx.set('Cache-Control', 'no-cache')
    },
  }
}
