import { Kind, parse, validate, type OperationDefinitionNode } from 'graphql'
import { getVariableValues } from 'graphql/execution/values.js'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readTabs, type GraphiQLTab } from '../../src/graphql/graphiql-tabs.js'
import { createSchema } from '../../src/graphql/schema.js'

const schema = createSchema()

// A version number is a possible value of every variable that the page fills.
function filledVariables({ variables }: GraphiQLTab): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(variables).replace(/\{\w+\}/g, '1.0.0')))
}

function operationsOf({ query }: GraphiQLTab): OperationDefinitionNode[] {
  return parse(query).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
}

describe.each(await readTabs())('a tab of GraphiQL', (tab) => {
  it.each(operationsOf(tab))('$name.value fits the schema, with its variables', ({ variableDefinitions = [] }) => {
    expect(validate(schema, parse(tab.query))).toEqual([])
    const { errors } = getVariableValues(schema, variableDefinitions, filledVariables(tab))
    expect(errors).toBeUndefined()
    const names = variableDefinitions.map(({ variable }) => variable.name.value)
    expect(Object.keys(tab.variables)).toEqual(expect.arrayContaining(names))
  })
})

it('mutations of the tabs show refusals', async () => {
  for (const tab of await readTabs()) {
    if (tab.query.includes('mutation ')) expect(tab.query).toContain('... on Refusal')
  }
})
