import type { Json } from '../../json.js'
import { redactAddress } from '../../redact.js'
import { RegistryError } from '../errors.js'
import { checkReleaseNotes, type ReleaseNote } from '../release-notes.js'
import { shortened } from '../shortened.js'
import { unstorableReason } from '../storable.js'
import { invalidNumber, isPublishable, withoutV } from '../versions.js'

/** A version that a publisher submits. */
export interface Submission {
  version: string
  /** URL of the archive. */
  url: string
  /** 64 hexadecimal digits, case-insensitive. */
  sha256: string
  /** Replaces `parameters` in the manifest, unless it is `undefined`. */
  parameters?: Json | undefined
  /** The path of the icon in the archive. Overrides the path in the manifest. */
  icon?: string | undefined
  partnershipIcon?: string | undefined
  /** An empty list means no screenshots. */
  screenshots?: readonly string[] | undefined
  releaseNotes?: readonly ReleaseNote[] | undefined
}

/**
 * Checks a submission, apart from the archive. The result has the version without a leading `v`.
 * @throws RegistryError INVALID_VERSION with all problems, INVALID_INPUT for the release notes
 */
export function checkSubmission(submission: Submission): Submission {
  const version = withoutV(submission.version)
  const parametersReason = unstorableReason(submission.parameters)
  const erroneous = {
    ...(!isPublishable(version) && { version: invalidNumber(version) }),
    ...(!isUrlReference(submission.url) && { url: invalidUrl(submission.url) }),
    ...(!/^[0-9a-fA-F]{64}$/.test(submission.sha256) && { sha256: invalidChecksum(submission.sha256) }),
    ...(parametersReason !== undefined && {
      parameters: `The parameters can't be stored: ${parametersReason}`,
    }),
  }
  const problems = Object.values(erroneous)
  if (problems.length === 0) {
    checkReleaseNotes(submission.releaseNotes ?? [])
    return { ...submission, version }
  }
  throw new RegistryError(
    'INVALID_VERSION',
    `Invalid version: the following fields are missing or erroneous: ${Object.keys(erroneous).join(', ')}`,
    { problems, detail: problems.join('; ') },
  )
}

function invalidUrl(url: string): string {
  if (url === '') return 'The address of the archive ("url") is missing'
  return `"${shortened(redactAddress(url))}" is no address of an archive: percent-encode characters that a URL must not have, such as a blank at its start`
}

function invalidChecksum(sha256: string): string {
  if (sha256 === '') return 'The checksum of the archive ("sha256") is missing'
  // The value is not repeated: some clients send the token instead.
  const found = sha256.length === 64 ? 'other characters than hexadecimal digits' : `${sha256.length} characters`
  return `"sha256" has ${found}: send the SHA-256 checksum of the archive, 64 hexadecimal digits as sha256sum prints them`
}

// Accepts any reference (RFC 3986), even a bare word. If it is not a usable URL, the download fails later. Refuses characters
// that `URL` would drop or correct. They must not get into the name of the archive.
function isUrlReference(url: string): boolean {
  if (/^ |\p{Cc}|^[^?]*%(?![0-9a-f]{2})/iu.test(url)) return false
  return url !== '' && URL.canParse(url, 'http://registry.invalid/')
}
