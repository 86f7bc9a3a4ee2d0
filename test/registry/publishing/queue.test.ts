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

/** A queue whose publications run until the test ends them, and the order in which they began. */
function queueOf(limits: Partial<QueueLimits>) {
  const queue = new PublicationQueue({ ...generous, ...limits })
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  return {
    queue,
    begun,
    /** Submits a publication whose name begins with that of its editor. */
    submit: (name: string, signal?: AbortSignal): Promise<string> => {
      const [editor = ''] = name.split(' ')
      const publication = () => {
        begun.push(name)
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
      }
      return queue.run(editor, signal, publication)
    },
    end: async (name: string) => {
      ends.get(name)?.()
      // Who comes next learns of it in a few microtasks.
      await tick()
    },
  }
}

const busy = (key: string) => ({
  code: 'BUSY',
  message: expect.stringContaining(`(limits.publish.${key})`),
  details: { retryAfter: 30 },
})

describe('turns', () => {
  it('alternate between editors, however many publications of each wait', async () => {
    const { begun, submit, end } = queueOf({})
    const order = ['a 1', 'a 2', 'a 3', 'b 1', 'a 4', 'c 1', 'b 2']
    const all = order.map((name) => submit(name))
    const fair = ['a 1', 'a 2', 'b 1', 'c 1', 'a 3', 'b 2', 'a 4']
    for (const name of fair) await end(name)
    expect(begun).toEqual(fair)
    expect(await Promise.all(all)).toEqual(order)
  })

  it('of one editor leave room for others', async () => {
    const { begun, submit, end } = queueOf({ concurrency: 3, runningPerEditor: 2 })
    for (const name of ['a 1', 'a 2', 'a 3', 'b 1']) void submit(name)
    expect(begun).toEqual(['a 1', 'a 2', 'b 1'])
    await end('b 1')
    expect(begun).toHaveLength(3)
    await end('a 2')
    expect(begun).toEqual(['a 1', 'a 2', 'b 1', 'a 3'])
  })

  it('that fail start the next one', async () => {
    const { queue, begun, submit } = queueOf({})
    const failing = queue.run('a', undefined, () => Promise.reject(new Error('no')))
    void submit('a 2')
    await expect(failing).rejects.toThrow('no')
    await expect.poll(() => begun).toEqual(['a 2'])
  })
})

describe('waiting', () => {
  it('is refused for an editor with too many, with the name of the limit', async () => {
    const { submit } = queueOf({ waitingPerEditor: 2 })
    for (const name of ['a 1', 'a 2', 'a 3']) void submit(name)
    await expect(submit('a 4')).rejects.toMatchObject(busy('waiting_per_editor'))
  })

  it('is refused in a full queue for an editor with as many as any other', async () => {
    const { submit } = queueOf({ waiting: 2 })
    for (const name of ['a 1', 'b 1', 'c 1']) void submit(name)
    await expect(submit('b 2')).rejects.toMatchObject(busy('waiting'))
    await expect(submit('d 1')).rejects.toMatchObject(busy('waiting'))
  })

  it('ends for the last one of the editor with the most when another editor arrives', async () => {
    const { begun, submit, end } = queueOf({ waiting: 3 })
    void submit('a 1')
    void submit('a 2')
    void submit('a 3')
    const last = submit('a 4')
    void submit('b 1')
    await expect(last).rejects.toMatchObject(busy('waiting'))
    for (const name of ['a 1', 'a 2', 'b 1']) await end(name)
    expect(begun).toEqual(['a 1', 'a 2', 'b 1', 'a 3'])
  })

  it('ends when its signal aborts, and frees its place', async () => {
    const { begun, submit, end } = queueOf({ waiting: 1 })
    const leaving = new AbortController()
    void submit('a 1')
    const left = submit('a 2', leaving.signal)
    leaving.abort(new Error('gone'))
    await expect(left).rejects.toThrow('gone')
    void submit('a 3')
    await end('a 1')
    expect(begun).toEqual(['a 1', 'a 3'])
    await expect(submit('a 4', leaving.signal)).rejects.toThrow('gone')
  })

  it('ends after some time', async () => {
    const { submit } = queueOf({ queueTimeout: 1 })
    void submit('a 1')
    await expect(submit('b 1')).rejects.toMatchObject(busy('queue_timeout'))
  })
})

test('a queue is settled when all have ended', async () => {
  const { queue, submit, end } = queueOf({})
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
