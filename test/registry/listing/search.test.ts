import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listApps } from '../../../src/registry/listing/list-apps.js'
import { isJsonObject, type Json } from '../../../src/json.js'
import type { App } from '../../../src/registry/catalogue/catalogue.js'
import { openTestRegistry, outcomes, type TestRegistry } from '../../support/registry.js'
import { storeWriter } from './store-writer.js'

const mirror = { name: 'mirror', source: '', filter: 'reject', slugs: ['hidden'] } as const
const spaceNames = ['', 'mirror']

/** The slugs that a search finds, in the order of the list. */
async function search({ registry }: TestRegistry, text: string, spaceName = ''): Promise<string[]> {
  const { edges } = await listApps(registry.listings, registry.spaces.get(spaceName), { first: 200, search: text })
  return edges.map(({ node }) => node.record.slug)
}

/** The facets of the applications that a search finds. */
async function countFound({ registry }: TestRegistry, text: string, spaceName: string) {
  const space = registry.spaces.get(spaceName)
  const { index, slots } = await listApps(registry.listings, space, { first: 0, search: text })
  const [editors, categories] = [index.count('editors', slots), index.count('categories', slots)]
  return { editors: toObject(editors), categories: toObject(categories) }
}

function toObject(values: readonly { value: string; count: number }[]): Record<string, number> {
  return Object.fromEntries(values.map(({ value, count }) => [value, count]))
}

/** Counts the editors and the categories of applications one by one. */
async function countOf({ registry }: TestRegistry, slugs: readonly string[], spaceName: string) {
  const { catalogue, spaces } = registry
  const [editors, categories]: Record<string, number>[] = [{}, {}]
  for (const slug of slugs) {
    const app = await catalogue.get(spaces.get(spaceName), slug)
    const manifest = (await catalogue.displayedVersion(app))?.record.manifest
    const values = new Set(isJsonObject(manifest) ? listOf(manifest.categories) : [])
    add(editors, app.record.editor)
    for (const value of values) if (typeof value === 'string') add(categories, value)
  }
  return { editors, categories }
}

function add(counts: Record<string, number> = {}, value: string): void {
  counts[value] = (counts[value] ?? 0) + 1
}

// The oracle: a plain scan of all texts of all applications.
async function scan({ registry }: TestRegistry, text: string, spaceName: string): Promise<string[]> {
  const { catalogue, spaces } = registry
  const apps = await catalogue.apps(spaces.get(spaceName))
  const found: string[] = []
  for (const app of apps) {
    const words = plainWords((await textsOf(catalogue, app)).join(' '))
    const wanted = distinct(plainWords(text))
    const isFound = wanted.every((other, i) => words.some((word) => matches(word, other, i === wanted.length - 1)))
    if (isFound) found.push(app.record.slug)
  }
  return found.sort()
}

async function textsOf(catalogue: TestRegistry['registry']['catalogue'], app: App): Promise<string[]> {
  const manifest = (await catalogue.displayedVersion(app))?.record.manifest
  const { slug, editor } = app.record
  if (!isJsonObject(manifest)) return [slug, editor]
  const locales = isJsonObject(manifest.locales) ? Object.values(manifest.locales).filter(isJsonObject) : []
  const members = ['name', 'short_description', 'long_description']
  const texts = [manifest, ...locales].flatMap((source) => members.map((member) => source[member]))
  return [slug, editor, ...[...texts, ...listOf(manifest.categories)].filter((text) => typeof text === 'string')]
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}

function plainWords(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  return plain.split(/[^a-z0-9]+/).filter((word) => word !== '')
}

// A repeated word counts where it is last.
function distinct(words: readonly string[]): string[] {
  return words.filter((word, i) => words.lastIndexOf(word) === i)
}

function matches(word: string, wanted: string, isLast: boolean): boolean {
  const typos = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2
  return (
    (word.startsWith(wanted) && (isLast || wanted.length > 1)) || word === wanted || distance(word, wanted) <= typos
  )
}

