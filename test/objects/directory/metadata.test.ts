import { execFileSync } from 'node:child_process'
import { cpSync, linkSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readTypeAttribute, writeTypeAttribute } from '../../../src/objects/directory/type-attribute.js'
import { openDirectoryObjects } from '../../../src/objects/directory/directory.js'
import type { Objects } from '../../../src/objects/objects.js'
import { collect, sha256, streamOf } from '../../contracts/streams.js'

let folder: string
let objects: Objects

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'objects-'))
  objects = await openDirectoryObjects(folder)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const put = (key: string, content: Buffer | string, contentType = 'application/x-test') =>
  objects.put('apps', key, streamOf(content), { contentType })

/** Writes a file into the container `apps`, as another program would. */
function writeForeignFile(key: string, content: Buffer | string): void {
  const path = join(folder, 'apps', key)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

/** The paths of the metadata files of all objects. */
function metadataFiles(): string[] {
  const found = readdirSync(join(folder, '.meta'), { recursive: true, encoding: 'utf8' })
  return found.filter((name) => name.endsWith('.json')).map((name) => join(folder, '.meta', name))
}

const typeAndEtag = async (key: string) => {
  const found = await objects.stat('apps', key)
  return found && [found.contentType, found.etag]
}

describe('files of other programs', () => {
  test('get the media type from their bytes or name, and the etag from their content', async () => {
    const archive = gzipSync('x')
    writeForeignFile('notes/1.0.0/archive', archive)
    writeForeignFile('universallink/index.html', '<!DOCTYPE html>')
    writeForeignFile('icon.svg', '<svg/>')
    writeForeignFile('unknown', 'words')
    expect(await typeAndEtag('notes/1.0.0/archive')).toEqual(['application/gzip', sha256(archive)])
    expect(await typeAndEtag('universallink/index.html')).toEqual(['text/html', sha256('<!DOCTYPE html>')])
    expect(await typeAndEtag('icon.svg')).toEqual(['image/svg+xml', sha256('<svg/>')])
    expect(await typeAndEtag('unknown')).toEqual(['', sha256('words')])
  })

  test('can be read, listed, replaced and removed', async () => {
    writeForeignFile('a/b', 'by hand')
    const found = await objects.open('apps', 'a/b', { start: 3, end: 6 })
    expect(found && (await buffer(found.body)).toString()).toBe('hand')
    expect(await collect(objects.list('apps'))).toEqual(['a/b'])
    await put('a/b', 'stored')
    expect(await typeAndEtag('a/b')).toEqual(['application/x-test', sha256('stored')])
    await objects.remove('apps', 'a/b')
    expect(await collect(objects.list('apps'))).toEqual([])
  })

  test('never get the etag of an earlier file with the same name', async () => {
    await put('a.txt', 'stored')
    writeForeignFile('a.txt', 'edited')
    // The extended attribute stays when another program overwrites the content of the file.
    const expectedType = objects.typeAttributes ? 'application/x-test' : 'text/plain'
    expect(await typeAndEtag('a.txt')).toEqual([expectedType, sha256('edited')])
    await put('a.txt', 'stored')
    writeForeignFile('other', 'movedX')
    // Gives both files the same modification time, to the nanosecond.
    execFileSync('touch', ['-r', join(folder, 'apps/a.txt'), join(folder, 'apps/other')])
    renameSync(join(folder, 'apps/other'), join(folder, 'apps/a.txt'))
    expect(await typeAndEtag('a.txt')).toEqual(['text/plain', sha256('movedX')])
    await objects.remove('apps', 'a.txt')
    writeForeignFile('a.txt', 'again!')
    expect(await typeAndEtag('a.txt')).toEqual(['text/plain', sha256('again!')])
  })

  test('get a new etag when they change after their etag was cached', async () => {
    writeForeignFile('a.txt', 'before')
    await pause(1_100)
    for (let reading = 0; reading < 2; reading++) {
      expect(await typeAndEtag('a.txt')).toEqual(['text/plain', sha256('before')])
    }
    writeForeignFile('a.txt', 'edited')
    expect(await typeAndEtag('a.txt')).toEqual(['text/plain', sha256('edited')])
  })

  test('are not objects when they are pipes, links or folders', async () => {
    writeForeignFile('file', 'x')
    mkdirSync(join(folder, 'apps/empty'))
    execFileSync('mkfifo', [join(folder, 'apps/pipe')])
    execFileSync('ln', ['-s', 'file', join(folder, 'apps/link')])
    expect(await collect(objects.list('apps'))).toEqual(['file'])
    expect(await objects.open('apps', 'pipe')).toBeUndefined()
    expect(await objects.stat('apps', 'empty')).toBeUndefined()
  })
})

describe('metadata', () => {
  test('are valid in a copy of the folder', async () => {
    await put('a', 'hello', 'text/x-own')
    const copy = await mkdtemp(join(tmpdir(), 'objects-'))
    cpSync(folder, copy, { recursive: true })
    const copied = await openDirectoryObjects(copy)
    expect(await copied.stat('apps', 'a')).toMatchObject({ contentType: 'text/x-own', etag: sha256('hello') })
    await rm(copy, { recursive: true })
  })

  test.each(['', '{', 'null', '{"key":"a.txt"}', '{"key":"a.txt","descriptions":[{"etag":1}]}'])(
    'are ignored when they are damaged: %j',
    async (damaged) => {
      await put('a.txt', 'hello', 'text/x-own')
      expect(metadataFiles()).toHaveLength(1)
      for (const file of metadataFiles()) writeFileSync(file, damaged)
      const expectedType = objects.typeAttributes ? 'text/x-own' : 'text/plain'
      expect(await typeAndEtag('a.txt')).toEqual([expectedType, sha256('hello')])
      await put('a.txt', 'hello', 'text/x-own')
      expect(await typeAndEtag('a.txt')).toEqual(['text/x-own', sha256('hello')])
    },
  )

  test('that were written for new content before a crash do not apply to the old content, which is still stored', async () => {
    await put('a', 'old one', 'text/x-old')
    linkSync(join(folder, 'apps/a'), join(folder, 'old'))
    await put('a', 'new one', 'text/x-new')
    renameSync(join(folder, 'old'), join(folder, 'apps/a'))
    expect(await typeAndEtag('a')).toEqual(['text/x-old', sha256('old one')])
    await put('a', 'another', 'text/x-another')
    expect(await typeAndEtag('a')).toEqual(['text/x-another', sha256('another')])
  })

  test('are removed with their object and their container', async () => {
    await put('a', 'x')
    await put('b', 'x')
    await objects.remove('apps', 'a')
    expect(metadataFiles()).toHaveLength(1)
    await objects.drop('apps')
    expect(metadataFiles()).toEqual([])
    expect(await readdir(folder)).toEqual(['.meta'])
  })
})

describe('the media type in an extended attribute', () => {
  const path = (key: string) => join(folder, 'apps', key)

  test('is written with each object, also when the object is replaced', async ({ skip }) => {
    skip(!objects.typeAttributes, 'the file system has no extended attributes')
    await put('a', 'one', 'application/x-gzip')
    expect(await readTypeAttribute(path('a'))).toBe('application/x-gzip')
    await put('a', 'two', 'text/x-other; charset=utf-8')
    expect(await readTypeAttribute(path('a'))).toBe('text/x-other; charset=utf-8')
    await put('a', 'three', '')
    expect(await readTypeAttribute(path('a'))).toBe('application/octet-stream')
    expect((await objects.stat('apps', 'a'))?.contentType).toBe('')
  })

  test('is the type of a file without metadata, if it is a valid header value', async ({ skip }) => {
    skip(!objects.typeAttributes, 'the file system has no extended attributes')
    for (const [key, type] of [
      ['a', 'application/x-foreign'],
      ['b.css', 'text/plain\r\nX-Header: x'],
    ] as const) {
      writeForeignFile(key, 'body{}')
      // Another program may write any value: `writeTypeAttribute` would refuse an invalid one.
      await (await import('@napi-rs/xattr')).setAttribute(path(key), 'user.mime_type', type)
    }
    expect((await objects.stat('apps', 'a'))?.contentType).toBe('application/x-foreign')
    expect((await objects.stat('apps', 'b.css'))?.contentType).toBe('text/css')
  })

  test('is reported as incorrect when it is missing, and is written on request', async ({ skip }) => {
    skip(!objects.typeAttributes, 'the file system has no extended attributes')
    await put('a', 'one', 'image/png')
    await (await import('@napi-rs/xattr')).removeAttribute(path('a'), 'user.mime_type')
    const isCorrect = (key: string, fallback: string) =>
      objects.typeAttributes?.isCorrect('apps', key, () => Promise.resolve(fallback))
    const write = (key: string, fallback: string) =>
      objects.typeAttributes?.write('apps', key, () => Promise.resolve(fallback))
    expect(await isCorrect('a', 'text/x-other')).toBe(false)
    expect(await write('a', 'text/x-other')).toBe(true)
    expect(await readTypeAttribute(path('a'))).toBe('image/png')
    expect(await writeTypeAttribute(path('a'), 'not\na type')).toBe(false)
    writeForeignFile('icon', '<svg/>')
    // For an unknown type, nothing is written, and the result is a success.
    expect(await write('icon', '')).toBe(true)
    expect(await readTypeAttribute(path('icon'))).toBeUndefined()
    expect(await isCorrect('icon', 'image/svg+xml')).toBe(false)
    expect(await write('icon', 'image/svg+xml')).toBe(true)
    expect(await readTypeAttribute(path('icon'))).toBe('image/svg+xml')
  })
})
