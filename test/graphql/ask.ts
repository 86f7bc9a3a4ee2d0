import { z } from 'zod'
import type { Json } from '../../src/json.js'
import { authorized, type TestGateway } from '../support/gateway.js'

const answer = z.object({
  data: z.json().optional(),
  errors: z
    .array(z.object({ message: z.string(), path: z.array(z.unknown()).optional(), extensions: z.json().optional() }))
    .optional(),
})

/** The body of a response of `/graphql`. */
export type GraphQLAnswer = z.infer<typeof answer>

/**
 * Sends a GraphQL operation to a gateway over HTTP. Returns the response body. Without `token`, the request is
 * anonymous.
 */
export async function ask(
  gateway: TestGateway,
  query: string,
  { variables = {}, token }: { variables?: Record<string, Json>; token?: string } = {},
): Promise<GraphQLAnswer> {
  const headers = token === undefined ? {} : authorized(token)
  const { json } = await gateway.send('/graphql', { method: 'POST', headers, body: { query, variables } })
  return answer.parse(json())
}

/** Like {@link ask}, but returns only `data`. Throws when the response contains errors. */
export async function dataOf(...request: Parameters<typeof ask>): Promise<Json | undefined> {
  const { data, errors } = await ask(...request)
  if (errors) throw new Error(`GraphQL answered with errors: ${JSON.stringify(errors)}`)
  return data
}
