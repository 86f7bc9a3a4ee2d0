import { isJsonObject, parseJson, type Json } from '../../json.js'

/** The payload of an editor token: the slug of its only application, as JSON. Empty when the token is for any application. */
export function writePayload(app: string | undefined): Buffer {
  return Buffer.from(app === undefined ? '' : JSON.stringify({ app }))
}

/**
 * The slug of the only application that a payload permits. `''` means any application, `undefined` an invalid payload. Tokens of
 * older releases of the reference registry have an empty payload or `{"apps": […]}`. Only the first slug in `apps` counts.
 */
export function allowedApp(payload: Buffer): string | undefined {
  if (payload.length === 0) return ''
  const value = parse(payload)
  if (value === null) return ''
  if (!isJsonObject(value)) return undefined
  const { app = null, apps = null } = value
  if (app !== null && typeof app !== 'string') return undefined
  if (apps === null) return app ?? ''
  if (!Array.isArray(apps) || !apps.every((slug) => typeof slug === 'string')) return undefined
  return apps[0] ?? app ?? ''
}

function parse(payload: Buffer): Json | undefined {
  try {
    return parseJson(payload.toString())
  } catch {
    return undefined
  }
}
