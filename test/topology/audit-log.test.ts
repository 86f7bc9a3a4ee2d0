import PQueue from 'p-queue'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { readAuditLog, type AuditLogEntry } from '../support/audit-log.js'
import { authorized, editor } from '../support/gateway.js'
import { send } from '../support/http.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { startTopology, type Topology } from './topology.js'

const minutes = 60_000
const operations = 500
/** How many operations there are for each operation of the command line, which is a process of its own. */
const perCommand = 50

/** An operation, and the value of `on.app` or `on.name` in its entry. */
interface Operation {
  name: 'createApp' | 'createEditor' | 'activateMaintenance'
  target: string
  /** Whether no other operation has this target. Then the target exists afterwards if the operation was made. */
  isUnique: boolean
  /** Resolves when the operation was answered, even with a refusal. */
  run: () => Promise<unknown>
}

function operationsOf({ gateways, command }: Topology, master: string): Operation[] {
  const post = (number: number, path: string, body: object, token = master) => {
    const [url = ''] = [gateways[number % gateways.length]]
    return send(url, path, { method: 'POST', headers: authorized(token), body })
  }
  const createApp = (number: number, slug: string, token?: string): Operation => ({
    name: 'createApp',
    target: slug,
    isUnique: slug.endsWith(String(number)) && token === undefined,
    run: () => post(number, '/registry', { slug, type: 'webapp', editor }, token),
  })
  const mutate = (number: number, name: Operation['name'], target: string, input: string): Operation => ({
    name,
    target,
    isUnique: name === 'createEditor',
    run: () => post(number, '/graphql', { query: `mutation { ${name}(input: { ${input} }) { __typename } }` }),
  })
  const messages = 'messages: [{ locale: "en", short: "Soon", long: "Soon" }]'
  return Array.from({ length: operations }, (_, number): Operation => {
    if (number % perCommand === 0) {
      const target = `Command${String(number)}`
      return { name: 'createEditor', target, isUnique: true, run: () => command('add-editor', target) }
    }
    const kinds = [
      () => createApp(number, `app-${String(number)}`),
      () => mutate(number, 'createEditor', `Editor${String(number)}`, `name: "Editor${String(number)}"`),
      () => createApp(number, 'taken'),
      () => mutate(number, 'activateMaintenance', 'taken', `slug: "taken", ${messages}`),
      () => createApp(number, 'forbidden', 'AAAA'),
    ]
    const [kind] = kinds.splice(Math.floor(number / 2) % kinds.length, 1)
    if (!kind) throw new Error('There is no such operation')
    return kind()
  })
}

test(
  'every change by REST, GraphQL and commands that was answered or is visible has an entry, even when a gateway is killed',
  { timeout: 10 * minutes },
  async () => {
    const topology = await startTopology(await temporaryFolder(), 2)
    onTestFinished(() => topology.stop())
    await topology.command('add-editor', editor, '--auto-publication=true')
    const master = (await topology.command('gen-token', editor, '--master')).trim()
    const gateway = { url: topology.gateways[1] ?? '', master }
    await send(gateway.url, '/registry', {
      method: 'POST',
      headers: authorized(master),
      body: { slug: 'taken', type: 'webapp', editor },
    })

    const all = operationsOf(topology, master)
    const answered = new Set<Operation>()
    const queue = new PQueue({ concurrency: 8 })
    let killed: Promise<void> | undefined
    for (const [number, operation] of all.entries()) {
      void queue.add(async () => {
        if (number === operations / 2) killed = topology.kill(0)
        await operation.run().then(
          () => answered.add(operation),
          () => undefined,
        )
      })
    }
    await queue.onIdle()
    await killed
    expect(answered.size).toBeGreaterThan(operations / 2)
    expect(answered.size).toBeLessThan(operations)

    const log = await readAuditLog(gateway)
    const entriesOf = ({ name, target }: Operation): AuditLogEntry[] =>
      log.filter(({ operation, on }) => operation === name && (on.app ?? on.name) === target)
    const visible = await visibleTargets(gateway)
    const unique = all.filter(({ isUnique }) => isUnique)
    const missing = unique.filter(
      (each) => (answered.has(each) || visible.has(each.target)) && entriesOf(each).length !== 1,
    )
    expect(missing).toEqual([])
    // The outcome of an answered change is known, and a change that was made is visible.
    for (const each of unique) {
      for (const { outcome } of entriesOf(each)) {
        if (answered.has(each)) expect({ ...each, outcome }).toEqual({ ...each, outcome: 'DONE' })
        if (outcome === 'DONE') expect([...visible]).toContain(each.target)
      }
    }
    for (const name of ['createApp', 'activateMaintenance'] as const) {
      const repeated = [...answered].filter((each) => each.name === name && each.target === 'taken')
      expect(repeated.length).toBeGreaterThan(10)
      const [first] = repeated
      if (first) expect(entriesOf(first).length).toBeGreaterThanOrEqual(repeated.length)
    }
    // Refused tokens of one client share an entry for each gateway, and one more after its restart.
    const refused = log.filter(({ actor }) => actor.kind === 'UNKNOWN_TOKEN')
    expect(refused.length).toBeGreaterThanOrEqual(2)
    expect(refused.length).toBeLessThanOrEqual(3)
    expect(new Set(log.map(({ door }) => door))).toEqual(new Set(['REST', 'GRAPHQL', 'COMMAND_LINE']))
  },
)

const visibleShape = z.object({
  data: z.object({
    editors: z.array(z.object({ name: z.string() })),
    space: z.object({
      apps: z.object({ nodes: z.array(z.object({ slug: z.string() })), totalCount: z.number() }),
    }),
  }),
})

// The slugs of all applications, and the names of all editors.
async function visibleTargets({ url }: { url: string }): Promise<Set<string>> {
  const query = '{ editors { name } space { apps(first: 200) { nodes { slug } totalCount } } }'
  const answer = await send(url, '/graphql', { method: 'POST', body: { query } })
  const { data } = visibleShape.parse(answer.json())
  const { nodes, totalCount } = data.space.apps
  expect(nodes).toHaveLength(totalCount)
  return new Set([...data.editors.map(({ name }) => name), ...nodes.map(({ slug }) => slug)])
}
