import type { PrintedRemovalFragment } from './generated/operations.js'

/** A line for each version that was removed, or would be in a dry run, in the format that scripts expect. */
export function removalLines(versions: readonly PrintedRemovalFragment[]): string {
  return versions
    .map(({ slug, version, state }) => `Removing ${state === 'PENDING' ? 'pending version ' : ''}${slug}/${version}\n`)
    .join('')
}
