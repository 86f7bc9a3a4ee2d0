import { isJsonObject, type Json } from '../json.js'
import type { Commitments } from './commitments.js'
import { memberOf } from './manifests/read.js'

/** The confidence label, best first; REST sends its position, 0 to 5. */
export const labels = ['A', 'B', 'C', 'D', 'E', 'F'] as const

/** One grade. */
export type Label = (typeof labels)[number]

/**
 * Computes the label of an application.
 * @param manifest of the version that the application is displayed with; `undefined` when there is none
 */
export function labelOf({ commitment, commitmentBy }: Commitments, manifest: Json | undefined): Label {
  if (commitment === 'none') return 'F'
  if (isRemote(manifest)) return commitmentBy === 'cozy' ? 'D' : commitmentBy === 'editor' ? 'E' : 'F'
  if (commitment === 'user_ciphered') return 'A'
  return commitmentBy === 'cozy' ? 'B' : commitmentBy === 'editor' ? 'C' : 'F'
}

/** Why an application has its label, in English. */
export function labelReason({ commitment, commitmentBy }: Commitments, manifest: Json | undefined): string {
  if (commitment === 'none') return 'Nobody promises anything about the data.'
  const what =
    commitment === 'user_ciphered'
      ? 'the data are encrypted by the person'
      : "the data serve the person's own purposes only"
  const who = { cozy: 'Cozy promises', editor: 'The editor promises', none: 'Nobody in particular promises' }[
    commitmentBy
  ]
  const where = isRemote(manifest) ? 'data leave the Cozy for third parties' : 'no data leave the Cozy'
  return `${who} that ${what}; ${where}.`
}

/**
 * Whether the manifest asks for a permission on remote data. Permissions of an unexpected shape make the whole
 * application not remote, and names of members are matched without regard to case, as in the reference registry.
 */
function isRemote(manifest: Json | undefined): boolean {
  if (!isJsonObject(manifest)) return false
  const permissions = memberOf(manifest, 'permissions')
  if (!isJsonObject(permissions)) return false
  let remote = false
  for (const permission of Object.values(permissions)) {
    if (permission === null) continue
    if (!isJsonObject(permission)) return false
    const value = memberOf(permission, 'remote')
    if (value !== undefined && value !== null && typeof value !== 'boolean') return false
    remote ||= value === true
  }
  return remote
}
