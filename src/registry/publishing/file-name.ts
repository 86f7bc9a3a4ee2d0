import { redactAddress } from '../../redact.js'
import { RegistryError } from '../errors.js'

// Servers and proxies, including this server, refuse requests with longer URLs.
const maxEncodedLength = 4096

/** Whether a name or a path of a file is short enough for a URL. */
export function fitsIntoUrl(name: string): boolean {
  return encodePathSegment(name).length <= maxEncodedLength
}

// Names that no file can have, and names of other files of a version.
const reservedNames = ['', '.', '..', 'icon', 'partnership_icon']

/** Whether an archive can be stored and requested under this name. */
export function isArchiveName(name: string): boolean {
  return !reservedNames.includes(name) && !/[\0\\\p{Cs}]/u.test(name)
}

/**
 * The name for the archive of a new version: the last non-empty segment of the URL that the publisher gave. A query is part of
 * the name, and percent-escapes stay. Existing archives have such names.
 * @throws RegistryError ARCHIVE_INVALID when the URL has no name that can be stored
 */
export function newArchiveName(url: string): string {
  const name = url.split('/').findLast((segment) => segment !== '') ?? ''
  if (!isArchiveName(name)) {
    const advice = 'its last segment must be the name of a file, and not that of an icon'
    throw new RegistryError(
      'ARCHIVE_INVALID',
      `No archive can be kept under the name "${redactAddress(name)}" of url ${redactAddress(url)}: ${advice}`,
    )
  }
  if (!fitsIntoUrl(name)) {
    throw new RegistryError(
      'ARCHIVE_INVALID',
      `No archive can be kept under the last segment of its url: it has more than ${maxEncodedLength} characters, percent-encoded`,
    )
  }
  return name
}

/**
 * Percent-encodes text for one segment of a path (RFC 3986, 3.3). Keeps letters, digits and `-_.~$&+,:;=@`. Lone surrogates
 * become U+FFFD.
 */
export function encodePathSegment(text: string): string {
  return text.replace(/[^A-Za-z0-9\-_.~$&+,:;=@]/gu, percentEncoded)
}

/**
 * The URL at which clients find the archive of a version.
 * @param base the scheme and host, without a slash at the end
 * @param spacePath the path of the space: `''` for the default one, else `/<name>`
 * @param version without a leading `v`
 * @param fileName the name under which the archive is stored
 */
export function versionUrl(base: string, spacePath: string, slug: string, version: string, fileName: string): string {
  return `${base}${spacePath}/registry/${slug}/${version}/tarball/${encodePathSegment(fileName)}`
}

function percentEncoded(character: string): string {
  const bytes = [...Buffer.from(character)]
  return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}
