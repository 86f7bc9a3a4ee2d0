import type { Logger } from 'pino'
import type { Editor, Editors } from '../editors.js'
import { RegistryError } from '../errors.js'
import { shortened } from '../shortened.js'
import { isTokenId } from './payload.js'
import type { TokenRecord, TokenRecordDraft } from './token-record.js'
import type { TokenRecords } from './token-records.js'
import { tokenKeyId } from './token.js'

/** The dependencies and settings of `IssuedTokens`. */
export interface IssuedTokenParts {
  editors: Editors
  records: TokenRecords
  /** How many valid tokens of each kind an editor may have. Tokens without an id do not count. */
  maxPerEditor: number
  /** Milliseconds since 1970. */
  clock: () => number
  log: Logger
}

// Another gateway may have revoked the tokens of an editor, and made new ones, before this gateway sees the new salt. So records
// are removed only when they have this age, in milliseconds.
const youngestRemovable = 3_600_000

/** The tokens with an id: lists them, limits their number, and revokes single ones. */
export class IssuedTokens {
  readonly #parts: IssuedTokenParts

  constructor(parts: IssuedTokenParts) {
    this.#parts = parts
  }

  /**
   * The valid tokens of an editor that have an id, newest first.
   * @throws RegistryError INVALID_EDITOR_NAME
   */
  async of(editorName: string): Promise<TokenRecord[]> {
    const editor = await this.#parts.editors.find(editorName)
    if (!editor) return []
    const records = (await this.#parts.records.of(editor.name)).filter((record) => this.#isValid(record, editor))
    return records.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
  }

  /**
   * Stores the record of a new token. Removes the records of tokens that have expired, or were revoked together.
   * @throws RegistryError INVALID_INPUT when the editor has too many valid tokens of this kind
   */
  async add(editor: Editor, draft: Omit<TokenRecordDraft, 'createdAt' | 'editor' | 'keyId'>): Promise<void> {
    const { records, maxPerEditor, clock } = this.#parts
    const stored = await records.of(editor.name)
    const ofKind = stored.filter((record) => record.kind === draft.kind && this.#isValid(record, editor))
    if (ofKind.length >= maxPerEditor) throw tooManyTokens(editor.name, draft.kind, maxPerEditor)
    const keyId = tokenKeyId(editor, draft.kind, draft.app)
    await records.add({ ...draft, editor: editor.name, keyId, createdAt: new Date(clock()) })
    await this.#removeInvalid(stored, editor)
  }

  /**
   * Revokes one token.
   * @returns its last record
   * @throws RegistryError INVALID_EDITOR_NAME, EDITOR_NOT_FOUND, TOKEN_NOT_FOUND
   */
  async revoke(editorName: string, id: string): Promise<TokenRecord> {
    const editor = await this.#parts.editors.get(editorName)
    const removed = isTokenId(id) ? await this.#parts.records.remove(editor.name, id) : undefined
    if (!removed) throw tokenNotFound(editor.name, id)
    return removed
  }

  /** Removes the records of an editor whose tokens have expired, or were revoked together. Never rejects: the records do no harm. */
  async prune(editorName: string): Promise<void> {
    try {
      const editor = await this.#parts.editors.find(editorName)
      await this.#removeInvalid(await this.#parts.records.of(editorName), editor)
    } catch (err) {
      this.#parts.log.warn({ err }, 'records of invalid tokens could not be removed')
    }
  }

  // Never rejects.
  async #removeInvalid(stored: readonly TokenRecord[], editor: Editor | undefined): Promise<void> {
    const { records, clock, log } = this.#parts
    for (const record of stored) {
      const isOld = clock() >= record.createdAt.getTime() + youngestRemovable
      if (!isOld || (editor && this.#isValid(record, editor))) continue
      await records.remove(record.editor, record.id).catch((err: unknown) => {
        log.warn({ err }, 'the record of an invalid token could not be removed')
      })
    }
  }

  #isValid({ kind, app, keyId, expiresAt }: TokenRecord, editor: Editor): boolean {
    const hasExpired = expiresAt !== undefined && this.#parts.clock() >= expiresAt.getTime()
    return !hasExpired && keyId === tokenKeyId(editor, kind, app)
  }
}

function tooManyTokens(editor: string, kind: 'EDITOR' | 'MASTER', limit: number): RegistryError {
  const kindName = kind === 'MASTER' ? 'master tokens' : 'editor tokens'
  return new RegistryError(
    'INVALID_INPUT',
    `"${editor}" has ${String(limit)} valid ${kindName}, and may have no more (limits.tokens.per_editor): revoke some, or give new ones an expiry`,
    { limit: 'limits.tokens.per_editor' },
  )
}

function tokenNotFound(editor: string, id: string): RegistryError {
  return new RegistryError(
    'TOKEN_NOT_FOUND',
    `"${editor}" has no token with the id "${shortened(id)}" (any more): look at the list of its tokens`,
  )
}
