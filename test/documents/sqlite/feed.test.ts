import { expect, test } from 'vitest'
import { Wakeups } from '../../../src/documents/sqlite/feed.js'

test('a write wakes the feeds of its database only', async () => {
  const wakeups = new Wakeups()
  const woken: string[] = []
  const { signal } = new AbortController()
  const sleeping = ['apps', 'versions', 'assets'].map((database) =>
    wakeups.sleep(database, wakeups.count, signal).then(() => woken.push(database)),
  )
  wakeups.wake('versions')
  await sleeping[1]
  expect(woken).toEqual(['versions'])
  wakeups.wake()
  await Promise.all(sleeping)
  expect(woken).toEqual(['versions', 'apps', 'assets'])
})
