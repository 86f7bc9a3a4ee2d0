import { setTimeout as sleep } from 'node:timers/promises'
import { createSourceEventStream, GraphQLError, type ExecutionArgs, type ExecutionResult } from 'graphql'
import { isAsyncIterable, type Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { TimeSlices } from '../http-semantics/time-slices.js'
import { EventStream, idle, type StreamEvent } from '../registry/events/event-stream.js'
import { StreamEndedError } from '../registry/events/stream-ended.js'
import type { Context } from './context.js'
import { causeOf, maskErrors } from './errors.js'
import { eventId, eventStreamResponse, type EventResult } from './event-stream-response.js'
import { eventCostExceeded, type GraphQLLimits } from './limits.js'
import { checkOperation, executeWithin } from './use-operation-limits.js'
import { OperationRun } from './operation-run.js'
import { SubscriptionSlots, type SubscriptionLimits } from './subscription-slots.js'

/** The dependencies of `useSubscriptions`. */
export interface SubscriptionParts {
  limits: GraphQLLimits
  subscriptionLimits: SubscriptionLimits
  slices: TimeSlices
  log: Logger
  /** Aborts when the gateway begins to stop. */
  stopping: AbortSignal
}

// Milliseconds between two messages to an idle client. Load balancers close connections without traffic after 30 seconds or more.
const keepAliveInterval = 12_000
// Milliseconds for which a stopping gateway keeps a new subscription open, so that its client does not reconnect at once.
const stoppingDelay = 1_000

/** Runs subscriptions, and writes their events. The limits of one operation apply to each event. */
export function useSubscriptions(parts: SubscriptionParts): Plugin<Context> {
  const slots = new SubscriptionSlots(parts.subscriptionLimits)
  const open = new Set<EventStream>()
  parts.stopping.addEventListener('abort', () => {
    for (const stream of [...open]) stream.close()
  })
  return {
    onSubscribe(payload) {
      const context: Context = payload.args.contextValue
      const { errors, cost } = checkOperation(payload.args, parts.limits)
      const limit = parts.subscriptionLimits.cost
      if (cost > limit) throw eventCostExceeded({ found: cost, limit })
      Object.assign(context, { cost })
      if (errors) payload.setResultAndStopExecution({ errors })
      else payload.setSubscribeFn((args: ExecutionArgs) => subscribe(args, context, slots, open, parts))
    },
    async onResultProcess(payload) {
      const { result, resultProcessor } = payload
      if (!isAsyncIterable<EventResult>(result)) return
      if (resultProcessor) payload.setResultProcessor(() => eventStreamResponse(result), 'text/event-stream')
      // Without a processor, the client accepts no event streams, and gets the status 406.
      else await endUnread(result)
    },
  }
}

async function subscribe(
  args: ExecutionArgs,
  context: Context,
  slots: SubscriptionSlots,
  open: Set<EventStream>,
  parts: SubscriptionParts,
): Promise<AsyncIterable<EventResult> | ExecutionResult> {
  const free = slots.take(context.clientAddress ?? '')
  let stream: EventStream | undefined
  try {
    const source = await createSourceEventStream(args)
    if (!isAsyncIterable(source)) return { errors: maskStreamErrors(source.errors ?? [], parts.log) }
    if (!(source instanceof EventStream)) throw new Error('The resolver of a subscription must return an EventStream')
    stream = source
  } finally {
    if (stream) stream.onceClosed(free)
    else free()
  }
  const { signal } = context
  const opened = stream
  const close = (): void => opened.close()
  open.add(stream)
  signal?.addEventListener('abort', close)
  stream.onceClosed(() => {
    open.delete(stream)
    signal?.removeEventListener('abort', close)
  })
  if (signal?.aborted) stream.close()
  return resultsOf(stream, args, context, parts)
}

async function* resultsOf(
  stream: EventStream,
  args: ExecutionArgs,
  context: Context,
  { limits, slices, log, stopping }: SubscriptionParts,
): AsyncGenerator<EventResult, void> {
  const execute = (rootValue: StreamEvent): Promise<ExecutionResult> => {
    const ofEvent: Context = { ...context, dependencies: undefined }
    const run = new OperationRun(slices, limits)
    return executeWithin(run, { ...args, rootValue, contextValue: ofEvent }, ofEvent, context.signal)
  }
  try {
    yield { [eventId]: stream.cursor }
    if (stopping.aborted) {
      await sleep(stoppingDelay, undefined, { ref: false })
      return
    }
    for (let event = await stream.take(keepAliveInterval); event; event = await stream.take(keepAliveInterval)) {
      if (event === idle) {
        yield { [eventId]: stream.cursor }
        continue
      }
      const { errors, ...result } = await execute(event)
      yield { ...result, ...(errors && { errors: maskErrors(errors, log) }), [eventId]: event.cursor }
    }
  } catch (error) {
    yield { errors: maskStreamErrors([error], log) }
  } finally {
    stream.close()
  }
}

// A generator that has not begun would not run its `finally`. So its first result is read.
async function endUnread(results: AsyncIterable<EventResult>): Promise<void> {
  const iterator = results[Symbol.asyncIterator]()
  await iterator.next()
  await iterator.return?.()
}

function maskStreamErrors(errors: readonly unknown[], log: Logger): GraphQLError[] {
  return errors.flatMap((error) => {
    const cause = causeOf(error)
    if (cause instanceof StreamEndedError) return new GraphQLError(cause.message, { extensions: { code: cause.code } })
    return maskErrors(
      [error instanceof GraphQLError ? error : new GraphQLError('', { originalError: asError(error) })],
      log,
    )
  })
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
