import type { Logger } from 'pino'
import type { Editor, Editors } from './editors.js'
import { RegistryError } from './errors.js'
import { shortened } from './shortened.js'
import { parseAuthorization, unauthorized } from './tokens/header.js'
import { explainRefusal, type RequiredPermission } from './tokens/explanation.js'
import { identifyToken, type TokenGrant, type TokenIdentity } from './tokens/identity.js'
import type { TokenRecords } from './tokens/token-records.js'
import { verifyEditorToken, verifyGenuine, type TokenFacts } from './tokens/token.js'

/**
 * The caller of an operation: a client with a token, an anonymous client, or the operator at the command line. An anonymous
 * client has sent no token, or one that can't be read (`isUnreadable`). `refusal` is the error if an operation needs a token.
 */
export type Viewer =
  | { kind: 'token'; token: Buffer }
  | { kind: 'anonymous'; refusal: RegistryError; isUnreadable: boolean }
  | { kind: 'operator' }

/** The editor and the permissions of a viewer's token. */
export type ViewerGrant = TokenGrant<Editor>

/** The dependencies of `Access`. */
export interface AccessParts {
  /** The master secret, 32 bytes. */
  secret: Buffer
  editors: Editors
  records: Pick<TokenRecords, 'use'>
  /** Milliseconds since 1970. */
  clock: () => number
  log: Logger
}

/** The viewer of a request with this `Authorization` header. The token is not verified yet. */
export function viewerOf(authorization: string | undefined): Viewer {
  const token = parseAuthorization(authorization)
  if (!(token instanceof RegistryError)) return { kind: 'token', token }
  return { kind: 'anonymous', refusal: token, isUnreadable: Boolean(authorization) }
}

/**
 * Authorizes viewers in two steps. The first step requires a genuine token: made by this registry, and not expired. The second
 * step requires a token that permits the operation. Clients expect this order.
 */
export class Access {
  readonly #secret: Buffer
  readonly #editors: Editors
  readonly #records: Pick<TokenRecords, 'use'>
  readonly #clock: () => number
  readonly #log: Logger
  // Caches by viewer. A viewer belongs to one request. Each request verifies its token once, and logs its refusal once.
  readonly #genuine = new WeakMap<Viewer, RegistryError | undefined>()
  readonly #identities = new WeakMap<Viewer, Promise<TokenIdentity<Editor> | undefined>>()
  readonly #masterChecks = new WeakMap<Viewer, Promise<void>>()

  constructor({ secret, editors, records, clock, log }: AccessParts) {
    this.#secret = secret
    this.#editors = editors
    this.#records = records
    this.#clock = clock
    this.#log = log
  }

