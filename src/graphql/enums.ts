import {
  AppSortField,
  AppType,
  AuditActorKind,
  AuditDoor,
  AuditOutcome,
  Channel,
  DataUsageCommitment,
  DataUsageCommitmentBy,
  type Resolvers,
} from './generated/resolvers.js'

/** The enums of the schema. Each name has the value that the registry uses (`enumValues` in codegen.yml). */
export const enums = {
  AppSortField,
  AppType,
  AuditActorKind,
  AuditDoor,
  AuditOutcome,
  Channel,
  DataUsageCommitment,
  DataUsageCommitmentBy,
} satisfies Partial<Resolvers>

/** The name in the schema for an enum value of the registry. */
export function enumName<Name extends string, Value extends string>(
  values: Readonly<Record<Name, Value>>,
  value: NoInfer<Value>,
): Name {
  for (const name in values) if (values[name] === value) return name
  throw new Error(`The schema has no name for "${value}"`)
}
