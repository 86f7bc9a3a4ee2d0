import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import type { Documents } from '../../src/documents/documents.js'
import { changesContract } from './documents/changes.js'
import { databasesContract } from './documents/databases.js'
import { findContract } from './documents/find.js'
import { listContract } from './documents/list.js'
import { revisionsContract } from './documents/revisions.js'

/** The document store under test, and a function that opens a second client of the same data. */
export interface Engine {
  documents: Documents
  connect(): Promise<Documents>
}

/** The document store under test, and a database. Each test gets a new database, which is dropped afterwards. */
export interface Fixture extends Engine {
  database: string
}

/**
 * Tests that every implementation of `Documents` must pass.
 * @param open opens a store, which can have other data: the tests create databases, and close the store at the end
 */
export function documentsContract(name: string, open: () => Promise<Engine>): void {
  describe(`documents contract: ${name}`, () => {
    let engine: Engine
    let database: string
    const opened: Documents[] = []
    const connect = async (): Promise<Documents> => {
      const documents = await engine.connect()
      opened.push(documents)
      return documents
    }
    const fixture = (): Fixture => ({ documents: engine.documents, connect, database })

    beforeAll(async () => {
      engine = await open()
    })
    beforeEach(async () => {
      database = `contract-${randomUUID()}`
      await engine.documents.ensure(database, [])
    })
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((documents) => documents.close()))
      await engine.documents.drop(database)
    })
    afterAll(() => engine.documents.close())

    describe('documents and revisions', () => revisionsContract(fixture))
    describe('find', () => findContract(fixture))
    describe('list', () => listContract(fixture))
    describe('change feed', () => changesContract(fixture))
    describe('databases', () => databasesContract(fixture))
  })
}
