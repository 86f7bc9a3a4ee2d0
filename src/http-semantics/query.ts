import { parse, type ParsedUrlQuery } from 'node:querystring'

/** Parses a query: all of its parameters, in time that is linear in its length. */
export function parseQuery(query: string): ParsedUrlQuery {
  // By default, later parameters than the thousandth are ignored.
  return parse(query, '&', '=', { maxKeys: 0 })
}
