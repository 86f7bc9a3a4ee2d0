import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import type { AppChangeEvent } from '../../../src/registry/events/app-events.js'
import { EventCursors } from '../../../src/registry/events/cursors.js'
import { idle, type EventStream } from '../../../src/registry/events/event-stream.js'
import { editor } from '../../support/gateway.js'
import { ForwardingDocuments } from '../../support/forwarding-stores.js'
import { openTestRegistry } from '../../support/registry.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

// In milliseconds.
const patience = 10_000

it('another process continues behind a cursor, and tells each change once', async () => {
  const shared = { folder: await temporaryFolder(), secret: randomBytes(32) }
  const first = await openTestRegistry(shared)
  const second = await openTestRegistry(shared)
  const live = await first.registry.appEvents.subscribe(first.space, {})
  await first.createApp('notes')
  const { cursor } = await next(live)
  for (const version of ['1.0.0', '1.0.1', '1.0.2']) await second.publish({ slug: 'notes', version })
  const resumed = await second.registry.appEvents.subscribe(second.space, {}, cursor)
  await second.publish({ slug: 'notes', version: '1.0.3' })
  const expected = ['1.0.0', '1.0.1', '1.0.2', '1.0.3'].map((version) => `PUBLISHED notes ${version}`)
  expect(await texts(live, 4)).toEqual(expected)
  expect(await texts(resumed, 4)).toEqual(expected)
  for (const stream of [live, resumed]) expect(await stream.take(0)).toBe(idle)
})

it('every cursor of a batch continues behind its own event', async () => {
  const shared = { folder: await temporaryFolder(), secret: randomBytes(32) }
  const first = await openTestRegistry(shared)
  const start = (await first.registry.appEvents.subscribe(first.space, {})).cursor
  await first.createApp('notes')
  const versions = ['1.0.0', '1.0.1', '1.0.2', '1.0.3']
  for (const version of versions) await first.publish({ slug: 'notes', version })
  const second = await openTestRegistry(shared)
  // The second registry reads all changes as one batch.
  const events = await take(await second.registry.appEvents.subscribe(second.space, {}, start), 5)
  expect(events.map(({ version }) => version)).toEqual([undefined, ...versions])
  await second.registry.removal.removeVersion(second.space, 'notes', '1.0.3')
  for (const [i, { cursor }] of events.slice(0, -1).entries()) {
    const resumed = await take(await second.registry.appEvents.subscribe(second.space, {}, cursor), 4 - i)
    const rest = [...versions.slice(i, -1).map((version) => `PUBLISHED notes ${version}`), 'REMOVED notes 1.0.3']
    expect(resumed.map(textOf)).toEqual(rest)
  }
})

it('a change while missed changes are read comes once', async () => {
  const shared = { folder: await temporaryFolder(), secret: randomBytes(32) }
  const first = await openTestRegistry(shared)
  const live = await first.registry.appEvents.subscribe(first.space, {})
  await first.createApp('notes')
  const { cursor } = await next(live)
  await first.publish({ slug: 'notes', version: '1.0.0' })
  const { registry, space, publish } = await openTestRegistry(shared)
  const subscribing = registry.appEvents.subscribe(space, {}, cursor)
  await publish({ slug: 'notes', version: '1.0.1' })
  const stream = await subscribing
  expect(await texts(stream, 2)).toEqual(['PUBLISHED notes 1.0.0', 'PUBLISHED notes 1.0.1'])
  expect(await stream.take(0)).toBe(idle)
})

it('several changes of a document that a client has missed are one event, with the newest state', async () => {
  const shared = { folder: await temporaryFolder(), secret: randomBytes(32) }
  const first = await openTestRegistry(shared)
  const { cursor } = await first.registry.appEvents.subscribe(first.space, {})
  await first.createApp('notes')
  await first.publish({ slug: 'notes', version: '1.0.0' })
  await first.registry.removal.removeVersion(first.space, 'notes', '1.0.0')
  await first.registry.apps.update(first.space, 'notes', { commitment: 'user_ciphered' })
  const { registry, space } = await openTestRegistry(shared)
  const kinds = ['LABEL', 'REMOVED'] as const
  const stream = await registry.appEvents.subscribe(space, { kinds }, cursor)
  // It is not known any more what changed in the application. So the change matches each kind that it may have.
  expect(await texts(stream, 2)).toEqual(['CHANGED notes undefined', 'REMOVED notes 1.0.0'])
})

it('a version that is published again after its removal is published', async () => {
  const { registry, space, createApp, publish } = await openTestRegistry()
  await createApp('notes')
  const stream = await registry.appEvents.subscribe(space, { kinds: ['PUBLISHED', 'REMOVED'] })
  await publish({ slug: 'notes', version: '1.0.0' })
  expect(await texts(stream, 1)).toEqual(['PUBLISHED notes 1.0.0'])
  await registry.removal.removeVersion(space, 'notes', '1.0.0')
  expect(await texts(stream, 1)).toEqual(['REMOVED notes 1.0.0'])
  await publish({ slug: 'notes', version: '1.0.0' })
  expect(await texts(stream, 1)).toEqual(['PUBLISHED notes 1.0.0'])
})

