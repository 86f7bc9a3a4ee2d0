import type { Page } from '../registry/cursors.js'
import type { PageInfo } from './generated/resolvers.js'

/** The position of a page in its list (Relay's PageInfo). */
export function pageInfo(page: Pick<Page<unknown>, 'edges' | 'hasNextPage' | 'hasPreviousPage'>): PageInfo {
  return {
    hasNextPage: page.hasNextPage,
    hasPreviousPage: page.hasPreviousPage,
    startCursor: page.edges[0]?.cursor ?? null,
    endCursor: page.edges.at(-1)?.cursor ?? null,
  }
}
