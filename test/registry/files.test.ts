import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { storedArchiveName } from '../../src/registry/files.js'
import { assetsContainer } from '../../src/registry/spaces.js'
import { openTestRegistry } from '../support/registry.js'
import { appReader } from './virtual/fixture.js'

it('a missing file of a version is logged once when it is requested several times', async () => {
  const lines: string[] = []
  const test = await openTestRegistry({ log: (line) => lines.push(line) })
  await test.createApp('notes')
  await test.publish({ slug: 'notes', version: '1.0.0' })
  const version = await appReader(test, '').version('1.0.0')
  const { files } = test.registry
  const archive = storedArchiveName(version.record.url)
  for (const sha256 of version.record.attachments.values()) await test.objects.remove(assetsContainer, sha256)
  for (let i = 0; i < 3; i++) {
    for (const name of [archive, 'icon', 'partnership_icon', 'screenshots/none.png', 'other.tar.gz']) {
      expect(await files.stat(version, name)).toBeUndefined()
      expect(await files.open(version, name)).toBeUndefined()
    }
  }
  // The version has no files with the other names. So these are not logged.
  const common = { level: 50, space: '__default__', slug: 'notes', version: '1.0.0' }
  const msg = 'a file of a version is missing in the store'
  const logged = lines.map((line): unknown => JSON.parse(line)).filter((line) => JSON.stringify(line).includes(msg))
  expect(logged).toEqual([
    expect.objectContaining({ ...common, file: archive, msg }),
    expect.objectContaining({ ...common, file: 'icon', msg }),
  ])
})

it('a truncated archive is logged once with its actual and expected size', async () => {
  const lines: string[] = []
  const test = await openTestRegistry({ log: (line) => lines.push(line) })
  await test.createApp('notes')
  const sha256 = await test.publish({ slug: 'notes', version: '1.0.0' })
  const version = await appReader(test, '').version('1.0.0')
  const { files } = test.registry
  const archive = storedArchiveName(version.record.url)
  await files.stat(version, archive)
  const sizeLines = () =>
    lines.filter((line) => line.includes('the size of an archive differs from the size in its version'))
  expect(sizeLines()).toEqual([])
  await test.objects.put(assetsContainer, sha256, Readable.from(['cut']), { contentType: 'application/gzip' })
  for (let i = 0; i < 3; i++) expect(await files.stat(version, archive)).toMatchObject({ size: 3 })
  const [logged, ...more] = sizeLines()
  expect(more).toEqual([])
  const { size: expected } = version.record
  expect(JSON.parse(logged ?? '')).toMatchObject({ slug: 'notes', version: '1.0.0', file: archive, size: 3, expected })
})
