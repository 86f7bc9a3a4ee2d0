import { parse, type ParsedUrlQuery } from 'node:querystring'

/** Parses all parameters of a query. The time is linear in the length of the query. */
export function parseQuery(query: string): ParsedUrlQuery {
  // Without this option, all parameters after the thousandth would be ignored.
  return parse(query, '&', '=', { maxKeys: 0 })
}
