import { constants, type Stats } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Config } from './config.js'
import type { Problems } from './error.js'
import { absolutePath, type PathContext } from './path.js'

/** Where the results of `checkPaths` go. */
interface Findings {
  /** Mistakes: paths that no user can use. */
  warnings: Problems
  /** Paths that this user can't use, and files that are still to be created. The server may run as another user. */
  notes: Problems
}

/** Checks the files and folders of the configuration on the disk. Creates nothing. */
export async function checkPaths(config: Config, paths: PathContext, findings: Findings): Promise<void> {
  const { documents, objects, remote, graphql, logFile } = config
  const { definitions } = remote
  const checks: [key: string, check: () => Promise<void> | false][] = [
    ['data', () => documents.engine === 'embedded' && checkCreatedFolder('data', documents.folder, findings)],
    [
      'fs',
      () => objects.engine === 'directory' && !isInData(config) && checkCreatedFolder('fs', objects.folder, findings),
    ],
    ['doctypes', () => 'folder' in definitions && checkDefinitions(definitions.folder, findings)],
    [
      'graphql.persisted_operations',
      () => graphql.persistedOperations !== undefined && checkOperations(graphql.persistedOperations, findings),
    ],
    ['log.file', () => logFile !== undefined && checkLogFile(logFile, findings)],
    ['session-secret', () => checkSecret(config.sessionSecret, paths, findings)],
  ]
  for (const [key, check] of checks) {
    try {
      await check()
    } catch (error) {
      // For example, this user can't see what the parent folder contains.
      findings.notes.add(`${key}: ${error instanceof Error ? error.message : String(error)}`, key)
    }
  }
}

// The default folder for files is below `data`, which is checked on its own.
function isInData({ documents, objects }: Config): boolean {
  if (documents.engine !== 'embedded' || objects.engine !== 'directory') return false
  return dirname(objects.folder) === documents.folder
}

// The gateway creates the folder and its parents.
async function checkCreatedFolder(key: string, folder: string, { warnings, notes }: Findings): Promise<void> {
  const nearest = await nearestExisting(folder)
  const cannot = nearest.path === folder ? '' : `the folder "${folder}" can't be created: `
  if (!nearest.stats.isDirectory()) warnings.add(`${key}: ${cannot}"${nearest.path}" is not a folder`, key)
  else if (!(await isAccessible(nearest.path, constants.W_OK | constants.X_OK)))
    notes.add(`${key}: ${cannot}this user can't write to the folder "${nearest.path}"`, key)
}

async function checkOperations(file: string, { warnings, notes }: Findings): Promise<void> {
  const key = 'graphql.persisted_operations'
  if (!(await statOf(file))?.isFile())
    warnings.add(`${key}: there is no file "${file}", so a gateway does not start`, key)
  else if (!(await isAccessible(file, constants.R_OK)))
    notes.add(`${key}: this user can't read the file "${file}"`, key)
}

// Each call of a remote doctype reads this folder. So the gateway starts even if the folder is missing.
async function checkDefinitions(folder: string, { warnings, notes }: Findings): Promise<void> {
  const found = await statOf(folder)
  if (!found?.isDirectory())
    warnings.add(`doctypes: there is no folder "${folder}", so no remote doctype is defined`, 'doctypes')
  else if (!(await isAccessible(folder, constants.R_OK | constants.X_OK)))
    notes.add(`doctypes: this user can't read the folder "${folder}"`, 'doctypes')
}

async function checkLogFile(file: string, { warnings, notes }: Findings): Promise<void> {
  const key = 'log.file'
  const found = await statOf(file)
  const folder = dirname(file)
  if (found?.isDirectory() || found?.isFIFO()) warnings.add(`${key}: "${file}" is not a file`, key)
  else if (!found && !(await statOf(folder))?.isDirectory())
    warnings.add(`${key}: there is no folder "${folder}" for the log: create it`, key)
  else if (!(await isAccessible(found ? file : folder, constants.W_OK)))
    notes.add(`${key}: this user can't write to "${found ? file : folder}"`, key)
}

async function checkSecret(configured: string, paths: PathContext, { warnings, notes }: Findings): Promise<void> {
  const key = 'session-secret'
  if (configured === '') return warnings.add(`${key}: empty, so the server does not start: name a file`, key)
  const file = absolutePath(configured, paths)
  const found = await statOf(file)
  const folder = dirname(file)
  if (found?.isDirectory()) warnings.add(`${key}: "${file}" is a folder, not a file`, key)
  else if (!found && !(await statOf(folder))?.isDirectory())
    warnings.add(`${key}: there is no folder "${folder}" for the secret: create it`, key)
  else if (!found) notes.add(`${key}: there is no file "${file}" yet: gen-session-secret creates it`, key)
  else if (!(await isAccessible(file, constants.R_OK))) notes.add(`${key}: this user can't read "${file}"`, key)
}

/** The path, or its nearest parent that exists. */
async function nearestExisting(path: string): Promise<{ path: string; stats: Stats }> {
  const stats = await statOf(path)
  return stats ? { path, stats } : nearestExisting(dirname(path))
}

/** `undefined` if there is nothing at the path. */
async function statOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code)))
      return undefined
    throw error
  })
}

async function isAccessible(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  )
}
