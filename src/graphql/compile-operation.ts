import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import type { GraphQLSchema } from 'graphql'
import { compileQuery } from 'graphql-jit'
import type { Context } from './context.js'
import { causeOf } from './errors.js'

/** An operation that is ready to run. It rejects with what the first failing resolver threw. */
export type Operation<TData, TVariables> = (variables: TVariables, context: Context) => Promise<TData>

/** Makes an operation ready; done once, when the gateway starts, since compiling costs more than running. */
export type CompileOperation = <TData, TVariables>(
  document: TypedDocumentNode<TData, TVariables>,
) => Operation<TData, TVariables>

/** Prepares operations on a schema, for the doors that run their own: REST and the command line. */
export function operationCompiler(schema: GraphQLSchema): CompileOperation {
  return <TData, TVariables>(document: TypedDocumentNode<TData, TVariables>): Operation<TData, TVariables> => {
    const compiled = compileQuery<TData, TVariables>(schema, document)
    if (!('query' in compiled)) throw new Error('An operation does not fit the schema', { cause: compiled.errors?.[0] })
    return async (variables, context) => {
      const { data, errors } = await compiled.query({}, context, variables)
      if (errors?.[0]) throw causeOf(errors[0])
      if (!data) throw new Error('An operation gave neither data nor errors')
      return data
    }
  }
}
