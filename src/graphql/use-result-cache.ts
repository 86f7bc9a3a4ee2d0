import { getOperationAST, Kind, OperationTypeNode, type ExecutionArgs, type ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import type { Context, GraphQLRequest } from './context.js'
import type { QueryDependencies } from './query-dependencies.js'

interface CachedResult {
  text: string
  dependencies: QueryDependencies
}

// The schema does not change while the process runs.
const schemaRevision = 0
const introspectionFields = new Set(['__schema', '__type', '__typename'])
const maxCacheBytes = 32 * 1024 * 1024
const maxEntryBytes = 1024 * 1024

/**
 * Caches the results of queries until one of their dependencies changes. A result is cached only if it has no errors, and if
 * the context of its request collects dependencies.
 */
export function useResultCache(): Plugin<Context & { ctx: GraphQLRequest }> {
  const cache = new LRUCache<string, CachedResult>({
    maxSize: maxCacheBytes,
    maxEntrySize: maxEntryBytes,
    // A character takes up to two bytes.
    sizeCalculation: ({ text }, key) => 2 * (text.length + key.length),
  })
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { dependencies, baseUrl, params, ctx } = args.contextValue
      if (!dependencies || params.query === undefined || !isQuery(args)) return undefined
      if (isIntrospection(args)) dependencies.add(() => schemaRevision)
      const { query, operationName = null, variables = {} } = params
      const key = JSON.stringify([baseUrl, query, operationName, variables])
      const found = cache.get(key)
      if (found?.dependencies.allowCaching) {
        ctx.state.isResultCacheable = true
        setResultAndStopExecution(serialized(found.text))
        return undefined
      }
      return {
        onExecuteDone({ result }) {
          if (!('data' in result) || result.errors || !dependencies.allowCaching) return
          ctx.state.isResultCacheable = true
          cache.set(key, { text: JSON.stringify(result), dependencies })
        },
      }
    },
  }
}

// Whether all top-level fields of a query are introspection fields.
function isIntrospection({ document, operationName }: ExecutionArgs): boolean {
  const selections = getOperationAST(document, operationName)?.selectionSet.selections ?? []
  return selections.every((selection) => selection.kind === Kind.FIELD && introspectionFields.has(selection.name.value))
}

function isQuery({ document, operationName }: ExecutionArgs): boolean {
  return getOperationAST(document, operationName)?.operation === OperationTypeNode.QUERY
}

/** A result that is text already. Yoga serializes a result with the method `stringify` of the result, if there is one. */
export function serialized(text: string): ExecutionResult & { stringify: () => string } {
  return { stringify: () => text }
}
