import {
  AppSortField,
  AppType,
  Channel,
  DataUsageCommitment,
  DataUsageCommitmentBy,
  type Resolvers,
} from './generated/resolvers.js'

/** The registry's words for values of the schema's enums, by their names, as codegen.yml pairs them. */
export const enums = {
  AppSortField,
  AppType,
  Channel,
  DataUsageCommitment,
  DataUsageCommitmentBy,
} satisfies Partial<Resolvers>

/** The name that the schema gives a word of the registry. */
export function enumName<Name extends string, Word extends string>(
  values: Readonly<Record<Name, Word>>,
  word: NoInfer<Word>,
): Name {
  for (const name in values) if (values[name] === word) return name
  throw new Error(`The schema has no name for "${word}"`)
}
