import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import { openDirectoryObjects } from '../../../src/objects/directory/directory.js'
import { sha256, streamOf } from '../../contracts/streams.js'

// A process of its own that puts objects until it has done `rounds` or is killed. Each put that was acknowledged is a line
// `<key> <round> <sha256>` on the standard output. The media type tells round and content, so that an object shows by itself
// whether it is whole.
const [folder = '', container = '', owner = '', rounds = 'Infinity'] = process.argv.slice(2)
const objects = await openDirectoryObjects(folder)

async function putInLoop(worker: number): Promise<void> {
  for (let round = 0; round < Number(rounds); round++) {
    const key = round % 2 === 0 ? `shared/${worker}` : `${owner}/${worker}/${round}`
    const content = randomBytes(Math.floor(Math.random() * 300_000))
    const hash = sha256(content)
    await objects.put(container, key, streamOf(content), { contentType: `application/x-${round}-${hash}` })
    writeSync(1, `${key} ${round} ${hash}\n`)
  }
}

await Promise.all([0, 1, 2, 3].map(putInLoop))
