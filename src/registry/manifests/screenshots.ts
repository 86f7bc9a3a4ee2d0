import { posix } from 'node:path'
import type { Json } from '../../json.js'
import { objectIn, textsIn } from './read.js'
import { localesFor } from './texts.js'

/** Paths in the archive of the screenshots for the first of these locales that has some, else of those for everybody. */
export function screenshotPaths(manifest: Json, locales: readonly string[]): string[] {
  const own = objectIn(manifest)
  const lists = [...localesFor(own, locales), own, ...localesFor(own, ['en'])].map(({ screenshots }) =>
    textsIn(screenshots),
  )
  return (lists.find((list) => list.length > 0) ?? []).map(withoutRoot)
}

// Paths in archives are kept as joined to the root: `./a.png` and `/a.png` are `a.png`.
function withoutRoot(path: string): string {
  return posix.join('/', path).slice(1)
}
