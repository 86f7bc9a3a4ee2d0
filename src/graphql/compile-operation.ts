import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { isObjectType, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql'
import { compileQuery } from 'graphql-jit'
import { allow, allowRuleOf, type AllowCallbacks, type AllowRule } from './allow-directive.js'
import type { Context } from './context.js'
import { causeOf } from './errors.js'

/** A compiled operation. */
export interface Operation<TData, TVariables> {
  /** Runs the operation. Rejects with the error of the first resolver that fails. */
  (variables: TVariables, context: Context): Promise<TData>
  /**
   * Checks whether the viewer may run the operation. REST calls `authorize` before it reads the whole input. Without
   * this call, permissions are checked when the operation runs.
   * @returns the context to run the operation in
   */
  authorize(context: Context, callbacks: AllowCallbacks): Promise<Context>
}

/** Compiles an operation. Compiling costs more than running. So REST compiles its operations once, when the gateway starts. */
export type CompileOperation = <TData, TVariables>(
  document: TypedDocumentNode<TData, TVariables>,
) => Operation<TData, TVariables>

/** Creates the compiler for a schema. REST and the command line compile their predefined operations with it. */
export function operationCompiler(schema: GraphQLSchema): CompileOperation {
  return <TData, TVariables>(document: TypedDocumentNode<TData, TVariables>): Operation<TData, TVariables> => {
    const compiled = compileQuery<TData, TVariables>(schema, document)
    if (!('query' in compiled))
      throw new Error('An operation is invalid for the schema', { cause: compiled.errors?.[0] })
    const run = async (variables: TVariables, context: Context): Promise<TData> => {
      const { data, errors } = await compiled.query({}, context, variables)
      if (errors?.[0]) throw causeOf(errors[0])
      if (!data) throw new Error('An operation returned neither data nor errors')
      return data
    }
    const rule = ruleOf(schema, document)
    return Object.assign(run, {
      authorize: async (context: Context, callbacks: AllowCallbacks) =>
        rule ? allow(rule, context, callbacks) : context,
    })
  }
}

// The rule of the first field in the document that has `@allow`.
function ruleOf(schema: GraphQLSchema, document: DocumentNode): AllowRule | undefined {
  const types = new TypeInfo(schema)
  const rules: AllowRule[] = []
  const Field = (): void => {
    const type = types.getParentType()
    const field = types.getFieldDef()
    const rule = isObjectType(type) && field ? allowRuleOf(schema, type.name, field) : undefined
    if (rule) rules.push(rule)
  }
  visit(document, visitWithTypeInfo(types, { Field }))
  return rules[0]
}
