import { posix } from 'node:path'
import type { Json } from '../../json.js'
import { objectIn, textsIn } from './read.js'
import { localesFor } from './texts.js'

/**
 * The paths of the screenshots in the archive, for the first of `locales` that has some. Fallbacks: the top level of the
 * manifest, then English.
 */
export function screenshotPaths(manifest: Json, locales: readonly string[]): string[] {
  const topLevel = objectIn(manifest)
  const lists = [...localesFor(topLevel, locales), topLevel, ...localesFor(topLevel, ['en'])].map(({ screenshots }) =>
    textsIn(screenshots),
  )
  return (lists.find((list) => list.length > 0) ?? []).map(withoutRoot)
}

// Makes a path relative to the root of the archive: `./a.png` and `/a.png` become `a.png`.
function withoutRoot(path: string): string {
  return posix.join('/', path).slice(1)
}
