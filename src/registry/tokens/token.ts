import { createHash } from 'node:crypto'
import { RegistryError } from '../errors.js'
import { editorKey } from './editor-keys.js'
import { expiryLength, macLength, openLayer, sealLayer, type Layer, type LayerFailure } from './layer.js'
import { allowedApp, tokenIdIn, writePayload } from './payload.js'

/** The properties of an editor that its tokens depend on. */
export interface TokenEditor {
  /** As stored: keys depend on its case. */
  name: string
  /** Salt of editor tokens. Empty when the salt is lost. Then no editor token is valid, or can be made. */
  sessionSalt: Buffer
  /** Salt of master tokens. Empty when the salt is lost. Then no master token is valid, or can be made. */
  masterSalt: Buffer
  /** How often the editor tokens of an application were revoked, by slug. */
  revocationCounters: ReadonlyMap<string, number>
}

/**
 * The reason why a token is refused. `explainRefusal` has the texts. `revoked or other app` means a genuine token of these kinds:
 * - a revoked token;
 * - a token for another editor or another application;
 * - an editor token in place of a master token, or the other way round.
 */
export type TokenFailure = LayerFailure | 'revoked or other app'

/** The content of a valid token. */
export interface TokenFacts {
  /** Seconds since 1970. 0 for never. */
  expiry: bigint
  /** Slug of the only application that the token is for. Absent when the token is not bound to an application. */
  app?: string
  /** The id of the token. Tokens of the reference registry, and of older releases, have none. */
  id?: string
}

// A token has two layers. The inner layer is sealed with a key of the editor. The outer layer contains the inner layer, and is
// sealed with the master secret.

const never = 0n

/**
 * Makes a master token of an editor. The token permits the administration of the registry. `expiry` and `id` are as in
 * `TokenFacts`.
 * @throws RegistryError INVALID_INPUT when the editor has no salt
 */
export function mintMasterToken(secret: Buffer, editor: TokenEditor, expiry: bigint, id?: string): Buffer {
  const key = mintingKey(secret, editor, editor.masterSalt)
  return sealLayer(secret, { expiry, content: sealLayer(key, { expiry: never, content: writePayload(undefined, id) }) })
}

/**
 * Makes an editor token. The token permits publishing one application or, without `app`, all applications of the editor.
 * @throws RegistryError INVALID_INPUT when the editor has no salt or the slug is empty
 */
export function mintEditorToken(
  secret: Buffer,
  editor: TokenEditor,
  app: string | undefined,
  expiry: bigint,
  id?: string,
): Buffer {
  // In a token, an empty slug means any application. A token for an empty slug would permit too much.
  if (app === '') throw new RegistryError('INVALID_INPUT', 'The slug of the application is empty')
  const key = mintingKey(secret, editor, editor.sessionSalt)
  const inner = sealLayer(key, { expiry: never, content: writePayload(app, id) }, additionalData(editor, app))
  return sealLayer(secret, { expiry, content: inner })
}

/** Checks that a token was made with this secret and has not expired. Does not check whether it was revoked. */
export function verifyGenuine(secret: Buffer, token: Buffer, now: number): TokenFacts | TokenFailure {
  const outer = openLayer(secret, token, now)
  return typeof outer === 'string' ? outer : { expiry: outer.expiry }
}

/** Checks a master token of an editor. */
export function verifyMasterToken(
  secret: Buffer,
  editor: TokenEditor,
  token: Buffer,
  now: number,
): TokenFacts | TokenFailure {
  const outer = openLayer(secret, token, now)
  if (typeof outer === 'string') return outer
  const inner = openInner(secret, editor, editor.masterSalt, outer, now)
  return typeof inner === 'string' ? inner : factsOf(inner)
}

/**
 * Checks an editor token.
 * @param app slug of the application to publish. By default, the application that the token names.
 */
export function verifyEditorToken(
  secret: Buffer,
  editor: TokenEditor,
  token: Buffer,
  app: string | undefined,
  now: number,
): TokenFacts | TokenFailure {
  const outer = openLayer(secret, token, now)
  if (typeof outer === 'string') return outer
  const requestedApp = app ?? allowedApp(payloadOf(outer.content))
  const inner = openInner(secret, editor, editor.sessionSalt, outer, now, additionalData(editor, requestedApp))
  if (typeof inner === 'string') return inner
  const allowed = allowedApp(inner.content)
  if (allowed === undefined) return 'malformed'
  if (allowed === '') return factsOf(inner)
  return allowed === requestedApp ? { ...factsOf(inner), app: allowed } : 'revoked or other app'
}

/**
 * Identifies the salt and the revocation counter that tokens of an editor depend on. It changes when the tokens are revoked
 * together.
 * @param app the slug of the only application that the tokens are for
 */
export function tokenKeyId(editor: TokenEditor, kind: 'EDITOR' | 'MASTER', app: string | undefined): string {
  const hash = createHash('sha256').update(kind)
  if (kind === 'MASTER') hash.update(editor.masterSalt)
  else hash.update(editor.sessionSalt).update(additionalData(editor, app))
  return hash.digest('hex').slice(0, 16)
}

function factsOf({ expiry, content }: Layer): TokenFacts {
  const id = tokenIdIn(content)
  return id === undefined ? { expiry } : { expiry, id }
}

function mintingKey(secret: Buffer, { name }: TokenEditor, salt: Buffer): Buffer {
  if (salt.length > 0) return editorKey(secret, name, salt)
  throw new RegistryError('INVALID_INPUT', `Editor "${name}" has lost its salt: revoke its tokens to get a new one`)
}

// Returns the inner layer, with the earlier expiry of the two layers. The inner layer has an expiry only in tokens of
// older releases of the reference registry.
function openInner(
  secret: Buffer,
  { name }: TokenEditor,
  salt: Buffer,
  outer: Layer,
  now: number,
  additional?: string,
): Layer | TokenFailure {
  if (salt.length === 0) return 'revoked or other app'
  const inner = openLayer(editorKey(secret, name, salt), outer.content, now, additional)
  if (inner === 'forged') return 'revoked or other app'
  return typeof inner === 'string' ? inner : { ...inner, expiry: earlier(inner.expiry, outer.expiry) }
}

function earlier(one: bigint, other: bigint): bigint {
  if (one === never) return other
  if (other === never) return one
  return one < other ? one : other
}

// The additional data of the inner layer. A higher revocation counter of an application changes the data, so that no earlier
// token permits this application.
function additionalData({ name, revocationCounters }: TokenEditor, app: string | undefined): string {
  const counter = app === undefined ? 0 : (revocationCounters.get(app) ?? 0)
  return counter > 0 ? `${name.toLowerCase()};counter=${String(counter)}` : name.toLowerCase()
}

// The content of a layer that has not been verified.
function payloadOf(layer: Buffer): Buffer {
  return layer.subarray(expiryLength, Math.max(expiryLength, layer.length - macLength))
}
