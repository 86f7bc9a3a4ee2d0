import type { Resolvers } from '../generated/resolvers.js'

/** Names of enum values in the schema, and the values that the registry uses for them. */
export const enums: Pick<
  Resolvers,
  'AppSortField' | 'AppType' | 'Channel' | 'DataUsageCommitment' | 'DataUsageCommitmentBy'
> = {
  AppSortField: { SLUG: 'slug', TYPE: 'type', EDITOR: 'editor', CREATED_AT: 'createdAt' },
  AppType: { WEBAPP: 'webapp', KONNECTOR: 'konnector' },
  Channel: { STABLE: 'stable', BETA: 'beta', DEV: 'dev' },
  DataUsageCommitment: { USER_CIPHERED: 'user_ciphered', USER_RESERVED: 'user_reserved', NONE: 'none' },
  DataUsageCommitmentBy: { COZY: 'cozy', EDITOR: 'editor', NONE: 'none' },
}
