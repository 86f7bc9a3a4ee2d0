import { onTestFinished } from 'vitest'
import { isJsonObject, parseJson, type JsonObject } from '../../src/json.js'

/** One message of an event stream. Messages without data only set the last event id. */
export interface Message {
  id?: string
  event?: string
  data?: string
}

/** An open event stream of a gateway. */
export interface EventSubscription {
  /** The next message; `undefined` at the end of the stream. */
  next: () => Promise<Message | undefined>
  /** The next result of the subscription, and its id. Skips messages without data. */
  nextEvent: () => Promise<{ id: string | undefined; result: JsonObject }>
  /** Closes the connection. */
  close: () => void
}

/** Subscribes with a `GET` request, as browsers do (`EventSource`). Resolves when the subscription is open. */
export async function openEventStream(
  url: string,
  query: string,
  {
    lastEventId,
    token,
    variables = {},
  }: { lastEventId?: string | undefined; token?: string; variables?: JsonObject } = {},
): Promise<EventSubscription> {
  const controller = new AbortController()
  onTestFinished(() => controller.abort())
  const headers = new Headers({ Accept: 'text/event-stream' })
  if (lastEventId !== undefined) headers.set('Last-Event-ID', lastEventId)
  if (token !== undefined) headers.set('Authorization', `Token ${token}`)
  const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) })
  const answer = await fetch(`${url}/graphql?${String(parameters)}`, { headers, signal: controller.signal })
  if (!answer.ok || !answer.body) throw new Error(`${String(answer.status)}: ${await answer.text()}`)
  // The reader keeps the body open: when an unread body is garbage-collected, the client closes the connection.
  const messages = messagesOf(answer.body.getReader())
  const next = async () => (await messages.next()).value ?? undefined
  const subscription: EventSubscription = {
    next,
    async nextEvent() {
      for (let message = await next(); message; message = await next()) {
        if (message.event !== 'next') continue
        const result = parseJson(message.data ?? '')
        if (isJsonObject(result)) return { id: message.id, result }
      }
      throw new Error('The event stream has ended')
    },
    close: () => controller.abort(),
  }
  return subscription
}

async function* messagesOf(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Message, undefined> {
  const decoder = new TextDecoder()
  let text = ''
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    text += decoder.decode(read.value, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const lines = block.split('\n').map((line): [string, string] => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon), line.slice(colon + 1).trimStart()]
      })
      yield Object.fromEntries(lines)
    }
  }
  return undefined
}
