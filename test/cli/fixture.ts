import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { run, type Outcome, type RunOptions } from './harness.js'
import { MemoryRegistry } from './registry.js'

const secret = Buffer.alloc(32, 7)

/** Gives each test a folder with an unencrypted secret file, and a registry with the editor `Cozy`. */
export class Fixture {
  cwd = ''
  registry = new MemoryRegistry(secret)

  constructor() {
    beforeEach(async () => {
      this.cwd = await mkdtemp(join(tmpdir(), 'cli-'))
      this.registry = new MemoryRegistry(secret)
      await this.registry.createEditor('Cozy', true)
      const text = `${secret.toString('base64')}\n`
      await writeFile(join(this.cwd, 'sessionsecret.key'), text, { mode: 0o600 })
    })
    afterEach(() => rm(this.cwd, { recursive: true }))
  }

  /** Runs a command in the folder, on the registry. */
  call(argv: string[], options: Partial<RunOptions> = {}): Promise<Outcome> {
    return run(argv, { cwd: this.cwd, connect: this.registry.connect, ...options })
  }
}
