import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { reasonOf } from './http-client.js'

/** How long to wait for engines that do not answer yet. */
export interface StartupTimeout {
  /** The time limit in milliseconds. 0 means a single attempt. */
  limit: number
  /** Stops waiting. `openEngine` then rejects with the reason of the signal. */
  signal: AbortSignal
  log: Logger
}

/** An engine to open, and its description for errors. */
export interface EngineToOpen<T> {
  /** Rejects soon after the signal aborts. */
  open: (signal: AbortSignal) => Promise<T>
  /** The start of the error message, such as `Cannot configure the cache`. */
  failure: string
  /** The configuration key of the engine's address. */
  address: string
  /** The configuration keys of the engine's credentials. Errors also name these keys, unless the engine is unreachable. */
  identity: string[]
}

/** The common part of all engines. */
interface Engine {
  ping(): Promise<void>
  close(): Promise<void>
}

const retryPause = 1_000

/**
 * Opens an engine, and checks that it answers. Retries for up to `timeout.limit`, and logs once that it waits. Does not
 * retry if the engine refuses the request, for example because of wrong credentials.
 * @throws Error with the problem, the address, and the keys of the configuration
 */
export async function openEngine<T extends Engine>(engine: EngineToOpen<T>, timeout: StartupTimeout): Promise<T> {
  const end = performance.now() + timeout.limit
  for (let failures = 0; ; failures++) {
    try {
      const opened = await unlessStopped(openAndPing(engine.open, timeout.signal), timeout.signal)
      if (failures > 0) timeout.log.info(`The engine of ${engine.address} answers now`)
      return opened
    } catch (error) {
      timeout.signal.throwIfAborted()
      const keys = isUnreachable(error) ? [engine.address] : [engine.address, ...engine.identity]
      const trouble = `${reasonOf(error)} (set by ${keys.join(', ')})`
      if (isFinal(error) || performance.now() + retryPause > end) {
        throw new Error(`${engine.failure}: ${trouble}`, { cause: error })
      }
      if (failures === 0) timeout.log.warn(`Waiting ${String(timeout.limit / 1_000)} s at most: ${trouble}`)
      await sleep(retryPause, undefined, { signal: timeout.signal }).catch(() => undefined)
      timeout.signal.throwIfAborted()
    }
  }
}

async function openAndPing<T extends Engine>(open: EngineToOpen<T>['open'], signal: AbortSignal): Promise<T> {
  const engine = await open(signal)
  try {
    await engine.ping()
    return engine
  } catch (error) {
    await engine.close()
    throw error
  }
}

/** Awaits an engine. If the signal aborts first, rejects, and closes the engine once it is open. */
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

/** The HTTP statuses of an engine that has moved, or whose settings are wrong. A retry would get the same status. */
const finalStatuses = [301, 308, 400, 401, 403]

// Whether a retry can't succeed. Retries with a wrong password might even lock the account.
function isFinal(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return 'isFinal' in error || ('status' in error && finalStatuses.includes(Number(error.status)))
}

// Whether the operating system reported an error, such as ECONNREFUSED. Then the credentials are not the problem.
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) return true
  return isUnreachable(error.cause)
}
