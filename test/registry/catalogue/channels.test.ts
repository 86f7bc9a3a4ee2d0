import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Documents, Draft } from '../../../src/documents/documents.js'
import { readAppVersions, type AppVersions } from '../../../src/registry/catalogue/app-versions.js'
import { listVersions } from '../../../src/registry/catalogue/version-list.js'
import {
  channels,
  channelOf,
  checkVersion,
  isPublishable,
  offers,
  type Channel,
} from '../../../src/registry/versions.js'
import { openTestRegistry } from '../../support/registry.js'

interface Published {
  version: string
  created_at: string
}

/**
 * Stores versions of one application. Returns what the catalogue knows: the list of its versions, and the latest version of each
 * channel.
 */
async function appVersionsOf(documents: Documents, slug: string, versions: readonly Published[]): Promise<AppVersions> {
  for (const { version, created_at } of versions) {
    const document: Draft = { _id: `${slug}-${version}`, slug, version, created_at }
    await documents.put('test-versions', document)
  }
  const [appVersions] = await readAppVersions(documents, 'test-versions', [slug])
  if (!appVersions) throw new Error('There are no versions')
  return appVersions
}

// The sort key of a version in the CouchDB view of a channel. The reference registry defines this key. Versions with
// equal keys are sorted by document id in byte order.
function viewKey(channel: Channel, { version, created_at }: Published): number[] {
  const [, major, minor, patch, suffix = ''] = /^(\d+)\.(\d+)\.(\d+)(.*)$/s.exec(version) ?? []
  const triple = [Number(major), Number(minor), Number(patch)]
  if (channel === 'stable') return triple
  const isStable = !suffix.startsWith('-dev.') && !suffix.startsWith('-beta.')
  const beta = suffix.startsWith('-beta.') ? Number(suffix.slice('-beta.'.length)) : 0
  return [...triple, isStable ? 1 : 0, channel === 'beta' ? beta : Date.parse(created_at)]
}

// The version numbers in the CouchDB view of a channel, in the order of the view.
function viewRows(channel: Channel, versions: readonly Published[]): string[] {
  const isInChannel = ({ version }: Published) =>
    channel === 'dev' || (!version.includes('-dev.') && (channel === 'beta' || !version.includes('-beta.')))
  return versions
    .filter(isInChannel)
    .sort((a, b) => {
      const [left, right] = [viewKey(channel, a), viewKey(channel, b)]
      const index = left.findIndex((value, i) => value !== right[i])
      if (index >= 0) return (left[index] ?? 0) - (right[index] ?? 0)
      return Buffer.compare(Buffer.from(a.version), Buffer.from(b.version))
    })
    .map(({ version }) => version)
}

const small = fc.constantFrom(0, 1, 2, 10, 99999)
const suffix = fc.oneof(
  fc.constant(''),
  small.map((n) => `-beta.${n}`),
  // The reference registry once accepted any character in place of the dot. Such versions count as stable.
  fc.tuple(fc.constantFrom('1', 'X', '-', 'é', '🍎'), small).map(([character, n]) => `-beta${character}${n}`),
  fc.constantFrom('0', '0123', 'a', 'f'.repeat(40)).map((commit) => `-dev.${commit}`),
)
const version = fc.tuple(small, small, small, suffix).map(([a, b, c, rest]) => `${a}.${b}.${c}${rest}`)
const timestamp = fc.constantFrom(
  '2026-11-22T01:01:34Z',
  '2026-11-22T01:01:34.000000001Z',
  '2026-11-22T01:01:34.37482904Z',
  '2026-11-22T01:01:34.374Z',
  '2027-01-01T00:00:00.5Z',
)
const versions = fc.uniqueArray(fc.record({ version, created_at: timestamp }), {
  selector: (published) => published.version,
  maxLength: 12,
})

