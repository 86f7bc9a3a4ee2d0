import { shortened } from '../registry/shortened.js'
import { InstanceError } from './errors.js'
import type { Instance } from './instance.js'
import { allowsType } from './permissions/matching.js'
import { sourceIdOf, type PermissionDocument, type PermissionDocuments } from './permissions/permission-documents.js'
import type { Rules, Verb } from './permissions/rule.js'
import { parseScope } from './permissions/scope.js'
import type { InstanceTokens, TokenKind } from './tokens.js'

/** The client of an instance that a token identifies. */
export interface Caller {
  kind: TokenKind
  /** Identifies the caller within the instance. Limits are counted by this id. */
  id: string
  /** The slug of the application. Absent for a token of the command line. */
  slug?: string
  rules: Rules
  /** The document with the rules. Absent for a token of the command line: its rules are in the token. */
  document?: PermissionDocument
}

/** Identifies the callers of instances by their tokens. */
export class Callers {
  readonly #tokens: InstanceTokens
  readonly #permissions: PermissionDocuments

  constructor(tokens: InstanceTokens, permissions: PermissionDocuments) {
    this.#tokens = tokens
    this.#permissions = permissions
  }

  /**
   * Returns the caller with this token. The rules of an application are those in its stored permissions, which may differ from
   * its manifest.
   * @throws InstanceError INVALID_TOKEN, EXPIRED_TOKEN, INVALID_SCOPE; NO_PERMISSIONS when the application is not
   * installed
   */
  async identify(instance: Instance, token: string): Promise<Caller> {
    const subject = await this.#tokens.verify(instance, token)
    if (subject.kind === 'cli') return { kind: 'cli', id: 'cli', rules: parseScope(subject.scope) }
    const document = await this.#permissions.find(instance, subject)
    if (!document) {
      const detail = `The application "${shortened(subject.slug)}" of the token is not installed any more`
      throw new InstanceError('NO_PERMISSIONS', `no permission doc for ${subject.slug}`, { detail })
    }
    return { ...subject, id: sourceIdOf(subject), rules: document.rules, document }
  }
}

/**
 * Requires that a caller may use a verb on all documents of a doctype.
 * @throws InstanceError FORBIDDEN
 */
export function requireType({ rules }: Caller, verb: Verb, type: string): void {
  if (!allowsType(rules.values(), verb, type)) throw forbidden(verb, type)
}

/** The refusal of a caller without a permission: for a whole doctype, or for one document. */
export function forbidden(verb: Verb, type: string, id?: string): InstanceError {
  const object =
    id === undefined ? `the whole doctype "${shortened(type)}"` : `"${shortened(id)}" of "${shortened(type)}"`
  return new InstanceError('FORBIDDEN', 'Forbidden', { detail: `The token has no permission for ${verb} on ${object}` })
}
