import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { ConflictError, type Documents, type StoredDocument } from '../documents/documents.js'
import { isJsonObject, type JsonObject } from '../json.js'
import { RegistryError } from './errors.js'
import { shortened } from './shortened.js'
import { followChanges, type FeedOptions } from './change-feed.js'
import { treatMissingDatabaseAs } from '../documents/treat-missing-database-as.js'
import { retryOnConflict, updateDocument } from './retry-on-conflict.js'

/** An editor: the owner of applications. */
export interface Editor {
  /** The name as given at creation. Tokens depend on its case. */
  name: string
  autoPublication: boolean
  /** Salt of editor tokens. Empty in some old documents: no editor token is valid until a salt is created. */
  sessionSalt: Buffer
  /** Salt of master tokens. Empty in some old documents, too. */
  masterSalt: Buffer
  /** How often the editor tokens of one application were revoked, by slug. */
  revocationCounters: ReadonlyMap<string, number>
}

const saltLength = 16
// Characters. The length is limited because the name is part of URLs.
const maxNameLength = 128

const salt = z
  .string()
  .catch('')
  .transform((text) => Buffer.from(text, 'base64'))

const editorSchema = z.object({
  name: z.string().optional().catch(undefined),
  session_secret_salt: salt,
  master_secret_salt: salt,
  auto_publication: z.boolean().catch(false),
  // A corrupt counter must not undo other revocations.
  revocation_counters: z.record(z.string(), z.number().catch(0)).catch({}),
})

/** The editors of all spaces. There are few editors. All of them are cached in memory until one changes. */
export class Editors {
  readonly #documents: Documents
  readonly #database: string
  #all: Promise<ReadonlyMap<string, Editor>> | undefined
  #revision = 0

  constructor(documents: Documents, database: string) {
    this.#documents = documents
    this.#database = database
  }

