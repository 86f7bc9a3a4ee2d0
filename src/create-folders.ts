import type { Config } from './config/config.js'
import { Folders } from './folders/folders.js'
import type { Instances } from './instances/instances.js'

/** Creates the folders of instances. The context of an instance determines the folders that a new instance has. */
export function createFolders({ documents }: Instances, { limits, instanceContexts }: Config): Folders {
  return new Folders({
    documents,
    limits: limits.folders,
    firstFolders: (context) =>
      instanceContexts.get(context.toLowerCase())?.firstFolders ?? { administrative: true, photos: true },
    clock: Date.now,
  })
}
