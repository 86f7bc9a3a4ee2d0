// A process of its own for the tests: works in a temporary folder until it is killed.
import { writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { inTemporaryFolder } from '../../src/registry/temporary-folder.js'

await inTemporaryFolder(async (folder) => {
  writeSync(1, folder)
  await pause(600_000)
})
