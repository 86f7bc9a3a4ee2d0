import type { TokenEditor } from './token.js'
import type { TokenGrant, TokenIdentity } from './identity.js'

/** The permission that an operation requires: any valid token, a master token, or a token that may publish an application. */
export type RequiredPermission = 'any' | 'master' | { app: string; editor: string }

/**
 * Explains why a token is refused, to its bearer and in the log. Gives no details about a token that this registry did not make.
 * @returns a sentence. The names in the sentence are public, or part of the token.
 */
export function explainRefusal(identity: TokenIdentity<TokenEditor>, required: RequiredPermission): string {
  switch (identity.state) {
    case 'foreign':
      return 'The token was not made by this registry, or it was changed or cut off'
    case 'expired':
      return `The token expired at ${dateOf(identity.at)}: ask for a new one`
    case 'revoked':
      return 'The token was revoked, or its editor was removed: ask for a new one'
    case 'good':
      return explainGrant(identity.grant, required)
  }
}

function explainGrant(grant: TokenGrant<TokenEditor>, required: RequiredPermission): string {
  const { editor, app } = grant
  if (typeof required === 'string')
    return `This needs a master token, and the token is an editor token of "${editor.name}"`
  if (editor.name.toLowerCase() !== required.editor.toLowerCase()) {
    return `The token is for applications of the editor "${editor.name}", and "${required.app}" belongs to "${required.editor}"`
  }
  if (app !== undefined) return `The token is for the application "${app}" alone, not for "${required.app}"`
  // After the tokens of an application were revoked, a token for all applications can't publish this application either.
  return `The tokens for "${required.app}" were revoked: ask for a new one that is bound to it`
}

function dateOf(seconds: bigint): string {
  const date = new Date(Number(seconds) * 1000)
  return Number.isNaN(date.getTime()) ? 'a time long past' : date.toISOString()
}
