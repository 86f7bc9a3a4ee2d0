import type { Resolvers } from '../generated/resolvers.js'

/** Parts of a manifest that need more than their own values. */
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
