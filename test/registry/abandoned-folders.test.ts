import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { folderPrefix, removeAbandonedFolders } from '../../src/registry/abandoned-folders.js'
import { livenessOf, thisProcess } from '../../src/process-owner.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const program = fileURLToPath(new URL('abandoned-folders-process.ts', import.meta.url))

/** Starts a process with a temporary folder below `parent`. Waits until the folder exists. */
async function startProcessIn(parent: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: parent },
  })
  await once(child.stdout, 'readable')
  return child
}

// The folders of the program. Its TypeScript loader, tsx, may create other folders in `parent`.
const registryFolders = async (parent: string) =>
  (await readdir(parent)).filter((name) => name.startsWith('cozy-registry-'))

const hoursAgo = (count: number) => new Date(Date.now() - count * 3_600_000)

/** Creates a folder with a file. `time` is the last modification of the folder. Returns the name of the folder. */
async function createFolder(parent: string, name: string, time = new Date()): Promise<string> {
  const path = join(parent, name)
  await mkdir(path)
  await writeFile(join(path, 'archive'), 'content')
  await utimes(path, time, time)
  return name
}

describe('temporary folders', () => {
  it('are kept while their process runs, and removed after it was killed', async () => {
    const parent = await temporaryFolder()
    const [killed, running] = await Promise.all([startProcessIn(parent), startProcessIn(parent)])
    expect(await registryFolders(parent)).toHaveLength(2)
    expect(await removeAbandonedFolders(parent)).toBe(0)
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    for (const name of await registryFolders(parent)) await utimes(join(parent, name), hoursAgo(48), hoursAgo(48))
    expect(await removeAbandonedFolders(parent)).toBe(1)
    expect(await registryFolders(parent)).toEqual([expect.stringContaining(`-${running.pid}-`)])
    running.kill('SIGKILL')
    await text(running.stdout)
  })

  it('are removed after an hour without a heartbeat when their process is in another container', async () => {
    const parent = await temporaryFolder()
    const { pid, start } = thisProcess()
    // A process of another container can't be looked up here. A process of this container may have the same id.
    const otherContainer = `cozy-registry-${'0'.repeat(16)}`
    // Folders with a recent heartbeat, a folder of another program, and an old folder whose process runs here.
    const kept = [
      await createFolder(parent, `${otherContainer}-${pid}-${start}-aaaaaa`),
      await createFolder(parent, `${otherContainer}-4194304-1-bbbbbb`),
      await createFolder(parent, 'cozy-registry-cccccc'),
      await createFolder(parent, 'unrelated-folder', hoursAgo(100)),
      await createFolder(parent, `${folderPrefix()}dddddd`, hoursAgo(100)),
    ]
    await createFolder(parent, `${otherContainer}-${pid}-${start}-eeeeee`, hoursAgo(2))
    await createFolder(parent, 'cozy-registry-ffffff', hoursAgo(2))
    await symlink('unrelated-folder', join(parent, 'cozy-registry-link'))
    expect(await removeAbandonedFolders(parent)).toBe(2)
    expect((await readdir(parent)).sort()).toEqual([...kept, 'cozy-registry-link'].sort())
    expect(await readdir(join(parent, 'unrelated-folder'))).toEqual(['archive'])
  })

  it('are removed when a newer process has the ID of their process', async () => {
    const parent = await temporaryFolder()
    // The realm identifies this container and this boot of the machine.
    const { realm, pid } = thisProcess()
    await createFolder(parent, `cozy-registry-${realm}-${pid}-1-aaaaaa`)
    expect(livenessOf({ realm, pid, start: '1' })).toBe('gone')
    expect(await removeAbandonedFolders(parent)).toBe(1)
  })
})