  /** Starts following the changes of the database. Call it before reading anything. */
  async open(options: FeedOptions): Promise<void> {
    await followChanges(this.#documents, this.#database, options, () => this.#changed())
  }

  /** A number that increases with each change of an editor. */
  get revision(): number {
    return this.#revision
  }

  /** All editors, in the order of their names in lower case. */
  async all(): Promise<Editor[]> {
    return [...(await this.#load()).values()]
  }

  /**
   * An editor by name, case-insensitive.
   * @throws RegistryError INVALID_EDITOR_NAME
   */
  async find(name: string): Promise<Editor | undefined> {
    return (await this.#load()).get(checkEditorName(name).toLowerCase())
  }

  /**
   * Like `find`, but throws when there is no such editor.
   * @throws RegistryError INVALID_EDITOR_NAME, EDITOR_NOT_FOUND
   */
  async get(name: string): Promise<Editor> {
    const editor = await this.find(name)
    if (!editor) throw editorNotFound(name)
    return editor
  }

  /**
   * Creates an editor with fresh salts.
   * @throws RegistryError INVALID_EDITOR_NAME, EDITOR_EXISTS
   */
  async create(name: string, autoPublication: boolean): Promise<Editor> {
    if (name.length > maxNameLength) {
      throw new RegistryError('INVALID_EDITOR_NAME', `Editor name should have at most ${maxNameLength} characters`)
    }
    try {
      await this.#documents.put(this.#database, {
        _id: checkEditorName(name).toLowerCase(),
        name,
        session_secret_salt: newSalt(),
        master_secret_salt: newSalt(),
        // Unused. The reference registry writes this member, too.
        public_key: null,
        auto_publication: autoPublication,
      })
    } catch (error) {
      if (error instanceof ConflictError) throw editorExists(name)
      throw error
    }
    this.#changed()
    return this.get(name)
  }

  /**
   * Returns an editor with a salt for one kind of tokens. If an old document lacks the salt, creates and stores one.
   * @throws RegistryError EDITOR_NOT_FOUND when the editor was removed meanwhile
   */
  async withSalt(editor: Editor, kind: 'EDITOR' | 'MASTER'): Promise<Editor> {
    const salt = kind === 'MASTER' ? editor.masterSalt : editor.sessionSalt
    if (salt.length > 0) return editor
    const member = kind === 'MASTER' ? 'master_secret_salt' : 'session_secret_salt'
    await updateDocument(this.#documents, this.#database, editor.name.toLowerCase(), (current) =>
      // Keeps a salt that another process has created meanwhile.
      current && !current[member] ? { ...current, [member]: newSalt() } : undefined,
    )
    this.#changed()
    return this.get(editor.name)
  }

  /**
   * Removes an editor; its applications stay.
   * @returns the stored name; its case may differ from that of `name`
   * @throws RegistryError INVALID_EDITOR_NAME, EDITOR_NOT_FOUND
   */
  async remove(name: string): Promise<string> {
    const id = checkEditorName(name).toLowerCase()
    const editor = await retryOnConflict(async () => {
      const document = await this.#documents.get(this.#database, id)
      if (!document) throw editorNotFound(name)
      await this.#documents.remove(this.#database, id, document._rev)
      return readEditor(document)
    })
    this.#changed()
    return editor.name
  }

  /**
   * Revokes tokens of an editor. A new salt revokes all tokens of one kind. A higher counter revokes the editor tokens of one
   * application.
   * @throws RegistryError INVALID_EDITOR_NAME, EDITOR_NOT_FOUND
   */
  async revokeTokens(name: string, scope: 'EDITOR' | 'MASTER' | { app: string }): Promise<Editor> {
    const stored = await updateDocument(
      this.#documents,
      this.#database,
      checkEditorName(name).toLowerCase(),
      (current) => current && { ...current, ...revocation(current, scope) },
      // Leaked tokens must be revocable on a full disk, too.
      { isForRemoval: true },
    )
    if (!stored) throw editorNotFound(name)
    this.#changed()
    return readEditor(stored)
  }

  #changed(): void {
    this.#revision++
    this.#all = undefined
  }

  async #load(): Promise<ReadonlyMap<string, Editor>> {
    if (this.#all) return this.#all
    const loading = this.#read()
    this.#all = loading
    try {
      return await loading
    } catch (error) {
      if (this.#all === loading) this.#all = undefined
      throw error
    }
  }

  async #read(): Promise<ReadonlyMap<string, Editor>> {
    return treatMissingDatabaseAs(new Map<string, Editor>(), async () => {
      const editors = new Map<string, Editor>()
      for await (const document of this.#documents.list(this.#database)) {
        editors.set(document._id, readEditor(document))
      }
      return editors
    })
  }
}

function revocation(current: StoredDocument, scope: 'EDITOR' | 'MASTER' | { app: string }): JsonObject {
  if (scope === 'EDITOR') return { session_secret_salt: newSalt() }
  if (scope === 'MASTER') return { master_secret_salt: newSalt() }
  const counters = isJsonObject(current.revocation_counters) ? current.revocation_counters : {}
  const counter = counters[scope.app]
  // A counter of zero or less means that the tokens were never revoked.
  const times = typeof counter === 'number' && counter > 0 ? Math.floor(counter) : 0
  return { revocation_counters: { ...counters, [scope.app]: times + 1 } }
}

function newSalt(): string {
  return randomBytes(saltLength).toString('base64')
}

/** The refusal for an editor that does not exist. */
export function editorNotFound(name: string): RegistryError {
  return new RegistryError('EDITOR_NOT_FOUND', 'Editor not found', {
    detail: `There is no editor "${shortened(name)}": look at its spelling, or create it first`,
  })
}

function editorExists(name: string): RegistryError {
  return new RegistryError('EDITOR_EXISTS', 'Editor already exists', {
    detail: `There is already an editor "${name}", and upper and lower case do not matter: choose another name`,
  })
}

function readEditor(document: StoredDocument): Editor {
  const editor = editorSchema.parse(document)
  return {
    name: editor.name ?? document._id,
    autoPublication: editor.auto_publication,
    sessionSalt: editor.session_secret_salt,
    masterSalt: editor.master_secret_salt,
    revocationCounters: new Map(Object.entries(editor.revocation_counters)),
  }
}

/**
 * Checks the name of an editor: a letter, then letters and digits (ASCII).
 * @throws RegistryError INVALID_EDITOR_NAME
 */
export function checkEditorName(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) {
    throw new RegistryError('INVALID_EDITOR_NAME', 'Editor name should only contain alphanumeric characters', {
      detail: `"${shortened(name)}" is not a valid name of an editor: use a letter, then letters and digits, such as "Acme"`,
    })
  }
  return name
}
