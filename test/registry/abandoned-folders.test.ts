import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { folderPrefix, removeAbandonedFolders } from '../../src/registry/abandoned-folders.js'
import { livenessOf, thisProcess } from '../../src/registry/folder-owner.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const program = fileURLToPath(new URL('abandoned-folders-process.ts', import.meta.url))

/** Starts a process that works in a temporary folder below `parent`, and waits until it has one. */
async function workIn(parent: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: parent },
  })
  await once(child.stdout, 'readable')
  return child
}

// What runs the program may have a folder of its own there.
const ours = async (parent: string) => (await readdir(parent)).filter((name) => name.startsWith('cozy-registry-'))

const hours = (count: number) => new Date(Date.now() - count * 3_600_000)

async function folder(parent: string, name: string, time = new Date()): Promise<string> {
  const path = join(parent, name)
  await mkdir(path)
  await writeFile(join(path, 'archive'), 'content')
  await utimes(path, time, time)
  return name
}

describe('temporary folders', () => {
  it('of a killed process are removed at once, and those of a running one never', async () => {
    const parent = await temporaryFolder()
    const [killed, running] = await Promise.all([workIn(parent), workIn(parent)])
    expect(await ours(parent)).toHaveLength(2)
    expect(await removeAbandonedFolders(parent)).toBe(0)
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    for (const name of await ours(parent)) await utimes(join(parent, name), hours(48), hours(48))
    expect(await removeAbandonedFolders(parent)).toBe(1)
    expect(await ours(parent)).toEqual([expect.stringContaining(`-${running.pid}-`)])
    running.kill('SIGKILL')
    await text(running.stdout)
  })

  it('of processes in other containers are removed only when they are inactive', async () => {
    const parent = await temporaryFolder()
    const { pid, start } = thisProcess()
    // A container has process ids of its own: the same one there means nothing here, nor does one that is not here.
    const there = `cozy-registry-${'0'.repeat(16)}`
    const kept = [
      await folder(parent, `${there}-${pid}-${start}-aaaaaa`),
      await folder(parent, `${there}-4194304-1-bbbbbb`),
      await folder(parent, 'cozy-registry-cccccc'),
      await folder(parent, 'somebody-else', hours(100)),
      await folder(parent, `${folderPrefix()}dddddd`, hours(100)),
    ]
    await folder(parent, `${there}-${pid}-${start}-eeeeee`, hours(2))
    await folder(parent, 'cozy-registry-ffffff', hours(2))
    await symlink('somebody-else', join(parent, 'cozy-registry-link'))
    expect(await removeAbandonedFolders(parent)).toBe(2)
    expect((await readdir(parent)).sort()).toEqual([...kept, 'cozy-registry-link'].sort())
    expect(await readdir(join(parent, 'somebody-else'))).toEqual(['archive'])
  })

  it('of a process whose id was reused are removed', async () => {
    const parent = await temporaryFolder()
    const { realm, pid } = thisProcess()
    await folder(parent, `cozy-registry-${realm}-${pid}-1-aaaaaa`)
    expect(livenessOf({ realm, pid, start: '1' })).toBe('gone')
    expect(await removeAbandonedFolders(parent)).toBe(1)
  })
})
