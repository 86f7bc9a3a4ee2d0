import { z } from 'zod'
import type { Json } from '../../src/json.js'
import { send } from './http.js'

const entryShape = z.object({
  id: z.string(),
  at: z.string(),
  endedAt: z.string().nullable(),
  operation: z.string(),
  door: z.string(),
  from: z.string(),
  actor: z.object({
    kind: z.string(),
    editor: z.string().nullable(),
    app: z.string().nullable(),
    tokenId: z.string().nullable(),
    tokenName: z.string().nullable(),
  }),
  on: z.record(z.string(), z.json()),
  before: z.record(z.string(), z.json()).nullable(),
  after: z.record(z.string(), z.json()).nullable(),
  outcome: z.string(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
  count: z.number(),
})

/** An entry of the audit log, as GraphQL returns it. */
export type AuditLogEntry = z.infer<typeof entryShape>

const pageShape = z.object({
  nodes: z.array(entryShape),
  pageInfo: z.object({ hasNextPage: z.boolean(), hasPreviousPage: z.boolean(), endCursor: z.string().nullable() }),
})

/** A page of the audit log, as GraphQL returns it. */
export type AuditLogPage = z.infer<typeof pageShape>

const query = `query ($first: Int!, $after: String, $filter: AuditFilter) {
  auditLog(first: $first, after: $after, filter: $filter) {
    nodes {
      id at endedAt operation door from actor { kind editor app tokenId tokenName } on before after outcome code reason count
    }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`

/** Reads a page of the audit log of a gateway over GraphQL. */
export async function readAuditPage(
  { url, master }: { url: string; master: string },
  variables: Record<string, Json> = {},
): Promise<AuditLogPage> {
  const body = { query, variables: { first: 200, ...variables } }
  const headers = { Authorization: `Token ${master}` }
  const answer = await send(url, '/graphql', { method: 'POST', headers, body })
  const parsed = z.object({ data: z.object({ auditLog: pageShape }) }).safeParse(answer.json())
  if (parsed.success) return parsed.data.data.auditLog
  throw new Error(`GraphQL answered: ${answer.text}`)
}

/** Reads the whole audit log of a gateway over GraphQL, page by page. The newest entry is the first one. */
export async function readAuditLog(
  gateway: { url: string; master: string },
  filter: Record<string, Json> = {},
): Promise<AuditLogEntry[]> {
  const entries: AuditLogEntry[] = []
  for (let after: string | null = null; ;) {
    const page: AuditLogPage = await readAuditPage(gateway, { after, filter })
    entries.push(...page.nodes)
    if (!page.pageInfo.hasNextPage) return entries
    after = page.pageInfo.endCursor
  }
}
