/**
 * Narrows the result of a mutation to the success type. Only for callers in this process: for them, a refusal is a thrown
 * error, never a result.
 * @throws Error if there is no success (a bug)
 */
export function successOf<T extends object>(result: T | null): Success<T> {
  if (!result || !isSuccess(result)) throw new Error('A mutation returned neither a success nor an error')
  return result
}

/** The success type of a payload union. Operations select no fields of the refusals. So a refusal has an empty object type. */
type Success<T> = Exclude<T, Record<PropertyKey, never>>

function isSuccess<T extends object>(result: T): result is Success<T> {
  return Object.keys(result).length > 0
}
