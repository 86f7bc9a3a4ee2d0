import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { nodeDriver, packagedDriver, type Driver } from '../../../src/documents/sqlite/driver.js'

/** The drivers of SQLite that are available in this Node. */
export const drivers: Driver[] = [nodeDriver(), await packagedDriver()].filter((driver) => driver !== undefined)

const folders: string[] = []
afterAll(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))))

/** Creates a folder. It is removed after the tests of the file. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'documents-'))
  folders.push(folder)
  return folder
}
