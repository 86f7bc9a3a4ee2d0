/**
 * The possible commitments about a person's data:
 * - `user_ciphered`: only the person can decrypt the data.
 * - `user_reserved`: the data are used for the person's own purposes only.
 * - `none`: no commitment.
 */
export const commitments = ['user_ciphered', 'user_reserved', 'none'] as const

/** The possible authors of a commitment. */
export const commitmentAuthors = ['cozy', 'editor', 'none'] as const

/** One commitment. */
export type Commitment = (typeof commitments)[number]

/** One author of a commitment. */
export type CommitmentAuthor = (typeof commitmentAuthors)[number]

/** A commitment and its author. */
export interface Commitments {
  commitment: Commitment
  commitmentBy: CommitmentAuthor
}

/**
 * Completes a commitment. If the commitment or its author is empty, both are ignored: the default is `user_reserved` by `cozy`
 * for the editor `cozy`, and `none` for all others. Clients and stored data rely on this. An unknown value counts as `none`.
 */
export function completeCommitments(commitment: string, commitmentBy: string, editor: string): Commitments {
  if (commitment !== '' && commitmentBy !== '') {
    return {
      commitment: commitments.find((value) => value === commitment) ?? 'none',
      commitmentBy: commitmentAuthors.find((value) => value === commitmentBy) ?? 'none',
    }
  }
  return editor.toLowerCase() === 'cozy'
    ? { commitment: 'user_reserved', commitmentBy: 'cozy' }
    : { commitment: 'none', commitmentBy: 'none' }
}
