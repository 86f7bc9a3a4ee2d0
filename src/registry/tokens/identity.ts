import { verifyEditorToken, verifyGenuine, verifyMasterToken, type TokenEditor, type TokenFacts } from './token.js'

/** The permissions of a valid token, and its editor. */
export interface TokenGrant<E extends TokenEditor> extends TokenFacts {
  kind: 'EDITOR' | 'MASTER'
  editor: E
  /** The name of the token. Only tokens with an id have names. */
  name?: string
}

/** The editor and the state of a token, valid or not. */
export type TokenIdentity<E extends TokenEditor> =
  | { state: 'good'; grant: TokenGrant<E> }
  /** The token has expired. `grant` is `undefined` when the salt of no editor fits the token any more. */
  | { state: 'expired'; at: bigint; grant: TokenGrant<E> | undefined }
  /** The token was made by this registry, but the salt of no editor fits it any more. */
  | { state: 'revoked' }
  /** The token was not made by this registry, or was changed. */
  | { state: 'foreign' }

/**
 * Finds the editor of a token, and determines whether the token is still valid.
 * @param now milliseconds since 1970
 */
export function identifyToken<E extends TokenEditor>(
  secret: Buffer,
  editors: readonly E[],
  token: Buffer,
  now: number,
): TokenIdentity<E> {
  const genuine = verifyGenuine(secret, token, beforeAnyExpiry)
  if (typeof genuine === 'string') return { state: 'foreign' }
  const grant = grantOf(secret, editors, token)
  const end = grant?.expiry ?? genuine.expiry
  if (end !== 0n && BigInt(Math.floor(now)) >= end * 1000n) return { state: 'expired', at: end, grant }
  return grant ? { state: 'good', grant } : { state: 'revoked' }
}

// At this time no token has expired. Verification checks everything but the expiry.
const beforeAnyExpiry = 0

function grantOf<E extends TokenEditor>(secret: Buffer, editors: readonly E[], token: Buffer) {
  for (const editor of editors) {
    const master = verifyMasterToken(secret, editor, token, beforeAnyExpiry)
    if (typeof master !== 'string') return { ...master, kind: 'MASTER' as const, editor }
  }
  for (const editor of editors) {
    const facts = verifyEditorToken(secret, editor, token, undefined, beforeAnyExpiry)
    if (typeof facts !== 'string') return { ...facts, kind: 'EDITOR' as const, editor }
  }
  return undefined
}
