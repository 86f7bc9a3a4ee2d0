import { versionId } from '../catalogue/app-versions.js'
import { readVersion } from '../records.js'
import { assetsContainer, assetUserKey, type RealSpace, type VirtualSpace } from '../spaces.js'
import type { Run } from './run.js'
import { reportUnreadable, reportUnreadableList } from './unreadable.js'

/** A container, and the checks for its objects. */
interface ContainerChecks {
  container: string
  /** Whether a document of this registry refers to an object. */
  isReferenced: (key: string) => Promise<boolean>
  /** Whether an object must stay: it is referenced, or belongs to an operator or another registry. */
  mustStay: (key: string) => Promise<boolean>
  /** The media type of an object according to its document, or `''`. */
  typeOf: (key: string) => Promise<string>
}

/** Finds objects that nothing refers to, and missing type attributes. Returns the number of checked objects. */
export async function checkObjects(run: Run): Promise<number> {
  const containers = containersOf(run)
  let referenced: Promise<boolean> | undefined
  const isStoreReferenced = (): Promise<boolean> => (referenced ??= hasReferencedObject(run, containers))
  let count = 0
  for (const checks of containers) count += await checkContainer(run, checks, isStoreReferenced)
  return count
}

function containersOf(run: Run): ContainerChecks[] {
  const { spaces } = run
  return [
    assetChecks(run),
    ...spaces.real.map((space) => spaceChecks(run, space)),
    ...spaces.virtual.map((virtual) => virtualChecks(run, virtual)),
  ]
}

function assetChecks({ documents, spaces, inventory, assets }: Run): ContainerChecks {
  const hasDocument = async (sha256: string): Promise<boolean> =>
    (await documents.get(spaces.shared.assets, sha256)) !== undefined
  return {
    container: assetsContainer,
    isReferenced: async (sha256) => inventory.isUsedHere(sha256) || hasDocument(sha256),
    mustStay: async (sha256) => inventory.isUsed(sha256) || hasDocument(sha256),
    typeOf: (sha256) => assets.contentTypeOf(sha256),
  }
}

function spaceChecks(run: Run, space: RealSpace): ContainerChecks {
  const isReferenced = async (key: string): Promise<boolean> => {
    const file = parseFileKey(key)
    if (!file) return false
    const { slug, version } = file
    return (
      run.inventory.hasVersion(assetUserKey(space, slug, version)) ||
      (await run.versionFiles.hasVersion(space, slug, version))
    )
  }
  return {
    container: space.name,
    isReferenced,
    // A key of another form: an operator may have stored the object by hand.
    mustStay: async (key) => !parseFileKey(key) || isReferenced(key),
    typeOf: (key) => typeOfFile(run, space, key),
  }
}

function virtualChecks({ inventory, overwriteCleanup }: Run, virtual: VirtualSpace): ContainerChecks {
  const isReferenced = async (sha256: string): Promise<boolean> =>
    inventory.hasRegeneratedArchive(virtual, sha256) || overwriteCleanup.isArchiveInUse(virtual, sha256)
  return {
    container: virtual.name,
    isReferenced,
    mustStay: isReferenced,
    typeOf: () => Promise.resolve(''),
  }
}

/**
 * Whether a document refers to any object of the store. If not, the documents may belong to another registry, or to a new one.
 * Then no object must be removed as unreferenced.
 */
async function hasReferencedObject(run: Run, containers: readonly ContainerChecks[]): Promise<boolean> {
  for (const { container, isReferenced } of containers) {
    try {
      for await (const key of run.objects.list(container)) if (await isReferenced(key)) return true
    } catch (error) {
      // `checkContainer` reports that the container can't be listed.
      await run.reads.reasonOrThrowIfStoreIsDown(error)
    }
  }
  return false
}

/** Parses a key `<slug>/<version>/<name>`, which older releases of the reference registry used. `undefined` for any other key. */
function parseFileKey(key: string): { slug: string; version: string; name: string } | undefined {
  const [, slug, version, name] = /^([a-z0-9-]+)\/([0-9][^/]*)\/(.+)$/s.exec(key) ?? []
  return slug === undefined || version === undefined || name === undefined ? undefined : { slug, version, name }
}

async function typeOfFile({ documents, files, reads }: Run, space: RealSpace, key: string): Promise<string> {
  const file = parseFileKey(key)
  const document = file && (await documents.get(space.databases.versions, versionId(file.slug, file.version)))
  if (!document) return ''
  const version = { space, record: readVersion(document), state: 'PUBLISHED' } as const
  const info = await reads.attempt(() => files.stat(version, file.name))
  return info.found?.contentType ?? ''
}

async function checkContainer(
  run: Run,
  checks: ContainerChecks,
  isStoreReferenced: () => Promise<boolean>,
): Promise<number> {
  run.progress.begin(`Looking at the objects in ${checks.container}`)
  let count = 0
  for await (const key of keysIn(run, checks.container)) {
    count++
    run.progress.advance(1)
    if (await checks.mustStay(key)) await checkType(run, key, checks)
    else await checkUnused(run, key, checks, isStoreReferenced)
  }
  return count
}

// The keys of the objects in a container. Reports a failure of the listing. Throws only if the whole store has failed.
async function* keysIn(run: Run, container: string): AsyncGenerator<string> {
  try {
    yield* run.objects.list(container)
  } catch (error) {
    await reportUnreadableList(run, container, await run.reads.reasonOrThrowIfStoreIsDown(error))
  }
}

async function checkType(run: Run, key: string, { container, typeOf }: ContainerChecks): Promise<void> {
  const { objects, reads, findings } = run
  const { typeAttributes } = objects
  if (!typeAttributes) return
  const info = await reads.attempt(() => objects.stat(container, key))
  if (info.unreadable !== undefined) return reportUnreadable(run, container, key, info.unreadable)
  if (await typeAttributes.isCorrect(container, key, () => typeOf(key))) return
  const message =
    'The extended attribute user.mime_type, from which cozy-apps-registry reads the media type, is missing or wrong'
  await findings.add('MISSING_TYPE_ATTRIBUTE', `${container}/${key}`, message, () =>
    typeAttributes.write(container, key, () => typeOf(key)),
  )
}

async function checkUnused(
  run: Run,
  key: string,
  { container, mustStay }: ContainerChecks,
  isStoreReferenced: () => Promise<boolean>,
): Promise<void> {
  const { objects, reads, findings, modifiedBefore } = run
  const info = await reads.attempt(() => objects.stat(container, key))
  if (info.unreadable !== undefined) return reportUnreadable(run, container, key, info.unreadable)
  if (!info.found || info.found.modifiedAt.getTime() > modifiedBefore) return
  const mayRemove = await isStoreReferenced()
  const message = mayRemove ? 'Nothing refers to it' : `Nothing refers to it. ${unreferencedStore}`
  await findings.add('UNREFERENCED_OBJECT', `${container}/${key}`, message, async () => {
    if (!mayRemove || (await mustStay(key))) return false
    await objects.remove(container, key)
    return true
  })
}

const unreferencedStore =
  'It stays, because the documents refer to no file at all in this object store: the documents may belong to another registry. ' +
  'Check the settings of the documents (such as "couchdb.url" and "couchdb.prefix") and of the object store'
