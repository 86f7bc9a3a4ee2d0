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
const usual: RetentionRules = { majors: 2, minors: 2, months: 2 }

function namesOf(versions: readonly Ordered[]): string[] {
  return versions.map(({ version }) => version)
}

function aged(versions: readonly string[], days: number): Ordered[] {
  return versions.map((version) => ({ version, time: now - days * day }))
}

describe('the cases of the reference', () => {
  it.each(vectors.cases)('$id', (each) => {
    const { major = 2, minor = 2 }: { major?: number; minor?: number } = each.options
    const channel = channels.find((name) => name === each.channel) ?? 'stable'
    const versions = each.versions
      .map(({ version, age_days }) => ({ version, time: now - age_days * day }))
      .sort((a, b) => compareVersions('dev', a, b))
    const old = oldVersions(versions, channel, { majors: major, minors: minor, months: 2 }, now)
    expect(namesOf(old)).toEqual(each.wanted_removes ?? each.reference_removes)
  })
})

describe('keeping the greatest versions', () => {
  const many = ['1.0.0', '1.0.1', '2.0.0', '2.3.0']

  it.each<[string[], number, number, string[]]>([
    [many, 2, 2, ['2.3.0', '2.0.0', '1.0.1', '1.0.0']],
    [many, 1, 2, ['2.3.0', '2.0.0']],
    [['1.0.0', '2.0.0'], 1, 2, ['2.0.0']],
    [['1.0.0', '2.0.0'], 2, 1, ['2.0.0', '1.0.0']],
    [['2.1.0', '2.2.0', '2.2.1', '2.3.0'], 1, 2, ['2.3.0', '2.2.1', '2.2.0']],
    [['1.0.0', '7.0.0', '9.0.0'], 3, 0, ['9.0.0', '7.0.0', '1.0.0']],
    [many, 0, 2, []],
  ])('of %j with %i majors and %i minors', (versions, majors, minors, expected) => {
    expect(namesOf(greatestVersions(aged(versions, 0), 'stable', { majors, minors }))).toEqual(expected)
  })

  it('of betas compares numbers, and of dev versions dates', () => {
    const one = { majors: 1, minors: 0 }
    const betas = ['1.0.0-beta.9', '1.0.0-beta.10'].map((version, n) => ({ version, time: now - n * day }))
    expect(namesOf(greatestVersions(betas, 'beta', one))).toEqual(['1.0.0-beta.10'])
    const devs = ['1.0.0-dev.aa', '1.0.0-dev.ff'].map((version, n) => ({ version, time: now - n * day }))
    expect(namesOf(greatestVersions(devs, 'dev', one))).toEqual(['1.0.0-dev.aa'])
  })
})

describe('keeping by age', () => {
  const none: RetentionRules = { majors: 0, minors: 0, months: 1 }
  const isOld = (created: string, at: string, rules = none) =>
    oldVersions([{ version: '1.0.0', time: Date.parse(created) }], 'stable', rules, Date.parse(at)).length === 1

  it.each([
    ['2026-05-15T12:00:00.000Z', '2026-06-15T12:00:00.000Z', false],
    ['2026-05-15T11:59:59.999Z', '2026-06-15T12:00:00.000Z', true],
    // February has no 31st: a month before 31 March is 3 March.
    ['2026-03-02T23:59:59.999Z', '2026-03-31T00:00:00.000Z', true],
    ['2026-03-03T00:00:00.000Z', '2026-03-31T00:00:00.000Z', false],
    ['2024-03-02T00:00:00.000Z', '2024-03-31T00:00:00.000Z', false],
    ['2025-12-15T00:00:00.000Z', '2026-01-15T00:00:00.000Z', false],
  ])('of a version created at %s, at %s', (created, at, old) => {
    expect(isOld(created, at)).toBe(old)
  })

  it('counts in UTC in any time zone', () => {
    const zone = process.env.TZ
    process.env.TZ = 'Pacific/Kiritimati'
    expect(isOld('2026-05-31T23:00:00Z', '2026-07-01T00:00:00Z')).toBe(true)
    expect(isOld('2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z')).toBe(false)
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  it('for more months than a date can hold keeps everything', () => {
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
const versions = fc.uniqueArray(version, { selector: (each) => each.version, maxLength: 60 })
const rules = fc.record({ majors: number, minors: number, months: fc.integer({ min: 0, max: 14 }) })
const channel = fc.constantFrom<Channel[]>(...channels)

describe('for any versions and rules', () => {
  it('only old versions of the channel are removed, in the given order', () => {
    fc.assert(
      fc.property(versions, channel, rules, (all, name, wanted) => {
        const old = oldVersions(all, name, wanted, now)
        expect(old).toEqual(all.filter((each) => old.includes(each)))
        for (const each of old) expect(channelOf(each.version)).toBe(name)
      }),
    )
  })

  it('each version is kept only for its age or its rank', () => {
    fc.assert(
      fc.property(versions, channel, rules, (all, name, wanted) => {
        const own = all.filter((each) => channelOf(each.version) === name)
        const byAge = oldVersions(all, name, { ...wanted, majors: 0 }, now)
        const byRank = oldVersions(all, name, { ...wanted, months: 0 }, now + 1)
        const expected = own.filter((each) => byAge.includes(each) && byRank.includes(each))
        expect(oldVersions(all, name, wanted, now)).toEqual(expected)
      }),
    )
  })

  it('kept versions of a major number are greater than removed ones, unless they are young', () => {
    fc.assert(
      fc.property(versions, channel, rules, (all, name, wanted) => {
        const byRank = oldVersions(all, name, { ...wanted, months: 0 }, now + 1)
        for (const major of [0, 1, 2, 3, 4]) {
          const own = all.filter((each) => channelOf(each.version) === name && each.version.startsWith(`${major}.`))
          const stay = own.filter((each) => !byRank.includes(each))
          const lastOnly = wanted.majors === 0 && name !== 'stable' ? [1] : []
          expect([0, Math.min(own.length, wanted.minors + 1), ...lastOnly]).toContain(stay.length)
          for (const kept of stay)
            for (const gone of own.filter((each) => byRank.includes(each)))
              expect(compareVersions(name, kept, gone)).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('the latest version of beta and of dev is always kept', () => {
    fc.assert(
      fc.property(versions, fc.constantFrom<Channel[]>('beta', 'dev'), rules, (all, name, wanted) => {
        const own = all.filter((each) => channelOf(each.version) === name)
        const [last] = own.toSorted((a, b) => compareVersions(name, b, a))
        expect(oldVersions(all, name, { ...wanted, months: 0 }, now + 1)).not.toContain(last)
      }),
    )
  })

  it('a second run finds nothing', () => {
    fc.assert(
      fc.property(versions, channel, rules, (all, name, wanted) => {
        const old = oldVersions(all, name, wanted, now)
        const rest = all.filter((each) => !old.includes(each))
        expect(oldVersions(rest, name, wanted, now)).toEqual([])
      }),
    )
  })
})

it('negative numbers are refused', () => {
  for (const name of ['majors', 'minors', 'months'] as const) {
    expect(() => checkRules({ ...usual, [name]: -1 })).toThrow(RegistryError)
    expect(() => checkRules({ ...usual, [name]: -1 })).toThrow(`"${name}" is -1`)
  }
})
