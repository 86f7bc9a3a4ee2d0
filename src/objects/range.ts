import type { ByteRange } from './objects.js'

/**
 * Checks that a range lies within an object.
 * @param size the number of bytes of the object
 * @throws RangeError
 */
export function checkRange({ start, end }: ByteRange, size: number): void {
  if (start < 0 || end < start || end >= size) {
    throw new RangeError(`The range ${start}-${end} does not lie within the object of ${size} bytes`)
  }
}
