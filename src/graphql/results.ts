import { getOperationAST, OperationTypeNode, type ExecutionArgs, type ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import type { Context } from './context.js'
import type { Reads } from './reads.js'

interface Kept {
  text: string
  reads: Reads
}

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
      const { reads, baseUrl, params } = args.contextValue
      if (!reads || params.query === undefined || !isQuery(args)) return undefined
      const { query, operationName = null, variables = {} } = params
      const key = JSON.stringify([baseUrl, query, operationName, variables])
      const found = kept.get(key)
      if (found?.reads.hold) {
        setResultAndStopExecution(ready(found.text))
        return undefined
      }
      return {
        onExecuteDone({ result }) {
          if ('data' in result && !result.errors && reads.hold) kept.set(key, { text: JSON.stringify(result), reads })
        },
      }
    },
  }
}

function isQuery({ document, operationName }: ExecutionArgs): boolean {
  return getOperationAST(document, operationName)?.operation === OperationTypeNode.QUERY
}

// Yoga writes a result that has `stringify` with it.
function ready(text: string): ExecutionResult & { stringify: () => string } {
  return { stringify: () => text }
}
