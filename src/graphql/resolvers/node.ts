import type { App, Version } from '../../registry/catalogue/catalogue.js'
import type { Space } from '../../registry/spaces.js'
import type { Context } from '../context.js'
import type { Resolvers } from '../generated/resolvers.js'
import { decodeId } from '../ids.js'
import type { Editor } from '../models.js'
import { dependOnEditors, dependOnSpace } from '../query-dependencies.js'

type NodeModel = App | Editor | Space | Version

/** The resolvers of nodes (Relay's Global Object Identification). */
export const node: Pick<Resolvers, 'Node'> & { Query: Pick<Resolvers['Query'], 'node'> } = {
  Query: { node: async (_parent, { id }, context) => (await find(id, context)) ?? null },
  Node: {
    __resolveType: (model) => {
      if ('state' in model) return 'Version'
      if ('record' in model) return 'App'
      return 'kind' in model ? 'Space' : 'Editor'
    },
  },
}

async function find(id: string, context: Context): Promise<NodeModel | undefined> {
  const {
    type,
    parts: [name = '', slug = '', version = ''],
  } = decodeId(id) ?? { type: undefined, parts: [] }
  const { registry } = context
  if (type === undefined) return undefined
  if (type === 'Editor') {
    dependOnEditors(context)
    return registry.editors.find(name)
  }
  const space = registry.spaces.find(name)
  if (space) dependOnSpace(space, context)
  if (!space || type === 'Space') return space
  const app = await registry.catalogue.app(space, slug)
  return app && type === 'Version' ? registry.catalogue.version(app, version) : app
}
