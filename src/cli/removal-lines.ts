import type { PrintedRemovalFragment } from './generated/operations.js'

/**
 * One line for each removed version, in the format that scripts expect. In a dry run: for each version that would be removed.
 */
export function removalLines(versions: readonly PrintedRemovalFragment[]): string {
  return versions
    .map(({ slug, version, state }) => `Removing ${state === 'PENDING' ? 'pending version ' : ''}${slug}/${version}\n`)
    .join('')
}
