// The program that processes.test.ts starts: `program.ts FOLDER DRIVER NAME put|together ROUNDS`.
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { ConflictError, type Documents } from '../../../src/documents/documents.js'
import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { nodeDriver, packagedDriver } from '../../../src/documents/sqlite/driver.js'

const [folder = '', driverName = '', name = '', task = '', rounds = '0'] = process.argv.slice(2)
const node = nodeDriver()
const documents = await openSqliteDocuments(folder, node?.name === driverName ? node : await packagedDriver())
await documents.ensure('apps', [{ name: 'by-n', fields: ['n'] }])
if (task === 'put') await putUntilKilled(documents)
else await runTogether(documents)
await documents.close()

// Writes documents until the process is killed. Prints each document as soon as it is acknowledged.
async function putUntilKilled(documents: Documents): Promise<void> {
  for (let n = 0; ; n++) {
    const id = `${name}-${n}`
    const revision = await documents.put('apps', { _id: id, n, text: 'x'.repeat(n % 5000) })
    writeSync(1, `${id} ${revision}\n`)
  }
}

// Waits for data on the standard input, to start together with another process. Both processes increment a counter. Each
// waits for a document of the other.
async function runTogether(documents: Documents): Promise<void> {
  const since = await documents.currentFeedPosition('apps')
  writeSync(1, 'ready\n')
  await once(process.stdin, 'data')
  process.stdin.destroy()
  await Promise.all([count(documents, Number(rounds)), greet(documents, since)])
}

// Increments the counter, which the other process increments, too.
async function count(documents: Documents, rounds: number): Promise<void> {
  let conflicts = 0
  for (let done = 0; done < rounds;) {
    const counter = await documents.get('apps', 'counter')
    const n = Number(counter?.n ?? 0) + 1
    // Gives the other process time to write between this read and this write.
    await new Promise((resolve) => setTimeout(resolve, 1))
    try {
      await documents.put('apps', { ...counter, _id: 'counter', n })
      done++
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error
      conflicts++
    }
  }
  writeSync(1, `conflicts ${conflicts}\n`)
}

// Writes a document. Waits until the change feed has reported the documents of both processes.
async function greet(documents: Documents, since: string): Promise<void> {
  const seen = new Set<string>()
  await documents.put('apps', { _id: `hello-${name}` })
  for await (const { changes } of documents.changes('apps', since, new AbortController().signal)) {
    for (const { id } of changes) if (id.startsWith('hello-')) seen.add(id)
    if (seen.size === 2) break
  }
  writeSync(1, `seen ${[...seen].sort().join(',')}\n`)
}
