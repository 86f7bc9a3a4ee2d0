import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inspectArchive } from '../../../src/registry/publishing/archive.js'
import { visitFiles } from '../../../src/registry/publishing/entries.js'
import { archiveCeilings } from '../../../src/registry/publishing/limits.js'
import { packArchive } from '../../support/archives.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { entry, inspectBytes, withEntryType, url } from './archive-fixture.js'

const block = 512
const endMarker = 2 * block

describe('compression', () => {
  test('is detected from the first bytes', async () => {
    const entries = [entry('manifest.webapp')]
    expect(await inspectBytes(await packArchive(entries))).toMatchObject({ compression: 'none' })
    expect(await inspectBytes(await packArchive(entries, { gzip: true }))).toMatchObject({ compression: 'gzip' })
  })

  test('is refused when the data after the magic number are invalid', async () => {
    await expect(inspectBytes(Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))).rejects.toMatchObject({
      code: 'ARCHIVE_INVALID',
      message: `Cannot read tarball for url ${url}: gzip: invalid header`,
    })
  })
})

describe('a refusal of gzip data reports', () => {
  const random = randomBytes(200_000)
  const changed = (bytes: Buffer, position: number): Buffer => {
    const copy = Buffer.from(bytes)
    copy[position] = copy[position] === 0xff ? 0 : 0xff
    return copy
  }
  const cases: [string, (archive: Buffer) => Buffer, RegExp][] = [
    [
      'a wrong checksum',
      (archive) => changed(archive, archive.length - 8),
      /^The content of the archive does not match .* \(incorrect data check\)/,
    ],
    [
      'a wrong length',
      (archive) => changed(archive, archive.length - 4),
      /^The content of the archive does not match .* \(incorrect length check\)/,
    ],
    [
      'a wrong method of compression',
      (archive) => changed(archive, 2),
      /gzip header is not valid \(unknown compression method\)/,
    ],
    ['reserved flags', (archive) => changed(archive, 3), /gzip header is not valid \(unknown header flags set\)/],
    ['a wrong block', (archive) => changed(archive, 10), /^The gzip data of the archive are damaged \(invalid /],
  ]
  test.each(cases)('%s', async (_case, damage, detail) => {
    for (const files of [[entry('manifest.webapp')], [entry('manifest.webapp'), { name: 'a', content: random }]]) {
      const archive = damage(await packArchive(files, { gzip: true }))
      await expect(inspectBytes(archive)).rejects.toMatchObject({ details: { detail: expect.stringMatching(detail) } })
    }
  })

  test.each(['text', '\x1f\x8b\x01\x02\x03\x04\x05\x06\x07\x08\x09'])('%j after the gzip data', async (tail) => {
    const archive = await packArchive([entry('manifest.webapp')], { gzip: true })
    await expect(inspectBytes(Buffer.concat([archive, Buffer.from(tail, 'latin1')]))).rejects.toMatchObject({
      details: {
        detail: 'The archive is whole, but other data follow its gzip data: remove them, or pack the archive again',
      },
    })
  })
})

describe('the end of an archive', () => {
  const entries = [entry('notes/manifest.webapp'), entry('notes/a', 'x'.repeat(700))]

  test.each([false, true])('may lack its marker and the padding of the last file (gzip: %s)', async (gzip) => {
    const whole = await packArchive(entries)
    const lastPadding = 2 * block - 700
    for (const end of [endMarker, block, endMarker + lastPadding]) {
      const cut = whole.subarray(0, whole.length - end)
      expect(await inspectBytes(gzip ? gzipSync(cut) : cut)).toMatchObject({ prefix: '/notes', warnings: [] })
    }
  })

  test.each([false, true])('may not be in the middle of a header or a file (gzip: %s)', async (gzip) => {
    const whole = await packArchive(entries)
    for (const length of [100, block + 10, whole.length - endMarker - block]) {
      const cut = whole.subarray(0, length)
      await expect(inspectBytes(gzip ? gzipSync(cut) : cut)).rejects.toMatchObject({
        code: 'ARCHIVE_INVALID',
        message: expect.stringMatching(/^Could not reach version on specified url https:\S+: file is too big ./),
      })
    }
  })

  test('may not be in the middle of the gzip stream', async () => {
    const whole = await packArchive(entries, { gzip: true })
    await expect(inspectBytes(whole.subarray(0, whole.length - 20))).rejects.toMatchObject({
      code: 'ARCHIVE_INVALID',
      message: expect.stringMatching(/: file is too big ./),
    })
  })

  test('may be followed by other data, with a warning when the archive is not compressed', async () => {
    const whole = await packArchive(entries)
    const hidden = await packArchive([entry('elsewhere/manifest.webapp')])
    for (const tail of [Buffer.alloc(8 * 1024), hidden, Buffer.alloc(3000, 'garbage')]) {
      const padded = Buffer.concat([whole, tail])
      const plain = await inspectBytes(padded)
      expect(plain).toMatchObject({ prefix: '/notes', warnings: [{ code: 'PADDED_ARCHIVE' }] })
      expect(await inspectBytes(gzipSync(padded))).toMatchObject({ prefix: '/notes', warnings: [] })
    }
  })

  test('may be followed by zeros after the gzip stream', async () => {
    const padded = Buffer.concat([await packArchive(entries, { gzip: true }), Buffer.alloc(8 * 1024)])
    expect(await inspectBytes(padded)).toMatchObject({ prefix: '/notes', warnings: [] })
  })

  test('cannot be moved by the size in a PAX header', async () => {
    // This file contains an end marker and another manifest. A reader could find them if it took the size from the PAX
    // header.
    const hidden = Buffer.concat([Buffer.alloc(endMarker), await packArchive([entry('manifest.webapp')])])
    const withSize = async (size: number) =>
      withEntryType(
        await packArchive([
          { name: 'pax', content: `${String(size).length + 9} size=${size}\n` },
          { name: 'a', content: hidden },
          entry('manifest.konnector'),
        ]),
        0,
        'x',
      )
    // npm and other tools repeat the same size in a PAX header.
    expect(await inspectBytes(await withSize(hidden.length))).toMatchObject({ manifest: { type: 'konnector' } })
    for (const size of [0, endMarker, hidden.length + block]) {
      await expect(inspectBytes(await withSize(size))).rejects.toMatchObject({
        code: 'ARCHIVE_INVALID',
        message: `Could not reach version on specified url ${url}: the headers of a give two sizes`,
      })
    }
  })

  test('is missing in a small web page, which the refusal calls a web page', async () => {
    await expect(inspectBytes(Buffer.from('<html>'))).rejects.toMatchObject({
      code: 'ARCHIVE_INVALID',
      message: expect.stringMatching(/: file is too big ./),
      details: {
        detail:
          "The archive can't be read to its end: it ends after 6 bytes; the file at the address is a web page or other " +
          'markup, and should be a tar archive, compressed with gzip',
      },
    })
  })

  test.each([
    ['a ZIP archive', Buffer.from('PK\x03\x04 and the rest of it')],
    ['compressed with xz', Buffer.from('fd377a585a000004', 'hex')],
    ['compressed with bzip2', Buffer.from('BZh91AY&SY')],
    ['compressed with zstd', Buffer.from('28b52ffd04580000', 'hex')],
    ['a web page or other markup', Buffer.from('\n<!doctype html>'.padEnd(2000, 'x'))],
    ['a web page or other markup', gzipSync('<!doctype html>')],
    ['JSON', Buffer.from('{"message":"Not Found"}'.padEnd(2000, ' '))],
    ['compressed twice', gzipSync(gzipSync('a tar'))],
  ])('is missing in a file of another format, which the refusal names: %s', async (format, bytes) => {
    await expect(inspectBytes(bytes)).rejects.toMatchObject({
      code: 'ARCHIVE_INVALID',
      details: {
        detail: expect.stringContaining(`the file at the address is ${format}, and should be a tar archive`),
      },
    })
  })

  test('is missing in a large web page', async () => {
    const page = Buffer.from('<!doctype html>'.padEnd(2000, 'x'))
    for (const bytes of [page, gzipSync(page)]) {
      await expect(inspectBytes(bytes)).rejects.toMatchObject({
        code: 'ARCHIVE_INVALID',
        message: expect.stringMatching(/^Could not reach version on specified url https:\S+: (?!file is too big)./),
      })
    }
  })

  test('causes no internal error when it or other parts of the archive are damaged', async () => {
    const whole = await packArchive(entries)
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(whole.length), fc.boolean(), async (changes, length, gzip) => {
        const bytes = gzip ? gzipSync(whole) : Buffer.from(whole)
        for (const [position, value] of changes) bytes[position % bytes.length] = value
        const result = await inspectBytes(bytes.subarray(0, length)).catch((error: unknown) => error)
        expect(result).toSatisfy((value) => !(value instanceof Error) || value.name === 'RegistryError')
      }),
      { numRuns: 200 },
    )
  })
})

describe('visiting the files of an archive', () => {
  async function visitLimited(limits: { inflatedBytes: number; entries: number }): Promise<string[]> {
    const file = join(await temporaryFolder(), 'archive')
    await writeFile(file, await packArchive([entry('a'), entry('b', 'x'.repeat(5000))], { gzip: true }))
    const paths: string[] = []
    await visitFiles(file, url, async ({ path }) => void paths.push(path), {
      limits: { ...archiveCeilings, ...limits },
    })
    return paths
  }

  test('fails above the limits of decompressed bytes and of entries', async () => {
    expect(await visitLimited({ inflatedBytes: 10_000, entries: 2 })).toEqual(['/a', '/b'])
    await expect(visitLimited({ inflatedBytes: 5000, entries: 2 })).rejects.toMatchObject({ code: 'ARCHIVE_TOO_LARGE' })
    await expect(visitLimited({ inflatedBytes: 10_000, entries: 1 })).rejects.toMatchObject({
      code: 'ARCHIVE_TOO_LARGE',
    })
  })

  test('fails with the error of the file system when the file is missing', async () => {
    await expect(inspectArchive('/nowhere/archive', url)).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
