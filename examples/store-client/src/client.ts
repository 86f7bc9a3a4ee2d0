import { Client, fetchExchange, type AnyVariables, type TypedDocumentNode } from '@urql/core'

/** The URL of the registry's GraphQL interface. */
export const registryUrl = process.env.REGISTRY_URL ?? 'http://localhost:8080/graphql'

// Without a cache: the registry has one, and it knows when something changes.
const client = new Client({ url: registryUrl, exchanges: [fetchExchange], requestPolicy: 'network-only' })

/**
 * Reads from the registry. The types of the variables and of the result are those of the operation.
 * @throws Error if the registry does not answer, or answers with errors
 */
export async function read<Result, Variables extends AnyVariables>(
  operation: TypedDocumentNode<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const { data, error } = await client.query(operation, variables)
  if (error) throw error
  if (data === undefined) throw new Error('The registry answered without data')
  return data
}
