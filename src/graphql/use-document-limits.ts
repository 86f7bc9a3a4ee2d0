import { GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema, type ValidationRule } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import { checkDocument } from './check-document.js'
import { limitExceeded, type GraphQLLimits } from './limits.js'

type DocumentLimits = Pick<
  GraphQLLimits,
  'tokens' | 'fields' | 'depth' | 'aliases' | 'directives' | 'repetitions' | 'documentCacheBytes'
>

// The estimated bytes of memory that each token adds to a parsed document.
const bytesPerToken = 600
// In characters. The errors of a longer document have no locations: computing a line number scans the document from its start.
const maxLengthWithLocations = 10_000
const maxErrors = 10

/** The parsed documents that are valid, by their text. */
export type ValidDocuments = LRUCache<string, DocumentNode>

/** Creates a cache of valid documents, which holds up to `documentCacheBytes`. */
export function createValidDocuments({
  documentCacheBytes,
}: Pick<DocumentLimits, 'documentCacheBytes'>): ValidDocuments {
  return new LRUCache({
    maxSize: Math.max(1, documentCacheBytes),
    sizeCalculation: ({ tokenCount = 0 }, text) => 2 * text.length + bytesPerToken * tokenCount,
  })
}

/** The options of `useDocumentLimits`. */
export interface DocumentOptions {
  limits: DocumentLimits
  validDocuments: ValidDocuments
  /** Whether errors may suggest names of the schema. */
  suggestions: boolean
}

interface ValidationParams {
  documentAST: DocumentNode
  rules?: ValidationRule[]
}

/** Parses and validates documents within limits. Caches valid documents. */
export function useDocumentLimits({ limits, validDocuments, suggestions }: DocumentOptions): Plugin {
  return {
    onParse({ context, setParsedDocument }) {
      const text = context.params.query ?? ''
      setParsedDocument(validDocuments.get(text) ?? parseWithin(text, limits))
    },
    onValidate({ context, params, setResult, setValidationFn }) {
      const text = context.params.query ?? ''
      const validationParams: ValidationParams = params
      const { documentAST, rules } = validationParams
      if (validDocuments.get(text) === documentAST) {
        setResult([])
        return undefined
      }
      setValidationFn((schema: GraphQLSchema, document: DocumentNode) => {
        checkDocument(document, limits)
        return validate(schema, document, rules, { maxErrors, hideSuggestions: !suggestions })
      })
      return ({ valid: isValid }) => {
        if (isValid) validDocuments.set(text, documentAST)
      }
    },
  }
}

function parseWithin(text: string, { tokens, depth }: DocumentLimits): DocumentNode {
  try {
    return parse(text, { maxTokens: tokens, noLocation: text.length > maxLengthWithLocations })
  } catch (error) {
    // The parser is recursive. Deep nesting of fields or values overflows the stack.
    if (error instanceof RangeError) {
      throw limitExceeded('depth', 'The document nests', 'levels', { found: depth + 1, orMore: true, limit: depth })
    }
    if (error instanceof GraphQLError && error.message.includes('tokens. Parsing aborted')) {
      throw limitExceeded('tokens', 'The document has', 'tokens', { found: tokens + 1, orMore: true, limit: tokens })
    }
    if (!(error instanceof GraphQLError)) throw error
    const extensions = { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400, spec: true } }
    throw new GraphQLError(error.message, { source: error.source, positions: error.positions, extensions })
  }
}
