import type { Logger } from 'pino'
import type { Editor, Editors } from './editors.js'
import { RegistryError } from './errors.js'
import { shortened } from './shortened.js'
import { parseAuthorization, unauthorized } from './tokens/header.js'
import { explainRefusal, type Purpose } from './tokens/explanation.js'
import { identifyToken, type TokenGrant, type TokenIdentity } from './tokens/identity.js'
import { verifyEditorToken, verifyGenuine } from './tokens/token.js'

/** Who asks: somebody with a token, somebody without one (`refusal` says why), or the operator at the command line. */
export type Viewer =
  { kind: 'token'; token: Buffer } | { kind: 'anonymous'; refusal: RegistryError } | { kind: 'operator' }

/** Whose token a viewer has, and what it may do. */
export type ViewerFacts = TokenGrant<Editor>

/** The viewer of a request with this `Authorization` header; nothing is verified yet. */
export function viewerOf(authorization: string | undefined): Viewer {
  const token = parseAuthorization(authorization)
  return token instanceof RegistryError ? { kind: 'anonymous', refusal: token } : { kind: 'token', token }
}

/**
 * Decides who may do what. A token is checked in two steps, as clients know it: first that it is genuine, before anything is
 * looked up; then that it allows what is asked.
 */
export class Access {
  readonly #secret: Buffer
  readonly #editors: Editors
  readonly #clock: () => number
  readonly #log: Logger

  /**
   * @param secret the master secret, 32 bytes
   * @param clock milliseconds since 1970
   */
  constructor(secret: Buffer, editors: Editors, clock: () => number, log: Logger) {
    this.#secret = secret
    this.#editors = editors
    this.#clock = clock
    this.#log = log
  }

  /**
   * Demands a token of this registry that has not ended, whatever it allows.
   * @throws RegistryError UNAUTHORIZED
   */
  requireGenuine(viewer: Viewer): void {
    if (viewer.kind === 'operator') return
    if (viewer.kind === 'anonymous') throw viewer.refusal
    const result = verifyGenuine(this.#secret, viewer.token, this.#clock())
    if (typeof result === 'string')
      throw this.#refuse(identifyToken(this.#secret, [], viewer.token, this.#clock()), 'any')
  }

  /**
   * Demands a master token, of any editor: each of them administers the whole registry.
   * @param editorName whose application it is about: nobody has permission for what belongs to an editor that is unknown
   * @throws RegistryError UNAUTHORIZED
   */
  async requireMaster(viewer: Viewer, editorName?: string): Promise<void> {
    this.requireGenuine(viewer)
    if (editorName !== undefined) await this.#editorNamed(editorName)
    if (viewer.kind !== 'token') return
    const identity = await this.identify(viewer.token)
    if (!isMaster(identity)) throw this.#refuse(identity, 'master')
  }

  /**
   * Demands a token that may publish an application: an editor token of its editor for this slug, or any master token.
   * @throws RegistryError UNAUTHORIZED
   */
  async requirePublisher(viewer: Viewer, editorName: string, slug: string): Promise<void> {
    this.requireGenuine(viewer)
    const editor = await this.#editorNamed(editorName)
    if (viewer.kind !== 'token') return
    const result = verifyEditorToken(this.#secret, editor, viewer.token, slug, this.#clock())
    if (typeof result !== 'string') return
    const identity = await this.identify(viewer.token)
    if (!isMaster(identity)) throw this.#refuse(identity, { app: slug, editor: editor.name })
  }

  /** Whose token the viewer has; `undefined` without a token that is good for something. */
  async facts(viewer: Viewer): Promise<ViewerFacts | undefined> {
    const identity = viewer.kind === 'token' ? await this.identify(viewer.token) : undefined
    return identity?.state === 'good' ? identity.grant : undefined
  }

  /** What is known of a token. */
  async identify(token: Buffer): Promise<TokenIdentity<Editor>> {
    return identifyToken(this.#secret, await this.#editors.all(), token, this.#clock())
  }

  // A name that no editor can have is that of an unknown one.
  async #editorNamed(name: string): Promise<Editor> {
    const editor = (await this.#editors.all()).find((known) => known.name.toLowerCase() === name.toLowerCase())
    if (!editor) throw unauthorized(`Could not find editor: ${name}`, unknownEditor(name))
    return editor
  }

  #refuse(identity: TokenIdentity<Editor>, purpose: Purpose): RegistryError {
    const reason = explainRefusal(identity, purpose)
    this.#log.info({ reason }, 'a token was refused')
    return unauthorized(undefined, reason)
  }
}

function unknownEditor(name: string): string {
  if (name === '') return 'The editor of the application is missing: name one that exists'
  return `There is no editor "${shortened(name)}" (any more): an operator can create it`
}

function isMaster(identity: TokenIdentity<Editor>): boolean {
  return identity.state === 'good' && identity.grant.kind === 'MASTER'
}
