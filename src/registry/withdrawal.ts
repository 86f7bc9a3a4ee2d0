import { z } from 'zod'
import type { StoredDocument } from '../documents/documents.js'
import type { JsonObject } from '../json.js'

/** The withdrawal of a version. */
export interface Withdrawal {
  reason: string
  /** RFC 3339. */
  at: string
  /** The name of an editor, or `operator`. */
  by: string
}

const text = z.string().catch('')
const withdrawal = z.object({ reason: text, by: text }).catch({ reason: '', by: '' })
const date = z.string().min(1).catch('0001-01-01T00:00:00Z')

/** Reads the withdrawal of a version from its document. `undefined` when the version is not withdrawn. */
export function readWithdrawal({ withdrawn, withdrawn_at: at }: StoredDocument): Withdrawal | undefined {
  // The index `withdrawnVersions` has the documents with this member, whatever its value.
  if (at === undefined) return undefined
  return { ...withdrawal.parse(withdrawn), at: date.parse(at) }
}

/** The members that the document of a withdrawn version has. */
export function withdrawalMembers(withdrawal: Withdrawal): JsonObject {
  return { withdrawn: { ...withdrawal }, withdrawn_at: withdrawal.at }
}

/** The members of a document without those of `withdrawalMembers`. */
export function withoutWithdrawal<T extends JsonObject>({
  withdrawn,
  withdrawn_at,
  ...rest
}: T): Omit<T, 'withdrawn' | 'withdrawn_at'> {
  return rest
}
