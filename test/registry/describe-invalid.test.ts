import { expect, it } from 'vitest'
import { z } from 'zod'
import type { Json } from '../../src/json.js'
import { describeInvalid } from '../../src/registry/describe-invalid.js'

const shape = z.strictObject({
  text: z.string().max(3).optional(),
  list: z.array(z.string()).max(1).optional(),
  count: z.number().int().nonnegative().optional(),
  either: z.union([z.string(), z.boolean()]).optional(),
  named: z.record(z.string().regex(/^[^$]/), z.string()).optional(),
  whole: z.string().regex(/^a/).optional(),
})

it.each<[Json, string]>([
  ['x', 'it must be an object, and is the text "x"'],
  [[], 'it must be an object, and is a list'],
  [null, 'it must be an object, and is null'],
  [{ other: 1 }, 'it has the unknown member "other"'],
  [{ text: 'abcd' }, '"text" must be at most 3 characters long, and is the text "abcd"'],
  [{ text: true }, '"text" must be a text, and is true'],
  [{ list: ['a', 'b'] }, '"list" must be at most 1 entries long, and is a list'],
  [{ list: [1] }, '"list.0" must be a text, and is the number 1'],
  [{ count: -1 }, '"count" must be at least 0, and is the number -1'],
  [{ count: 1.5 }, '"count" must be a whole number, and is the number 1.5'],
  [{ either: 1 }, '"either" must be another value, and is the number 1'],
  [{ named: { $or: '' } }, '"named.$or" is no allowed name'],
  [{ whole: 'b' }, '"whole" must be a text of another form, and is the text "b"'],
  [{ text: 'x'.repeat(300) }, `"text" must be at most 3 characters long, and is the text "${'x'.repeat(200)}…"`],
])('describes in plain words what is wrong with %j', (value, problem) => {
  const { error } = shape.safeParse(value)
  expect(error && describeInvalid(error, value)).toBe(problem)
})
