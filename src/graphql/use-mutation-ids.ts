import {
  defaultFieldResolver,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  OperationTypeNode,
  type ExecutionArgs,
  type GraphQLSchema,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { z } from 'zod'
import { RegistryError, type ErrorCode } from '../registry/errors.js'
import type { MutationAttempt } from '../registry/mutation-results.js'
import type { Context } from './context.js'
import { Refused } from './refusals.js'
import { rootFields } from './root-fields.js'
import { serialized } from './use-result-cache.js'

/** The longest `clientMutationId`, in characters. The descriptions in the schema contain it. */
export const longestMutationId = 100

type IdContext = Context & { params: { query?: string; operationName?: string; variables?: object } }

const identified = z.object({ input: z.looseObject({ clientMutationId: z.string().nullish() }) })

/** Answers a repeated mutation with its first result, if its input has a `clientMutationId`. */
export function useMutationIds(): Plugin<IdContext> {
  return {
    async onExecute({ args, executeFn, setExecuteFn, setResultAndStopExecution }) {
      const context: IdContext = args.contextValue
      const mutation = identifiedMutation(args)
      const attempt =
        mutation && (await context.registry.mutationResults.begin({ viewer: context.viewer, ...mutation }))
      if (!attempt) return
      if (attempt.state !== 'new') {
        setResultAndStopExecution(serialized(firstResult(attempt)))
        return
      }
      setExecuteFn(async (executeArgs: ExecutionArgs): Promise<unknown> => {
        let kept: string | undefined
        try {
          const result: unknown = await executeFn(executeArgs)
          if (context.hasLastingResult && !hasErrors(result)) kept = JSON.stringify(result)
          return result
        } finally {
          await attempt.end(kept)
        }
      })
    },
  }
}

// The mutation of an operation that has a `clientMutationId`.
function identifiedMutation(args: ExecutionArgs & { contextValue?: IdContext }) {
  const { schema, document, operationName, variableValues } = args
  const operation = getOperationAST(document, operationName)
  if (operation?.operation !== OperationTypeNode.MUTATION) return undefined
  const fields = rootFields(document, operation.selectionSet)
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {})
  const found = fields.flatMap((node) => {
    const field = schema.getMutationType()?.getFields()[node.name.value]
    const { data } = identified.safeParse(field && getArgumentValues(field, node, coerced))
    const { clientMutationId: id, ...input } = data?.input ?? {}
    return id === undefined || id === null ? [] : [{ id, input: JSON.stringify([node.name.value, sorted(input)]) }]
  })
  const [mutation] = found
  if (!mutation) return undefined
  if (fields.length > 1) {
    throw invalid(
      'An operation with a "clientMutationId" has other mutations: send each mutation in a request of its own',
    )
  }
  const { length } = mutation.id
  if (length === 0 || length > longestMutationId) {
    throw invalid(`The "clientMutationId" has ${String(length)} characters: give it 1 to ${String(longestMutationId)}`)
  }
  const { query, variables = {} } = args.contextValue?.params ?? {}
  return { ...mutation, request: JSON.stringify([query, operationName ?? null, sorted(variables)]) }
}

// The same JSON with the members of objects in alphabetical order. A client may send the members in another order again.
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries<unknown>({ ...value }).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]))
}

function firstResult(attempt: Exclude<MutationAttempt, { state: 'new' }>): string {
  switch (attempt.state) {
    case 'done':
      if (attempt.result !== undefined) return attempt.result
      throw conflict(
        'MUTATION_DONE',
        'The mutation with this "clientMutationId" is done. Its result is too large to be repeated: query what it has changed',
      )
    case 'running':
      throw conflict('MUTATION_RUNNING', 'The mutation with this "clientMutationId" still runs: try again later', 1)
    case 'reused': {
      const other = attempt.hasSameInput ? 'in another request with the same input' : 'with another input'
      throw conflict(
        'MUTATION_ID_REUSED',
        `The "clientMutationId" was used ${other} within a day: repeat a request unchanged, or choose a new id`,
      )
    }
  }
}

function conflict(code: string, message: string, retryAfter?: number): GraphQLError {
  const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }
  const http = { status: 409, spec: false, headers }
  return new GraphQLError(message, { extensions: { code, ...(retryAfter !== undefined && { retryAfter }), http } })
}

function invalid(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400, spec: false } } })
}

// The registry changed nothing, and a later attempt may succeed.
const retryable = new Set<ErrorCode>([
  'BUSY',
  'STORAGE_UNAVAILABLE',
  'STORAGE_FULL',
  'RATE_LIMITED',
  'ARCHIVE_UNREACHABLE',
])

/**
 * Records in the context whether a mutation had a result that a repetition should get again. Errors and retryable refusals are
 * no such results. Resolvers don't get `clientMutationId`.
 */
export function recordOutcomes(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver
    field.resolve = async (parent, args: object, context: Context, info): Promise<unknown> => {
      const value: unknown = await resolve(parent, withoutId(args), context, info)
      context.hasLastingResult = !outcomesOf(value).some(isRetryable)
      return value
    }
  }
  return schema
}

const bulk = z.object({ results: z.array(z.object({ outcome: z.unknown() })) })

// The outcome of a mutation, or all outcomes of a mutation of several objects.
function outcomesOf(value: unknown): unknown[] {
  const { data } = bulk.safeParse(value)
  return data?.results.map(({ outcome }) => outcome) ?? [value]
}

function isRetryable(outcome: unknown): boolean {
  const error = outcome instanceof Refused ? outcome.error : outcome
  return error instanceof RegistryError ? retryable.has(error.code) : error instanceof Error
}

function hasErrors(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'errors' in result && result.errors !== undefined
}

function withoutId(args: object): object {
  const { data } = identified.safeParse(args)
  if (data?.input.clientMutationId === undefined) return args
  const { clientMutationId: _, ...input } = data.input
  return { ...args, input }
}
