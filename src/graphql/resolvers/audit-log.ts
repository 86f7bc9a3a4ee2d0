import type { Resolvers } from '../generated/resolvers.js'
import { pageInfo } from '../page-info.js'

/** The resolvers of the audit log. */
export const auditLog: Pick<Resolvers, 'AuditLogConnection'> & { Query: Pick<Resolvers['Query'], 'auditLog'> } = {
  Query: {
    auditLog: (_parent, { first, after, filter }, { registry, dependencies }) => {
      dependencies?.markUncacheable()
      return registry.audit.entries.page(filter ?? {}, { first, after })
    },
  },
  AuditLogConnection: {
    edges: ({ edges }) => edges,
    nodes: ({ edges }) => edges.map(({ node }) => node),
    pageInfo: (page) => ({ ...pageInfo(page), endCursor: page.endCursor ?? null }),
  },
}
