import { FileReads } from '../file-reads.js'
import type { Progress } from '../progress.js'
import { checkAssets } from './assets.js'
import { checkFiles } from './files.js'
import { Findings, type Finding } from './findings.js'
import { Inventory } from './inventory.js'
import { checkObjects } from './objects.js'
import type { RepairParts, Run } from './run.js'
import { checkUnfinished } from './unfinished.js'

/** The numbers of checked items, and the findings. */
export interface RepairReport {
  objects: number
  assets: number
  versions: number
  archives: number
  findings: Finding[]
}

const graceMs = 24 * 60 * 60 * 1000

/**
 * Finds the remains of interrupted operations, and verifies the checksum of each archive. The registry can stay in use.
 * Objects younger than a day stay. Every finding is checked again before anything is removed. A file that can't be read is a
 * finding, and the run continues. If the whole store fails, the run ends.
 * @param fix whether to fix the findings that can be fixed without losing data
 */
export async function repair(parts: RepairParts, fix: boolean, progress: Progress): Promise<RepairReport> {
  progress.begin('Reading documents')
  const inventory = await Inventory.read(parts.documents, parts.spaces)
  const findings = new Findings(fix, parts.log)
  const reads = new FileReads(parts.objects)
  const run: Run = { ...parts, inventory, findings, reads, progress, modifiedBefore: parts.clock() - graceMs }
  await checkUnfinished(run)
  const assets = await checkAssets(run)
  const objects = await checkObjects(run)
  const archives = await checkFiles(run)
  return { objects, assets, versions: inventory.versions.length, archives, findings: findings.all }
}
