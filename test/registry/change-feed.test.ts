import { pino } from 'pino'
import { expect, it, vi } from 'vitest'
import { followChanges } from '../../src/registry/change-feed.js'
import { openTestRegistry } from '../support/registry.js'

it('a feed that is stopped between two attempts sends no more requests, and logs no failure', async () => {
  const { documents } = await openTestRegistry()
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  const stop = new AbortController()
  await documents.ensure('registry-followed', [])
  // Ends at once, as that of a dropped database.
  const changes = vi.spyOn(documents, 'changes').mockImplementation(async function* () {
    await Promise.resolve()
    if (stop.signal.aborted) throw new Error('Database connection is closed')
    yield* []
  })
  await new Promise<void>((resolve, reject) => {
    followChanges(documents, 'registry-followed', { signal: stop.signal, log }, () => resolve()).catch(reject)
  })
  changes.mockClear()
  stop.abort()
  await new Promise((resolve) => setTimeout(resolve))
  expect({ asked: changes.mock.calls, lines }).toEqual({ asked: [], lines: [] })
})
