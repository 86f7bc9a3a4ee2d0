import { getOperationAST, Kind, OperationTypeNode, type ExecutionArgs, type ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import type { Context } from './context.js'
import type { QueryDependencies } from './query-dependencies.js'

interface Kept {
  text: string
  reads: QueryDependencies
}

// The schema never changes while the process runs.
const schemaRevision = 0
const introspectionFields = new Set(['__schema', '__type', '__typename'])
const bytesKept = 32 * 1024 * 1024
const longestEntry = 1024 * 1024

/**
 * Keeps the results of queries, as long as nothing changes in the spaces that they were read from. Only for requests whose
 * context notes what they read, see `Context.reads`; and only what went well.
 */
export function resultCache(): Plugin<Context> {
  const kept = new LRUCache<string, Kept>({
    maxSize: bytesKept,
    maxEntrySize: longestEntry,
    // A character takes up to two bytes.
    sizeCalculation: ({ text }, key) => 2 * (text.length + key.length),
  })
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { dependencies: reads, baseUrl, params } = args.contextValue
      if (!reads || params.query === undefined || !isQuery(args)) return undefined
      if (asksForSchemaAlone(args)) reads.add(() => schemaRevision)
      const { query, operationName = null, variables = {} } = params
      const key = JSON.stringify([baseUrl, query, operationName, variables])
      const found = kept.get(key)
      if (found?.reads.areCurrent) {
        setResultAndStopExecution(ready(found.text))
        return undefined
      }
      return {
        onExecuteDone({ result }) {
          if ('data' in result && !result.errors && reads.areCurrent)
            kept.set(key, { text: JSON.stringify(result), reads })
        },
      }
    },
  }
}

// Beside what reads from spaces and editors, the schema makes no difference.
function asksForSchemaAlone({ document, operationName }: ExecutionArgs): boolean {
  const selections = getOperationAST(document, operationName)?.selectionSet.selections ?? []
  return selections.every((selection) => selection.kind === Kind.FIELD && introspectionFields.has(selection.name.value))
}

function isQuery({ document, operationName }: ExecutionArgs): boolean {
  return getOperationAST(document, operationName)?.operation === OperationTypeNode.QUERY
}

// Yoga writes a result that has `stringify` with it.
function ready(text: string): ExecutionResult & { stringify: () => string } {
  return { stringify: () => text }
}
