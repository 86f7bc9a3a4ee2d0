import { versionId } from '../catalogue/app-versions.js'
import { readVersion } from '../records.js'
import { assetsContainer, assetUserKey, type RealSpace } from '../spaces.js'
import type { Run } from './run.js'
import { reportUnreadable, reportUnreadableList } from './unreadable.js'

/** The checks for the objects of a container. */
interface ContainerChecks {
  isUsed: (key: string) => Promise<boolean>
  /** The media type of an object according to its document, or `''`. */
  typeOf: (key: string) => Promise<string>
}

/** Finds objects that nothing refers to, and missing type attributes. Returns the number of objects. */
export async function checkObjects(run: Run): Promise<number> {
  const { documents, spaces, inventory } = run
  const { assets } = spaces.shared
  let count = await checkContainer(run, assetsContainer, {
    isUsed: async (sha256) => inventory.isUsed(sha256) || (await documents.get(assets, sha256)) !== undefined,
    typeOf: (sha256) => run.assets.contentTypeOf(sha256),
  })
  for (const space of spaces.real) {
    count += await checkContainer(run, space.name, {
      async isUsed(key) {
        const { slug, version } = fileOf(key) ?? {}
        // No file of a version has such a key. An operator may have stored the object by hand. Such an object stays.
        if (slug === undefined || version === undefined) return true
        return (
          inventory.hasVersion(assetUserKey(space, slug, version)) ||
          (await run.versionFiles.hasVersion(space, slug, version))
        )
      },
      typeOf: (key) => typeOfFile(run, space, key),
    })
  }
  for (const virtual of spaces.virtual) {
    count += await checkContainer(run, virtual.name, {
      isUsed: async (sha256) =>
        inventory.isRegenerated(virtual, sha256) || run.overwriteCleanup.isArchiveInUse(virtual, sha256),
      typeOf: () => Promise.resolve(''),
    })
  }
  return count
}

/** The file of a version that older registries stored under this key. `undefined` when they stored no files under such keys. */
function fileOf(key: string): { slug: string; version: string; name: string } | undefined {
  const [, slug, version, name] = /^([a-z0-9-]+)\/([0-9][^/]*)\/(.+)$/s.exec(key) ?? []
  return slug === undefined || version === undefined || name === undefined ? undefined : { slug, version, name }
}

async function typeOfFile({ documents, files, reads }: Run, space: RealSpace, key: string): Promise<string> {
  const file = fileOf(key)
  const document = file && (await documents.get(space.databases.versions, versionId(file.slug, file.version)))
  if (!document) return ''
  const version = { space, record: readVersion(document), state: 'PUBLISHED' } as const
  const info = await reads.attempt(() => files.stat(version, file.name))
  return info.found?.contentType ?? ''
}

async function checkContainer(run: Run, container: string, checks: ContainerChecks): Promise<number> {
  run.progress.begin(`Looking at the objects in ${container}`)
  let count = 0
  for await (const key of keysIn(run, container)) {
    count++
    run.progress.advance(1)
    if (await checks.isUsed(key)) await checkType(run, container, key, checks)
    else await checkUnused(run, container, key, checks)
  }
  return count
}

// The keys of the objects in a container. A failure of the listing is reported, and does not end the run.
async function* keysIn(run: Run, container: string): AsyncGenerator<string> {
  try {
    yield* run.objects.list(container)
  } catch (error) {
    await reportUnreadableList(run, container, await run.reads.reasonOf(error))
  }
}

async function checkType(run: Run, container: string, key: string, { typeOf }: ContainerChecks): Promise<void> {
  const { objects, reads, findings } = run
  const { typeAttributes } = objects
  if (!typeAttributes) return
  const info = await reads.attempt(() => objects.stat(container, key))
  if (info.unreadable !== undefined) return reportUnreadable(run, container, key, info.unreadable)
  if (await typeAttributes.isCorrect(container, key, () => typeOf(key))) return
  const message = 'Its media type is not in the extended attribute user.mime_type, where cozy-apps-registry reads it'
  await findings.add('MISSING_TYPE_ATTRIBUTE', `${container}/${key}`, message, () =>
    typeAttributes.write(container, key, () => typeOf(key)),
  )
}

async function checkUnused(run: Run, container: string, key: string, { isUsed }: ContainerChecks): Promise<void> {
  const { objects, reads, findings, modifiedBefore } = run
  const info = await reads.attempt(() => objects.stat(container, key))
  if (info.unreadable !== undefined) return reportUnreadable(run, container, key, info.unreadable)
  if (!info.found || info.found.modifiedAt.getTime() > modifiedBefore) return
  await findings.add('UNREFERENCED_OBJECT', `${container}/${key}`, 'Nothing refers to it', async () => {
    if (await isUsed(key)) return false
    await objects.remove(container, key)
    return true
  })
}
