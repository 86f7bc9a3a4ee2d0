import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { connect } from '../../../src/gateway.js'
import { openDirectoryObjects } from '../../../src/objects/directory/directory.js'
import { readTypeAttribute } from '../../../src/objects/directory/type-attribute.js'
import { startTestGateway } from '../../support/gateway.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { run, type Outcome } from '../harness.js'

const icon = '<svg xmlns="http://www.w3.org/2000/svg"><title>mine</title></svg>'

async function createRegistryFolder(): Promise<string> {
  const cwd = await temporaryFolder()
  const kids = '  kids: { source: __default__, filter: select, slugs: [notes] }'
  await writeFile(join(cwd, 'cozy-registry.yml'), `data: data\nvirtual_spaces:\n${kids}\n`)
  await writeFile(join(cwd, 'mine.svg'), icon)
  return cwd
}

async function command(cwd: string, ...words: string[]): Promise<Outcome> {
  const outcome = await run(words, { cwd, connect })
  expect({ words, ...outcome }).toMatchObject({ words, status: 0 })
  return outcome
}

/** The media type in the extended attribute of each file, by container and key. */
async function typesIn(cwd: string): Promise<Record<string, string | undefined>> {
  const root = join(cwd, 'data/objects')
  const types: Record<string, string | undefined> = {}
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(root.length + 1)
    if (entry.isFile() && !name.startsWith('.meta')) types[name] = await readTypeAttribute(path)
  }
  return types
}

async function removeTypeAttributes(cwd: string): Promise<void> {
  const { removeAttribute } = await import('@napi-rs/xattr')
  for (const name of Object.keys(await typesIn(cwd)))
    await removeAttribute(join(cwd, 'data/objects', name), 'user.mime_type')
}

it('`repair --fix` restores lost media types in the extended attributes of files', async ({ skip }) => {
  const source = await startTestGateway()
  await source.addApp({ slug: 'notes' })
  await source.publish({ slug: 'notes', version: '1.0.0' })
  const [copied, imported] = [await createRegistryFolder(), await createRegistryFolder()]
  await command(copied, 'copy-from', source.url)
  const { typeAttributes } = await openDirectoryObjects(join(copied, 'data/objects'))
  skip(!typeAttributes, 'the file system has no extended attributes')
  await command(copied, 'overwrite-app-name', 'notes', 'Mine', '--space', 'kids')
  await command(copied, 'overwrite-app-icon', 'notes', 'mine.svg', '--space', 'kids')
  await command(copied, 'well-known', 'put', 'mine.svg', '--content-type', 'text/x-own')
  await command(copied, 'export', 'all.tar.gz')
  await command(imported, 'import', join(copied, 'all.tar.gz'))
  const expectedTypes = await typesIn(copied)
  const types = ['application/gzip', 'application/gzip', 'image/svg+xml', 'image/svg+xml', 'text/x-own']
  expect(Object.values(expectedTypes).sort()).toEqual(types)
  expect(await typesIn(imported)).toEqual(expectedTypes)

  await removeTypeAttributes(imported)
  const lines = Object.keys(expectedTypes).map(
    (name) =>
      `MISSING_TYPE_ATTRIBUTE ${name}: The extended attribute user.mime_type, from which cozy-apps-registry reads the media type, is missing or wrong`,
  )
  const linesOf = ({ stdout }: Outcome): string[] => stdout.split('\n').filter(Boolean).sort()
  const found = await run(['repair'], { cwd: imported, connect })
  expect({ status: found.status, lines: linesOf(found) }).toEqual({ status: 1, lines: lines.sort() })
  expect(Object.values(await typesIn(imported)).filter(Boolean)).toEqual([])
  const fixed = await command(imported, 'repair', '--fix')
  expect(linesOf(fixed)).toEqual(lines.map((line) => `${line} (fixed)`))
  expect(await typesIn(imported)).toEqual(expectedTypes)
  expect((await command(imported, 'repair')).stdout).toBe('')

  await removeTypeAttributes(imported)
  await command(imported, 'import', join(copied, 'all.tar.gz'))
  expect(await typesIn(imported)).toEqual(expectedTypes)

  // A backup without extended attributes and hidden folders was restored. `repair` has to guess the media types.
  await removeTypeAttributes(imported)
  await rm(join(imported, 'data/objects/.meta'), { recursive: true })
  await command(imported, 'repair', '--fix')
  expect(await typesIn(imported)).toEqual({ ...expectedTypes, '__default__/universallink/mine.svg': 'image/svg+xml' })
})
