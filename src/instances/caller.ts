import { InstanceError } from './errors.js'
import type { Instance } from './instance.js'
import { allowsType } from './permissions/matching.js'
import { sourceIdOf, type PermissionDocument, type PermissionDocuments } from './permissions/permission-documents.js'
import type { Rules, Verb } from './permissions/rule.js'
import { parseScope } from './permissions/scope.js'
import type { InstanceTokens, TokenKind } from './tokens.js'

/** A client of an instance, by its token. */
export interface Caller {
  kind: TokenKind
  /** Identifies the caller in its instance, for limits. */
  id: string
  /** The application; absent for the command line. */
  slug?: string
  rules: Rules
  /** The document that the rules come from; absent for the command line, whose token has a scope. */
  document?: PermissionDocument
}

/** Finds out who calls, and what the caller may do. */
export class Callers {
  readonly #tokens: InstanceTokens
  readonly #permissions: PermissionDocuments

  constructor(tokens: InstanceTokens, permissions: PermissionDocuments) {
    this.#tokens = tokens
    this.#permissions = permissions
  }

  /**
   * The caller with this token. Applications have the permissions that are stored now, whatever their manifest says.
   * @throws InstanceError NO_TOKEN, INVALID_TOKEN, EXPIRED_TOKEN, INVALID_SCOPE; NO_PERMISSIONS when the application is not installed
   */
  async identify(instance: Instance, token: string | undefined): Promise<Caller> {
    if (token === undefined || token === '') throw new InstanceError('NO_TOKEN', 'No token in request')
    const subject = await this.#tokens.verify(instance, token)
    if (subject.kind === 'cli') return { kind: 'cli', id: 'cli', rules: parseScope(subject.scope) }
    const document = await this.#permissions.find(instance, subject)
    if (!document) throw new InstanceError('NO_PERMISSIONS', `no permission doc for ${subject.slug}`)
    return { ...subject, id: sourceIdOf(subject), rules: document.rules, document }
  }
}

/**
 * Requires the permission for a verb on a whole doctype.
 * @throws InstanceError FORBIDDEN
 */
export function requireType({ rules }: Caller, verb: Verb, type: string): void {
  if (!allowsType(rules.values(), verb, type)) throw new InstanceError('FORBIDDEN', 'Forbidden')
}
