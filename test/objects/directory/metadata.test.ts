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
import { all, sha256, streamOf } from '../../contracts/streams.js'

let folder: string
let objects: Objects

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'objects-'))
  objects = await openDirectoryObjects(folder)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const put = (key: string, content: Buffer | string, contentType = 'application/x-test') =>
  objects.put('apps', key, streamOf(content), { contentType })

/** Puts a file there as a person or another program would. */
function place(key: string, content: Buffer | string): void {
  const path = join(folder, 'apps', key)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

/** The files in which the store keeps what it knows about the objects of `apps`. */
function metadataFiles(): string[] {
  const found = readdirSync(join(folder, '.meta'), { recursive: true, encoding: 'utf8' })
  return found.filter((name) => name.endsWith('.json')).map((name) => join(folder, '.meta', name))
}

const describeObject = async (key: string) => {
  const found = await objects.stat('apps', key)
  return found && [found.contentType, found.etag]
}

describe('files of other programs', () => {
  test('have the media type of their bytes, then of their name, and the etag of their content', async () => {
    const archive = gzipSync('x')
    place('notes/1.0.0/archive', archive)
    place('universallink/index.html', '<!DOCTYPE html>')
    place('icon.svg', '<svg/>')
    place('unknown', 'words')
    expect(await describeObject('notes/1.0.0/archive')).toEqual(['application/gzip', sha256(archive)])
    expect(await describeObject('universallink/index.html')).toEqual(['text/html', sha256('<!DOCTYPE html>')])
    expect(await describeObject('icon.svg')).toEqual(['image/svg+xml', sha256('<svg/>')])
    expect(await describeObject('unknown')).toEqual(['', sha256('words')])
  })

  test('can be read, listed, replaced and removed', async () => {
    place('a/b', 'by hand')
    const found = await objects.open('apps', 'a/b', { start: 3, end: 6 })
    expect(found && (await buffer(found.body)).toString()).toBe('hand')
    expect(await all(objects.list('apps'))).toEqual(['a/b'])
    await put('a/b', 'stored')
    expect(await describeObject('a/b')).toEqual(['application/x-test', sha256('stored')])
    await objects.remove('apps', 'a/b')
    expect(await all(objects.list('apps'))).toEqual([])
  })

  test('never get the etag of the file that they replace, however it is replaced', async () => {
    await put('a.txt', 'stored')
    place('a.txt', 'edited')
    // The attribute outlives a change in place.
    const kept = objects.exposesType ? 'application/x-test' : 'text/plain'
    expect(await describeObject('a.txt')).toEqual([kept, sha256('edited')])
    await put('a.txt', 'stored')
    place('other', 'movedX')
    // To the nanosecond.
    execFileSync('touch', ['-r', join(folder, 'apps/a.txt'), join(folder, 'apps/other')])
    renameSync(join(folder, 'apps/other'), join(folder, 'apps/a.txt'))
    expect(await describeObject('a.txt')).toEqual(['text/plain', sha256('movedX')])
    await objects.remove('apps', 'a.txt')
    place('a.txt', 'again!')
    expect(await describeObject('a.txt')).toEqual(['text/plain', sha256('again!')])
  })

  test('may be replaced long after they were first seen', async () => {
    place('a.txt', 'before')
    await pause(1_100)
    for (let reading = 0; reading < 2; reading++) {
      expect(await describeObject('a.txt')).toEqual(['text/plain', sha256('before')])
    }
    place('a.txt', 'edited')
    expect(await describeObject('a.txt')).toEqual(['text/plain', sha256('edited')])
  })

  test('are not objects when they are pipes, links or folders', async () => {
    place('file', 'x')
    mkdirSync(join(folder, 'apps/empty'))
    execFileSync('mkfifo', [join(folder, 'apps/pipe')])
    execFileSync('ln', ['-s', 'file', join(folder, 'apps/link')])
    expect(await all(objects.list('apps'))).toEqual(['file'])
    expect(await objects.open('apps', 'pipe')).toBeUndefined()
    expect(await objects.stat('apps', 'empty')).toBeUndefined()
  })
})

describe('metadata and content that do not match', () => {
  test('a copy of the folder keeps media types and etags', async () => {
    await put('a', 'hello', 'text/x-own')
    const copy = await mkdtemp(join(tmpdir(), 'objects-'))
    cpSync(folder, copy, { recursive: true })
    const copied = await openDirectoryObjects(copy)
    expect(await copied.stat('apps', 'a')).toMatchObject({ contentType: 'text/x-own', etag: sha256('hello') })
    await rm(copy, { recursive: true })
  })

  test.each(['', '{', 'null', '{"key":"a.txt"}', '{"key":"a.txt","descriptions":[{"etag":1}]}'])(
    'damaged to %j: the type is detected, and the etag computed again',
    async (damaged) => {
      await put('a.txt', 'hello', 'text/x-own')
      expect(metadataFiles()).toHaveLength(1)
      for (const file of metadataFiles()) writeFileSync(file, damaged)
      const found = objects.exposesType ? 'text/x-own' : 'text/plain'
      expect(await describeObject('a.txt')).toEqual([found, sha256('hello')])
      await put('a.txt', 'hello', 'text/x-own')
      expect(await describeObject('a.txt')).toEqual(['text/x-own', sha256('hello')])
    },
  )

  test('a crash between metadata and content leaves the old object unchanged', async () => {
    await put('a', 'old one', 'text/x-old')
    linkSync(join(folder, 'apps/a'), join(folder, 'old'))
    await put('a', 'new one', 'text/x-new')
    renameSync(join(folder, 'old'), join(folder, 'apps/a'))
    expect(await describeObject('a')).toEqual(['text/x-old', sha256('old one')])
    await put('a', 'another', 'text/x-another')
    expect(await describeObject('a')).toEqual(['text/x-another', sha256('another')])
  })

  test('is removed with its object and its container', async () => {
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

  test('is written with each object, and goes with it when it is replaced', async ({ skip }) => {
    skip(!objects.exposesType, 'the file system has no extended attributes')
    await put('a', 'one', 'application/x-gzip')
    expect(await readTypeAttribute(path('a'))).toBe('application/x-gzip')
    await put('a', 'two', 'text/x-other; charset=utf-8')
    expect(await readTypeAttribute(path('a'))).toBe('text/x-other; charset=utf-8')
  })

  test('is the type of a file without metadata, unless it is not a valid header', async ({ skip }) => {
    skip(!objects.exposesType, 'the file system has no extended attributes')
    for (const [key, type] of [
      ['a', 'application/x-by-reference'],
      ['b.css', 'text/plain\r\nX-Header: x'],
    ] as const) {
      place(key, 'body{}')
      // As another program writes it, which checks nothing.
      await (await import('@napi-rs/xattr')).setAttribute(path(key), 'user.mime_type', type)
    }
    expect((await objects.stat('apps', 'a'))?.contentType).toBe('application/x-by-reference')
    expect((await objects.stat('apps', 'b.css'))?.contentType).toBe('text/css')
  })

  test('that is missing is reported, and written on demand', async ({ skip }) => {
    skip(!objects.exposesType, 'the file system has no extended attributes')
    await put('a', 'one', 'image/png')
    await (await import('@napi-rs/xattr')).removeAttribute(path('a'), 'user.mime_type')
    const exposes = (key: string, write: boolean, otherwise = '') =>
      objects.exposesType?.('apps', key, write, () => Promise.resolve(otherwise))
    expect(await exposes('a', false, 'text/x-other')).toBe(false)
    expect(await exposes('a', true, 'text/x-other')).toBe(true)
    expect(await readTypeAttribute(path('a'))).toBe('image/png')
    expect(await writeTypeAttribute(path('a'), 'not\na type')).toBe(false)
    place('icon', '<svg/>')
    expect(await exposes('icon', true)).toBe(true)
    expect(await readTypeAttribute(path('icon'))).toBeUndefined()
    expect(await exposes('icon', false, 'image/svg+xml')).toBe(false)
    expect(await exposes('icon', true, 'image/svg+xml')).toBe(true)
    expect(await readTypeAttribute(path('icon'))).toBe('image/svg+xml')
  })
})
