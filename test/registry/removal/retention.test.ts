import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RegistryError } from '../../../src/registry/errors.js'
import {
  checkRules,
  greatestVersions,
  oldVersions,
  type RetentionRules,
} from '../../../src/registry/removal/retention.js'
import { channelOf, channels, compareVersions, type Channel, type Ordered } from '../../../src/registry/versions.js'
import vectors from '../../vectors/retention.json' with { type: 'json' }

const day = 86_400_000
const now = Date.parse('2026-06-15T12:00:00Z')
const validRules: RetentionRules = { majors: 2, minors: 2, months: 2 }

function namesOf(versions: readonly Ordered[]): string[] {
  return versions.map(({ version }) => version)
}

function aged(versions: readonly string[], days: number): Ordered[] {
  return versions.map((version) => ({ version, time: now - days * day }))
}

describe('the versions to remove are those of the test vector', () => {
  it.each(vectors.cases)('$id', (vector) => {
    const { major = 2, minor = 2 }: { major?: number; minor?: number } = vector.options
    const channel = channels.find((name) => name === vector.channel) ?? 'stable'
    const versions = vector.versions
      .map(({ version, age_days }) => ({ version, time: now - age_days * day }))
      .sort((a, b) => compareVersions('dev', a, b))
    const old = oldVersions(versions, channel, { majors: major, minors: minor, months: 2 }, now)
    // The reference registry removes some versions that should be kept. Then `wanted_removes` has the right result.
    expect(namesOf(old)).toEqual(vector.wanted_removes ?? vector.reference_removes)
  })
})

describe('the greatest versions', () => {
  const four = ['1.0.0', '1.0.1', '2.0.0', '2.3.0']

  it.each<[string[], number, number, string[]]>([
    [four, 2, 2, ['2.3.0', '2.0.0', '1.0.1', '1.0.0']],
    [four, 1, 2, ['2.3.0', '2.0.0']],
    [['1.0.0', '2.0.0'], 1, 2, ['2.0.0']],
    [['1.0.0', '2.0.0'], 2, 1, ['2.0.0', '1.0.0']],
    [['2.1.0', '2.2.0', '2.2.1', '2.3.0'], 1, 2, ['2.3.0', '2.2.1', '2.2.0']],
    [['1.0.0', '7.0.0', '9.0.0'], 3, 0, ['9.0.0', '7.0.0', '1.0.0']],
    [four, 0, 2, []],
  ])('of %j with {majors: %i, minors: %i} are %j', (versions, majors, minors, expected) => {
    expect(namesOf(greatestVersions(aged(versions, 0), 'stable', { majors, minors }))).toEqual(expected)
  })

  it('have the greatest numbers for beta, and the latest dates for dev', () => {
    const one = { majors: 1, minors: 0 }
    const betas = ['1.0.0-beta.9', '1.0.0-beta.10'].map((version, n) => ({ version, time: now - n * day }))
    expect(namesOf(greatestVersions(betas, 'beta', one))).toEqual(['1.0.0-beta.10'])
    const devs = ['1.0.0-dev.aa', '1.0.0-dev.ff'].map((version, n) => ({ version, time: now - n * day }))
    expect(namesOf(greatestVersions(devs, 'dev', one))).toEqual(['1.0.0-dev.aa'])
  })
})

