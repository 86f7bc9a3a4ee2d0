import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Connect, CreatedToken, Operations, TokenCheck, TokenRequest } from '../../src/operator/operations.js'
import { checkEditorName } from '../../src/registry/editors.js'
import { RegistryError } from '../../src/registry/errors.js'
import {
  mintEditorToken,
  mintMasterToken,
  verifyEditorToken,
  verifyMasterToken,
  type TokenEditor,
} from '../../src/registry/tokens/token.js'

const salt = z.string().transform((text) => Buffer.from(text, 'base64'))

/** The stored document of an editor. */
export const editorDocument = z.object({
  name: z.string(),
  session_secret_salt: salt,
  master_secret_salt: salt,
  revocation_counters: z.record(z.string(), z.number()).default({}),
})

/**
 * A registry in memory, for tests of the command line that need no real registry. It stores editors, and creates and
 * verifies real tokens. It knows the names of applications.
 */
export class MemoryRegistry implements Operations {
  readonly #editors = new Map<string, TokenEditor>()
  #secret: Buffer
  readonly autoPublication = new Set<string>()
  readonly applications = new Set(['drive'])
  /** The requests that `createToken` received. */
  readonly requests: TokenRequest[] = []
  /** How often `connect` was called. */
  opened = 0
  /** How often `close` was called. */
  closed = 0
  /** The error with which `createEditor` rejects. */
  failure: Error | undefined

  constructor(secret = Buffer.alloc(0)) {
    this.#secret = secret
  }

  execute: Operations['execute'] = () => Promise.reject(new Error('This command must work without GraphQL'))

  async createEditor(name: string, autoPublication: boolean): Promise<{ name: string }> {
    if (this.failure) throw this.failure
    const id = checkEditorName(name).toLowerCase()
    if (this.#editors.has(id)) throw new RegistryError('EDITOR_EXISTS', 'Editor already exists')
    const salts = { sessionSalt: randomBytes(16), masterSalt: randomBytes(16) }
    this.#editors.set(id, { name, ...salts, revocationCounters: new Map() })
    if (autoPublication) this.autoPublication.add(id)
    return { name }
  }

  /** Stores an editor without a check. */
  put(document: z.infer<typeof editorDocument>): void {
    this.#editors.set(document.name.toLowerCase(), {
      name: document.name,
      sessionSalt: document.session_secret_salt,
      masterSalt: document.master_secret_salt,
      revocationCounters: new Map(Object.entries(document.revocation_counters)),
    })
  }

  async editors(): Promise<string[]> {
    return [...this.#editors.keys()].sort().map((id) => this.#get(id).name)
  }

  async editor(name: string): Promise<{ name: string } | undefined> {
    return this.#editors.get(checkEditorName(name).toLowerCase())
  }

  async createToken(request: TokenRequest): Promise<CreatedToken> {
    this.requests.push(request)
    const { app, kind, name } = request
    if (kind === 'EDITOR' && app !== undefined && !this.applications.has(app)) {
      throw new RegistryError('APP_NOT_FOUND', 'Application was not found')
    }
    const warnings = kind === 'EDITOR' && app === undefined ? ['the token is good for any application'] : []
    const listed = name === undefined ? {} : { id: '0123456789abcdef', name }
    return { token: this.token(request), ...listed, warnings }
  }

  async verifyToken({ token, editor, kind, app }: TokenCheck): Promise<boolean> {
    const bytes = Buffer.from(token, 'base64')
    const result =
      kind === 'MASTER'
        ? verifyMasterToken(this.#secret, this.#get(editor), bytes, Date.now())
        : verifyEditorToken(this.#secret, this.#get(editor), bytes, app, Date.now())
    return typeof result !== 'string'
  }

  logFailureUnlessLogged = () => Promise.resolve()

  abandon = () => Promise.resolve()

  exportTo(): Promise<never> {
    throw new Error('A registry in memory has no archives')
  }

  copyFrom(): Promise<never> {
    throw new Error('A registry in memory copies nothing')
  }

  importFrom(): Promise<never> {
    throw new Error('A registry in memory has no archives')
  }

  async close(): Promise<void> {
    this.closed++
  }

  /** Creates a token that never expires. */
  token({ editor, kind, app }: TokenRequest): string {
    const found = this.#get(editor)
    const token =
      kind === 'MASTER' ? mintMasterToken(this.#secret, found, 0n) : mintEditorToken(this.#secret, found, app, 0n)
    return token.toString('base64')
  }

  /** Counts the call. If the command passes a secret, the registry uses this secret from now on. */
  connect: Connect = async (_config, { secret }) => {
    this.opened++
    if (secret) this.#secret = secret
    return this
  }

  #get(name: string): TokenEditor {
    const editor = this.#editors.get(name.toLowerCase())
    if (!editor) throw new RegistryError('EDITOR_NOT_FOUND', 'Editor not found')
    return editor
  }
}
