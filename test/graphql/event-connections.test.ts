import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { EventConnections } from '../../src/graphql/event-connections.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const limits = { total: 2, perAddress: 1 }
const address = '192.0.2.1'

it('a reservation that is not used in 30 seconds expires, and counts no more', () => {
  const connections = new EventConnections(limits, new AbortController().signal)
  const token = connections.reserve(address)
  const { signal } = connections.begin(connections.get(token), 'a')
  expect(() => connections.reserve(address)).toThrow(/limits\.subscriptions\.per_address/)
  vi.advanceTimersByTime(29_999)
  expect(signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(signal.aborted).toBe(true)
  expect(() => connections.get(token)).toThrow(/Reserve a new one with PUT/)
  connections.reserve(address)
})

it('an open connection does not expire, and gets messages that keep it open', async () => {
  const connections = new EventConnections(limits, new AbortController().signal)
  const token = connections.reserve(address)
  const reader = connections.get(token).open().getReader()
  await reader.read()
  const next = reader.read()
  vi.advanceTimersByTime(60_000)
  expect(String(Buffer.from((await next).value ?? []))).toBe(':\n\n')
  expect(connections.get(token).isOpen).toBe(true)
})

it('limits the connections of all addresses together', () => {
  const connections = new EventConnections(limits, new AbortController().signal)
  connections.reserve(address)
  connections.reserve('192.0.2.2')
  expect(() => connections.reserve('192.0.2.3')).toThrow(/limits\.subscriptions\.total/)
})

it('a gateway that stops ends connections when their operations have ended, and refuses new ones', () => {
  const stopping = new AbortController()
  const connections = new EventConnections(limits, stopping.signal)
  const [idle, busy] = [connections.reserve(address), connections.reserve('192.0.2.2')]
  const connection = connections.get(busy)
  connections.begin(connection, 'a')
  stopping.abort()
  expect(() => connections.get(idle)).toThrow(/no event stream/)
  expect(connections.get(busy)).toBe(connection)
  expect(() => connections.begin(connection, 'b')).toThrow(/stops/)
  expect(() => connections.reserve(address)).toThrow(/stops/)
  connection.end('a')
  expect(() => connections.get(busy)).toThrow(/no event stream/)
})
