import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { documentsContract } from '../../contracts/documents.js'
import { drivers, newFolder } from './drivers.js'

for (const driver of drivers) {
  documentsContract(`SQLite with ${driver.name}`, async () => {
    const folder = await newFolder()
    const connect = () => openSqliteDocuments(folder, driver)
    return { documents: await connect(), connect }
  })
}
