import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { loadConfig } from '../../src/config/config.js'
import { connect } from '../../src/gateway.js'
import { successOf } from '../../src/graphql/success-of.js'
import { PublishExampleDocument } from '../../src/quickstart/generated/operations.js'
import { startArchiveServer } from '../support/archive-server.js'
import { sha256 } from '../support/archives.js'
import { archiveOf } from '../support/gateway.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import type { CommandEngines } from './engines.js'
import { run, type Outcome } from './harness.js'

/** The commands of a registry. */
export interface Commands {
  call: (words: string[], stdin?: string) => Promise<Outcome>
  /** Runs a command with `--json`; returns the parsed output. */
  json: (...words: string[]) => Promise<unknown>
}

/** Creates a registry with the applications `notes` and `tasks` of Acme, and these published versions of `notes`. */
export async function createNotes(engines: CommandEngines, versions: readonly string[]): Promise<Commands> {
  const cwd = await temporaryFolder()
  onTestFinished(() => engines.clear())
  await writeFile(join(cwd, 'cozy-registry.yml'), `publish: { trusted_networks: 127.0.0.0/8 }\n${engines.config}`)
  const call = (words: string[], stdin = ''): Promise<Outcome> => run(words, { cwd, connect, stdin })
  await call(['add-editor', 'Acme', '--auto-publication'])
  for (const slug of ['notes', 'tasks']) await call(['add-app', slug, '--app-editor', 'Acme', '--app-type', 'webapp'])
  const { config } = await loadConfig({ argvFlags: {}, env: { HOME: cwd }, cwd, home: cwd })
  const { execute, close } = await connect(config, {})
  const archives = await startArchiveServer()
  for (const version of versions) {
    const archive = await archiveOf({ slug: 'notes', version })
    const url = archives.serve(`notes-${version}.tar.gz`, archive)
    const input = { space: '__default__', app: 'notes', version, url, sha256: sha256(archive) }
    successOf((await execute(PublishExampleDocument, { input })).publishVersion)
  }
  await close()
  const json = async (...words: string[]): Promise<unknown> => JSON.parse((await call([...words, '--json'])).stdout)
  return { call, json }
}
