import { z } from 'zod'
import type { StoredDocument } from '../../documents/documents.js'
import type { JsonObject } from '../../json.js'

/** The interfaces by which changes are requested. `background` stands for changes that the gateway makes by itself. */
export const auditDoors = ['graphql', 'rest', 'command_line', 'background'] as const

/** An interface by which changes are requested. */
export type AuditDoor = (typeof auditDoors)[number]

/** The outcomes of a change. `unknown` means that the change has begun, and that its end was not recorded. */
export const auditOutcomes = ['unknown', 'done', 'refused', 'abandoned', 'failed'] as const

/** The outcome of a change. */
export type AuditOutcome = (typeof auditOutcomes)[number]

/** The kinds of actors. */
export const auditActorKinds = ['master', 'editor', 'operator', 'retention', 'anonymous', 'unknown token'] as const

/** A kind of actor. */
export type AuditActorKind = (typeof auditActorKinds)[number]

/** An entry of the audit log: one change, or several refused attempts. */
export interface AuditEntry {
  id: string
  /** When the change was requested. A date-time (RFC 3339). */
  at: string
  /** When the change ended, or when the last of several attempts was refused. */
  endedAt: string | undefined
  /** The name of the mutation. */
  operation: string
  door: AuditDoor
  /** The address of the client, or the user and the host of a command. */
  from: string
  actor: {
    kind: AuditActorKind
    editor: string | undefined
    app: string | undefined
    tokenId: string | undefined
    tokenName: string | undefined
  }
  /** The names of the changed objects. */
  on: JsonObject
  /** The changed members before the change. `undefined` if there were none. */
  before: JsonObject | undefined
  /** The changed members after the change. `undefined` if there are none. */
  after: JsonObject | undefined
  outcome: AuditOutcome
  code: string | undefined
  reason: string | undefined
  /** How many attempts the entry stands for. */
  count: number
}

const members = z.record(z.string(), z.json())
const optionalText = z.string().optional().catch(undefined)

const shape = z.object({
  at: z.string().catch(''),
  ended_at: optionalText,
  operation: z.string().catch(''),
  door: z.enum(auditDoors).catch('background'),
  from: z.string().catch(''),
  by: z
    .object({
      kind: z.enum(auditActorKinds),
      editor: optionalText,
      app: optionalText,
      token_id: optionalText,
      token_name: optionalText,
    })
    .catch({ kind: 'unknown token' }),
  on: members.catch({}),
  before: members.optional().catch(undefined),
  after: members.optional().catch(undefined),
  outcome: z.enum(auditOutcomes).catch('unknown'),
  code: optionalText,
  reason: optionalText,
  count: z.number().int().positive().catch(1),
})

/** Reads the document of an entry. */
export function readAuditEntry(document: StoredDocument): AuditEntry {
  const { ended_at: endedAt, by, before, after, code, reason, ...stored } = shape.parse(document)
  const actor = {
    ...{ kind: by.kind, editor: by.editor, app: by.app },
    ...{ tokenId: by.token_id, tokenName: by.token_name },
  }
  return { ...stored, id: document._id, endedAt, actor, before, after, code, reason }
}
