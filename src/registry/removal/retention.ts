import { RegistryError } from '../errors.js'
import { channelOf, compareVersions, majorOf, type Channel, type Ordered } from '../versions.js'

/** The rules that tell which versions of a channel are kept. */
export interface RetentionRules {
  /** How many of the greatest major numbers are kept. */
  majors: number
  /**
   * For each kept major number: how many versions are kept below its greatest version. Versions are counted, not minor
   * numbers.
   */
  minors: number
  /** Versions of the last `months` calendar months (UTC) are always kept. */
  months: number
}

/** A version that may be removed. */
interface Candidate extends Ordered {
  isWithdrawn?: boolean
}

/**
 * Checks requested rules.
 * @throws RegistryError INVALID_INPUT
 */
export function checkRules({ majors, minors, months }: RetentionRules): RetentionRules {
  for (const [name, number] of Object.entries({ majors, minors, months })) {
    if (number < 0) throw new RegistryError('INVALID_INPUT', `"${name}" is ${number}: it must not be negative`)
  }
  return { majors, minors, months }
}

/**
 * Returns the versions to remove. They belong to exactly this channel, are old enough, and are not among the greatest versions.
 * The greatest beta version and the greatest dev version are always kept.
 *
 * A withdrawn version takes no other version's place: the kept versions are the same as if it did not exist. It is itself removed
 * only if it would be removed after its restoration.
 * @param versions all versions of an application. The result has the same order.
 * @param now milliseconds since 1970
 */
export function oldVersions<T extends Candidate>(
  versions: readonly T[],
  channel: Channel,
  rules: RetentionRules,
  now: number,
): T[] {
  const inChannel = versions.filter(({ version }) => channelOf(version) === channel)
  // Cozies may follow the beta and dev channels, so the greatest version of each of these channels is always kept.
  const greatest = channel === 'stable' ? [] : greatestVersions(inChannel, channel, { majors: 1, minors: 0 })
  const kept = new Set([...greatestVersions(inChannel, channel, rules), ...greatest])
  const limit = monthsBefore(now, rules.months)
  return inChannel.filter((version) => version.time < limit && !kept.has(version))
}

/**
 * The greatest versions of the greatest major numbers, greatest first (`compareVersions`). Withdrawn versions do not count among
 * the numbers of the rules.
 */
export function greatestVersions<T extends Candidate>(
  versions: readonly T[],
  channel: Channel,
  { majors, minors }: Pick<RetentionRules, 'majors' | 'minors'>,
): T[] {
  const counts = new Map<number, number>()
  return versions
    .toSorted((a, b) => compareVersions(channel, b, a))
    .filter(({ version, isWithdrawn }) => {
      const major = majorOf(version)
      const greater = counts.get(major)
      const isKept = greater === undefined ? counts.size < majors : counts.size <= majors && greater <= minors
      if (!isWithdrawn) counts.set(major, (greater ?? 0) + 1)
      return isKept
    })
}

// If the month has too few days, the date overflows into the next month. One month before 31 March is 2 or 3 March.
function monthsBefore(now: number, months: number): number {
  const date = new Date(now)
  date.setUTCMonth(date.getUTCMonth() - months)
  // If the date is earlier than JavaScript can represent, all versions are later.
  return Number.isNaN(date.getTime()) ? Number.NEGATIVE_INFINITY : date.getTime()
}