// The Levenshtein distance.
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced))
    }
    row = next
  }
  return row[b.length] ?? 0
}

const word = fc.constantFrom(
  ...['Énergie', 'energy', 'Calendrier', 'calendar', 'notes', 'noter', 'bank', 'banque', 'bänk', 'photos', 'photo'],
  ...['mail', 'e-mail', 'L’été', 'a', 'b', '2fa', 'drive', 'driver', 'suivi', 'suivre'],
)
const phrase = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '))
const manifest = fc.record(
  {
    name: phrase,
    short_description: phrase,
    long_description: phrase,
    categories: fc.array(word, { maxLength: 2 }),
    locales: fc.dictionary(fc.constantFrom('fr', 'de'), fc.record({ name: phrase, long_description: phrase })),
  },
  { requiredKeys: [] },
)
const slug = fc.constantFrom('notes', 'my-bank', 'hidden', 'drive', 'agenda')
const version = fc.constantFrom('1.0.0', '1.1.0', '2.0.0-beta.1', '2.0.0')
const kinds = ['putApp', 'putApp', 'removeApp', 'putVersion', 'putVersion', 'removeVersion'] as const
const change = fc.record({
  kind: fc.constantFrom(...kinds, 'overwriteVersion' as const, 'removeOverwrite' as const),
  slug,
  version,
  manifest,
  editor: word,
})
// Whole words, beginnings of words, and words with typing errors.
const query = fc.oneof(
  phrase,
  fc.tuple(word, fc.integer({ min: 1, max: 5 })).map(([text, length]) => text.slice(0, length)),
  fc.tuple(word, fc.integer({ min: 1, max: 8 })).map(([text, cut]) => text.slice(0, cut) + text.slice(cut + 1)),
)

type Writer = ReturnType<typeof storeWriter>
type StoreChange = typeof change extends fc.Arbitrary<infer T> ? T : never

function apply(writer: Writer, { kind, slug, version, manifest, editor }: StoreChange): Promise<void> {
  if (kind === 'putApp') return writer.putApp(slug, { editor })
  if (kind === 'removeApp') return writer.removeApp(slug)
  if (kind === 'putVersion' || kind === 'overwriteVersion') return writer[kind](slug, version, manifest)
  return writer[kind](slug, version)
}

