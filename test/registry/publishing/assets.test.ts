import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  extractAssets,
  maxAssetBytes,
  wantedAssets,
  type WantedAssets,
} from '../../../src/registry/publishing/assets.js'
import type { NewAsset } from '../../../src/registry/assets.js'
import { packArchive, sha256, type ArchiveEntry } from '../../support/archives.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const url = 'https://files.example/app.tar.gz'
const none: WantedAssets = { icon: undefined, partnershipIcon: undefined, screenshots: [] }
const png = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1')

async function extract(entries: ArchiveEntry[], wanted: Partial<WantedAssets>, prefix = ''): Promise<NewAsset[]> {
  const folder = await temporaryFolder()
  const file = join(folder, 'archive')
  await writeFile(file, await packArchive(entries, { gzip: true }))
  return extractAssets(file, { url, prefix }, { ...none, ...wanted }, folder)
}

describe('the assets of a version (its icons and screenshots)', () => {
  const manifest = {
    icon: 'icon.svg',
    partnership: { icon: './partner.svg' },
    screenshots: ['a.png', 'b.png'],
    locales: { en: { screenshots: ['/b.png', 'c.png'] }, fr: { screenshots: ['d.png'] }, de: null },
  }

  test('are the files that the manifest and its locales name', () => {
    expect(wantedAssets({}, manifest)).toEqual({
      icon: '/icon.svg',
      partnershipIcon: '/partner.svg',
      screenshots: ['/a.png', '/b.png', '/c.png', '/d.png'],
    })
  })

  test('are the files that the publication request names; an empty path means that of the manifest, an empty list means none', () => {
    expect(wantedAssets({ icon: 'x/../y.svg', partnershipIcon: 'z.svg', screenshots: ['../s.png'] }, manifest)).toEqual(
      {
        icon: '/y.svg',
        partnershipIcon: '/z.svg',
        screenshots: ['/s.png'],
      },
    )
    expect(wantedAssets({ icon: '', partnershipIcon: '', screenshots: [] }, manifest)).toEqual({
      icon: '/icon.svg',
      partnershipIcon: '/partner.svg',
      screenshots: [],
    })
  })

  test('are none when neither the request nor the manifest names files', () => {
    expect(wantedAssets({}, { icon: null, screenshots: ['', null] })).toEqual(none)
  })
})

describe('extracted assets', () => {
  test('have a file with the content, a checksum, a size and a media type', async () => {
    const [icon, screenshot, ...rest] = await extract(
      [
        { name: 'img/icon.svg', content: '<svg/>' },
        { name: 'img/one', content: png },
        { name: 'img/other', content: 'x' },
      ],
      { icon: '/img/icon.svg', screenshots: ['/img/one', '/img/missing'] },
    )
    expect(icon).toMatchObject({ name: 'icon', sha256: sha256('<svg/>'), size: 6, contentType: 'image/svg+xml' })
    expect(screenshot).toMatchObject({
      name: 'screenshots/img/one',
      sha256: sha256(png),
      size: png.length,
      contentType: 'image/png',
    })
    expect(rest).toEqual([])
    expect(await readFile(icon?.file ?? '', 'utf8')).toBe('<svg/>')
    expect(await readFile(screenshot?.file ?? '')).toEqual(png)
  })

  test('are complete when they are large', async () => {
    const content = Buffer.alloc(3_000_000, 'abcdefg')
    const [icon] = await extract([{ name: 'icon', content }], { icon: '/icon' })
    expect(icon).toMatchObject({ sha256: sha256(content), size: content.length, contentType: '' })
    expect(sha256(await readFile(icon?.file ?? ''))).toBe(sha256(content))
  })

  test('are found by their paths in the top folder', async () => {
    const entries = [{ name: './top/icon.svg', content: 'x' }]
    expect(await extract(entries, { icon: '/icon.svg' }, '/top')).toMatchObject([{ name: 'icon' }])
    expect(await extract(entries, { icon: '/icon.svg' })).toEqual([])
  })

  test('include a file once for each of its uses, but the icon not also as a screenshot', async () => {
    const entries = [{ name: 'a.svg', content: 'x' }]
    const names = async (wanted: Partial<WantedAssets>) => (await extract(entries, wanted)).map(({ name }) => name)
    expect(await names({ icon: '/a.svg', partnershipIcon: '/a.svg' })).toEqual(['icon', 'partnership_icon'])
    expect(await names({ icon: '/a.svg', screenshots: ['/a.svg'] })).toEqual(['icon'])
    expect(await names({ partnershipIcon: '/a.svg', screenshots: ['/a.svg'] })).toEqual([
      'screenshots/a.svg',
      'partnership_icon',
    ])
  })

  test('have the content of the last regular file with their path', async () => {
    const assets = await extract(
      [
        { name: 'icon.svg', content: 'a much longer first file' },
        { name: './icon.svg', content: 'last' },
        { name: 'icon.svg', type: 'directory' },
        { name: 'icon.svg', type: 'symlink', linkname: 'elsewhere' },
      ],
      { icon: '/icon.svg' },
    )
    expect(assets).toMatchObject([{ sha256: sha256('last'), size: 4 }])
    expect(await readFile(assets[0]?.file ?? '', 'utf8')).toBe('last')
  })

  test('that are screenshots are named "screenshots/" and their whole path', async () => {
    const assets = await extract([{ name: 'screenshots/a.png', content: png }], { screenshots: ['/screenshots/a.png'] })
    expect(assets).toMatchObject([{ name: 'screenshots/screenshots/a.png' }])
  })

  test('cause the error of the file system when their target folder is missing', async () => {
    const file = join(await temporaryFolder(), 'archive')
    await writeFile(file, await packArchive([{ name: 'icon', content: 'x' }]))
    const wanted = { ...none, icon: '/icon' }
    await expect(extractAssets(file, { url, prefix: '' }, wanted, '/nowhere')).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('have at most 20 MiB each', async () => {
    const entries = [{ name: 'icon', content: Buffer.alloc(maxAssetBytes + 1) }]
    await expect(extract(entries, { icon: '/icon' })).rejects.toMatchObject({
      code: 'ARCHIVE_TOO_LARGE',
      message: 'The file /icon of the archive has more than 20971520 bytes',
    })
  })
})
