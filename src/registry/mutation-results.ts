import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Cache, Lock } from '../cache/cache.js'
import { jsonOf } from '../json.js'
import { Sealer } from '../sealer.js'
import type { Viewer } from './access.js'

/** A requested mutation that has an id. */
export interface IdentifiedMutation {
  viewer: Viewer
  /** The id that the client chose. */
  id: string
  /** The name and the input of the mutation, as text. */
  input: string
  /** The whole request as text, with the selected fields. */
  request: string
}

/** How an identified mutation must be answered. */
export type MutationAttempt =
  /** The mutation must run. Then `end` must be called, with the result if it should be kept. */
  | { state: 'new'; end: (result: string | undefined) => Promise<void> }
  /** The mutation has run. `result` is `undefined` if it was too large to be kept. */
  | { state: 'done'; result: string | undefined }
  /** The first mutation with this id still runs. */
  | { state: 'running' }
  /** The id was used for another input, or for the same input in another request. */
  | { state: 'reused'; hasSameInput: boolean }

/** The dependencies of `MutationResults`. */
export interface MutationResultParts {
  /** The master secret, 32 bytes. */
  secret: Buffer
  cache: Pick<Cache, 'get' | 'set' | 'lock'>
  /** Returns `undefined` without a valid token. */
  access: { grantOf: (viewer: Viewer) => Promise<object | undefined> }
}

const day = 86_400_000
// A killed gateway holds its lock for so long.
const lockLifetime = 30_000
const longestResult = 32_768

const recordShape = z.object({ input: z.string(), request: z.string(), result: z.string().optional() })

/**
 * Keeps the results of mutations for a day, so that a repeated mutation gets the first result. Gateways with the same Redis share
 * the results. Redis has only encrypted results, because a result may contain a new token.
 */
export class MutationResults {
  readonly #parts: MutationResultParts
  readonly #sealer: Sealer

  constructor(parts: MutationResultParts) {
    this.#parts = parts
    this.#sealer = new Sealer(parts.secret, 'results of mutations')
  }

  /** Begins a mutation. `undefined` without a valid token: then the mutation can only be refused, and the refusal is not kept. */
  async begin(mutation: IdentifiedMutation): Promise<MutationAttempt | undefined> {
    const { cache, access } = this.#parts
    const { viewer, id } = mutation
    if (viewer.kind !== 'token' || !(await access.grantOf(viewer))) return undefined
    const key = `mutation:${hash(`${hash(viewer.token)} ${id}`)}`
    const known = await this.#find(key, mutation)
    if (known) return known
    const lock = await cache.lock(key, lockLifetime)
    if (!lock) return { state: 'running' }
    // The first mutation may have ended since the first look.
    const ended = await this.#find(key, mutation)
    if (!ended) return this.#run(key, mutation, lock)
    await lock.release()
    return ended
  }

  async #find(key: string, { input, request }: IdentifiedMutation): Promise<MutationAttempt | undefined> {
    const sealed = await this.#parts.cache.get(key)
    const text = sealed === undefined ? undefined : this.#sealer.unseal(sealed, key)
    const { data } = recordShape.safeParse(text && jsonOf(text.toString()))
    if (!data) return undefined
    const hasSameInput = data.input === hash(input)
    if (hasSameInput && data.request === hash(request)) return { state: 'done', result: data.result }
    return { state: 'reused', hasSameInput }
  }

  #run(key: string, { input, request }: IdentifiedMutation, lock: Lock): MutationAttempt {
    const renewal = setInterval(() => void lock.renew(lockLifetime), lockLifetime / 3).unref()
    return {
      state: 'new',
      end: async (result) => {
        clearInterval(renewal)
        if (result !== undefined) {
          const kept = result.length <= longestResult ? { result } : {}
          const text = JSON.stringify({ input: hash(input), request: hash(request), ...kept })
          await this.#parts.cache.set(key, this.#sealer.seal(Buffer.from(text), key), day)
        }
        await lock.release()
      },
    }
  }
}

function hash(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('base64url')
}