describe('the age of a version', () => {
  const none: RetentionRules = { majors: 0, minors: 0, months: 1 }
  const isOld = (created: string, at: string, rules = none) =>
    oldVersions([{ version: '1.0.0', time: Date.parse(created) }], 'stable', rules, Date.parse(at)).length === 1

  it.each([
    ['2026-05-15T12:00:00.000Z', '2026-06-15T12:00:00.000Z', false],
    ['2026-05-15T11:59:59.999Z', '2026-06-15T12:00:00.000Z', true],
    // One month before 31 March is 31 February. This date does not exist, and overflows to 3 March.
    ['2026-03-02T23:59:59.999Z', '2026-03-31T00:00:00.000Z', true],
    ['2026-03-03T00:00:00.000Z', '2026-03-31T00:00:00.000Z', false],
    ['2024-03-02T00:00:00.000Z', '2024-03-31T00:00:00.000Z', false],
    ['2025-12-15T00:00:00.000Z', '2026-01-15T00:00:00.000Z', false],
  ])('created at %s, checked at %s, exceeds one month: %s', (created, at, exceeds) => {
    expect(isOld(created, at)).toBe(exceeds)
  })

  it('is counted in UTC, whatever the time zone of the process', () => {
    const zone = process.env.TZ
    process.env.TZ = 'Pacific/Kiritimati'
    expect(isOld('2026-05-31T23:00:00Z', '2026-07-01T00:00:00Z')).toBe(true)
    expect(isOld('2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z')).toBe(false)
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  it('never exceeds a limit of months that is too large for dates', () => {
    expect(isOld('1970-01-01T00:00:00Z', '2026-06-15T12:00:00Z', { ...none, months: 2 ** 31 - 1 })).toBe(false)
  })
})

const number = fc.integer({ min: 0, max: 4 })
const suffix = fc.oneof(
  fc.constant(''),
  number.map((n) => `-beta.${n}`),
  fc.stringMatching(/^[a-f0-9]{1,4}$/).map((hash) => `-dev.${hash}`),
)
const version = fc
  .tuple(number, number, number, suffix, fc.integer({ min: 0, max: 400 }))
  .map(([major, minor, patch, end, days]) => ({ version: `${major}.${minor}.${patch}${end}`, time: now - days * day }))
const versions = fc.uniqueArray(version, { selector: (candidate) => candidate.version, maxLength: 60 })
const rules = fc.record({ majors: number, minors: number, months: fc.integer({ min: 0, max: 14 }) })
const channel = fc.constantFrom<Channel[]>(...channels)

// With `months: 0` and the time `now + 1`, every version is old enough. So only the rank of a version decides.
describe('for any versions and rules', () => {
  it('only versions of the channel are removed', () => {
    fc.assert(
      fc.property(versions, channel, rules, (all, name, retentionRules) => {
        const old = oldVersions(all, name, retentionRules, now)
        expect(old).toEqual(all.filter((candidate) => old.includes(candidate)))
        for (const candidate of old) expect(channelOf(candidate.version)).toBe(name)
      }),
    )
  })

  it('exactly those versions of the channel are removed whose age and rank both allow it', () => {
    fc.assert(
      fc.property(versions, channel, rules, (all, name, retentionRules) => {
        const inChannel = all.filter((candidate) => channelOf(candidate.version) === name)
        const byAge = oldVersions(all, name, { ...retentionRules, majors: 0 }, now)
        const byRank = oldVersions(all, name, { ...retentionRules, months: 0 }, now + 1)
        const expected = inChannel.filter((candidate) => byAge.includes(candidate) && byRank.includes(candidate))
        expect(oldVersions(all, name, retentionRules, now)).toEqual(expected)
      }),
    )
  })

  it('the kept versions of a major number are the greatest ones when all versions are old enough', () => {
    fc.assert(
      fc.property(versions, channel, rules, (all, name, retentionRules) => {
        const byRank = oldVersions(all, name, { ...retentionRules, months: 0 }, now + 1)
        for (const major of [0, 1, 2, 3, 4]) {
          const inChannel = all.filter(
            (candidate) => channelOf(candidate.version) === name && candidate.version.startsWith(`${major}.`),
          )
          const keptVersions = inChannel.filter((candidate) => !byRank.includes(candidate))
          // Beta and dev keep their latest version even with `majors: 0`.
          const lastOnly = retentionRules.majors === 0 && name !== 'stable' ? [1] : []
          expect([0, Math.min(inChannel.length, retentionRules.minors + 1), ...lastOnly]).toContain(keptVersions.length)
          for (const kept of keptVersions)
            for (const removed of inChannel.filter((candidate) => byRank.includes(candidate)))
              expect(compareVersions(name, kept, removed)).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('the latest version of beta or dev is always kept', () => {
    fc.assert(
      fc.property(versions, fc.constantFrom<Channel[]>('beta', 'dev'), rules, (all, name, retentionRules) => {
        const inChannel = all.filter((candidate) => channelOf(candidate.version) === name)
        const [last] = inChannel.toSorted((a, b) => compareVersions(name, b, a))
        expect(oldVersions(all, name, { ...retentionRules, months: 0 }, now + 1)).not.toContain(last)
      }),
    )
  })

  it('a second run removes no more versions', () => {
    fc.assert(
      fc.property(versions, channel, rules, (all, name, retentionRules) => {
        const old = oldVersions(all, name, retentionRules, now)
        const rest = all.filter((candidate) => !old.includes(candidate))
        expect(oldVersions(rest, name, retentionRules, now)).toEqual([])
      }),
    )
  })
})

it('rules with negative numbers are refused', () => {
  for (const name of ['majors', 'minors', 'months'] as const) {
    expect(() => checkRules({ ...validRules, [name]: -1 })).toThrow(RegistryError)
    expect(() => checkRules({ ...validRules, [name]: -1 })).toThrow(`"${name}" is -1`)
  }
})

describe('withdrawn versions', () => {
  const candidates = fc.uniqueArray(
    fc.record({
      version: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).map((numbers) => numbers.join('.')),
      time: fc.integer({ min: now - 200 * day, max: now }),
      isWithdrawn: fc.boolean(),
    }),
    { selector: ({ version }) => version },
  )
  const rules = fc.record({ majors: fc.nat(3), minors: fc.nat(3), months: fc.nat(3) })

  it('do not change which other versions are removed, and are removed only if they would be as offered versions', () => {
    fc.assert(
      fc.property(candidates, rules, (versions, rules) => {
        const offered = versions.filter(({ isWithdrawn }) => !isWithdrawn)
        const removed = (list: Ordered[]) => new Set(namesOf(oldVersions(list, 'stable', rules, now)))
        const expected = removed(offered)
        for (const { version, time, isWithdrawn } of versions) {
          if (isWithdrawn && removed([...offered, { version, time }]).has(version)) expected.add(version)
        }
        expect(removed(versions)).toEqual(expected)
      }),
    )
  })
})
