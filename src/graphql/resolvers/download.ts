import { spacePath } from '../../registry/spaces.js'
import type { Resolvers } from '../generated/resolvers.js'

/** The resolver of the URLs that lead to the archive of the newest version. */
export const download: { App: Pick<Resolvers['App'], 'downloadUrl'> } = {
  App: {
    downloadUrl: async (parent, { channel }, { registry, baseUrl }) => {
      const { space, record } = parent
      const offersVersion = (await registry.catalogue.latest(parent, channel)) !== undefined
      return offersVersion ? `${baseUrl}${spacePath(space)}/registry/${record.slug}/${channel}/latest/download` : null
    },
  },
}
