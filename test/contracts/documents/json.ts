import fc from 'fast-check'
import { parseJson, type Json } from '../../../src/json.js'

const leastNormal = 2 ** -1022

/** Arbitrary JSON values without subnormal numbers. An engine may return such numbers as 0. */
export const anyJson: fc.Arbitrary<Json> = fc
  .jsonValue()
  .map((value) => parseJson(JSON.stringify(value, withoutSubnormal)))

function withoutSubnormal(_: string, value: unknown): unknown {
  return typeof value === 'number' && Math.abs(value) < leastNormal ? 0 : value
}
