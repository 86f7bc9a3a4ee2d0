import { GraphQLError } from 'graphql'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { loadConfig, type Config } from '../../src/config/config.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'
import { OperationRun } from '../../src/graphql/operation-run.js'
import { TimeSlices } from '../../src/http-semantics/time-slices.js'
import { ask } from './ask.js'

afterEach(() => void vi.restoreAllMocks())

async function startWithLimits(limits: Partial<Config['limits']['graphql']>): Promise<TestGateway> {
  const { config } = await loadConfig({
    argvFlags: {},
    env: { COZY_REGISTRY_DATA: tmpdir() },
    cwd: tmpdir(),
    home: undefined,
  })
  const gateway = await startTestGateway({
    limits: { ...config.limits, graphql: { ...config.limits.graphql, ...limits } },
  })
  for (const slug of ['ant', 'bee', 'cat']) await gateway.addApp({ slug })
  await gateway.publish({ slug: 'ant', version: '1.0.0' })
  return gateway
}

const exceeds = (key: string) => ({
  errors: [{ message: expect.stringContaining(`limits.graphql.${key}`), extensions: { code: 'LIMIT_EXCEEDED' } }],
})

const icons = (count: number) =>
  `{ space { app(slug: "ant") { ${Array.from({ length: count }, (_, i) => `i${String(i)}: icon { size contentType }`).join(' ')} } } }`

// Delays each `stat` of the object store. Returns a list. Each delayed call appends a function to it, which ends the delay.
function delayStats(gateway: TestGateway) {
  const { stat } = gateway.objects
  const held: (() => void)[] = []
  vi.spyOn(gateway.objects, 'stat').mockImplementation(async (...args) => {
    await new Promise<void>((resolve) => held.push(resolve))
    return stat.apply(gateway.objects, args)
  })
  return held
}

// The limit in `src/graphql/file-lookups.ts`.
const concurrentLookups = 8

const highLimits = { cost: 1000, answerBytes: 1000, errors: 10, runTimeout: 600_000 }
const iterableSchema = z.custom<Iterable<unknown>>(
  (value) => typeof value === 'object' && Symbol.iterator in Object(value),
)

// Blocks the event loop for 3 milliseconds. Then records `name`.
function block<T>(events: unknown[], name: T): T {
  const start = performance.now()
  while (performance.now() - start < 3);
  events.push(name)
  return name
}

/** Records a 'turn' for each turn of the event loop until `run` settles. */
async function recordTurns(events: unknown[], run: Promise<unknown>): Promise<void> {
  const progress = { isDone: false }
  void run.finally(() => (progress.isDone = true))
  while (!progress.isDone) {
    await nextTurn()
    events.push('turn')
  }
  await run
}

