import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { Documents } from '../../src/documents/documents.js'
import { Instances } from '../../src/instances/instances.js'
import { openTestEngines } from './engine-sets.js'
import { temporaryFolder } from './temporary-folder.js'

/** Instances with their own document store. They are open until the end of the test. */
export interface TestInstances {
  instances: Instances
  documents: Documents
  /** Opens another `Instances` on the same documents, as a second process would. */
  openAgain: (secret?: Buffer) => Promise<Instances>
  /** The lines of the log. */
  logged: string[]
}

/** Opens instances with new and empty engines. */
export async function openTestInstances(
  wrap: (documents: Documents) => Documents = (documents) => documents,
  clock: () => number = Date.now,
): Promise<TestInstances> {
  const engines = await openTestEngines(await temporaryFolder())
  const documents = wrap(engines.documents)
  onTestFinished(() => engines.documents.close())
  const logged: string[] = []
  const log = pino({ level: 'info' }, { write: (line) => logged.push(line) })
  const secret: Buffer = randomBytes(32)
  const openAgain = (other = secret) =>
    openInstances(new Instances({ documents, prefix: 'test', secret: other, clock, log }))
  return { instances: await openAgain(), documents, openAgain, logged }
}

/** Opens instances until the end of the test. */
export async function openInstances(instances: Instances): Promise<Instances> {
  const closing = new AbortController()
  onTestFinished(() => closing.abort())
  await instances.open({ signal: closing.signal, log: pino({ level: 'silent' }) })
  return instances
}
