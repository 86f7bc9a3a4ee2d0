import { z } from 'zod'
import type { Json } from '../../src/json.js'
import { authorized, type TestGateway } from '../support/gateway.js'

const answer = z.object({
  data: z.json().optional(),
  errors: z
    .array(z.object({ message: z.string(), path: z.array(z.unknown()).optional(), extensions: z.json().optional() }))
    .optional(),
})

/** The answer of GraphQL. */
export type GraphQLAnswer = z.infer<typeof answer>

/** Asks a gateway over HTTP. */
export async function ask(
  gateway: TestGateway,
  query: string,
  { variables = {}, token }: { variables?: Record<string, Json>; token?: string } = {},
): Promise<GraphQLAnswer> {
  const headers = token === undefined ? {} : authorized(token)
  const { json } = await gateway.send('/graphql', { method: 'POST', headers, body: { query, variables } })
  return answer.parse(json())
}

/** The data of an answer without errors. */
export async function dataOf(...request: Parameters<typeof ask>): Promise<Json | undefined> {
  const { data, errors } = await ask(...request)
  if (errors) throw new Error(`GraphQL answered with errors: ${JSON.stringify(errors)}`)
  return data
}
