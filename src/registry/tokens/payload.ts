import { randomBytes } from 'node:crypto'
import { isJsonObject, parseJson, type Json } from '../../json.js'

const idShape = /^[0-9a-f]{16}$/

/**
 * The payload of a token, as JSON: the slug of its only application, and its id. Empty when it has neither. The reference registry
 * ignores ids.
 */
export function writePayload(app: string | undefined, id: string | undefined): Buffer {
  return Buffer.from(app === undefined && id === undefined ? '' : JSON.stringify({ app, id }))
}

/** A new id of a token. */
export function newTokenId(): string {
  return randomBytes(8).toString('hex')
}

/** The id in a payload. `undefined` for tokens of the reference registry, and of older releases: they have no ids. */
export function tokenIdIn(payload: Buffer): string | undefined {
  const value = parse(payload)
  const id = isJsonObject(value) ? value.id : undefined
  return typeof id === 'string' && isTokenId(id) ? id : undefined
}

/** Whether a text has the form of the id of a token. */
export function isTokenId(text: string): boolean {
  return idShape.test(text)
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
