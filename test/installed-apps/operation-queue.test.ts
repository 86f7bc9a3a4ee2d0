import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { readInstalledApp, type InstalledApp } from '../../src/installed-apps/installed-app.js'
import { OperationQueue } from '../../src/installed-apps/operation-queue.js'

const appOf = (version: string) => readInstalledApp({ type: 'webapp', slug: 'garden' }, { version })
const longTimeouts = { queueTimeout: 600_000, runTimeout: 600_000 }

/** An operation that runs until the test ends it. */
function controlled() {
  let end: (app: InstalledApp) => void = () => undefined
  const ended = new Promise<InstalledApp>((resolve) => (end = resolve))
  let hasBegun = false
  const work = () => {
    hasBegun = true
    return ended
  }
  return { work, end: () => end(appOf('1.0.0')), hasBegun: () => hasBegun }
}

describe('operations', () => {
  it('run one after another on the same application, and concurrently on different applications', async () => {
    const queue = new OperationQueue(longTimeouts)
    const [first, second, other] = [controlled(), controlled(), controlled()]
    queue.start('a', first.work)
    queue.start('a', second.work)
    queue.start('b', other.work)
    await expect.poll(other.hasBegun).toBe(true)
    expect([first.hasBegun(), second.hasBegun()]).toEqual([true, false])
    first.end()
    await expect.poll(second.hasBegun).toBe(true)
    second.end()
    other.end()
    await queue.settled()
    expect([queue.isBusy('a'), queue.isBusy('b')]).toEqual([false, false])
  })

  it('return the application twice: when they have started and when they have ended', async () => {
    const queue = new OperationQueue(longTimeouts)
    const { started, result } = queue.start('a', (announce) => {
      announce(appOf('1.0.0'))
      return Promise.resolve(appOf('1.1.0'))
    })
    expect([(await started).version, (await result).version]).toEqual(['1.0.0', '1.1.0'])
  })

  it('run even after a failed operation on the same application', async () => {
    const queue = new OperationQueue(longTimeouts)
    const failed = queue.start('a', () => Promise.reject(new Error('failed')))
    const next = queue.start('a', () => Promise.resolve(appOf('1.0.0')))
    await expect(failed.result).rejects.toThrow('failed')
    await expect(failed.started).rejects.toThrow('failed')
    expect((await next.result).version).toBe('1.0.0')
  })

  it('are refused when 20 operations on the same application already wait', async () => {
    const queue = new OperationQueue(longTimeouts)
    const running = controlled()
    const all = Array.from({ length: 22 }, () => queue.start('a', running.work).result)
    await expect(all.at(-1)).rejects.toMatchObject({
      reason: 'INVALID_STATE',
      message: '20 operations on this application are waiting already: try again later',
    })
    running.end()
    expect((await Promise.allSettled(all)).filter(({ status }) => status === 'rejected')).toHaveLength(1)
  })

  it('fail when they run or wait for too long', async () => {
    const queue = new OperationQueue({ queueTimeout: 10, runTimeout: 10 })
    const slow = queue.start('a', async (_announce, signal) => {
      await once(signal, 'abort')
      // Meanwhile the timeout of the next operation ends, too.
      await pause(100)
      signal.throwIfAborted()
      return appOf('1.0.0')
    })
    const waiting = controlled()
    const behind = queue.start('a', waiting.work)
    await expect(slow.result).rejects.toThrow('limits.publish.run_timeout')
    await expect(behind.result).rejects.toMatchObject({ code: 'BUSY' })
    await queue.settled()
    expect([waiting.hasBegun(), queue.isBusy('a')]).toEqual([false, false])
  })
})
