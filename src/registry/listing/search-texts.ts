import { objectIn, namedObjectsIn, textIn } from '../manifests/read.js'
import { manifestCategories } from '../manifests/categories.js'
import type { AppRecord, VersionRecord } from '../records.js'
import type { SearchTexts } from '../search/text-index.js'

/**
 * The texts by which an application is found, in all languages.
 * @param displayed the version that provides the texts. `undefined` if the application has none.
 */
export function searchTextsOf({ slug, editor }: AppRecord, displayed: VersionRecord | undefined): SearchTexts {
  const manifest = objectIn(displayed?.manifest)
  const sources = [manifest, ...namedObjectsIn(manifest.locales).map(([, texts]) => texts)]
  const all = (member: string): string[] => [...new Set(sources.flatMap((source) => textIn(source[member]) ?? []))]
  return {
    names: [slug, ...all('name')],
    short: all('short_description'),
    rest: [editor, ...manifestCategories(manifest), ...all('long_description')],
  }
}
