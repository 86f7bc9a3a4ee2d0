import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { connect } from '../../src/gateway.js'
import { run, type Outcome } from '../cli/harness.js'
import { sha256 } from '../support/archives.js'
import { programArguments } from '../support/run-program.js'
import { temporaryFolder } from '../support/temporary-folder.js'

// The id of the user `nobody`, on most systems.
const nobody = 65_534
const needsRoot = 'files of another user need root'

/** Gives a folder and everything in it to a user. */
async function giveTo(uid: number, folder: string): Promise<void> {
  await chown(folder, uid, uid)
  for (const name of await readdir(folder, { recursive: true })) await chown(join(folder, name), uid, uid)
}

/** A data folder of the user `nobody`, with two assets. The asset `locked` belongs to root, and `nobody` can't read it. */
async function folderWithLockedAsset() {
  const folder = await temporaryFolder()
  const cwd = join(folder, 'data')
  await mkdir(cwd)
  await run(['add-editor', 'Acme'], { cwd, env: { COZY_REGISTRY_DATA: cwd }, connect })
  const assets = join(cwd, 'objects', '__assets__')
  const keys = ['one', 'two'].map(sha256).sort()
  await mkdir(assets, { recursive: true })
  for (const content of ['one', 'two']) await writeFile(join(assets, sha256(content)), content)
  await chmod(folder, 0o755)
  await giveTo(nobody, cwd)
  const [locked = '', readable = ''] = keys
  await chown(join(assets, locked), 0, 0)
  await chmod(join(assets, locked), 0o600)
  return { cwd, assets, locked, readable }
}

async function runAsNobody(cwd: string, words: string[]): Promise<Outcome> {
  const env = { PATH: process.env.PATH, HOME: cwd, COZY_REGISTRY_DATA: cwd }
  const child = spawn(process.execPath, [...programArguments, ...words], { cwd, env, uid: nobody, gid: nobody })
  child.stdin.end()
  const exit = once(child, 'exit')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  await exit
  return { status: child.exitCode ?? -1, stdout, stderr }
}

test('an unreadable file stops only an export without --skip-damaged', { timeout: 240_000 }, async (context) => {
  if (process.getuid?.() !== 0) return context.skip(needsRoot)
  const { cwd, assets, locked, readable } = await folderWithLockedAsset()
  const reason = `EACCES: permission denied, open '${join(assets, locked)}'`

  const repaired = await runAsNobody(cwd, ['repair', '--fix'])
  expect(repaired.status).toBe(1)
  expect(repaired.stdout).toContain(`UNREADABLE_FILE __assets__/${locked}: It can't be read: ${reason}\n`)
  expect(repaired.stderr).toMatch(/^Error: Remaining findings: 1$/m)

  const refused = await runAsNobody(cwd, ['export', 'all.tar.gz'])
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain(
    `Error: No archive was made: The file "${locked}" in __assets__ can't be read: ${reason}\n`,
  )
  expect(await readdir(cwd)).not.toContain('all.tar.gz')

  const partial = await runAsNobody(cwd, ['export', '--skip-damaged', 'all.tar.gz'])
  expect(partial.status).toBe(1)
  expect(partial.stderr).toContain(`  __assets__/${locked}: it can't be read: ${reason}\n`)
  expect(partial.stderr).toContain('Exported 1 documents and 1 files.')
  expect(await readdir(cwd)).toContain('all.tar.gz')
  expect(await readdir(assets)).toEqual([locked, readable])
})

test('an import replaces an asset that the user of the command cannot read', { timeout: 240_000 }, async (context) => {
  if (process.getuid?.() !== 0) return context.skip(needsRoot)
  const { cwd, assets, locked } = await folderWithLockedAsset()
  // Root can read the file.
  expect(await run(['export', 'all.tar.gz'], { cwd, env: { COZY_REGISTRY_DATA: cwd }, connect })).toMatchObject({
    status: 0,
  })
  await chown(join(cwd, 'all.tar.gz'), nobody, nobody)
  await giveTo(nobody, join(cwd, 'objects', '.meta'))
  expect(await runAsNobody(cwd, ['import', 'all.tar.gz'])).toMatchObject({ status: 0 })
  expect(await runAsNobody(cwd, ['repair'])).toMatchObject({ status: 0 })
  expect(await readdir(assets)).toContain(locked)
})
