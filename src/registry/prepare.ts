import type { Documents } from '../documents/documents.js'
import type { Objects } from '../objects/objects.js'
import { appsExpected, versionsExpected } from './reference-layout.js'
import { versionsBySlug, type RealSpace } from './spaces.js'

/** Creates what is missing of a space in the engines. */
export async function prepareSpace(documents: Documents, objects: Objects, space: RealSpace): Promise<void> {
  const { apps, versions, pending } = space.databases
  await documents.ensure(apps, [], appsExpected)
  await documents.ensure(versions, [versionsBySlug], versionsExpected)
  await documents.ensure(pending, [])
  await objects.ensure(space.name)
}
