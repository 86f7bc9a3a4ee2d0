import type { PrintedRemovalFragment } from './generated/operations.js'

/** One line for each version that was removed (or, in a dry run, would be removed), in the format that scripts expect. */
export function removalLines(versions: readonly PrintedRemovalFragment[]): string {
  return versions
    .map(({ slug, version, state }) => `Removing ${state === 'PENDING' ? 'pending version ' : ''}${slug}/${version}\n`)
    .join('')
}
