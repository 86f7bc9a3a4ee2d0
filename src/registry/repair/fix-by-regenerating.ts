import type { VirtualSpace } from '../spaces.js'
import type { Run } from './run.js'

/**
 * Regenerates the overwritten versions of an application, to fix the finding about one of them. Failures of the other versions
 * don't matter here: each of these versions has its own finding.
 * @param isFixed checks whether the finding is fixed
 * @param damaged the key (SHA-256) of a damaged archive. This archive is replaced even if its size is right.
 * @returns the result of `isFixed`
 */
export async function fixByRegenerating(
  { regeneration }: Run,
  virtual: VirtualSpace,
  slug: string,
  isFixed: () => Promise<boolean>,
  damaged?: string,
): Promise<boolean> {
  try {
    await regeneration.regenerate(virtual, slug, damaged)
  } catch (error) {
    if (await isFixed()) return true
    throw error
  }
  return isFixed()
}
