import type { Documents } from '../documents/documents.js'
import { referenceAppIndexes, referenceVersionIndexes } from '../documents/reference-layout.js'
import type { Objects } from '../objects/objects.js'
import { versionsBySlug, withdrawnVersions, type RealSpace } from './spaces.js'

/**
 * Creates the databases and the container of a space, unless they exist.
 * @throws Error with the name of the space and the reason
 */
export async function provisionSpace(documents: Documents, objects: Objects, space: RealSpace): Promise<void> {
  const { apps, versions, pending } = space.databases
  await withMessage(`Cannot register space "${space.name}"`, async () => {
    await documents.ensure(apps, [], referenceAppIndexes)
    await documents.ensure(versions, [versionsBySlug, withdrawnVersions], referenceVersionIndexes)
    await documents.ensure(pending, [])
  })
  await provisionContainer(objects, space.name)
}

/**
 * Creates a container unless it exists.
 * @throws Error with the name of the container and the reason
 */
export async function provisionContainer(objects: Objects, container: string): Promise<void> {
  await withMessage(`Cannot create storage container "${container}"`, () => objects.ensure(container))
}

async function withMessage(failure: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    throw new Error(`${failure}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
