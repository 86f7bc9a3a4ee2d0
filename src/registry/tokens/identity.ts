import { verifyEditorToken, verifyGenuine, verifyMasterToken, type TokenEditor, type TokenFacts } from './token.js'

/** What a good token lets its bearer do, and whose it is. */
export interface TokenGrant<E extends TokenEditor> extends TokenFacts {
  kind: 'EDITOR' | 'MASTER'
  editor: E
}

/** What is known of a token, also of one that is good no more. */
export type TokenIdentity<E extends TokenEditor> =
  | { state: 'good'; grant: TokenGrant<E> }
  /** It was good; `grant` is absent when it is no editor's any more. */
  | { state: 'ended'; at: bigint; grant: TokenGrant<E> | undefined }
  /** It was made here, and is no editor's any more. */
  | { state: 'revoked' }
  /** It was not made here, or was changed. */
  | { state: 'foreign' }

/**
 * Finds out whose token it is, and whether it is still good.
 * @param now milliseconds since 1970
 */
export function identifyToken<E extends TokenEditor>(
  secret: Buffer,
  editors: readonly E[],
  token: Buffer,
  now: number,
): TokenIdentity<E> {
  const genuine = verifyGenuine(secret, token, beforeAnyEnd)
  if (typeof genuine === 'string') return { state: 'foreign' }
  const grant = grantOf(secret, editors, token)
  const end = grant?.expiry ?? genuine.expiry
  if (end !== 0n && BigInt(Math.floor(now)) >= end * 1000n) return { state: 'ended', at: end, grant }
  return grant ? { state: 'good', grant } : { state: 'revoked' }
}

// A token that has ended is read as it was before.
const beforeAnyEnd = 0

function grantOf<E extends TokenEditor>(secret: Buffer, editors: readonly E[], token: Buffer) {
  for (const editor of editors) {
    const master = verifyMasterToken(secret, editor, token, beforeAnyEnd)
    if (typeof master !== 'string') return { ...master, kind: 'MASTER' as const, editor }
  }
  for (const editor of editors) {
    const facts = verifyEditorToken(secret, editor, token, undefined, beforeAnyEnd)
    if (typeof facts !== 'string') return { ...facts, kind: 'EDITOR' as const, editor }
  }
  return undefined
}
