import type { ExecutionResult } from 'graphql'
import { isAsyncIterable } from 'graphql-yoga'
import { isKeepAlive, type EventResult } from './event-stream-response.js'
import type { UnreadMessages } from './unread-messages.js'

/** A result of an operation, or the results of a subscription. A result that is text already has the method `stringify`. */
export type OperationResult = SingleResult | AsyncIterable<EventResult>

type SingleResult = ExecutionResult & { stringify?: (result: ExecutionResult) => string }

interface WaitingMessage {
  text: string
  /** The operation, unless the message only keeps the connection open. */
  id?: string | undefined
  /** Called when the client has read the message, or never will. */
  settle: () => void
}

// Milliseconds between two messages to an idle client. Load balancers close connections without traffic after 30 seconds or more.
const keepAliveInterval = 12_000
const keepAlive = ':\n\n'

/** An operation whose results go to an event connection. */
export class ConnectedOperation {
  readonly id: string
  readonly #controller = new AbortController()
  /** Whether the execution has begun. Until then, errors are about the request. */
  hasBegun = false
  /** Whether its results go to the connection. */
  isAccepted = false

  constructor(id: string) {
    this.id = id
  }

  /** Aborts when the client has ended the operation or left. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  end(): void {
    this.#controller.abort()
  }
}

/**
 * One event stream with the results of several operations ("single connection mode" of GraphQL over SSE). Each operation has at
 * most one message that waits for the client. The next one is made when the client has read it.
 */
export class EventConnection {
  readonly #unread: UnreadMessages
  readonly #onceClosed: () => void
  readonly #operations = new Map<string, ConnectedOperation>()
  readonly #waiting: WaitingMessage[] = []
  #wake: () => void = () => undefined
  #keepAlive: NodeJS.Timeout | undefined
  #isClosed = false
  #isEnding = false

  constructor(unread: UnreadMessages, onceClosed: () => void) {
    this.#unread = unread
    this.#onceClosed = onceClosed
  }

  get isOpen(): boolean {
    return this.#keepAlive !== undefined
  }

  get size(): number {
    return this.#operations.size
  }

  has(id: string): boolean {
    return this.#operations.has(id)
  }

  /** Begins an operation. Until it is ended, no other operation can have its id. */
  begin(id: string): ConnectedOperation {
    const operation = new ConnectedOperation(id)
    this.#operations.set(id, operation)
    return operation
  }

  /** Ends an operation. Its results are no longer sent. */
  end(id: string): void {
    this.#operations.get(id)?.end()
    this.#operations.delete(id)
    const waiting = this.#waiting.findIndex((message) => message.id === id)
    if (waiting !== -1) this.#remove(waiting)
    this.#closeIfDone()
  }

  /** Sends the results of an operation, and then its completion. */
  accept(operation: ConnectedOperation, result: OperationResult): void {
    operation.isAccepted = true
    void this.#send(operation, result).catch(() => this.close())
  }

  /** Opens the event stream. Its client reads what already waits. */
  open(): ReadableStream<Uint8Array> {
    this.#keepAlive = setInterval(() => {
      if (this.#waiting.length === 0) void this.#write(keepAlive)
    }, keepAliveInterval)
    const encoder = new TextEncoder()
    return new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(keepAlive)),
      pull: async (controller) => {
        const text = await this.#take()
        if (text === undefined) controller.close()
        else controller.enqueue(encoder.encode(text))
      },
      cancel: () => this.close(),
    })
  }

  /** Closes the stream when its operations have ended. */
  endSoon(): void {
    this.#isEnding = true
    this.#closeIfDone()
  }

  /** Closes the stream at once, and ends its operations. */
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    clearInterval(this.#keepAlive)
    for (const operation of this.#operations.values()) operation.end()
    this.#operations.clear()
    for (const { settle } of this.#waiting.splice(0)) settle()
    this.#unread.removeAll(this)
    this.#wake()
    this.#onceClosed()
  }

  async #send(operation: ConnectedOperation, result: OperationResult): Promise<void> {
    const { id, signal } = operation
    if (isAsyncIterable<EventResult>(result)) {
      for await (const event of result) {
        if (signal.aborted) break
        if (!isKeepAlive(event)) await this.#write(nextMessage(id, JSON.stringify(event)), id)
      }
    } else if (!signal.aborted) {
      await this.#write(nextMessage(id, textOf(result)), id)
    }
    if (!signal.aborted) await this.#write(`event: complete\ndata: ${JSON.stringify({ id })}\n\n`, id)
    if (this.#operations.get(id) === operation) this.end(id)
  }

  #closeIfDone(): void {
    if (this.#isEnding && this.#operations.size === 0) this.close()
  }

  /** Resolves when the client has read the text, or when the connection is closed. */
  #write(text: string, id?: string): Promise<void> {
    if (this.#isClosed) return Promise.resolve()
    return new Promise((settle) => {
      this.#waiting.push({ text, id, settle })
      this.#wake()
      this.#unread.add(this, Buffer.byteLength(text))
    })
  }

  async #take(): Promise<string | undefined> {
    if (this.#waiting.length === 0 && !this.#isClosed) await new Promise<void>((resolve) => (this.#wake = resolve))
    return this.#remove(0)
  }

  #remove(index: number): string | undefined {
    const [message] = this.#waiting.splice(index, 1)
    if (message) this.#unread.remove(this, Buffer.byteLength(message.text))
    message?.settle()
    return message?.text
  }
}

function nextMessage(id: string, result: string): string {
  return `event: next\ndata: {"id":${JSON.stringify(id)},"payload":${result}}\n\n`
}

function textOf(result: SingleResult): string {
  return result.stringify?.(result) ?? JSON.stringify(result)
}
