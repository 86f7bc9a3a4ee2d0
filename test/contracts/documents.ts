import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import type { Documents } from '../../src/documents/documents.js'
import { changesPromises } from './documents/changes.js'
import { databasesPromises } from './documents/databases.js'
import { findPromises } from './documents/find.js'
import { listPromises } from './documents/list.js'
import { revisionsPromises } from './documents/revisions.js'

/** An engine to test, and a way to reach the same data once more, as another process does. */
export interface Engine {
  documents: Documents
  connect(): Promise<Documents>
}

/** What each test works with: a fresh database, which is dropped after the test. */
export interface Fixture extends Engine {
  database: string
}

/**
 * The promises of the documents port, checked on an adapter.
 * @param open gives the engine, with any data; the suite works in databases of its own and closes what it opened
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

    describe('documents and revisions', () => revisionsPromises(fixture))
    describe('find', () => findPromises(fixture))
    describe('list', () => listPromises(fixture))
    describe('changes', () => changesPromises(fixture))
    describe('databases', () => databasesPromises(fixture))
  })
}
