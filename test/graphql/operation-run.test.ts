import { GraphQLError } from 'graphql'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { loadConfig, type Config } from '../../src/config/config.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'
import { OperationRun } from '../../src/graphql/operation-run.js'
import { TimeSlices } from '../../src/graphql/time-slices.js'
import { ask } from './ask.js'

afterEach(() => void vi.restoreAllMocks())

async function limited(limits: Partial<Config['limits']['graphql']>): Promise<TestGateway> {
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

// Look-ups that wait until they are let go.
function holdStats(gateway: TestGateway) {
  const { stat } = gateway.objects
  const held: (() => void)[] = []
  vi.spyOn(gateway.objects, 'stat').mockImplementation(async (...args) => {
    await new Promise<void>((resolve) => held.push(resolve))
    return stat.apply(gateway.objects, args)
  })
  return held
}

const generous = { cost: 1000, answerBytes: 1000, errors: 10, runTimeout: 600_000 }
const iterableSchema = z.custom<Iterable<unknown>>(
  (value) => typeof value === 'object' && Symbol.iterator in Object(value),
)

// Works for some milliseconds.
function work<T>(order: unknown[], name: T): T {
  const start = performance.now()
  while (performance.now() - start < 3);
  order.push(name)
  return name
}

async function whileCountingTurns(order: unknown[], run: Promise<unknown>): Promise<void> {
  const progress = { isDone: false }
  void run.finally(() => (progress.isDone = true))
  while (!progress.isDone) {
    await turn()
    order.push('turn')
  }
  await run
}

describe('a query that runs', () => {
  it('ends when its answer becomes too long', async () => {
    const gateway = await limited({ answerBytes: 100 })
    expect(await ask(gateway, '{ space { app(slug: "ant") { slug } } }')).not.toHaveProperty('errors')
    const answer = await ask(gateway, '{ space { app(slug: "ant") { latestVersion { manifest } } } }')
    expect(answer).toMatchObject(exceeds('answer_bytes'))
    expect(answer).not.toHaveProperty('data')
  })

  it('ends when too many of its fields fail', async () => {
    const gateway = await limited({ errors: 2 })
    const query = '{ space { a: app(slug: "?") { slug } b: app(slug: "?") { slug } c: app(slug: "?") { slug } } }'
    expect(await ask(gateway, query)).toMatchObject(exceeds('errors'))
  })

  it('ends when lists are longer than was assumed', async () => {
    const gateway = await limited({ cost: 90 })
    for (let i = 0; i < 120; i++) await gateway.operations.createEditor(`Editor${String(i)}`, true)
    expect(await ask(gateway, '{ editors { __typename } }')).not.toHaveProperty('errors')
    expect(await ask(gateway, '{ editors { name } }')).toMatchObject(exceeds('cost'))
  })

  it('ends when it finds more of the schema than was assumed', async () => {
    const gateway = await limited({ cost: 200 })
    const query = (type: string) =>
      `{ __type(name: "${type}") { fields { name description type { name } args { name } } } }`
    expect(await ask(gateway, query('Label'))).not.toHaveProperty('errors')
    expect(await ask(gateway, query('Version'))).toMatchObject(exceeds('cost'))
  })

  it('ends when it takes too long', async () => {
    const gateway = await limited({ runTimeout: 50 })
    const held = holdStats(gateway)
    expect(await ask(gateway, icons(1))).toMatchObject(exceeds('run_timeout'))
    for (const release of held) release()
  })

  it('looks up each file once, and no more after its client has left', async () => {
    const gateway = await limited({})
    const names = Array.from({ length: 30 }, (_, i) => ({ name: `${String(i)}.png`, content: 'png' }))
    const manifest = { screenshots: names.map(({ name }) => name) }
    await gateway.publish({ slug: 'bee', version: '1.0.0', manifest, files: names })
    const held = holdStats(gateway)
    const sent = request(`${gateway.url}/graphql`, { method: 'POST', headers: { 'Content-Type': 'application/json' } })
    sent.on('error', () => undefined)
    sent.end(
      JSON.stringify({
        query: '{ space { app(slug: "bee") { a: icon { size } b: icon { size } latestVersion { files { size } } } } }',
      }),
    )
    await vi.waitFor(() => expect(held.length).toBe(8), { timeout: 20_000 })
    sent.destroy()
    await new Promise((resolve) => sent.once('close', resolve))
    // By its answer the gateway has noticed what came before.
    await gateway.send('/health')
    for (const release of held) release()
    await gateway.send('/health')
    expect(held.length).toBe(8)
  })

  it('does not flood the log when a store fails', async () => {
    const gateway = await limited({})
    vi.spyOn(gateway.objects, 'stat').mockImplementation(() => Promise.reject(new Error('EMFILE: too many open files')))
    // One error an icon at least: with its media type missing an icon is null, and an error of its size may come too late.
    const { errors = [] } = await ask(gateway, icons(40))
    expect(errors.length).toBeGreaterThanOrEqual(40)
    expect(gateway.logged().filter((line) => line.includes('"level":50')).length).toBeLessThan(8)
  })

  it('yields to other requests, and takes turns with other queries', async () => {
    const slices = new TimeSlices()
    const order: string[] = []
    const run = (name: string) => {
      const operation = new OperationRun(slices, generous)
      return operation.execute(async () => {
        const field = () => operation.resolve(() => work(order, name), false)
        await Promise.all(Array.from({ length: 30 }, field))
        return { data: {} }
      })
    }
    await whileCountingTurns(
      order,
      Promise.all([slices.admit().then(() => run('a')), slices.admit().then(() => run('b'))]),
    )
    expect(order.indexOf('turn')).toBeLessThan(20)
    expect(order.indexOf('b')).toBeLessThan(30)
  })

  it('has a bounded number of pending fields', async () => {
    const slices = new TimeSlices()
    const operation = new OperationRun(slices, generous)
    const held: (() => void)[] = []
    const field = () => new Promise<void>((resolve) => held.push(resolve))
    const run = operation.execute(async () => {
      await Promise.all(Array.from({ length: 500 }, () => operation.resolve(field, false)))
      return { data: {} }
    })
    let done = 0
    while (done < 500) {
      // Whatever can begin has begun after some turns.
      for (let turns = 0; turns < 200; turns++) await turn()
      expect(held.length - done).toBe(Math.min(200, 500 - done))
      for (const release of held.slice(done, done + 100)) release()
      done += 100
    }
    await run
  })

  it('checks the health of the engines once for all concurrent requests', async () => {
    const gateway = await limited({})
    const ping = vi.spyOn(gateway.objects, 'ping')
    const query = `{ registry { ${Array.from({ length: 50 }, (_, i) => `s${String(i)}: status { ok }`).join(' ')} } }`
    expect(await ask(gateway, query)).toMatchObject({ data: { registry: { s0: { ok: true }, s49: { ok: true } } } })
    expect(ping).toHaveBeenCalledTimes(1)
  })

  it('yields to other requests between the entries of a list', async () => {
    const slices = new TimeSlices()
    const order: string[] = []
    const operation = new OperationRun(slices, generous)
    const run = operation.execute(async () => {
      const list = await operation.resolve(() => Array.from({ length: 30 }, (_, i) => i), false)
      // As the executor does with all fields of each entry.
      const complete = (entry: unknown): unknown =>
        entry instanceof Promise ? entry.then(complete) : work(order, entry)
      await Promise.all(Array.from(iterableSchema.parse(list), complete))
      return { data: {} }
    })
    await whileCountingTurns(order, run)
    expect(order.indexOf('turn')).toBeLessThan(20)
    expect(order.filter((entry) => entry !== 'turn').sort()).toEqual(Array.from({ length: 30 }, (_, i) => i).sort())
  })

  it('yields to other requests between concurrent ones', async () => {
    const slices = new TimeSlices()
    const order: string[] = []
    await whileCountingTurns(order, Promise.all(Array.from({ length: 6 }, (_, i) => arrive(slices, order, i))))
    const between = order.join(' ').split(/(?: ?turn ?)+/)
    expect(between.length).toBeGreaterThan(4)
    // Those that came first begin first.
    expect(order.filter((entry) => entry !== 'turn')).toEqual(
      [0, 1, 2, 3, 4, 5].flatMap((i) => Array<number>(5).fill(i)),
    )
  })

  it('progresses while other requests keep arriving', async () => {
    const slices = new TimeSlices()
    const order: unknown[] = []
    await slices.admit()
    const operation = new OperationRun(slices, generous)
    const run = operation.execute(async () => {
      await Promise.all(Array.from({ length: 12 }, () => operation.resolve(() => work(order, 'field'), false)))
      return { data: {} }
    })
    await Promise.all([run, ...Array.from({ length: 30 }, (_, i) => arrive(slices, order, i))])
    expect(order.lastIndexOf('field')).toBeLessThan(order.indexOf(29))
  })

  it('does not hold up many small requests', async () => {
    const slices = new TimeSlices()
    const order: unknown[] = []
    await slices.admit()
    const operation = new OperationRun(slices, generous)
    const run = operation.execute(async () => {
      await Promise.all(Array.from({ length: 200 }, () => operation.resolve(() => work(order, 'field'), false)))
      return { data: {} }
    })
    const small = Array.from({ length: 100 }, (_, i) => slices.admit().then(() => order.push(i)))
    await Promise.all([run, ...small])
    expect(order.indexOf(99)).toBeLessThan(order.lastIndexOf('field'))
  })

  it('is refused when the waiting ones hold too much memory', async () => {
    const slices = new TimeSlices()
    await slices.admit()
    for (let i = 0; i < 5; i++) work([], i)
    const waiting = Array.from({ length: 60 }, () => slices.admit(1_000_000))
    await expect(slices.admit(6_000_000)).rejects.toMatchObject({ code: 'BUSY' })
    await Promise.all([...waiting, slices.admit(1_000)])
    // They hold nothing any more.
    for (let i = 0; i < 5; i++) work([], i)
    await Promise.all(Array.from({ length: 60 }, () => slices.admit(1_000_000)))
  })

  it('is not started when its client has left', async () => {
    const operation = new OperationRun(new TimeSlices(), generous)
    const left = new GraphQLError('The client has left')
    operation.end(left)
    const start = vi.fn(() => ({ data: {} }))
    expect(await operation.execute(start)).toEqual({ errors: [left] })
    expect(start).not.toHaveBeenCalled()
  })
})

// As sockets do, each calls in a task of its own; beginning it takes a while.
function arrive(slices: TimeSlices, order: unknown[], i: number): Promise<void> {
  return new Promise<void>((resolve) => {
    setImmediate(() => {
      void slices.admit().then(() => {
        for (let j = 0; j < 5; j++) work(order, i)
        resolve()
      })
    })
  })
}
