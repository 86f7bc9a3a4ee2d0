import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { z } from 'zod'
import { limitExceeded, type GraphQLLimits } from './limits.js'

/** An operation to run. */
export interface Runnable {
  schema: GraphQLSchema
  document: DocumentNode
  operation: OperationDefinitionNode
  /** The variables, coerced to their types, with default values filled in. */
  variables: Record<string, unknown>
}

// The cost of a selection on one object. If the object is a connection, `perEntry` is the cost of each entry of its page, and
// `once` is the rest.
interface SelectionCost {
  once: number
  perEntry: number
}

// `@cost` and `@listSize` of a field.
interface FieldCost {
  weight: number
  assumedSize: number
  slicingArgument: string | undefined
  sizedFields: readonly string[]
}

// Assumed sizes of introspection fields: roughly the averages of this schema. Fields that are mostly empty (`args`) or mostly
// null (`ofType`) have a size below 1. `enumValues` counts more than its average of 0.6, so that a query with many aliases of it is
// refused before it runs.
const introspectionWeight = 0.5
const introspectionSizes: Record<string, number> = {
  types: 180,
  directives: 8,
  fields: 2.5,
  enumValues: 2,
  args: 0.5,
  ofType: 0.7,
}
const assumedSize = 5
// The cost of each list entry and each object member in the arguments of a field. Arguments are coerced once for each parent
// object.
const argumentWeight = 0.1

const costDirective = z.object({ weight: z.number() })
const listSizeDirective = z.object({
  assumedSize: z.number().default(assumedSize),
  slicingArguments: z.array(z.string()).default([]),
  sizedFields: z.array(z.string()).default([]),
})

/**
 * Computes the cost of an operation: the number of fields that it may resolve. `@cost` gives the weight of a field. The sizes
 * of the pages and lists around the field multiply it (`@listSize`). Fragments are expanded at each spread. So the document
 * must have passed `checkDocument` and validation before.
 * @throws GraphQLError LIMIT_EXCEEDED for a page that is too long, and the errors of invalid arguments
 */
export function costOf(runnable: Runnable, limits: Pick<GraphQLLimits, 'first'>): number {
  const { schema, operation } = runnable
  const root = schema.getRootType(operation.operation)
  if (!root) return 0
  return Math.ceil(new CostAnalysis(runnable, limits.first).ofSelections(operation.selectionSet, root).once)
}

class CostAnalysis {
  readonly #schema: GraphQLSchema
  readonly #variables: Record<string, unknown>
  readonly #maxPageSize: number
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>

  constructor({ schema, document, variables }: Runnable, maxPageSize: number) {
    this.#schema = schema
    this.#variables = variables
    this.#maxPageSize = maxPageSize
    const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]))
  }

  /** @param sizedFields if `parent` is a connection: the fields that have the entries of its page (from `@listSize`) */
  ofSelections(
    set: SelectionSetNode | undefined,
    parent: GraphQLNamedType,
    sizedFields: readonly string[] = [],
  ): SelectionCost {
    const sum = { once: 0, perEntry: 0 }
    for (const selection of set?.selections ?? []) {
      const { once, perEntry } = this.#isExcluded(selection)
        ? noCost
        : this.#ofSelection(selection, parent, sizedFields)
      sum.once += once
      sum.perEntry += perEntry
    }
    return sum
  }

  #ofSelection(selection: SelectionNode, parent: GraphQLNamedType, sizedFields: readonly string[]): SelectionCost {
    if (selection.kind === Kind.FIELD) return this.#ofField(selection, parent, sizedFields)
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection
    const condition = fragment?.typeCondition?.name.value
    const type = condition === undefined ? parent : this.#schema.getType(condition)
    return type ? this.ofSelections(fragment?.selectionSet, type, sizedFields) : noCost
  }

  #ofField(node: FieldNode, parent: GraphQLNamedType, sizedFields: readonly string[]): SelectionCost {
    const field = this.#fieldOf(node.name.value, parent)
    if (!field) return noCost
    const cost = fieldCostOf(this.#schema, field, parent)
    const values = getArgumentValues(field, node, this.#variables)
    const ownCost = cost.weight + argumentWeight * countValues(values)
    const inner = this.ofSelections(node.selectionSet, getNamedType(field.type), cost.sizedFields)
    if (sizedFields.includes(field.name)) return { once: 0, perEntry: ownCost + inner.once }
    const size = this.#sizeOf(field, cost, values)
    if (cost.sizedFields.length > 0) return { once: ownCost + inner.once + size * inner.perEntry, perEntry: 0 }
    return { once: ownCost + size * inner.once, perEntry: 0 }
  }

  #sizeOf(field: GraphQLField<unknown, unknown>, cost: FieldCost, values: Record<string, unknown>): number {
    const { slicingArgument } = cost
    if (slicingArgument === undefined) return isListType(getNullableType(field.type)) ? cost.assumedSize : 1
    const value = values[slicingArgument]
    const found = Array.isArray(value) ? value.length : value
    if (typeof found !== 'number') return this.#maxPageSize
    if (found > this.#maxPageSize) {
      const subject = `A page of "${field.name}" may not have`
      throw limitExceeded('first', subject, 'entries', { found, limit: this.#maxPageSize })
    }
    return Math.max(0, found)
  }

  #fieldOf(name: string, parent: GraphQLNamedType): GraphQLField<unknown, unknown> | undefined {
    const meta = [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].find((field) => field.name === name)
    return meta ?? (isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined)
  }

  #isExcluded(selection: SelectionNode): boolean {
    if (!selection.directives?.length) return false
    const skip = getDirectiveValues(GraphQLSkipDirective, selection, this.#variables)
    const include = getDirectiveValues(GraphQLIncludeDirective, selection, this.#variables)
    return skip?.if === true || include?.if === false
  }
}

const noCost: SelectionCost = { once: 0, perEntry: 0 }

const fieldCosts = new WeakMap<GraphQLField<unknown, unknown>, FieldCost>()

// Cached, since the directives of a field never change.
function fieldCostOf(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  parent: GraphQLNamedType,
): FieldCost {
  const cached = fieldCosts.get(field)
  if (cached) return cached
  const cost =
    isIntrospectionType(parent) || field.name.startsWith('__') ? introspectionCost(field) : declaredCost(schema, field)
  fieldCosts.set(field, cost)
  return cost
}

function introspectionCost({ name }: GraphQLField<unknown, unknown>): FieldCost {
  const size = introspectionSizes[name] ?? 1
  return { weight: introspectionWeight, assumedSize: size, slicingArgument: undefined, sizedFields: [] }
}

function declaredCost(schema: GraphQLSchema, { astNode }: GraphQLField<unknown, unknown>): FieldCost {
  const values = (name: string) => {
    const directive = schema.getDirective(name)
    return (directive && astNode && getDirectiveValues(directive, astNode)) ?? undefined
  }
  const { weight } = costDirective.parse(values('cost') ?? { weight: 1 })
  const { slicingArguments, ...size } = listSizeDirective.parse(values('listSize') ?? {})
  return { weight, ...size, slicingArgument: slicingArguments[0] }
}

// The number of list entries and object members in a value, at all depths.
function countValues(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const inner = Object.values(value)
  return inner.reduce<number>((sum, item) => sum + countValues(item), inner.length)
}
