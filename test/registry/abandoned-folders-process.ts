// A program for abandoned-folders.test.ts: creates a temporary folder, prints its path, and waits until it is killed.
import { writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { inTemporaryFolder } from '../../src/registry/temporary-folder.js'

await inTemporaryFolder(async (folder) => {
  writeSync(1, folder)
  await pause(600_000)
})
