import { isJsonObject, type Json } from '../json.js'
import type { Commitments } from './commitments.js'
import { memberOf } from './manifests/read.js'

/** The confidence labels, best first. REST sends the position of a label, 0 to 5. */
export const labels = ['A', 'B', 'C', 'D', 'E', 'F'] as const

/** A confidence label. */
export type Label = (typeof labels)[number]

/**
 * Computes the label of an application.
 * @param manifest the manifest of the displayed version. `undefined` when the application has no version.
 */
export function labelOf(commitments: Commitments, manifest: Json | undefined): Label {
  return labelFor(commitments, isRemote(manifest))
}

/**
 * Computes the label of an application.
 * @param remote whether the displayed version requests a permission on remote data, see `isRemote`
 */
export function labelFor({ commitment, commitmentBy }: Commitments, remote: boolean): Label {
  if (commitment === 'none') return 'F'
  if (remote) return commitmentBy === 'cozy' ? 'D' : commitmentBy === 'editor' ? 'E' : 'F'
  if (commitment === 'user_ciphered') return 'A'
  return commitmentBy === 'cozy' ? 'B' : commitmentBy === 'editor' ? 'C' : 'F'
}

/** The reason for the label of an application, in English. */
export function labelReason({ commitment, commitmentBy }: Commitments, manifest: Json | undefined): string {
  if (commitment === 'none') return 'Nobody promises anything about the data.'
  const promise =
    commitment === 'user_ciphered'
      ? 'the data are encrypted by the person'
      : "the data serve the person's own purposes only"
  const author = { cozy: 'Cozy promises', editor: 'The editor promises', none: 'Nobody in particular promises' }[
    commitmentBy
  ]
  const destination = isRemote(manifest) ? 'data leave the Cozy for third parties' : 'no data leave the Cozy'
  return `${author} that ${promise}; ${destination}.`
}

/**
 * Whether the manifest requests a permission on remote data. One permission of an unexpected type makes the result false. Member
 * names are case-insensitive. Both rules are those of the reference registry.
 */
export function isRemote(manifest: Json | undefined): boolean {
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
