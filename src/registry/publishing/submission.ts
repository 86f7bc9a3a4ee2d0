import type { Json } from '../../json.js'
import { RegistryError } from '../errors.js'
import { unstorable } from '../storable.js'
import { isPublishable, withoutV } from '../versions.js'

/** What an editor submits for publication. */
export interface Submission {
  version: string
  /** Where the archive is fetched. */
  url: string
  /** 64 hexadecimal digits, in any case. */
  sha256: string
  /** Becomes the manifest's `parameters`; `null` counts as given. */
  parameters?: Json | undefined
  /** Paths in the archive that win over the manifest's. */
  icon?: string | undefined
  partnershipIcon?: string | undefined
  /** An empty list means no screenshots. */
  screenshots?: readonly string[] | undefined
}

/**
 * Checks what can be checked without the archive, and drops the version's leading `v`.
 * @throws RegistryError INVALID_VERSION naming all that is wrong
 */
export function checkSubmission(submission: Submission): Submission {
  const version = withoutV(submission.version)
  const erroneous = [
    ...(isPublishable(version) ? [] : ['version']),
    ...(isUrlReference(submission.url) ? [] : ['url']),
    ...(/^[0-9a-fA-F]{64}$/.test(submission.sha256) ? [] : ['sha256']),
    ...(unstorable(submission.parameters) === undefined ? [] : ['parameters']),
  ]
  if (erroneous.length === 0) return { ...submission, version }
  throw new RegistryError(
    'INVALID_VERSION',
    `Invalid version: the following fields are missing or erroneous: ${erroneous.join(', ')}`,
    { problems: erroneous.map((field) => `"${field}" is missing or erroneous`) },
  )
}

// Any reference (RFC 3986) passes here, also a bare word; whether it can be fetched shows later. What `URL` would drop or
// mend must not get into the name of the archive.
function isUrlReference(url: string): boolean {
  if (/^ |\p{Cc}|^[^?]*%(?![0-9a-f]{2})/iu.test(url)) return false
  return url !== '' && URL.canParse(url, 'http://registry.invalid/')
}
