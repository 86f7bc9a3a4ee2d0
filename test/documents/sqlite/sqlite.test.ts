import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { documentsContract } from '../../contracts/documents.js'
import { drivers } from './drivers.js'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

for (const driver of drivers) {
  documentsContract(`SQLite with ${driver.name}`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'documents-'))
    folders.push(folder)
    const connect = () => openSqliteDocuments(folder, driver)
    return { documents: await connect(), connect }
  })
}
