import { z } from 'zod'
import { isJsonObject, type Json, type JsonObject } from '../json.js'

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
type Scalar = z.infer<typeof scalar>

const operators = ['$eq', '$gt', '$gte', '$lt', '$lte'] as const
type Operator = (typeof operators)[number]

const maxConditions = 20

/** The name of a field in a query. Its length is limited, because each document is compared with the whole query. */
export const fieldName = z.string().max(200)

// Zod would drop a condition on the field `__proto__` from the record, and the query would find documents that do not meet it.
const withoutPrototype = z
  .unknown()
  .refine((value) => !isJsonObject(value) || !Object.hasOwn(value, '__proto__'), 'The name "__proto__" can not be used')

/** The supported subset of CouchDB's selectors: conditions by field, joined by AND. The field `a.b` is the member `b` of `a`. */
export const selectorShape = withoutPrototype.pipe(
  z
    .record(
      fieldName.regex(/^[^$]/),
      z.union([scalar, z.strictObject(Object.fromEntries(operators.map((name) => [name, scalar.optional()])))]),
    )
    .refine((selector) => Object.keys(selector).length <= maxConditions, `at most ${String(maxConditions)} fields`),
)

/** A selector. */
export type Selector = z.infer<typeof selectorShape>

/** Whether a document meets all conditions of a selector. */
export function matchesSelector(document: JsonObject, selector: Selector): boolean {
  return Object.entries(selector).every(([field, condition]) => {
    const value = valueAt(document, field)
    if (typeof condition !== 'object' || condition === null) return value === condition
    return operators.every((operator) => {
      const operand = condition[operator]
      return operand === undefined || compares(value, operator, operand)
    })
  })
}

/** The value of a field. The field `a.b` is the member `b` of `a`. */
export function valueAt(document: JsonObject, field: string): Json | undefined {
  return field.split('.').reduce<Json | undefined>((inner, name) => {
    return isJsonObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined
  }, document)
}

// Values of different types don't match. But with the operand `null`, `$gte` matches every value, and `$gt` every value except
// `null`.
function compares(value: Json | undefined, operator: Operator, operand: Scalar): boolean {
  if (value === undefined) return false
  if (operator === '$eq') return value === operand
  if (operand === null) return operator === '$gte' || (operator === '$gt' && value !== null)
  if (typeof value !== typeof operand || value === null) return false
  if (operator === '$gt') return value > operand
  if (operator === '$gte') return value >= operand
  return operator === '$lt' ? value < operand : value <= operand
}
