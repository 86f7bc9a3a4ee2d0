import type { Logger } from 'pino'
import type { Documents } from '../../documents/documents.js'
import type { Objects } from '../../objects/objects.js'
import type { Assets } from '../assets.js'
import type { Catalogue } from '../catalogue/catalogue.js'
import type { Files } from '../files.js'
import type { Pending } from '../pending.js'
import type { FileReads } from '../file-reads.js'
import type { Progress } from '../progress.js'
import type { OverwriteCleanup } from '../removal/overwrite-cleanup.js'
import type { Spaces } from '../spaces.js'
import type { VersionFiles } from '../version-files.js'
import type { Regeneration } from '../virtual/regeneration.js'
import type { Findings } from './findings.js'
import type { Inventory } from './inventory.js'

/** The dependencies of `repair`. */
export interface RepairParts {
  documents: Documents
  objects: Objects
  spaces: Spaces
  catalogue: Catalogue
  assets: Assets
  files: Files
  pending: Pending
  versionFiles: VersionFiles
  overwriteCleanup: OverwriteCleanup
  regeneration: Regeneration
  /** Milliseconds since 1970. */
  clock: () => number
  log: Logger
}

/** One run of repair. */
export interface Run extends RepairParts {
  inventory: Inventory
  findings: Findings
  reads: FileReads
  progress: Progress
  /** Milliseconds since 1970. An object that was modified later may belong to a running operation. Such an object stays. */
  modifiedBefore: number
}
