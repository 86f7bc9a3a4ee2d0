import type { Resolvers } from '../generated/resolvers.js'

/** The parts of a manifest that need resolvers. */
export const manifest: Pick<Resolvers, 'Permission'> = {
  Permission: {
    name: ({ name }) => name,
    type: ({ type = null }) => type,
    description: ({ description }, { locales }) => description(locales ?? []) ?? null,
    verbs: ({ verbs }) => verbs,
    selector: ({ selector = null }) => selector,
    values: ({ values }) => values,
    remote: ({ remote }) => remote,
  },
}
