import { z } from 'zod'
import { errorCodes, RegistryError } from '../registry/errors.js'

const refusal = z.object({ code: z.enum(errorCodes), message: z.string(), retryAfter: z.number().optional() })

/**
 * The result of a mutation that succeeded.
 * @throws RegistryError the refusal that it gave instead
 */
export function unlessRefused<T extends object>(result: T): Succeeded<T> {
  if (isSuccess(result)) return result
  const { code, message, retryAfter } = refusal.parse(result)
  throw new RegistryError(code, message, retryAfter === undefined ? {} : { retryAfter })
}

/** What of a payload union is no refusal. */
type Succeeded<T> = Exclude<T, { code: unknown; message: string }>

function isSuccess<T extends object>(result: T): result is Succeeded<T> {
  return !('code' in result)
}
