/**
 * Returns the result of a mutation as its success type, for callers in this process: they get refusals as thrown errors, never as
 * results.
 * @throws Error when there is no success, which is a bug
 */
export function successOf<T extends object>(result: T | null): Success<T> {
  if (!result || !isSuccess(result)) throw new Error('A mutation returned neither a success nor an error')
  return result
}

/**
 * The success type of a payload union. Operations select no fields of the refusals, so the types of refusals are empty objects.
 */
type Success<T> = Exclude<T, Record<PropertyKey, never>>

function isSuccess<T extends object>(result: T): result is Success<T> {
  return Object.keys(result).length > 0
}