describe('channels', () => {
  it('have the same latest version and lists as the views of the reference registry', async () => {
    const { documents } = await openTestRegistry()
    let run = 0
    await fc.assert(
      fc.asyncProperty(versions, async (published) => {
        const appVersions = await appVersionsOf(documents, `app-${run++}`, published)
        const devOrder = viewRows('dev', published)
        expect(appVersions.entries.map((entry) => entry.version)).toEqual(devOrder)
        for (const channel of channels) {
          const rows = viewRows(channel, published)
          expect(appVersions.latest[channel]?.version).toBe(rows.at(-1))
          // The entries that a channel offers are its versions, in the order of the dev view.
          const offered = appVersions.entries.filter((entry) => offers(channel, entry.channel))
          expect(offered.map((entry) => entry.version)).toEqual(devOrder.filter((number) => rows.includes(number)))
          // Pages are in the order of the view of the channel.
          const page = listVersions(appVersions, { channel, direction: 'ASCENDING', first: 50 })
          expect(page.edges.map(({ node }) => node.version)).toEqual(rows)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('list each version exactly once across pages', async () => {
    const { documents } = await openTestRegistry()
    let run = 0
    const direction = fc.constantFrom('ASCENDING' as const, 'DESCENDING' as const)
    await fc.assert(
      fc.asyncProperty(versions, fc.integer({ min: 1, max: 5 }), direction, async (published, first, direction) => {
        const appVersions = await appVersionsOf(documents, `app-${run++}`, published)
        const seen: string[] = []
        let after: string | undefined
        for (let hasNextPage = true; hasNextPage;) {
          const page = listVersions(appVersions, { channel: 'beta', direction, first, after })
          seen.push(...page.edges.map(({ node }) => node.version))
          after = page.edges.at(-1)?.cursor
          hasNextPage = page.hasNextPage
        }
        const rows = viewRows('beta', published)
        expect(seen).toEqual(direction === 'ASCENDING' ? rows : rows.toReversed())
      }),
      { numRuns: 60 },
    )
  })

  test('a stable version stays the latest version of all channels when a pre-release of its number is published later', async () => {
    const { documents } = await openTestRegistry()
    const day = (n: number) => `2026-01-0${n}T00:00:00Z`
    const before = [
      { version: '1.0.0', created_at: day(1) },
      { version: '1.0.1-dev.aa', created_at: day(1) },
      { version: '1.0.1-beta.1', created_at: day(2) },
      { version: '1.0.1-dev.bb', created_at: day(3) },
    ]
    const latest = ({ latest }: AppVersions) => channels.map((channel) => latest[channel]?.version)
    expect(latest(await appVersionsOf(documents, 'a', before))).toEqual(['1.0.0', '1.0.1-beta.1', '1.0.1-dev.bb'])
    const after = [...before, { version: '1.0.1', created_at: day(4) }, { version: '1.0.1-dev.cc', created_at: day(5) }]
    expect(latest(await appVersionsOf(documents, 'b', after))).toEqual(['1.0.1', '1.0.1', '1.0.1'])
  })

  test('more than 2000 versions of an application are all listed', { timeout: 120_000 }, async () => {
    const { documents } = await openTestRegistry()
    const many = Array.from({ length: 2100 }, (_, n) => ({ version: `1.${n}.0`, created_at: '2026-01-01T00:00:00Z' }))
    const { entries, latest } = await appVersionsOf(documents, 'a', many)
    expect(entries).toHaveLength(2100)
    expect(latest.stable?.version).toBe('1.2099.0')
  })
})

test.each([
  ['1.0.0', 'stable', true],
  ['0.0.0', 'stable', true],
  ['99999.99999.99999', 'stable', true],
  ['1.0.0-beta.0', 'beta', true],
  ['1.0.0-beta.99999', 'beta', true],
  ['1.0.0-dev.0123', 'dev', true],
  [`1.0.0-dev.${'a'.repeat(40)}`, 'dev', true],
  ['1.0.0-beta12', 'stable', false],
  ['1.0.0-betaX5', 'stable', false],
  ['1.0.0-beta🍎5', 'stable', false],
] as const)('%s is in the channel %s (accepted for publication: %s)', (number, channel, publishable) => {
  expect(checkVersion(number)).toBe(number)
  expect(channelOf(number)).toBe(channel)
  expect(isPublishable(number)).toBe(publishable)
})

test.each([
  '1.0',
  '1.0.0.0',
  '01.0.0',
  '100000.0.0',
  'v1.0.0',
  '1.0.0-beta',
  '1.0.0-beta.',
  '1.0.0-beta.01',
  '1.0.0-beta\n1',
  '1.0.0-beta🍎🍎1',
  '1.0.0-dev.',
  '1.0.0-dev.G',
  '1.0.0-dev.AB',
  `1.0.0-dev.${'a'.repeat(41)}`,
  '1.0.0-rc.1',
  '1.0.0+1',
  ' 1.0.0',
  '1.0.0\n',
])('%j is not a version number', (number) => {
  expect(() => checkVersion(number)).toThrow('Invalid version value')
  expect(isPublishable(number)).toBe(false)
})
