import { Kind, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql'

/** The top-level fields of an operation, without `__typename`. The document must be valid: its fragments have no cycles. */
export function rootFields(document: DocumentNode, { selections }: SelectionSetNode): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' ? [] : [selection]
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentNamed(document, selection.name.value)
    return fragment ? rootFields(document, fragment.selectionSet) : []
  })
}

function fragmentNamed({ definitions }: DocumentNode, name: string): FragmentDefinitionNode | undefined {
  return definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION).find((each) => each.name.value === name)
}
