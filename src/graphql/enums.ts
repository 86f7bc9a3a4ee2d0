import type { Resolvers } from './generated/resolvers.js'

/** The registry's words for values of the schema's enums, by their names. Other enums have the same words in both. */
export const enums = {
  AppSortField: { SLUG: 'slug', TYPE: 'type', EDITOR: 'editor', CREATED_AT: 'createdAt' },
  AppType: { WEBAPP: 'webapp', KONNECTOR: 'konnector' },
  Channel: { STABLE: 'stable', BETA: 'beta', DEV: 'dev' },
  DataUsageCommitment: { USER_CIPHERED: 'user_ciphered', USER_RESERVED: 'user_reserved', NONE: 'none' },
  DataUsageCommitmentBy: { COZY: 'cozy', EDITOR: 'editor', NONE: 'none' },
} as const satisfies Partial<Resolvers>

/** The name that the schema gives a word of the registry. */
export function enumName<Name extends string, Word extends string>(
  values: Readonly<Record<Name, Word>>,
  word: NoInfer<Word>,
): Name {
  for (const name in values) if (values[name] === word) return name
  throw new Error(`The schema has no name for "${word}"`)
}
