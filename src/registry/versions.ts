import { RegistryError } from './errors.js'
import { shortened } from './shortened.js'

/** The channels, narrowest first. A channel offers its own versions and those of all channels before it. */
export const channels = ['stable', 'beta', 'dev'] as const

/** The maturity of a version. It is derived from the number of the version, and never stored. */
export type Channel = (typeof channels)[number]

// Existing versions may have another character than a dot after `-beta`. They count as stable. New versions must have the dot.
const number = '(?:0|[1-9][0-9]{0,4})'
const readable = new RegExp(`^${number}\\.${number}\\.${number}(?:-dev\\.[a-f0-9]{1,40}|-beta[^\\n]${number})?$`, 'u')
const publishable = new RegExp(`^${number}\\.${number}\\.${number}(?:-dev\\.[a-f0-9]{1,40}|-beta\\.${number})?$`, 'u')

/** The number of a version without a leading `v`, which Git tags often have. */
export function withoutV(version: string): string {
  return version.startsWith('v') ? version.slice(1) : version
}

/** Whether a version may be published: X.Y.Z, X.Y.Z-beta.N or X.Y.Z-dev.<hexadecimal digits>, each number at most 99999. */
export function isPublishable(version: string): boolean {
  return publishable.test(version)
}

/** The message for an invalid version number. */
export function invalidNumber(version: string): string {
  const problem = version === '' ? 'The number of the version is missing' : `"${shortened(version)}" is no version`
  return `${problem}: use X.Y.Z, X.Y.Z-beta.N or X.Y.Z-dev.HASH, such as 1.0.0, 1.0.0-beta.1 or 1.0.0-dev.3f2a90b${limitsAdvice(version)}`
}

// Advice for numbers of the right form that exceed the limits.
function limitsAdvice(version: string): string {
  if (!/^\d+\.\d+\.\d+(?:-|$)/.test(version)) return ''
  return '; numbers have no zero in front and are at most 99999, HASH has at most 40 hexadecimal digits in lower case'
}

/** Whether an existing version may have this number. Some numbers of existing versions are no longer valid for new ones. */
export function isVersion(version: string): boolean {
  return readable.test(version)
}

/**
 * Checks the number of a requested version.
 * @throws RegistryError INVALID_VERSION
 */
export function checkVersion(version: string): string {
  if (!isVersion(version)) {
    throw new RegistryError('INVALID_VERSION', 'Invalid version value', { detail: invalidNumber(version) })
  }
  return version
}

/**
 * Checks the name of a requested channel.
 * @throws RegistryError INVALID_CHANNEL
 */
export function checkChannel(name: string): Channel {
  const channel = channels.find((candidate) => candidate === name)
  if (channel) return channel
  throw invalidChannel(name)
}

/** The refusal of a name that is not a channel. */
export function invalidChannel(name: string): RegistryError {
  return new RegistryError('INVALID_CHANNEL', 'Invalid version channel: should be "stable", "beta" or "dev"', {
    detail: `"${shortened(name)}" is no channel: use "stable", "beta" or "dev"`,
  })
}

/** The channel that a version belongs to. */
export function channelOf(version: string): Channel {
  if (version.includes('-dev.')) return 'dev'
  return version.includes('-beta.') ? 'beta' : 'stable'
}

/** Whether a channel offers the versions of another channel: stable ⊂ beta ⊂ dev. */
export function offers(channel: Channel, other: Channel): boolean {
  return channels.indexOf(other) <= channels.indexOf(channel)
}

/** The properties that determine the order of versions. `time` is the time of submission, in milliseconds since 1970. */
export interface Ordered {
  version: string
  time: number
}

/**
 * Compares two versions of one application in the order of a channel, for `Array.sort`. The order is oldest first:
 * 1. by major, minor and patch;
 * 2. in the beta and dev channels, pre-releases before the stable version;
 * 3. in the beta channel, by the number of the beta; in the dev channel, by the time of submission.
 *
 * Semver, in contrast, sorts pre-releases alphabetically.
 */
export function compareVersions(channel: Channel, a: Ordered, b: Ordered): number {
  const left = sortKey(channel, a)
  const right = sortKey(channel, b)
  for (const [i, value] of left.entries()) {
    const difference = value - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  // Versions with equal keys are compared by the bytes of their numbers. JavaScript would compare UTF-16 units.
  return Buffer.compare(Buffer.from(a.version), Buffer.from(b.version))
}

/** The major number of a version, as `compareVersions` reads it. */
export function majorOf(version: string): number {
  return sortKey('stable', { version, time: 0 })[0] ?? 0
}

function sortKey(channel: Channel, { version, time }: Ordered): number[] {
  const pieces = version.split('.')
  const triple = pieces.length < 3 ? [0, 0, 0] : pieces.slice(0, 3).map((piece) => wholeNumber(piece.split('-')[0]))
  const versionChannel = channelOf(version)
  if (channel === 'stable') return triple
  const last = channel === 'dev' ? time : versionChannel === 'beta' && pieces.length > 3 ? wholeNumber(pieces[3]) : 0
  return [...triple, versionChannel === 'stable' ? 1 : 0, last]
}

// A part that is not a number sorts before all numbers, as in the lists of the reference registry.
function wholeNumber(text: string | undefined): number {
  const value = Number.parseInt(text ?? '', 10)
  return Number.isNaN(value) ? -1 : value
}