describe('an operation', () => {
  it('ends when its result becomes too long', async () => {
    const gateway = await startWithLimits({ answerBytes: 100 })
    expect(await ask(gateway, '{ space { app(slug: "ant") { slug } } }')).not.toHaveProperty('errors')
    const answer = await ask(gateway, '{ space { app(slug: "ant") { latestVersion { manifest } } } }')
    expect(answer).toMatchObject(exceeds('answer_bytes'))
    expect(answer).not.toHaveProperty('data')
  })

  it('ends when too many of its fields fail', async () => {
    const gateway = await startWithLimits({ errors: 2 })
    const query = '{ space { a: app(slug: "?") { slug } b: app(slug: "?") { slug } c: app(slug: "?") { slug } } }'
    expect(await ask(gateway, query)).toMatchObject(exceeds('errors'))
  })

  it('ends when a list without a declared size exceeds the cost limit', async () => {
    const gateway = await startWithLimits({ cost: 90 })
    for (let i = 0; i < 120; i++) await gateway.operations.createEditor(`Editor${String(i)}`, true)
    expect(await ask(gateway, '{ editors { __typename } }')).not.toHaveProperty('errors')
    expect(await ask(gateway, '{ editors { name } }')).toMatchObject(exceeds('cost'))
  })

  it('ends when the result of introspection exceeds the cost limit', async () => {
    const gateway = await startWithLimits({ cost: 200 })
    const query = (type: string) =>
      `{ __type(name: "${type}") { fields { name description type { name } args { name } } } }`
    expect(await ask(gateway, query('Label'))).not.toHaveProperty('errors')
    expect(await ask(gateway, query('Version'))).toMatchObject(exceeds('cost'))
  })

  it('ends when it takes too long', async () => {
    const gateway = await startWithLimits({ runTimeout: 50 })
    const held = delayStats(gateway)
    expect(await ask(gateway, icons(1))).toMatchObject(exceeds('run_timeout'))
    for (const release of held) release()
  })

  it('succeeds when the time limit is infinite', async () => {
    const gateway = await startWithLimits({ runTimeout: Infinity })
    expect(await ask(gateway, icons(1))).not.toHaveProperty('errors')
  })

  it('looks up each file once, and no further files after its client has disconnected', async () => {
    const gateway = await startWithLimits({})
    const names = Array.from({ length: 30 }, (_, i) => ({ name: `${String(i)}.png`, content: 'png' }))
    const manifest = { screenshots: names.map(({ name }) => name) }
    await gateway.publish({ slug: 'bee', version: '1.0.0', manifest, files: names })
    const held = delayStats(gateway)
    const clientRequest = request(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
    })
    clientRequest.on('error', () => undefined)
    clientRequest.end(
      JSON.stringify({
        query: '{ space { app(slug: "bee") { a: icon { size } b: icon { size } latestVersion { files { size } } } } }',
      }),
    )
    await vi.waitFor(() => expect(held.length).toBe(concurrentLookups), { timeout: 20_000 })
    clientRequest.destroy()
    await new Promise((resolve) => clientRequest.once('close', resolve))
    // When the gateway answers this request, it has noticed the disconnect.
    await gateway.send('/health')
    for (const release of held) release()
    await gateway.send('/health')
    expect(held.length).toBe(concurrentLookups)
  })

  it('does not flood the log when the object store fails', async () => {
    const gateway = await startWithLimits({})
    vi.spyOn(gateway.objects, 'stat').mockImplementation(() => Promise.reject(new Error('EMFILE: too many open files')))
    // Each icon has one or two errors. If `contentType` fails, the icon becomes null. Then the error of its `size` may
    // be missing.
    const { errors = [] } = await ask(gateway, icons(40))
    expect(errors.length).toBeGreaterThanOrEqual(40)
    expect(gateway.logged().filter((line) => line.includes('"level":50')).length).toBeLessThan(8)
  })

  it('yields to other requests and operations between its fields', async () => {
    const slices = new TimeSlices()
    const events: string[] = []
    const run = (name: string) => {
      const operation = new OperationRun(slices, highLimits)
      return operation.execute(async () => {
        const field = () => operation.resolve(() => block(events, name), false)
        await Promise.all(Array.from({ length: 30 }, field))
        return { data: {} }
      })
    }
    await recordTurns(events, Promise.all([slices.admit().then(() => run('a')), slices.admit().then(() => run('b'))]))
    // Without yields, all 30 fields of the first operation would come before the first turn, and before the second operation.
    expect(events.indexOf('turn')).toBeLessThan(20)
    expect(events.indexOf('b')).toBeLessThan(30)
  })

  it('has a bounded number of pending fields', async () => {
    const slices = new TimeSlices()
    const operation = new OperationRun(slices, highLimits)
    const held: (() => void)[] = []
    const field = () => new Promise<void>((resolve) => held.push(resolve))
    const run = operation.execute(async () => {
      await Promise.all(Array.from({ length: 500 }, () => operation.resolve(field, false)))
      return { data: {} }
    })
    let done = 0
    while (done < 500) {
      // Waits until all fields that may start have started.
      for (let turns = 0; turns < 200; turns++) await nextTurn()
      // 200 is `maxPending` in `src/graphql/operation-run.ts`.
      expect(held.length - done).toBe(Math.min(200, 500 - done))
      for (const release of held.slice(done, done + 100)) release()
      done += 100
    }
    await run
  })

  it('checks the health of the engines once, even when it selects the status many times', async () => {
    const gateway = await startWithLimits({})
    const ping = vi.spyOn(gateway.objects, 'ping')
    const query = `{ registry { ${Array.from({ length: 50 }, (_, i) => `s${String(i)}: status { ok }`).join(' ')} } }`
    expect(await ask(gateway, query)).toMatchObject({ data: { registry: { s0: { ok: true }, s49: { ok: true } } } })
    expect(ping).toHaveBeenCalledTimes(1)
  })

  it('yields to other requests between the entries of a list', async () => {
    const slices = new TimeSlices()
    const events: string[] = []
    const operation = new OperationRun(slices, highLimits)
    const run = operation.execute(async () => {
      const list = await operation.resolve(() => Array.from({ length: 30 }, (_, i) => i), false)
      // Like the executor of graphql-js, this completes the entries of the list without waiting for earlier ones.
      const complete = (entry: unknown): unknown =>
        entry instanceof Promise ? entry.then(complete) : block(events, entry)
      await Promise.all(Array.from(iterableSchema.parse(list), complete))
      return { data: {} }
    })
    await recordTurns(events, run)
    // Without yields, all 30 entries would come before the first turn.
    expect(events.indexOf('turn')).toBeLessThan(20)
    expect(events.filter((entry) => entry !== 'turn').sort()).toEqual(Array.from({ length: 30 }, (_, i) => i).sort())
  })

  it('starts after the operations that arrived earlier', async () => {
    const slices = new TimeSlices()
    const events: string[] = []
    await recordTurns(events, Promise.all(Array.from({ length: 6 }, (_, i) => arrive(slices, events, i))))
    const uninterrupted = events.join(' ').split(/(?: ?turn ?)+/)
    expect(uninterrupted.length).toBeGreaterThan(4)
    expect(events.filter((entry) => entry !== 'turn')).toEqual(
      [0, 1, 2, 3, 4, 5].flatMap((i) => Array<number>(5).fill(i)),
    )
  })

  it('progresses while other requests keep arriving', async () => {
    const slices = new TimeSlices()
    const events: unknown[] = []
    await slices.admit()
    const operation = new OperationRun(slices, highLimits)
    const run = operation.execute(async () => {
      await Promise.all(Array.from({ length: 12 }, () => operation.resolve(() => block(events, 'field'), false)))
      return { data: {} }
    })
    await Promise.all([run, ...Array.from({ length: 30 }, (_, i) => arrive(slices, events, i))])
    expect(events.lastIndexOf('field')).toBeLessThan(events.indexOf(29))
  })

  it('does not delay many small operations until its end', async () => {
    const slices = new TimeSlices()
    const events: unknown[] = []
    await slices.admit()
    const operation = new OperationRun(slices, highLimits)
    const run = operation.execute(async () => {
      await Promise.all(Array.from({ length: 200 }, () => operation.resolve(() => block(events, 'field'), false)))
      return { data: {} }
    })
    const small = Array.from({ length: 100 }, (_, i) => slices.admit().then(() => events.push(i)))
    await Promise.all([run, ...small])
    expect(events.indexOf(99)).toBeLessThan(events.lastIndexOf('field'))
  })

  it('is refused when the waiting operations hold too much memory', async () => {
    const slices = new TimeSlices()
    await slices.admit()
    // Uses up the time slice. The following operations have to wait.
    for (let i = 0; i < 5; i++) block([], i)
    const waiting = Array.from({ length: 60 }, () => slices.admit(1_000_000))
    await expect(slices.admit(6_000_000)).rejects.toMatchObject({ code: 'BUSY' })
    await Promise.all([...waiting, slices.admit(1_000)])
    // The admitted operations have released their memory. The same amount is accepted again.
    for (let i = 0; i < 5; i++) block([], i)
    await Promise.all(Array.from({ length: 60 }, () => slices.admit(1_000_000)))
  })

  it('is not started when its client has disconnected', async () => {
    const operation = new OperationRun(new TimeSlices(), highLimits)
    const left = new GraphQLError('The client has left')
    operation.end(left)
    const start = vi.fn(() => ({ data: {} }))
    expect(await operation.execute(start)).toEqual({ errors: [left] })
    expect(start).not.toHaveBeenCalled()
  })
})

// Admits an operation in a new task of the event loop, like a new request. The operation blocks for 15 ms.
function arrive(slices: TimeSlices, events: unknown[], i: number): Promise<void> {
  return new Promise<void>((resolve) => {
    setImmediate(() => {
      void slices.admit().then(() => {
        for (let j = 0; j < 5; j++) block(events, i)
        resolve()
      })
    })
  })
}
