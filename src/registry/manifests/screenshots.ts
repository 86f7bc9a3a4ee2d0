import { posix } from 'node:path'
import type { Json } from '../../json.js'
import { objectIn, textsIn } from './read.js'
import { localesFor } from './texts.js'

/**
 * The paths of the screenshots in the archive: those of the first given locale that has some, else those outside `locales`,
 * else the English ones.
 */
export function screenshotPaths(manifest: Json, locales: readonly string[]): string[] {
  const own = objectIn(manifest)
  const lists = [...localesFor(own, locales), own, ...localesFor(own, ['en'])].map(({ screenshots }) =>
    textsIn(screenshots),
  )
  return (lists.find((list) => list.length > 0) ?? []).map(withoutRoot)
}

// Normalises a path to one below the root of the archive: `./a.png` and `/a.png` become `a.png`.
function withoutRoot(path: string): string {
  return posix.join('/', path).slice(1)
}
