import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { openDirectoryObjects } from '../../../src/objects/directory/directory.js'
import { sha256, streamOf } from '../../contracts/streams.js'

// The program that processes.test.ts starts. It puts objects for `rounds` rounds, or until it is killed. For each
// acknowledged put it prints a line `<key> <round> <sha256>`. The media type of an object contains the round and the
// checksum. So the test can detect a partial object even if the process was killed before it printed the line. If `rounds`
// is `unfinished`, the program puts one object that never ends.
const [folder = '', container = '', keyPrefix = '', rounds = 'Infinity'] = process.argv.slice(2)
const objects = await openDirectoryObjects(folder)

async function putInLoop(worker: number): Promise<void> {
  for (let round = 0; round < Number(rounds); round++) {
    const key = round % 2 === 0 ? `shared/${worker}` : `${keyPrefix}/${worker}/${round}`
    const content = randomBytes(Math.floor(Math.random() * 300_000))
    const hash = sha256(content)
    await objects.put(container, key, streamOf(content), { contentType: `application/x-${round}-${hash}` })
    writeSync(1, `${key} ${round} ${hash}\n`)
  }
}

/** Puts an object whose content never ends. Prints a line when its first part has been read. */
async function putForEver(): Promise<void> {
  async function* content(): AsyncGenerator<Buffer> {
    yield randomBytes(1000)
    writeSync(1, 'unfinished\n')
    await pause(600_000)
  }
  await objects.put(container, `${keyPrefix}/unfinished`, Readable.from(content()), { contentType: '' })
}

if (rounds === 'unfinished') await putForEver()
else await Promise.all([0, 1, 2, 3].map(putInLoop))
