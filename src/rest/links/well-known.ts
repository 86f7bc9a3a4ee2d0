import type { RealSpace } from '../../registry/spaces.js'
import type { WellKnown } from '../../registry/well-known.js'
import { HttpError } from '../errors.js'
import { sendText } from '../send-json.js'
import type { Route } from '../route.js'
import type { LinkSpaces } from './spaces.js'

const textType = 'text/plain; charset=UTF-8'

/** The route of well-known files. Mobile operating systems read them to find the application that opens the links of a host. */
export function wellKnownRoutes(spaces: LinkSpaces): Route[] {
  return [
    {
      method: 'GET',
      path: '/.well-known/*path',
      summary: 'A well-known file of the host',
      checksMediaTypes: false,
      errors: 'text',
      variesByEncoding: true,
      refuses: [404],
      success: { status: 200, types: ['*/*'], hasEtag: true },
      async handle(ctx) {
        const space = spaces.get(ctx.get('Host'))
        const file = await openWellKnownFile(ctx.state.context.registry.wellKnown, space, ctx.state.params.path ?? '')
        await sendText(ctx, file.content, file.contentType || textType, { status: 200, hasEtag: true })
      },
    },
  ]
}

// A failure of the object store also becomes a 404. The log has the failure as the cause of the 404.
async function openWellKnownFile(
  wellKnown: WellKnown,
  space: RealSpace,
  name: string,
): Promise<{ content: Buffer; contentType: string }> {
  try {
    const file = await wellKnown.open(space, name)
    if (file) return { content: Buffer.concat(await file.body.toArray()), contentType: file.contentType }
  } catch (error) {
    throw new HttpError(404, 'Not Found', { cause: error })
  }
  throw new HttpError(404, 'Not Found')
}
