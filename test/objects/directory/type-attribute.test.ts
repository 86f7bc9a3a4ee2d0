import { spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openDirectoryObjects } from '../../../src/objects/directory/directory.js'
import {
  loadAttributes,
  readTypeAttribute,
  whyNoTypeAttributes,
  writeTypeAttribute,
} from '../../../src/objects/directory/type-attribute.js'
import { startTestGateway } from '../../support/gateway.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const hasAttributePrograms = succeeds('getfattr', '--version') && succeeds('setfattr', '--version')

function succeeds(program: string, ...words: string[]): boolean {
  return spawnSync(program, words).status === 0
}

/** Mounts a file system without extended attributes. Returns its path, or `undefined` if it can't be mounted. */
async function mountWithoutAttributes(): Promise<string | undefined> {
  const disk = join(await temporaryFolder(), 'disk')
  await mkdir(disk)
  return succeeds('mount', '-t', 'ramfs', 'ramfs', disk) ? disk : undefined
}

describe('without a native module for the system', () => {
  const attributes = loadAttributes(Promise.reject(new Error('Cannot find native binding')))

  test('the programs of the Debian package attr are used instead', async ({ skip }) => {
    const folder = await temporaryFolder()
    skip(!hasAttributePrograms, 'getfattr and setfattr are not installed')
    expect(await whyNoTypeAttributes(folder, attributes)).toBeUndefined()
    for (const [name, type] of Object.entries({ '-a': 'text/x-own; a="b"', ' b\n"': '0x00', c: '"quoted"' })) {
      await writeFile(join(folder, name), '')
      expect(await readTypeAttribute(join(folder, name), attributes)).toBeUndefined()
      expect(await writeTypeAttribute(join(folder, name), type, attributes)).toBe(true)
      expect(await readTypeAttribute(join(folder, name), attributes)).toBe(type)
    }
    expect(await writeTypeAttribute(join(folder, 'missing'), 'text/plain', attributes)).toBe(false)
  })

  test('media types are not stored when getfattr and setfattr are missing, too, and the reason names their package', async () => {
    const folder = await temporaryFolder()
    vi.stubEnv('PATH', folder)
    onTestFinished(() => void vi.unstubAllEnvs())
    await writeFile(join(folder, 'a'), '')
    expect(await writeTypeAttribute(join(folder, 'a'), 'text/plain', attributes)).toBe(false)
    expect(await readTypeAttribute(join(folder, 'a'), attributes)).toBeUndefined()
    expect(await whyNoTypeAttributes(folder, attributes)).toMatch(
      /setfattr is missing \(Debian has it in the package attr\)/,
    )
  })
})

test('a gateway on a file system without extended attributes logs one warning, and accepts publications', async ({
  skip,
}) => {
  const disk = await mountWithoutAttributes()
  if (disk === undefined) return skip('mounting needs root')
  onTestFinished(() => void spawnSync('umount', ['--lazy', disk]))
  const objects = await openDirectoryObjects(disk)
  const gateway = await startTestGateway({}, (engines) => ({ ...engines, objects }))
  await gateway.addApp({ slug: 'notes' })
  expect((await gateway.publish({ slug: 'notes', version: '1.0.0' })).status).toBe(201)
  const warnings = gateway.logged().filter((line) => line.includes('extended attributes'))
  expect(warnings).toEqual([expect.stringContaining(`The files in ${disk} can't have`)])
  expect(warnings[0]).toContain('Operation not supported')
})
