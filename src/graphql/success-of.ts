/**
 * The success of a mutation that ran in this process: here refusals are thrown, and not returned as results.
 * @throws Error when there is no success, which is a bug
 */
export function successOf<T extends object>(result: T | null): Success<T> {
  if (!result || !isSuccess(result)) throw new Error('A mutation gave neither a result nor an error')
  return result
}

/** The success type of a payload union: operations select no field of the refusals, so that their types are empty. */
type Success<T> = Exclude<T, Record<PropertyKey, never>>

function isSuccess<T extends object>(result: T): result is Success<T> {
  return Object.keys(result).length > 0
}
