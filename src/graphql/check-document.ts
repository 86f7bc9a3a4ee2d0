import {
  Kind,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { limitExceeded, type GraphQLLimits, type LimitName } from './limits.js'

type ShapeLimits = Pick<GraphQLLimits, 'fields' | 'depth' | 'aliases' | 'directives' | 'repetitions'>

const descriptions: Record<keyof ShapeLimits & LimitName, [subject: string, unit: string]> = {
  fields: ['With its fragments expanded, the document selects', 'fields'],
  depth: ['The document nests', 'levels of fields'],
  aliases: ['With its fragments expanded, the document has', 'aliases'],
  directives: ['With its fragments expanded, the document has', 'directives'],
  repetitions: ['The document selects the same field at the same path', 'times'],
}

/**
 * Bounds the shape of a document before its validation: validation compares all pairs of fields with the same name. A fragment
 * is counted at each spread. The check stops at the first exceeded limit, so its own work is bounded, too.
 * @throws GraphQLError LIMIT_EXCEEDED
 */
export function checkDocument(document: DocumentNode, limits: ShapeLimits): void {
  new ShapeCheck(document, limits).run()
}

class ShapeCheck {
  readonly #document: DocumentNode
  readonly #limits: ShapeLimits
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>
  // The fragments that no operation has spread yet.
  readonly #unreached: Set<FragmentDefinitionNode>
  readonly #counts = { fields: 0, aliases: 0, directives: 0 }

  constructor(document: DocumentNode, limits: ShapeLimits) {
    this.#document = document
    this.#limits = limits
    const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]))
    this.#unreached = new Set(fragments)
  }

  run(): void {
    for (const definition of this.#document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue
      this.#countDirectives(definition.directives)
      for (const variable of definition.variableDefinitions ?? []) this.#countDirectives(variable.directives)
      this.#check([definition.selectionSet], 1)
    }
    // Validation also examines unused fragments.
    for (const fragment of this.#unreached) this.#check([fragment.selectionSet], 1)
  }

  // Checks together all selection sets at one path of the response, because execution merges them.
  #check(sets: readonly SelectionSetNode[], depth: number): void {
    this.#requireAtMost('depth', depth)
    const byName = new Map<string, FieldNode[]>()
    for (const set of sets) this.#collect(set.selections, byName, new Set())
    for (const fields of byName.values()) {
      this.#requireAtMost('repetitions', fields.length)
      const inner = fields.flatMap(({ selectionSet }) => selectionSet ?? [])
      if (inner.length > 0) this.#check(inner, depth + 1)
    }
  }

  // `expanding` has the fragments that are being expanded. A fragment that spreads itself is not expanded again. Validation
  // refuses such a document later.
  #collect(
    selections: readonly SelectionNode[],
    byName: Map<string, FieldNode[]>,
    expanding: Set<FragmentDefinitionNode>,
  ): void {
    for (const selection of selections) {
      this.#countDirectives(selection.directives)
      if (selection.kind === Kind.FIELD) this.#add(selection, byName)
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        this.#collect(selection.selectionSet.selections, byName, expanding)
      else this.#spread(selection.name.value, byName, expanding)
    }
  }

  #spread(name: string, byName: Map<string, FieldNode[]>, expanding: Set<FragmentDefinitionNode>): void {
    // A spread counts as a field. Otherwise, a chain of fragments without fields would take exponential time, if each fragment
    // spreads the next one twice.
    this.#requireAtMost('fields', ++this.#counts.fields)
    const fragment = this.#fragments.get(name)
    if (!fragment || expanding.has(fragment)) return
    this.#unreached.delete(fragment)
    this.#countDirectives(fragment.directives)
    expanding.add(fragment)
    this.#collect(fragment.selectionSet.selections, byName, expanding)
    expanding.delete(fragment)
  }

  #add(field: FieldNode, byName: Map<string, FieldNode[]>): void {
    this.#requireAtMost('fields', ++this.#counts.fields)
    if (field.alias) this.#requireAtMost('aliases', ++this.#counts.aliases)
    const name = (field.alias ?? field.name).value
    const sameName = byName.get(name)
    if (sameName) sameName.push(field)
    else byName.set(name, [field])
  }

  #countDirectives(directives: readonly DirectiveNode[] | undefined): void {
    this.#counts.directives += directives?.length ?? 0
    this.#requireAtMost('directives', this.#counts.directives)
  }

  #requireAtMost(name: keyof typeof descriptions, found: number): void {
    const limit = this.#limits[name]
    if (found <= limit) return
    const [subject, unit] = descriptions[name]
    throw limitExceeded(name, subject, unit, { found, orMore: true, limit })
  }
}
