import { z } from 'zod'
import { errorCodes, RegistryError } from '../registry/errors.js'

const refusal = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  restMessage: z.string(),
  retryAfter: z.number().optional(),
})

/**
 * The result of a mutation that succeeded.
 * @throws RegistryError the refusal that it gave instead
 */
export function unlessRefused<T extends object>(result: T | null): Succeeded<T> {
  // A mutation without a result has failed, and its operation has been rejected.
  if (!result) throw new Error('A mutation gave neither a result nor an error')
  if (isSuccess(result)) return result
  const { code, message, restMessage, retryAfter } = refusal.parse(result)
  const detail = message === restMessage ? {} : { detail: message }
  throw new RegistryError(code, restMessage, { ...detail, ...(retryAfter !== undefined && { retryAfter }) })
}

/** What of a payload union is no refusal. */
type Succeeded<T> = Exclude<T, { code: unknown; message: string }>

function isSuccess<T extends object>(result: T): result is Succeeded<T> {
  return !('code' in result)
}
