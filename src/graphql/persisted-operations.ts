import { readFile } from 'node:fs/promises'
import { GraphQLError, parse, validate, type GraphQLSchema } from 'graphql'
import { z } from 'zod'
import { jsonOf } from '../json.js'

// The id of an operation and its text, as code generators write them.
const fileShape = z.record(z.string().min(1), z.string())

/** The operations that clients may request by their ids. */
export class PersistedOperations {
  readonly #textById: ReadonlyMap<string, string>
  readonly #texts: ReadonlySet<string>

  constructor(textById: ReadonlyMap<string, string>) {
    this.#textById = textById
    this.#texts = new Set(textById.values())
  }

  find(id: string): string | undefined {
    return this.#textById.get(id)
  }

  hasText(text: string): boolean {
    return this.#texts.has(text)
  }
}

/**
 * Reads the file of the persisted operations: a JSON object with the text of each operation under its id.
 * @throws Error for operators, if the file can't be read, or if an operation does not fit the schema
 */
export async function loadPersistedOperations(path: string, schema: GraphQLSchema): Promise<PersistedOperations> {
  const fail = (reason: string, cause?: unknown): never => {
    throw new Error(
      `Cannot use the persisted operations in "${path}": ${reason} (set by graphql.persisted_operations)`,
      {
        cause,
      },
    )
  }
  const content = await readFile(path, 'utf8').catch((error: unknown) =>
    fail(error instanceof Error ? error.message : String(error), error),
  )
  const { data } = fileShape.safeParse(jsonOf(content))
  if (!data) return fail('the file is not a JSON object with the texts of operations by their ids')
  for (const [id, text] of Object.entries(data)) {
    const problem = problemOf(text, schema)
    if (problem !== undefined) fail(`the operation "${id}" is invalid: ${problem}`)
  }
  return new PersistedOperations(new Map(Object.entries(data)))
}

function problemOf(text: string, schema: GraphQLSchema): string | undefined {
  try {
    return validate(schema, parse(text))[0]?.message
  } catch (error) {
    if (error instanceof GraphQLError) return error.message
    throw error
  }
}
