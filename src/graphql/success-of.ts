/**
 * The result of a mutation that was run in this process. What the registry refuses is thrown there, so it is the success.
 * @throws Error when the mutation has failed without saying why
 */
export function successOf<T extends object>(result: T | null): Success<T> {
  if (!result || !isSuccess(result)) throw new Error('A mutation gave neither a result nor an error')
  return result
}

/** What of a payload union is no refusal: operations ask refusals for nothing. */
type Success<T> = Exclude<T, Record<PropertyKey, never>>

function isSuccess<T extends object>(result: T): result is Success<T> {
  return Object.keys(result).length > 0
}