  /**
   * Requires a token of this registry that has not expired. The permissions of the token do not matter.
   * @throws RegistryError UNAUTHORIZED
   */
  requireGenuine(viewer: Viewer): void {
    if (!this.#genuine.has(viewer)) this.#genuine.set(viewer, this.#refusalOf(viewer))
    const refusal = this.#genuine.get(viewer)
    if (refusal) throw refusal
  }

  /** Whether the viewer has a token of this registry that has not expired. The permissions of the token do not matter. */
  isGenuine(viewer: Viewer): boolean {
    try {
      this.requireGenuine(viewer)
      return true
    } catch {
      return false
    }
  }

  /**
   * Requires a master token of any editor: each master token administers the whole registry.
   * @param editorName the editor of the application. If it does not exist, every token is refused.
   * @throws RegistryError UNAUTHORIZED
   */
  async requireMaster(viewer: Viewer, editorName?: string): Promise<void> {
    this.requireGenuine(viewer)
    if (viewer.kind === 'operator') return
    if (editorName !== undefined) await this.#editorNamed(editorName)
    const known = this.#masterChecks.get(viewer) ?? this.#checkMaster(viewer)
    this.#masterChecks.set(viewer, known)
    await known
  }

  /**
   * Requires a token that may publish an application. Every master token may. An editor token may if it belongs to the editor of
   * the application, and is valid for the slug.
   * @throws RegistryError UNAUTHORIZED
   */
  async requirePublisher(viewer: Viewer, editorName: string, slug: string): Promise<void> {
    this.requireGenuine(viewer)
    if (viewer.kind === 'operator') return
    const editor = await this.#editorNamed(editorName)
    if (viewer.kind !== 'token') return
    const factsOrFailure = verifyEditorToken(this.#secret, editor, viewer.token, slug, this.#clock())
    if (typeof factsOrFailure !== 'string' && (await this.#isKept(editor, factsOrFailure))) return
    const identity = await this.identify(viewer)
    if (identity && !isMaster(identity)) throw this.#logRefusal(identity, { app: slug, editor: editor.name })
  }

  /** The name of the editor whose token the viewer has. `operator` for the operator. */
  async authorOf(viewer: Viewer): Promise<string> {
    if (viewer.kind === 'operator') return 'operator'
    const grant = await this.grantOf(viewer)
    if (!grant) throw new Error('The token of the viewer was not checked')
    return grant.editor.name
  }

  /** The editor and the permissions of the viewer's token. `undefined` without a valid token. */
  async grantOf(viewer: Viewer): Promise<ViewerGrant | undefined> {
    const identity = await this.identify(viewer)
    return identity?.state === 'good' ? identity.grant : undefined
  }

  /** Identifies the viewer's token. `undefined` for a viewer without one. */
  identify(viewer: Viewer): Promise<TokenIdentity<Editor> | undefined> {
    const known = this.#identities.get(viewer) ?? this.#identityOf(viewer)
    this.#identities.set(viewer, known)
    return known
  }

  async #identityOf(viewer: Viewer): Promise<TokenIdentity<Editor> | undefined> {
    if (viewer.kind !== 'token') return undefined
    const identity = identifyToken(this.#secret, await this.#editors.all(), viewer.token, this.#clock())
    if (identity.state !== 'good') return identity
    const { grant } = identity
    if (grant.id === undefined) return identity
    const record = await this.#records.use(grant.editor.name, grant.id)
    return record ? { state: 'good', grant: { ...grant, name: record.name } } : { state: 'revoked' }
  }

  // Whether a token that is otherwise valid was not revoked alone.
  async #isKept(editor: Editor, { id }: TokenFacts): Promise<boolean> {
    return id === undefined || (await this.#records.use(editor.name, id)) !== undefined
  }

  #refusalOf(viewer: Viewer): RegistryError | undefined {
    if (viewer.kind === 'operator') return undefined
    if (viewer.kind === 'anonymous') return viewer.refusal
    const factsOrFailure = verifyGenuine(this.#secret, viewer.token, this.#clock())
    if (typeof factsOrFailure !== 'string') return undefined
    return this.#logRefusal(identifyToken(this.#secret, [], viewer.token, this.#clock()), 'any')
  }

  async #checkMaster(viewer: Viewer): Promise<void> {
    const identity = await this.identify(viewer)
    if (identity && !isMaster(identity)) throw this.#logRefusal(identity, 'master')
  }

  // A name with invalid characters is refused like an unknown name.
  async #editorNamed(name: string): Promise<Editor> {
    const editor = (await this.#editors.all()).find((known) => known.name.toLowerCase() === name.toLowerCase())
    if (!editor) throw unauthorized(`Could not find editor: ${name}`, unknownEditor(name))
    return editor
  }

  // Logs why a token is refused, and returns the error to throw.
  #logRefusal(identity: TokenIdentity<Editor>, required: RequiredPermission): RegistryError {
    const reason = explainRefusal(identity, required)
    this.#log.info({ reason }, 'a token was refused')
    return unauthorized(undefined, reason)
  }
}

function unknownEditor(name: string): string {
  if (name === '') return 'The editor of the application is missing: give the name of an existing editor'
  return `There is no editor "${shortened(name)}" (any more): an operator can create it`
}

function isMaster(identity: TokenIdentity<Editor>): boolean {
  return identity.state === 'good' && identity.grant.kind === 'MASTER'
}
