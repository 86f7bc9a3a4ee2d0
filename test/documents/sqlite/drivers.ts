import { nodeDriver, packagedDriver, type Driver } from '../../../src/documents/sqlite/driver.js'

/** The drivers of SQLite that are available in this Node. */
export const drivers: Driver[] = [nodeDriver(), await packagedDriver()].filter((driver) => driver !== undefined)
