import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openCouchDocuments } from '../../../src/documents/couchdb/couchdb.js'
import type { Documents } from '../../../src/documents/documents.js'
import { parseJson } from '../../../src/json.js'
import { couchdbSettings, missingCouchdbReason } from '../../support/couchdb.js'
import { scenarios } from './scenarios.js'
import { startPlayer, startRecorder, recordingSchema, type Exchange } from './recording.js'

// Compares the requests of the CouchDB adapter with recordings, and so needs no CouchDB. If you change these requests, record
// them again from a real server: set RECORD=1 and COUCHDB_URL=http://user:password@host:5984 in the environment, and
// run this:
// npx vitest run test/documents/couchdb/recordings.test.ts

const folder = new URL('recordings/', import.meta.url)
const database = 'cozyregistry-recorded'

const open = async (url: string): Promise<Documents> => {
  const documents = await openCouchDocuments({ url })
  onTestFinished(() => documents.close())
  return documents
}

if (process.env.RECORD) {
  describe('a new recording is made of the scenario', () => {
    test.each(Object.entries(scenarios))('%s', async (name, scenario) => {
      const couchdb = couchdbSettings()
      if (!couchdb) throw new Error(missingCouchdbReason)
      const exchanges: Exchange[] = []
      const documents = await open(await startRecorder(couchdb, exchanges))
      await documents.drop(database)
      // Leaves out the requests that open the adapter and drop the database.
      exchanges.length = 0
      const result = (await scenario(documents, database)) ?? null
      const recorded = [...exchanges]
      await documents.drop(database)
      await mkdir(folder, { recursive: true })
      const text = JSON.stringify(
        recordingSchema.parse({ exchanges: recorded, result: withoutAddress(result) }),
        undefined,
        2,
      )
      await writeFile(new URL(`${name}.json`, folder), `${text}\n`)
    })
  })
} else {
  describe('the adapter sends the recorded requests, and returns the recorded results, in the scenario', () => {
    test.each(Object.entries(scenarios))('%s', async (name, scenario) => {
      const { exchanges, result } = recordingSchema.parse(
        parseJson(await readFile(new URL(`${name}.json`, folder), 'utf8')),
      )
      const opening: Exchange = { request: { method: 'GET', path: '/_all_dbs' }, response: { status: 200, body: [] } }
      const unexpected: Exchange['request'][] = []
      const documents = await open(await startPlayer([opening, ...exchanges], unexpected))
      const actual = await scenario(documents, database).catch(String)
      expect(unexpected).toEqual([])
      expect(withoutAddress(actual ?? null)).toEqual(result)
    })
  })
}

function withoutAddress(result: unknown): unknown {
  return parseJson(JSON.stringify(result).replaceAll(/http:\/\/127\.0\.0\.1:\d+\//g, 'http://couchdb/'))
}
