import type { Logger } from 'pino'
import type { Editor, Editors } from './editors.js'
import { RegistryError } from './errors.js'
import { parseAuthorization, unauthorized } from './tokens/header.js'
import {
  verifyEditorToken,
  verifyGenuine,
  verifyMasterToken,
  type TokenFacts,
  type TokenFailure,
} from './tokens/token.js'

/** Who asks: somebody with a token, somebody without one (`refusal` says why), or the operator at the command line. */
export type Viewer =
  { kind: 'token'; token: Buffer } | { kind: 'anonymous'; refusal: RegistryError } | { kind: 'operator' }

/** Whose token a viewer has, and what it may do. */
export interface ViewerFacts extends TokenFacts {
  kind: 'EDITOR' | 'MASTER'
  editor: Editor
}

/** The viewer of a request with this `Authorization` header; nothing is verified yet. */
export function viewerOf(authorization: string | undefined): Viewer {
  const token = parseAuthorization(authorization)
  return token instanceof RegistryError ? { kind: 'anonymous', refusal: token } : { kind: 'token', token }
}

/**
 * Who may do what. A token is checked in two steps, as clients know it: first that it is genuine, before anything is looked
 * up; then that it allows what is asked.
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
    if (typeof result === 'string') throw this.#refuse(result)
  }

  /**
   * Demands a master token, of any editor: each of them administers the whole registry.
   * @param editorName whose application it is about: nobody has permission for what belongs to an editor that is unknown
   * @throws RegistryError UNAUTHORIZED
   */
  async requireMaster(viewer: Viewer, editorName?: string): Promise<void> {
    this.requireGenuine(viewer)
    if (editorName !== undefined) await this.#editorNamed(editorName)
    if (viewer.kind === 'operator') return
    const facts = await this.facts(viewer)
    if (facts?.kind !== 'MASTER') throw this.#refuse('no master token')
    // The editor that a request names need not be the one whose token came with it.
    this.#log.info({ editor: facts.editor.name }, 'a master token was used')
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
    if (typeof result === 'string') await this.requireMaster(viewer)
  }

  /** Whose token the viewer has; `undefined` without a token that is good for something. */
  async facts(viewer: Viewer): Promise<ViewerFacts | undefined> {
    if (viewer.kind !== 'token') return undefined
    const now = this.#clock()
    const editors = await this.#editors.all()
    for (const editor of editors) {
      const master = verifyMasterToken(this.#secret, editor, viewer.token, now)
      if (typeof master !== 'string') return { ...master, kind: 'MASTER', editor }
    }
    for (const editor of editors) {
      const token = verifyEditorToken(this.#secret, editor, viewer.token, undefined, now)
      if (typeof token !== 'string') return { ...token, kind: 'EDITOR', editor }
    }
    return undefined
  }

  // A name that no editor can have is that of an unknown one.
  async #editorNamed(name: string): Promise<Editor> {
    const editor = (await this.#editors.all()).find((known) => known.name.toLowerCase() === name.toLowerCase())
    if (!editor) throw unauthorized(`Could not find editor: ${name}`)
    return editor
  }

  // Why is for the operator; the one who asks learns only that it was not enough.
  #refuse(reason: TokenFailure | 'no master token'): RegistryError {
    this.#log.info({ reason }, 'a token was refused')
    return unauthorized()
  }
}
