import type { VirtualSpace } from '../spaces.js'
import type { Run } from './run.js'

/**
 * Regenerates the overwritten versions of an application, and returns `isFixed()` for one of them. Failures of the others
 * don't matter: their own findings report them.
 * @param damaged the checksum of a stored archive that is damaged, and is replaced although its size is right
 */
export async function regenerate(
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
