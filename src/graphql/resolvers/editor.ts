import type { Resolvers } from '../generated/resolvers.js'
import { encodeId } from '../ids.js'
import { dependOnEditors } from '../query-dependencies.js'
import { payload } from '../refusals.js'

/** The resolvers of editors. */
export const editor: Pick<Resolvers, 'CreateEditorPayload' | 'RemoveEditorPayload'> & {
  Editor: Omit<Resolvers['Editor'], 'apps' | 'tokens'>
  Query: Pick<Resolvers['Query'], 'editor' | 'editors'>
  Mutation: Pick<Resolvers['Mutation'], 'createEditor' | 'removeEditor'>
} = {
  Query: {
    editor: async (_parent, { name }, context) => {
      dependOnEditors(context)
      return (await context.registry.editors.find(name)) ?? null
    },
    editors: (_parent, _args, context) => {
      dependOnEditors(context)
      return context.registry.editors.all()
    },
  },
  Mutation: {
    createEditor: async (_parent, { input }, { registry }) => ({
      editor: await registry.editors.create(input.name, input.autoPublication),
    }),
    removeEditor: async (_parent, { input }, { registry }) => {
      const name = await registry.editors.remove(input.name)
      await registry.issuedTokens.prune(name)
      return { name }
    },
  },
  Editor: {
    id: ({ name }) => encodeId('Editor', name.toLowerCase()),
    name: ({ name }) => name,
    autoPublication: async ({ name }, _args, { registry }) =>
      (await registry.editors.find(name))?.autoPublication ?? false,
  },
  CreateEditorPayload: payload('CreateEditorSuccess', 'EditorExists', 'InvalidInput'),
  RemoveEditorPayload: payload('RemoveEditorSuccess', 'EditorNotFound', 'InvalidInput'),
}
