import { describe, expect, it } from 'vitest'
import type { WriteOptions } from '../../../src/documents/documents.js'
import { AuditEntries } from '../../../src/registry/audit/audit-entries.js'
import type { Actor, Outcome } from '../../../src/registry/audit/change.js'
import { ChangeRecord } from '../../../src/registry/audit/change-record.js'
import { RefusalQuota } from '../../../src/registry/audit/refusal-quota.js'
import { RefusedAttempts } from '../../../src/registry/audit/refused-attempts.js'
import { openTestEngines } from '../../support/engine-sets.js'
import { ForwardingDocuments } from '../../support/forwarding-stores.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const hour = 3_600_000
const editor: Actor = { kind: 'editor', editor: 'Acme' }
const exists: Outcome = { outcome: 'refused', code: 'APP_EXISTS', reason: 'It exists' }

/** Documents that remember the options of writes. */
class RecordingOptions extends ForwardingDocuments {
  readonly options: (WriteOptions | undefined)[] = []

  override put(...parameters: Parameters<ForwardingDocuments['put']>): Promise<string> {
    this.options.push(parameters[2])
    return super.put(...parameters)
  }
}

async function open() {
  const engines = await openTestEngines(await temporaryFolder())
  const documents = new RecordingOptions(engines.documents)
  const now = { time: Date.parse('2026-01-01T00:00:00Z') }
  const clock = () => now.time
  const failures: unknown[] = []
  const onFailure = (error: unknown) => void failures.push(error)
  const entries = new AuditEntries(documents, 'test-audit', clock)
  const attemptsOf = (reason: string) =>
    new RefusedAttempts({ entries, clock, onFailure, furtherKinds: { by: { kind: 'editor' }, reason } })
  const repetitions = attemptsOf('Several')
  const parts = {
    ...{ entries, attempts: attemptsOf('Without tokens'), repetitions, quota: new RefusalQuota(clock), onFailure },
    stateOf: () => Promise.resolve(undefined),
  }
  const run = async (operation: string, outcome: Outcome, actor = editor, begins = true): Promise<void> => {
    const on = { app: 'notes' }
    const record = new ChangeRecord(parts, { operation, on }, Promise.resolve(actor), { door: 'rest', from: '::1' })
    if (begins) await record.begin()
    await record.end(on, outcome)
  }
  const repeat = async (times: number, ...parameters: Parameters<typeof run>): Promise<void> => {
    for (let time = 0; time < times; time++) await run(...parameters)
  }
  // The number of entries of each operation, and the attempts for which they stand.
  const counts = async (): Promise<Record<string, [entries: number, attempts: number]>> => {
    await repetitions.writeCounts()
    const found: Record<string, [number, number]> = {}
    for (let after: string | undefined; ;) {
      const { edges, hasNextPage, endCursor } = await entries.page({}, { first: 200, after })
      for (const { node } of edges) {
        const [number, attempts] = found[node.operation] ?? [0, 0]
        found[node.operation] = [number + 1, attempts + node.count]
      }
      if (!hasNextPage) return found
      after = endCursor
    }
  }
  return { run, repeat, counts, now, documents, failures }
}

describe('refused changes with a valid token', () => {
  it('have an entry each at first, and share one with a count after a hundred in an hour', async () => {
    const { repeat, counts, now, failures } = await open()
    await repeat(100, 'createApp', exists)
    expect(await counts()).toEqual({ createApp: [100, 100] })
    // Tokens for single applications count together. So do refusals before and after the beginning of a change.
    await repeat(30, 'createApp', exists, { ...editor, app: 'notes' })
    await repeat(20, 'createApp', exists, editor, false)
    expect(await counts()).toEqual({ createApp: [101, 150] })
    now.time += hour
    await repeat(2, 'createApp', exists)
    expect([await counts(), failures]).toEqual([{ createApp: [103, 152] }, []])
  })

  it('count separately for each editor, mutation and code', async () => {
    const { repeat, counts } = await open()
    await repeat(101, 'createApp', exists)
    await repeat(3, 'createApp', { ...exists, code: 'INVALID_INPUT' })
    await repeat(3, 'createApp', exists, { kind: 'editor', editor: 'Other' })
    await repeat(3, 'updateApp', exists)
    expect(await counts()).toEqual({ createApp: [107, 107], updateApp: [3, 3] })
  })
})

it('successful changes and new tokens have an entry each', async () => {
  const { repeat, counts } = await open()
  await repeat(120, 'createToken', { outcome: 'done' })
  await repeat(120, 'createApp', { outcome: 'failed' })
  expect(await counts()).toEqual({ createToken: [120, 120], createApp: [120, 120] })
})

it('only removals, and tokens of the operator, may use the space that is reserved for removals', async () => {
  const { run, documents } = await open()
  const reserved = async (operation: string, actor?: Actor) => {
    documents.options.length = 0
    await run(operation, { outcome: 'done' }, actor)
    return documents.options.map((options) => options?.isForRemoval)
  }
  // Creates the database.
  await run('createApp', { outcome: 'done' })
  expect(await reserved('removeApp')).toEqual([true, true])
  expect(await reserved('createToken', { kind: 'operator' })).toEqual([true, true])
  expect(await reserved('createToken', { kind: 'master', editor: 'Acme' })).toEqual([false, false])
  expect(await reserved('createApp', { kind: 'operator' })).toEqual([false, false])
})
