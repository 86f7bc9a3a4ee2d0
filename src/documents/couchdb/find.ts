import type { Json, JsonObject } from '../../json.js'
import type { Condition, Index, Query, Scalar } from '../documents.js'

// The greatest limit that CouchDB accepts. By default, CouchDB returns at most 25 documents.
const noLimit = 268_435_456

/** The body of `POST /{db}/_index` that declares an index. The design document has the name of the index. */
export function indexBody({ name, fields }: Index): JsonObject {
  fields.forEach(checkField)
  return { ddoc: name, name, index: { fields } }
}

/**
 * The body of `POST /{db}/_find` for a query.
 * @param fields the members of each document to return; default: all
 */
export function findBody({ index, where, order, limit, skip }: Query, fields?: string[]): JsonObject {
  checkConditions(where, index)
  fields?.forEach(checkField)
  const direction = order === 'descending' ? 'desc' : 'asc'
  return {
    // Mango uses an index only if the selector names all of its fields.
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

// The clauses to add to `$in`. With `$in` alone, CouchDB would scan the whole index, and would also match an array that contains a
// choice.
//
// CouchDB sorts the characters a-z, 0-9 and `-` as JavaScript does. If all choices consist of these characters, the clauses limit
// the scan to the range from the least to the greatest choice. Otherwise, `$lt: []` excludes arrays, which sort after all strings.
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

// In Mango a dot separates the names of nested members, and a dollar sign begins an operator.
function checkField(field: string): void {
  if (/^\$|[.\\]/.test(field))
    throw new TypeError(
      `Field "${field}" can't be queried: it must not start with "$", or contain a dot or a backslash`,
    )
}
