import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openSqliteDocuments } from '../../src/documents/sqlite/sqlite.js'
import { openDirectoryObjects } from '../../src/objects/directory/directory.js'
import { contentIn } from '../support/import-fixture.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const rounds = 4

// Runs a command on a data folder. Kills the process after `killAfter` milliseconds. Returns the exit status, or `null`
// if the process was killed.
async function run(folder: string, words: string[], killAfter?: number): Promise<number | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...words], {
    stdio: 'ignore',
    env: { ...process.env, COZY_REGISTRY_DATA: folder },
  })
  const exit = once(child, 'exit')
  if (killAfter !== undefined) void sleep(killAfter).then(() => child.kill('SIGKILL'))
  await exit
  return child.exitCode
}

async function fill(folder: string): Promise<void> {
  const documents = await openSqliteDocuments(folder)
  const objects = await openDirectoryObjects(join(folder, 'objects'))
  await documents.ensure('cozyregistry-versions', [])
  for (let n = 0; n < 120; n++) {
    const version = `1.${String(n)}.0`
    await documents.put('cozyregistry-versions', { _id: `notes-${version}`, slug: 'notes', version })
    const content = Buffer.alloc(20_000, version)
    const key = `notes/${version}/notes.tar.gz`
    await objects.put('__default__', key, Readable.from([content]), { contentType: 'application/gzip' })
  }
  await documents.close()
}

it('an import, with or without --drop, can be run again after it was killed', { timeout: 240_000 }, async () => {
  const source = await temporaryFolder()
  await fill(source)
  const archive = join(source, 'registry.tar.gz')
  expect(await run(source, ['export', archive])).toBe(0)
  const expected = await contentIn(source)
  const statuses: (number | null)[] = []
  for (let round = 0; round < rounds; round++) {
    const folder = await temporaryFolder()
    const words = ['import', ...(round % 2 ? ['--drop'] : []), archive]
    statuses.push(await run(folder, words, 600 + round * 200))
    // Files are written before the documents that refer to them. So a document never lacks its file.
    const { documents, objects } = await contentIn(folder)
    const files = new Set(objects.map(({ name }) => name))
    for (const { _id } of documents['cozyregistry-versions'] ?? []) {
      expect(files).toContain(`notes/${_id.replace('notes-', '')}/notes.tar.gz`)
    }
    expect(await run(folder, words)).toBe(0)
    expect(await contentIn(folder)).toEqual(expected)
  }
  // At least one import was killed while it ran.
  expect(statuses).toContain(null)
})
