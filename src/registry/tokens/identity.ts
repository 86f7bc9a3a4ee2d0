import { verifyEditorToken, verifyGenuine, verifyMasterToken, type TokenEditor, type TokenFacts } from './token.js'

/** What a valid token permits, and whose it is. */
export interface TokenGrant<E extends TokenEditor> extends TokenFacts {
  kind: 'EDITOR' | 'MASTER'
  editor: E
}

/** What is known of a token, whether it is valid or not. */
export type TokenIdentity<E extends TokenEditor> =
  | { state: 'good'; grant: TokenGrant<E> }
  /** It has expired; `grant` is `undefined` when it fits no editor's salt any more. */
  | { state: 'ended'; at: bigint; grant: TokenGrant<E> | undefined }
  /** It was made here, but fits no editor's salt any more. */
  | { state: 'revoked' }
  /** It was not made here, or was changed. */
  | { state: 'foreign' }

/**
 * Finds out whose token it is, and whether it is still valid.
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
  if (end !== 0n && BigInt(Math.floor(now)) >= end * 1000n) return { state: 'ended', at: end, grant }
  return grant ? { state: 'good', grant } : { state: 'revoked' }
}

// The time for verifying a token whether it has expired or not.
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
