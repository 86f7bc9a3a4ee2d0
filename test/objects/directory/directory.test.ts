import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDirectoryObjects } from '../../../src/objects/directory/directory.js'
import type { Objects } from '../../../src/objects/objects.js'
import { objectsContract } from '../../contracts/objects.js'
import { collect, failingStream, sha256, streamOf } from '../../contracts/streams.js'

let folder: string
let objects: Objects

const contractFolder = await mkdtemp(join(tmpdir(), 'objects-'))
afterAll(() => rm(contractFolder, { recursive: true }))
objectsContract('directory', () => openDirectoryObjects(contractFolder))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'objects-'))
  objects = await openDirectoryObjects(folder)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const put = (key: string, content: Buffer | string, contentType = 'application/x-test') =>
  objects.put('apps', key, streamOf(content), { contentType })

/** The paths of the metadata files of all objects. */
function metadataFiles(): string[] {
  const found = readdirSync(join(folder, '.meta'), { recursive: true, encoding: 'utf8' })
  return found.filter((name) => name.endsWith('.json')).map((name) => join(folder, '.meta', name))
}

const typeAndEtag = async (key: string) => {
  const found = await objects.stat('apps', key)
  return found && [found.contentType, found.etag]
}

test('content is stored at the path of its key, and metadata outside of the containers', async () => {
  await put('notes/1.0.0/notes.tar.gz', 'hello')
  expect(await readFile(join(folder, 'apps/notes/1.0.0/notes.tar.gz'), 'utf8')).toBe('hello')
  expect(await readdir(join(folder, 'apps'), { recursive: true })).toHaveLength(3)
  expect((await readdir(folder)).sort()).toEqual(['.meta', 'apps'])
})

test('the media type and the etag (SHA-256) remain when the store is opened again', async () => {
  await put('a', 'hello', 'text/x-own')
  expect(await typeAndEtag('a')).toEqual(['text/x-own', sha256('hello')])
  await objects.close()
  objects = await openDirectoryObjects(folder)
  expect(await typeAndEtag('a')).toEqual(['text/x-own', sha256('hello')])
})

test('an empty media type stays empty', async () => {
  await put('icon.png', 'x', '')
  expect(await typeAndEtag('icon.png')).toEqual(['', sha256('x')])
})

describe('keys that a directory cannot store', () => {
  test('put refuses a key below an object, or with the path of a folder', async () => {
    await put('a', 'object')
    await expect(put('a/b', 'x')).rejects.toThrow(/Cannot store "a\/b" in container "apps": .*is not a folder/)
    await put('folder/b', 'object')
    await expect(put('folder', 'x')).rejects.toThrow(/Cannot store "folder" in container "apps": .*other objects in it/)
    expect(await collect(objects.list('apps'))).toEqual(['a', 'folder/b'])
    expect(await typeAndEtag('a')).toEqual(['application/x-test', sha256('object')])
    expect(metadataFiles()).toHaveLength(2)
  })

  test('a key that is too long is refused, and leaves no folder', async () => {
    const long = `x/y/${'é'.repeat(200)}`
    await expect(put(long, 'x')).rejects.toThrow('the name is too long for the file system')
    await expect(put(`${long}/z`, 'x')).rejects.toThrow('the name is too long for the file system')
    expect(await objects.open('apps', long)).toBeUndefined()
    await objects.remove('apps', long)
    await put('x', 'now free')
    expect(await collect(objects.list('apps'))).toEqual(['x'])
  })
})

test('a failed put leaves no file', async () => {
  await expect(objects.put('apps', 'x/a', failingStream('begun'), { contentType: '' })).rejects.toThrow('line broke')
  const short = objects.put('apps', 'x/a', streamOf('abc'), { contentType: '', size: 4 })
  await expect(short).rejects.toThrow('announced with 4 bytes and has only 3')
  const remaining = await readdir(folder, { recursive: true, withFileTypes: true })
  expect(remaining.filter((entry) => entry.isFile())).toEqual([])
})

test('opening removes only unfinished files that are older than a day', async () => {
  const incoming = join(folder, '.meta/incoming')
  const longAgo = new Date(Date.now() - 25 * 60 * 60 * 1000)
  for (const name of ['old', 'young']) writeFileSync(join(incoming, name), 'part')
  mkdirSync(join(incoming, 'discarded container/with folder'), { recursive: true })
  for (const name of ['old', 'discarded container']) utimesSync(join(incoming, name), longAgo, longAgo)
  await openDirectoryObjects(folder)
  expect(await readdir(incoming)).toEqual(['young'])
})

test('the ping fails when the folder is missing', async () => {
  await rm(folder, { recursive: true })
  await expect(objects.ping()).rejects.toThrow()
})

describe('less than 1 MB of an object of 50 MB is buffered', () => {
  const chunk = Buffer.alloc(64 * 1024, 'x')
  const chunks = 800
  const maxBuffered = 1024 * 1024

  test('when writing: the body is read no faster than the disk writes', async () => {
    const incoming = join(folder, '.meta/incoming')
    const bytesOnDisk = () => readdirSync(incoming).reduce((sum, name) => sum + statSync(join(incoming, name)).size, 0)
    let produced = 0
    let mostBuffered = 0
    const body = new Readable({
      read() {
        mostBuffered = Math.max(mostBuffered, produced - bytesOnDisk())
        produced += chunk.length
        this.push(produced > chunks * chunk.length ? null : chunk)
      },
    })
    await objects.put('apps', 'big', body, { contentType: '', size: chunks * chunk.length })
    expect(mostBuffered).toBeGreaterThan(0)
    expect(mostBuffered).toBeLessThan(maxBuffered)
  })

  test('when reading: the file is read no faster than the consumer reads', async () => {
    await put('big', Buffer.alloc(chunks * chunk.length))
    const found = await objects.open('apps', 'big')
    const bytes: AsyncIterable<Buffer> = found?.body ?? Readable.from([])
    let consumed = 0
    for await (const part of bytes) {
      consumed += part.length
      if (consumed % (100 * chunk.length) === 0) await pause(2)
      expect(part.length + (found?.body.readableLength ?? 0)).toBeLessThan(maxBuffered)
    }
    expect(consumed).toBe(chunks * chunk.length)
  })
})
