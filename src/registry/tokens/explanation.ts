import type { TokenEditor } from './token.js'
import type { TokenGrant, TokenIdentity } from './identity.js'

/** The permission that an operation requires: any valid token, a master token, or a token that may publish an application. */
export type Purpose = 'any' | 'master' | { app: string; editor: string }

/**
 * Explains why a token is refused, to its bearer and in the log. Gives no details about a token that this registry did not make.
 * @returns a sentence. The names in it are public, or part of the token.
 */
export function explainRefusal(identity: TokenIdentity<TokenEditor>, purpose: Purpose): string {
  switch (identity.state) {
    case 'foreign':
      return 'The token was not made by this registry, or it was changed or cut off'
    case 'ended':
      return `The token ended at ${dateOf(identity.at)}: ask for a new one`
    case 'revoked':
      return 'The token was revoked, or its editor was removed: ask for a new one'
    case 'good':
      return explainGrant(identity.grant, purpose)
  }
}

function explainGrant(grant: TokenGrant<TokenEditor>, purpose: Purpose): string {
  const { editor, app } = grant
  if (typeof purpose === 'string')
    return `This needs a master token, and the token is an editor token of "${editor.name}"`
  if (editor.name.toLowerCase() !== purpose.editor.toLowerCase()) {
    return `The token is for applications of the editor "${editor.name}", and "${purpose.app}" belongs to "${purpose.editor}"`
  }
  if (app !== undefined) return `The token is for the application "${app}" alone, not for "${purpose.app}"`
  // After the tokens of an application were revoked, a token for all applications can't publish this application either.
  return `The tokens for "${purpose.app}" were revoked: ask for a new one that is bound to it`
}

function dateOf(seconds: bigint): string {
  const date = new Date(Number(seconds) * 1000)
  return Number.isNaN(date.getTime()) ? 'a time long past' : date.toISOString()
}
