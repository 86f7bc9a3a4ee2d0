import type { Documents } from '../documents/documents.js'
import { referenceAppIndexes, referenceVersionIndexes } from '../documents/reference-layout.js'
import type { Objects } from '../objects/objects.js'
import { versionsBySlug, type RealSpace } from './spaces.js'

/**
 * Creates what is missing of a space in the engines.
 * @throws Error that says of which space, and why
 */
export async function provisionSpace(documents: Documents, objects: Objects, space: RealSpace): Promise<void> {
  const { apps, versions, pending } = space.databases
  await unlessFailed(`Cannot register space "${space.name}"`, async () => {
    await documents.ensure(apps, [], referenceAppIndexes)
    await documents.ensure(versions, [versionsBySlug], referenceVersionIndexes)
    await documents.ensure(pending, [])
  })
  await provisionContainer(objects, space.name)
}

/**
 * Creates a container unless it is there.
 * @throws Error that says of which container, and why
 */
export async function provisionContainer(objects: Objects, container: string): Promise<void> {
  await unlessFailed(`Cannot create storage container "${container}"`, () => objects.ensure(container))
}

async function unlessFailed(failure: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    throw new Error(`${failure}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
