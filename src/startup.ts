import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { reasonOf } from './http-client.js'

/** How to wait for engines that are not there yet. */
export interface StartupTimeout {
  /** How long, in milliseconds; with 0 each is asked once. */
  limit: number
  /** Ends the waiting, which then rejects with the signal's reason. */
  signal: AbortSignal
  log: Logger
}

/** An engine to open, and how to speak of it. */
export interface EngineToOpen<T> {
  /** Fails soon when the signal aborts. */
  open: (signal: AbortSignal) => Promise<T>
  /** What can't be done without it, as in `Cannot configure the cache`. */
  failure: string
  /** The key of the configuration that says where it is. */
  address: string
  /** The keys that say who we are there. */
  identity: string[]
}

/** An engine that can be asked whether it answers. */
interface Engine {
  ping(): Promise<void>
  close(): Promise<void>
}

const retryPause = 1_000

/**
 * Opens an engine and makes sure that it answers. It is waited for with `timeout`, and the log says so once; not so one
 * that answers, and does not let us in.
 * @throws Error a sentence that says what is wrong, where, and which keys set that
 */
export async function openEngine<T extends Engine>(engine: EngineToOpen<T>, timeout: StartupTimeout): Promise<T> {
  const end = performance.now() + timeout.limit
  for (let failures = 0; ; failures++) {
    try {
      const opened = await unlessStopped(openAndAsk(engine.open, timeout.signal), timeout.signal)
      if (failures > 0) timeout.log.info(`What ${engine.address} names answers now`)
      return opened
    } catch (error) {
      timeout.signal.throwIfAborted()
      const keys = isAway(error) ? [engine.address] : [engine.address, ...engine.identity]
      const trouble = `${reasonOf(error)} (set by ${keys.join(', ')})`
      if (isUnwelcome(error) || performance.now() + retryPause > end) {
        throw new Error(`${engine.failure}: ${trouble}`, { cause: error })
      }
      if (failures === 0) timeout.log.warn(`Waiting ${String(timeout.limit / 1_000)} s at most: ${trouble}`)
      await sleep(retryPause, undefined, { signal: timeout.signal }).catch(() => undefined)
      timeout.signal.throwIfAborted()
    }
  }
}

async function openAndAsk<T extends Engine>(open: EngineToOpen<T>['open'], signal: AbortSignal): Promise<T> {
  const engine = await open(signal)
  try {
    await engine.ping()
    return engine
  } catch (error) {
    await engine.close()
    throw error
  }
}

/** What `opening` gives, unless the signal comes first: then an engine that opens late is closed again. */
async function unlessStopped<T extends Engine>(opening: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: () => void = () => undefined
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new Error('stopped'))
    signal.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([opening, stopped])
  } catch (error) {
    if (signal.aborted) void opening.then((late) => late.close()).catch(() => undefined)
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Statuses of an answer that will be the same: the engine is elsewhere, or the settings are wrong. */
const lasting = [301, 308, 400, 401, 403]

// Asking again changes nothing then, and may lock the account for everybody else.
function isUnwelcome(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return 'final' in error || ('status' in error && lasting.includes(Number(error.status)))
}

// A system's error code somewhere among the causes: nobody has answered, so it can't be for who we are.
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) return true
  return isAway(error.cause)
}
