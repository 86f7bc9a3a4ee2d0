import { setImmediate as tick } from 'node:timers/promises'
import { describe, expect, it, test } from 'vitest'
import { PublicationQueue, type QueueLimits } from '../../../src/registry/publishing/queue.js'

const generous: QueueLimits = {
  concurrency: 1,
  runningPerEditor: 10,
  waiting: 100,
  waitingPerEditor: 100,
  queueTimeout: Infinity,
}

/**
 * A queue of publications. Each publication runs until the test calls `end`. `started` has the names of the started
 * publications, in order.
 */
function openQueue(limits: Partial<QueueLimits>) {
  const queue = new PublicationQueue({ ...generous, ...limits })
  const started: string[] = []
  const ends = new Map<string, () => void>()
  return {
    queue,
    started,
    /** Submits a publication. The name is an editor and a number, such as `a 1`. */
    submit: (name: string, signal?: AbortSignal): Promise<string> => {
      const [editor = ''] = name.split(' ')
      const publication = () => {
        started.push(name)
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
      }
      return queue.run(editor, signal, publication)
    },
    end: async (name: string) => {
      ends.get(name)?.()
      // The queue starts the next publication in a microtask.
      await tick()
    },
  }
}

const busyError = (key: string) => ({
  code: 'BUSY',
  message: expect.stringContaining(`(limits.publish.${key})`),
  details: { retryAfter: 30 },
})

describe('publications', () => {
  it('of different editors start in turn', async () => {
    const { started, submit, end } = openQueue({})
    const submitted = ['a 1', 'a 2', 'a 3', 'b 1', 'a 4', 'c 1', 'b 2']
    const results = submitted.map((name) => submit(name))
    const expectedOrder = ['a 1', 'a 2', 'b 1', 'c 1', 'a 3', 'b 2', 'a 4']
    for (const name of expectedOrder) await end(name)
    expect(started).toEqual(expectedOrder)
    expect(await Promise.all(results)).toEqual(submitted)
  })

  it('of one editor run at the same time only up to "runningPerEditor"', async () => {
    const { started, submit, end } = openQueue({ concurrency: 3, runningPerEditor: 2 })
    for (const name of ['a 1', 'a 2', 'a 3', 'b 1']) void submit(name)
    expect(started).toEqual(['a 1', 'a 2', 'b 1'])
    await end('b 1')
    expect(started).toHaveLength(3)
    await end('a 2')
    expect(started).toEqual(['a 1', 'a 2', 'b 1', 'a 3'])
  })

  it('make room for the next publication when they fail', async () => {
    const { queue, started, submit } = openQueue({})
    const failing = queue.run('a', undefined, () => Promise.reject(new Error('no')))
    void submit('a 2')
    await expect(failing).rejects.toThrow('no')
    await expect.poll(() => started).toEqual(['a 2'])
  })
})

describe('a waiting publication', () => {
  it('is refused with the name of the limit when its editor has too many waiting publications', async () => {
    const { submit } = openQueue({ waitingPerEditor: 2 })
    for (const name of ['a 1', 'a 2', 'a 3']) void submit(name)
    await expect(submit('a 4')).rejects.toMatchObject(busyError('waiting_per_editor'))
  })

  it('is refused in a full queue, unless another editor would have more waiting publications than its own editor', async () => {
    const { submit } = openQueue({ waiting: 2 })
    for (const name of ['a 1', 'b 1', 'c 1']) void submit(name)
    await expect(submit('b 2')).rejects.toMatchObject(busyError('waiting'))
    await expect(submit('d 1')).rejects.toMatchObject(busyError('waiting'))
  })

  it('is refused to make room for another editor when it is the last one of the editor with the most waiting publications', async () => {
    const { started, submit, end } = openQueue({ waiting: 3 })
    void submit('a 1')
    void submit('a 2')
    void submit('a 3')
    const last = submit('a 4')
    void submit('b 1')
    await expect(last).rejects.toMatchObject(busyError('waiting'))
    for (const name of ['a 1', 'a 2', 'b 1']) await end(name)
    expect(started).toEqual(['a 1', 'a 2', 'b 1', 'a 3'])
  })

  it('leaves the queue when its signal aborts', async () => {
    const { started, submit, end } = openQueue({ waiting: 1 })
    const controller = new AbortController()
    void submit('a 1')
    const aborted = submit('a 2', controller.signal)
    controller.abort(new Error('gone'))
    await expect(aborted).rejects.toThrow('gone')
    void submit('a 3')
    await end('a 1')
    expect(started).toEqual(['a 1', 'a 3'])
    await expect(submit('a 4', controller.signal)).rejects.toThrow('gone')
  })

  it('is refused after "queueTimeout"', async () => {
    const { submit } = openQueue({ queueTimeout: 1 })
    void submit('a 1')
    await expect(submit('b 1')).rejects.toMatchObject(busyError('queue_timeout'))
  })
})

test('a queue is settled when all its publications have ended', async () => {
  const { queue, submit, end } = openQueue({})
  await queue.settled()
  void submit('a 1')
  void submit('a 2')
  let isSettled = false
  const settled = queue.settled().then(() => (isSettled = true))
  await end('a 1')
  expect(isSettled).toBe(false)
  await end('a 2')
  await settled
})
