import type { Json, JsonObject } from '../../json.js'
import type { Condition, Index, Query, Scalar } from '../documents.js'

// CouchDB cuts answers off at 25 documents unless told otherwise; this is the most that it can be told.
const noLimit = 268_435_456

/** The body of `POST /{db}/_index` that declares an index. Design document and index share the name. */
export function indexBody({ name, fields }: Index): JsonObject {
  fields.forEach(checkField)
  return { ddoc: name, name, index: { fields } }
}

/**
 * The body of `POST /{db}/_find` for a query.
 * @param fields what to give of each document; default: all
 */
export function findBody({ index, where, order, limit, skip }: Query, fields?: string[]): JsonObject {
  checkConditions(where, index)
  fields?.forEach(checkField)
  const direction = order === 'descending' ? 'desc' : 'asc'
  return {
    // Mango takes an index only when the selector speaks of all its fields.
    selector: {
      $and: index.fields.flatMap((field) => clausesOn(where[field] ?? {}).map((clause) => ({ [field]: clause }))),
    },
    ...(fields && { fields }),
    use_index: [index.name, index.name],
    sort: index.fields.map((field) => ({ [field]: direction })),
    limit: limit ?? noLimit,
    skip: skip ?? 0,
  }
}

function clausesOn({ equals, in: choices, from, to }: Condition): JsonObject[] {
  const clauses: JsonObject[] = [
    ...(equals === undefined ? [] : [{ $eq: equals }]),
    ...(choices === undefined ? [] : [{ $in: choices }, ...rangeAround(choices)]),
    ...(from === undefined ? [] : [{ $gte: from }]),
    ...(to === undefined ? [] : [{ $lte: to }]),
  ]
  return clauses.length > 0 ? clauses : [{ $exists: true }]
}

// `$in` alone reads the whole index, and takes an array for each of its items. Where the order of texts is beyond doubt
// the range between the least and the greatest is read; arrays are greater than all texts.
function rangeAround(choices: Scalar[]): JsonObject[] {
  const plain = choices.filter((choice) => typeof choice === 'string' && /^[a-z0-9-]*$/.test(choice))
  const sorted: Json[] = [...plain].sort()
  const [least, greatest] = [sorted[0], sorted.at(-1)]
  if (plain.length < choices.length || least === undefined || greatest === undefined) return [{ $lt: [] }]
  return [{ $gte: least }, { $lte: greatest }]
}

function checkConditions(where: Query['where'], index: Index): void {
  for (const field of Object.keys(where)) {
    if (index.fields.includes(field)) continue
    throw new TypeError(`Field "${field}" is not in index "${index.name}" (${index.fields.join(', ')})`)
  }
}

// A dot would mean a member of a member, a dollar an operator.
function checkField(field: string): void {
  if (/^\$|[.\\]/.test(field))
    throw new TypeError(`Field "${field}" can't be queried: no leading "$", no dots and backslashes`)
}
