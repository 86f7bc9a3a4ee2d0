// A program for abandoned-folders.test.ts. It creates a temporary folder, prints the path of the folder, and waits to
// be killed.
import { writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { inTemporaryFolder } from '../../src/registry/temporary-folder.js'

await inTemporaryFolder(async (folder) => {
  writeSync(1, folder)
  await pause(600_000)
})
