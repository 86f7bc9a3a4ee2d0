import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDirectoryObjects } from '../../../src/objects/directory/directory.js'
import { type Objects, UnsafeKeyError } from '../../../src/objects/objects.js'
import { collect, streamOf } from '../../contracts/streams.js'

// The sandbox has two folders: the store, and one that the store must not touch.
let sandbox: string
let folder: string
let outside: string
let objects: Objects

beforeEach(async () => {
  sandbox = mkdtempSync(join(tmpdir(), 'objects-'))
  folder = join(sandbox, 'store')
  outside = join(sandbox, 'outside')
  mkdirSync(join(outside, 'empty'), { recursive: true })
  writeFileSync(join(outside, 'secret'), 'secret')
  objects = await openDirectoryObjects(folder)
})
afterEach(() => rmSync(sandbox, { recursive: true, force: true }))

const put = (container: string, key: string) => objects.put(container, key, streamOf('hostile'), { contentType: '' })

/** Everything in the sandbox outside of the store: all names, and the content of the file `secret`. */
function surroundings(): unknown {
  const around = readdirSync(sandbox).sort()
  return [around, readdirSync(outside).sort(), readFileSync(join(outside, 'secret'), 'utf8')]
}

describe('names', () => {
  const piece = fc.constantFrom(
    '..',
    '.',
    '',
    '/',
    '\\',
    '\0',
    '%2e%2e',
    '.meta',
    'outside',
    'secret',
    'a',
    'é',
    '…',
    '~',
    '\ud800',
  )
  const hostile = fc.oneof(
    fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('/')),
    fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 300 }),
  )

  test('an object is stored inside its container, or its name is refused', async () => {
    const before = surroundings()
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constant('apps'), hostile), hostile, async (container, key) => {
        const refusal: unknown = await put(container, key).catch((error: unknown) => error)
        expect(surroundings()).toEqual(before)
        if (refusal !== undefined) {
          expect(refusal).toBeInstanceOf(Error)
          if (refusal instanceof UnsafeKeyError) return
          // A name that is too long is the only other reason for a refusal.
          expect(refusal instanceof Error && refusal.message).toContain('too long')
          return
        }
        expect(await collect(objects.list(container))).toEqual([key])
        expect(readFileSync(join(folder, container, key), 'utf8')).toBe('hostile')
        await objects.drop(container)
      }),
      { numRuns: 300 },
    )
    expect(
      readdirSync(folder).filter((name) => name !== '.meta' && readdirSync(join(folder, name)).length > 0),
    ).toEqual([])
  })

  test('reads and removals change nothing outside of the container', async () => {
    const before = surroundings()
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (container, key) => {
        const found = await objects.open(container, key).catch(() => undefined)
        expect(found).toBeUndefined()
        await objects.remove(container, key).catch(() => undefined)
        await objects.drop(container).catch(() => undefined)
        await collect(objects.list(container, key)).catch(() => [])
        expect(surroundings()).toEqual(before)
      }),
      { numRuns: 300 },
    )
    await expect(objects.ping()).resolves.toBeUndefined()
  })
})

describe('symbolic links', () => {
  beforeEach(async () => {
    await put('apps', 'file')
    symlinkSync(outside, join(folder, 'apps', 'link'))
    symlinkSync(join(outside, 'secret'), join(folder, 'apps', 'linked file'))
    symlinkSync(outside, join(folder, 'linked'))
  })

  test.each([
    ['apps', 'link/new'],
    ['apps', 'link/secret'],
    ['apps', 'link/empty/new'],
    ['apps', 'link/new/deeper'],
    ['linked', 'new'],
    ['linked', 'secret'],
  ])('are not followed by a put to container %s, key %s', async (container, key) => {
    const before = surroundings()
    await expect(put(container, key)).rejects.toThrow('is not a folder: a file or a symbolic link is in its place')
    expect(surroundings()).toEqual(before)
  })

  test('in the place of an object are replaced by a put', async () => {
    const before = surroundings()
    await put('apps', 'linked file')
    expect(surroundings()).toEqual(before)
    expect(readFileSync(join(folder, 'apps', 'linked file'), 'utf8')).toBe('hostile')
  })

  test.each([
    ['apps', 'link/secret'],
    ['linked', 'secret'],
  ])('are not followed by a removal in container %s, key %s', async (container, key) => {
    const before = surroundings()
    await expect(objects.remove(container, key)).rejects.toThrow('symbolic link')
    expect(surroundings()).toEqual(before)
  })

  test('are removed by `remove` and `drop`, but their targets remain', async () => {
    const before = surroundings()
    await objects.remove('apps', 'linked file')
    await objects.drop('apps')
    await objects.drop('linked')
    expect(surroundings()).toEqual(before)
    expect(readdirSync(folder)).toEqual(['.meta'])
  })

  test('are followed when an object is opened, because an operator may have created them, but are not listed', async () => {
    const found = await objects.open('apps', 'link/secret')
    expect(found && (await buffer(found.body)).toString()).toBe('secret')
    expect(await collect(objects.list('apps'))).toEqual(['file'])
  })
})
