import { explainPermission } from '../../registry/manifests/permission-words/explain-permission.js'
import type { Resolvers } from '../generated/resolvers.js'

/** The resolvers of the permissions in a manifest. */
export const permission: Pick<Resolvers, 'Permission'> = {
  Permission: {
    name: ({ name }) => name,
    type: ({ type = null }) => type,
    description: ({ description }, { locales }) => description(locales ?? []) ?? null,
    inWords: (permission, { locales }) => explainPermission(permission, locales ?? []),
    verbs: ({ verbs }) => verbs,
    selector: ({ selector = null }) => selector,
    values: ({ values }) => values,
    remote: ({ remote }) => remote,
  },
}