it('tells withdrawals and restorations, also of versions that were withdrawn before the subscription', async () => {
  const { registry, space, createApp, publish } = await openTestRegistry()
  await createApp('notes')
  for (const version of ['1.0.0', '1.0.1']) await publish({ slug: 'notes', version })
  const { withdrawals, appEvents } = registry
  await withdrawals.withdraw(space, 'notes', '1.0.0', 'Broken', editor)
  const stream = await appEvents.subscribe(space, { kinds: ['WITHDRAWN', 'RESTORED'] })
  await withdrawals.withdraw(space, 'notes', '1.0.1', 'Broken', editor)
  await withdrawals.restore(space, 'notes', '1.0.0')
  const events = [textOf(await next(stream))]
  while (!events.at(-1)?.startsWith('RESTORED')) events.push(textOf(await next(stream)))
  expect(events.slice(-2)).toEqual(['WITHDRAWN notes 1.0.1', 'RESTORED notes 1.0.0'])
})

it('tells deprecations and their ends', async () => {
  const { registry, space, createApp } = await openTestRegistry()
  await createApp('notes')
  const { deprecations, appEvents } = registry
  const stream = await appEvents.subscribe(space, { kinds: ['DEPRECATED'] })
  for (const message of ['Use another one', 'Use Jotter']) {
    await deprecations.deprecate(space, 'notes', { message, successor: undefined }, editor)
    expect(await texts(stream, 1)).toEqual(['DEPRECATED notes undefined'])
  }
  await deprecations.end(space, 'notes')
  expect(await texts(stream, 1)).toEqual(['DEPRECATED notes undefined'])
})

it('ends the stream of a client that is too slow, and its cursor continues behind what it got', async () => {
  const test = await openTestRegistry({ eventLimits: { buffer: 2, replay: 1000 } })
  const stream = await test.registry.appEvents.subscribe(test.space, {})
  for (const slug of ['a', 'b', 'c', 'd']) await test.createApp(slug)
  await untilClosed(stream)
  await expect(stream.take(patience)).rejects.toThrow(/has not read 2 events \(limits\.subscriptions\.buffer\)/)
  const resumed = await test.registry.appEvents.subscribe(test.space, {}, stream.cursor)
  expect(await texts(resumed, 4)).toEqual(['a', 'b', 'c', 'd'].map((slug) => `CHANGED ${slug} undefined`))
})

it('refuses a cursor with too many changes behind it, and says what to do', async () => {
  const shared = { folder: await temporaryFolder(), secret: randomBytes(32), eventLimits: { buffer: 100, replay: 2 } }
  const first = await openTestRegistry(shared)
  const { cursor } = await first.registry.appEvents.subscribe(first.space, {})
  for (const slug of ['a', 'b', 'c']) await first.createApp(slug)
  const { registry, space } = await openTestRegistry(shared)
  await expect(registry.appEvents.subscribe(space, {}, cursor)).rejects.toThrow(
    /More than 2 changes .* \(limits\.subscriptions\.replay\)\. Read "eventCursor" and then the data again/,
  )
})

it('refuses a cursor with a position of another server, and says what to do', async () => {
  const secret = randomBytes(32)
  const { registry, space } = await openTestRegistry({ secret })
  const cursor = new EventCursors(secret).encode(`apps/${space.name}`, ['elsewhere', 'elsewhere'])
  await expect(registry.appEvents.subscribe(space, {}, cursor)).rejects.toMatchObject({
    code: 'CURSOR_EXPIRED',
    message: expect.stringMatching(/Read "eventCursor" and then the data again/),
  })
})

it('stops reading missed changes when the client leaves', async () => {
  const shared = { folder: await temporaryFolder(), secret: randomBytes(32) }
  const first = await openTestRegistry(shared)
  const { cursor } = await first.registry.appEvents.subscribe(first.space, {})
  for (const slug of ['a', 'b']) await first.createApp(slug)
  const leaving = new AbortController()
  const read: string[][] = []
  class Observed extends ForwardingDocuments {
    override changesUntilNow(...args: Parameters<ForwardingDocuments['changesUntilNow']>) {
      leaving.abort()
      return super.changesUntilNow(...args)
    }
    override getMany(database: string, ids: string[]) {
      if (leaving.signal.aborted) read.push(ids)
      return super.getMany(database, ids)
    }
  }
  const { registry, space } = await openTestRegistry({ ...shared, wrap: (documents) => new Observed(documents) })
  const stream = await registry.appEvents.subscribe(space, {}, cursor, leaving.signal)
  expect(await stream.take(patience)).toBeUndefined()
  expect(read).toEqual([])
})

function untilClosed(stream: EventStream<AppChangeEvent>): Promise<void> {
  return new Promise((resolve) => stream.onceClosed(resolve))
}

async function next(stream: EventStream<AppChangeEvent>): Promise<AppChangeEvent> {
  const event = await stream.take(patience)
  if (event === undefined || event === idle) throw new Error(`No event, but ${String(event)}`)
  return event
}

async function take(stream: EventStream<AppChangeEvent>, count: number): Promise<AppChangeEvent[]> {
  const events: AppChangeEvent[] = []
  while (events.length < count) events.push(await next(stream))
  return events
}

async function texts(stream: EventStream<AppChangeEvent>, count: number): Promise<string[]> {
  return (await take(stream, count)).map(textOf)
}

function textOf({ kind, slug, version }: AppChangeEvent): string {
  return `${kind} ${slug} ${String(version)}`
}
