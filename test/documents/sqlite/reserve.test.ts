import { readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Reserve } from '../../../src/documents/sqlite/reserve.js'
import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { drivers } from './drivers.js'

// The reserve is a file that only takes space on the disk. When the disk is full, it is deleted, so that documents can still
// be removed.

async function reserveFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith('reserve'))
}

describe.each(drivers)('opening the documents, with $name', (driver) => {
  test('removes the unfinished reserves of killed processes', async () => {
    const folder = await temporaryFolder()
    for (const name of ['reserve.1', 'reserve.99999', 'reserve.txt']) await writeFile(join(folder, name), 'unfinished')
    const documents = await openSqliteDocuments(folder, driver)
    expect(await reserveFiles(folder)).toEqual(['reserve', 'reserve.txt'])
    await documents.close()
  })
})

test('a process can fill the reserve again when another process has removed the unfinished file', async () => {
  const folder = await temporaryFolder()
  const [running, opening] = [new Reserve(folder), new Reserve(folder)]
  const done = new AbortController()
  const filling = running.fill().finally(() => done.abort())
  while (!done.signal.aborted) await opening.removeUnfinished()
  await filling
  if (!running.isFilled) await running.fill()
  expect(running.isFilled).toBe(true)
  expect(await reserveFiles(folder)).toEqual(['reserve'])
  expect((await stat(join(folder, 'reserve'))).size).toBe(1024 * 1024)
})
