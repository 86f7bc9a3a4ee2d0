import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openDirectoryObjects } from '../../src/objects/directory/directory.js'
import type { Objects } from '../../src/objects/objects.js'
import { openS3Objects } from '../../src/objects/s3/s3.js'
import { openSwiftObjects } from '../../src/objects/swift/swift.js'
import type { S3Settings } from '../../src/objects/s3/requests.js'
import type { SwiftSettings } from '../../src/objects/swift/authenticate.js'
import { s3FromEnvironment, swiftFromEnvironment } from './object-stores.js'
import { ScopedObjects } from './scoped-objects.js'

/** A kind of object store for the data of a reference registry (cozy-apps-registry). */
export interface ReferenceStore {
  name: string
  /**
   * @param folder the temporary folder of the test
   * @param scope the prefix of the containers on a server that several tests share
   */
  open: (folder: string, scope: string) => Promise<Objects>
  /** Lists the existing containers; `undefined` for S3, where a container is only a prefix of object names. */
  containers: (folder: string, scope: string) => Promise<string[] | undefined>
}

/** A directory, and the object stores that the environment variables name. */
export function referenceStores(): ReferenceStore[] {
  const [s3, swift] = [s3FromEnvironment(), swiftFromEnvironment()]
  return [directory, ...(s3 ? [onS3(s3)] : []), ...(swift ? [onSwift(swift)] : [])]
}

const directory: ReferenceStore = {
  name: 'a directory',
  open: (folder) => openDirectoryObjects(join(folder, 'objects')),
  containers: async (folder) => (await readdir(join(folder, 'objects'))).filter((name) => !name.startsWith('.')),
}

function onS3(settings: S3Settings): ReferenceStore {
  return {
    name: 'S3',
    open: async (_, scope) => new ScopedObjects(await openS3Objects(settings), scope),
    containers: () => Promise.resolve(undefined),
  }
}

function onSwift(settings: SwiftSettings): ReferenceStore {
  return {
    name: 'Swift',
    open: async (_, scope) => new ScopedObjects(await openSwiftObjects(settings), scope),
    async containers(_, scope) {
      const names = await containersOf(settings, `${scope}-`)
      return names.map((name) => name.slice(scope.length + 1))
    },
  }
}

// Sends requests to Swift itself, because the adapter can't list containers.
async function containersOf({ authUrl, username, apiKey }: SwiftSettings, prefix: string): Promise<string[]> {
  const login = await fetch(authUrl, { headers: { 'X-Auth-User': username, 'X-Auth-Key': apiKey } })
  const account = new URL(login.headers.get('X-Storage-Url') ?? '')
  account.searchParams.set('prefix', prefix)
  const list = await fetch(account, { headers: { 'X-Auth-Token': login.headers.get('X-Auth-Token') ?? '' } })
  return (await list.text()).split('\n').filter((name) => name !== '')
}
