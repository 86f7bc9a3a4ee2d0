import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import Koa from 'koa'
import { describe, expect, it } from 'vitest'
import type { StackState } from '../../src/stack/context.js'
import { sendEvents, type SendEvent } from '../../src/stack/event-stream.js'
import { listen } from '../support/http-servers.js'

/** Serves an event stream with a comment every millisecond, and opens it. */
async function open(work: (send: SendEvent) => Promise<void>): Promise<IncomingMessage> {
  const app = new Koa<StackState>().use((ctx) => sendEvents(ctx, work, 1))
  const { origin } = await listen(app.callback())
  const request = get(origin)
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve).on('error', reject)
  })
  return answered
}

describe('an event stream', () => {
  it('contains comments until the work ends', async () => {
    let end: () => void = () => undefined
    const answer = await open(async (send) => {
      await new Promise<void>((resolve) => (end = resolve))
      send('state', { a: 'é' })
    })
    const [chunk] = await once(answer, 'data')
    expect(String(chunk)).toMatch(/^(: still working\r\n)+$/)
    end()
    expect(await text(answer)).toMatch(/^(: still working\r\n)*event: state\r\ndata: \{"a":"é"\}\r\n\r\n$/)
  })

  it('ends when the work fails', async () => {
    const answer = await open(() => Promise.reject(new Error('failed')))
    expect(await text(answer)).toBe('')
  })

  it('does not stop the work when the client disconnects', async () => {
    let [finish, hasEnded]: [() => void, boolean] = [() => undefined, false]
    const answer = await open(async (send) => {
      await new Promise<void>((resolve) => (finish = resolve))
      send('state', {})
      hasEnded = true
    })
    answer.on('error', () => undefined).destroy()
    await once(answer, 'close')
    finish()
    await expect.poll(() => hasEnded).toBe(true)
  })
})
