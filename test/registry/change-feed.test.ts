import { pino } from 'pino'
import { expect, it, vi } from 'vitest'
import { followChanges } from '../../src/registry/change-feed.js'
import { openTestRegistry } from '../support/registry.js'

it('a change feed that is aborted between two attempts sends no further request', async () => {
  const { documents } = await openTestRegistry()
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  const controller = new AbortController()
  await documents.ensure('registry-followed', [])
  // This feed ends at once, like the feed of a dropped database.
  const changes = vi.spyOn(documents, 'changes').mockImplementation(async function* () {
    await Promise.resolve()
    if (controller.signal.aborted) throw new Error('Database connection is closed')
    yield* []
  })
  await new Promise<void>((resolve, reject) => {
    followChanges(documents, 'registry-followed', { signal: controller.signal, log }, () => resolve()).catch(reject)
  })
  changes.mockClear()
  controller.abort()
  await new Promise((resolve) => setTimeout(resolve))
  expect(changes).not.toHaveBeenCalled()
  expect(lines).toEqual([])
})
