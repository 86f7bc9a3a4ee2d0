import type { JsonObject } from '../../src/json.js'
import { RandomTexts } from '../random-texts.js'

/** The identity of an application of a bench. */
export interface BenchApp {
  slug: string
  editor: string
  type: 'webapp' | 'konnector'
}

const smallest = 2_000
// Half of the public manifests have less than 3.6 kB, and the largest have 20 kB.
const growth = 10
// The members without long texts take about this many bytes, and a word takes about this many.
const otherBytes = 1_400
const bytesPerWord = 9
const categories = [
  'cozy',
  'banking',
  'energy',
  'health',
  'insurance',
  'isp',
  'others',
  'shopping',
  'social',
  'telecom',
]
const dataTypes = ['bill', 'contract', 'geojson', 'heartRate', 'identity', 'certificate', 'bankTransactions', 'contact']
const doctypes = ['io.cozy.files', 'io.cozy.bills', 'io.cozy.accounts', 'io.cozy.contacts', 'io.cozy.bank.operations']
const locales = ['en', 'fr', 'de', 'es']

/**
 * Makes manifests of 2 to 20 kB with the members and the sizes of public ones. The texts have words, some of them frequent, so
 * they compress and can be searched like real texts. The same calls make the same manifests.
 */
export class Manifests {
  readonly #texts = new RandomTexts(20_000)

  /** A word that many applications have in their texts. */
  get frequentWord(): string {
    return this.#texts.vocabulary[0] ?? ''
  }

  /** The manifest of an application. Its versions differ in `version` only. */
  make({ slug, editor, type }: BenchApp): JsonObject {
    const texts = this.#texts
    const bytes = smallest * growth ** ((texts.below(1000) / 1000) ** 2)
    const words = Math.ceil((bytes - otherBytes) / bytesPerWord / locales.length)
    const some = (values: readonly string[], most: number): string[] => [
      ...new Set(Array.from({ length: 1 + texts.below(most) }, () => values[texts.below(values.length)] ?? '')),
    ]
    const textsOf = (): JsonObject => ({
      name: texts.phrase(2),
      short_description: texts.phrase(8),
      long_description: texts.phrase(Math.ceil(words / 2)),
      changes: texts.phrase(Math.ceil(words / 2)),
    })
    return {
      name: texts.phrase(2),
      slug,
      type,
      editor,
      icon: 'icon.svg',
      language: 'node',
      source: `git://github.example/${editor.replaceAll(' ', '-')}/${slug}.git`,
      categories: some(categories, 2),
      data_types: some(dataTypes, 3),
      langs: locales,
      features: some(['2FA', 'BILLS', 'CONTACTS', 'OFFLINE'], 2),
      platforms: [{ type: 'ios' }, { type: 'android' }],
      license: 'AGPL-3.0',
      developer: { name: editor, url: 'https://editor.example' },
      locales: Object.fromEntries(locales.map((locale) => [locale, textsOf()])),
      permissions: Object.fromEntries(
        some(doctypes, 4).map((doctype) => [
          doctype.replaceAll('.', '-'),
          { description: texts.phrase(6), type: doctype },
        ]),
      ),
    }
  }
}
