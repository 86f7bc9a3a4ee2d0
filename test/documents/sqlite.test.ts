import { openSqliteDocuments } from '../../src/documents/sqlite.js'
import { documentsContract } from '../contracts/documents.js'
import { drivers, newFolder } from './sqlite/drivers.js'

for (const driver of drivers) {
  documentsContract(`SQLite by ${driver.name}`, async () => {
    const folder = await newFolder()
    const connect = () => openSqliteDocuments(folder, driver)
    return { documents: await connect(), connect }
  })
}
