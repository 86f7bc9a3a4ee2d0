import { z } from 'zod'
import type { StoredDocument } from '../../documents/documents.js'

/** What is stored about a token with an id. The token itself is not stored. */
export interface TokenRecord {
  id: string
  name: string
  kind: 'EDITOR' | 'MASTER'
  /** The name of the editor. */
  editor: string
  /** Slug of the only application that the token is for. `undefined` when the token is not bound to an application. */
  app: string | undefined
  createdAt: Date
  /** `undefined` for never. */
  expiresAt: Date | undefined
  /** When the token was used last, to within some minutes. `undefined` when it was never used. */
  lastUsedAt: Date | undefined
  /** The `tokenKeyId` of the editor at the creation of the token. If it differs now, the token was revoked. */
  keyId: string
  /** The stored document. */
  document: StoredDocument
}

/** A new record. */
export type TokenRecordDraft = Omit<TokenRecord, 'lastUsedAt' | 'document'>

// Milliseconds since 1970. `new Date` of a damaged value must be a valid date.
const time = z.number().min(-8.64e15).max(8.64e15)

const shape = z.object({
  name: z.string().catch(''),
  kind: z.enum(['EDITOR', 'MASTER']).catch('EDITOR'),
  editor: z.string().catch(''),
  app: z.string().optional().catch(undefined),
  created_at: time.catch(0),
  expires_at: time.optional().catch(undefined),
  last_used_at: time.optional().catch(undefined),
  key_id: z.string().catch(''),
})

/** The first part of the ids of the documents of an editor's tokens. No name of an editor contains a colon. */
export function recordIdPrefix(editor: string): string {
  return `${editor.toLowerCase()}:`
}

/** Reads the document of a token. */
export function readTokenRecord(document: StoredDocument): TokenRecord {
  const { created_at, expires_at, last_used_at, key_id: keyId, ...members } = shape.parse(document)
  return {
    ...members,
    app: members.app,
    id: document._id.slice(document._id.indexOf(':') + 1),
    createdAt: new Date(created_at),
    expiresAt: dateOf(expires_at),
    lastUsedAt: dateOf(last_used_at),
    keyId,
    document,
  }
}

/** The document of a new token. */
export function tokenDocument({ id, editor, createdAt, expiresAt, keyId, name, kind, app }: TokenRecordDraft) {
  return {
    _id: recordIdPrefix(editor) + id,
    ...{ editor, name, kind, app, key_id: keyId },
    created_at: createdAt.getTime(),
    expires_at: expiresAt?.getTime(),
  }
}

function dateOf(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time)
}