describe('a search', () => {
  it('finds and counts what a plain scan finds, after each change of a storm, in real and virtual spaces', async () => {
    const storm = fc.array(fc.tuple(change, query), { minLength: 20, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(storm, async (steps) => {
        const test = await openTestRegistry({ virtual: [mirror] })
        const writer = storeWriter(test)
        for (const [next, text] of steps) {
          await apply(writer, next)
          for (const space of spaceNames) {
            if (plainWords(text).length === 0) continue
            const found = await scan(test, text, space)
            expect((await search(test, text, space)).sort()).toEqual(found)
            expect(await countFound(test, text, space)).toEqual(await countOf(test, found, space))
          }
        }
      }),
      { numRuns: 6 },
    )
  })

  it('finds an application that no change touches, during a storm of changes of others', async () => {
    const test = await openTestRegistry({ virtual: [mirror] })
    const writer = storeWriter(test)
    await writer.putApp('stable')
    await writer.putVersion('stable', '1.0.0', { name: 'Lighthouse' })
    const changes = fc.sample(change, 60)
    let searches = 0
    const searchAlways = async (): Promise<void> => {
      for (const space of spaceNames) expect(await search(test, 'lighthouse', space)).toEqual(['stable'])
      searches++
    }
    const write = async (part: number): Promise<void> => {
      for (const [i, next] of changes.entries()) {
        // The embedded engine writes within one turn of the event loop.
        await nextTurn()
        if (i % 3 === part) await Promise.all([apply(writer, next), searchAlways()])
      }
    }
    await Promise.all([write(0), write(1), write(2)])
    expect(searches).toBe(changes.length)
    for (const space of spaceNames)
      expect((await search(test, 'a', space)).sort()).toEqual(await scan(test, 'a', space))
  })

  it('finds what another process has written', async () => {
    const test = await openTestRegistry()
    const writer = storeWriter(test, { tell: false })
    expect(await search(test, 'jotter', 'mirror')).toEqual([])
    await writer.putApp('notes')
    await writer.putVersion('notes', '1.0.0', { name: 'Jotter' })
    await expect.poll(() => search(test, 'jotter', 'mirror')).toEqual(['notes'])
    await writer.overwriteVersion('notes', '1.0.0', { name: 'Scratchpad' })
    await expect.poll(() => search(test, 'scratchpad', 'mirror')).toEqual(['notes'])
    expect(await search(test, 'jotter', 'mirror')).toEqual([])
    expect(await search(test, 'jotter')).toEqual(['notes'])
    await writer.removeApp('notes')
    await expect.poll(() => search(test, 'scratchpad', 'mirror')).toEqual([])
  })

  it('finds published versions and renamed applications, and nothing that was removed', async () => {
    const test = await openTestRegistry()
    const { registry, space } = test
    await test.createApp('notes')
    await test.publish({ slug: 'notes', version: '1.0.0', manifest: { name: 'Jotter', locales: {} } })
    expect(await search(test, 'jotter')).toEqual(['notes'])
    await test.publish({ slug: 'notes', version: '1.1.0', manifest: { name: 'Notepad', locales: {} } })
    expect([await search(test, 'jotter'), await search(test, 'notepad')]).toEqual([[], ['notes']])
    await registry.overwrites.overwrite(registry.spaces.getVirtual('mirror'), 'notes', { name: 'Scratchpad' })
    expect([await search(test, 'notepad', 'mirror'), await search(test, 'scratchpad', 'mirror')]).toEqual([
      [],
      ['notes'],
    ])
    await registry.removal.removeVersion(space, 'notes', '1.1.0')
    expect(await search(test, 'jotter')).toEqual(['notes'])
    await registry.removal.removeApp(space, 'notes')
    expect([await search(test, 'jotter'), await search(test, 'notes', 'mirror')]).toEqual([[], []])
  })

  it('finds names before short descriptions, and these before all other texts', async () => {
    const test = await openTestRegistry()
    const writer = storeWriter(test)
    const texts = {
      whole: { name: 'Calendar' },
      begins: { name: 'Calendars of the family' },
      typo: { name: 'Calandar' },
      short: { name: 'Agenda', short_description: 'A calendar' },
      long: { name: 'Planner', long_description: 'Has a calendar' },
      other: { name: 'Something else' },
    }
    for (const [name, manifest] of Object.entries(texts)) {
      await writer.putApp(name)
      await writer.putVersion(name, '1.0.0', manifest)
    }
    expect(await search(test, 'calendar')).toEqual(['whole', 'begins', 'typo', 'short', 'long'])
  })

  it('finds longer words by a single letter only in the last place, or in Chinese, Japanese and Korean', async () => {
    const test = await openTestRegistry()
    const writer = storeWriter(test)
    await writer.putApp('notes')
    await writer.putVersion('notes', '1.0.0', { name: 'Garden of vitamin C', short_description: '日历 日程' })
    const texts = ['garden g', 'g garden', 'c garden', 'g garden g', '日 garden', 'garden 日']
    const found = await Promise.all(texts.map(async (text) => (await search(test, text)).length > 0))
    expect(found).toEqual([true, false, true, true, true, true])
  })

  it('refuses a text that is too long, or has too many words', async () => {
    const test = await openTestRegistry()
    expect(await search(test, 'é'.repeat(200))).toEqual([])
    await expect(search(test, 'x'.repeat(201))).rejects.toThrow('"search" has 201 characters: give 200 at most')
    const words = Array.from({ length: 21 }, (_, i) => i)
    await expect(search(test, words.join(' '))).rejects.toThrow('"search" has 21 words: give 20 at most')
    expect(await outcomes([search(test, words.join(' '))])).toEqual(['INVALID_INPUT'])
  })
})
