import { enumName, enums } from '../graphql/enums.js'
import { commitmentAuthors, commitments } from '../registry/commitments.js'
import { RegistryError } from '../registry/errors.js'
import { appTypes } from '../registry/records.js'

// Maps values in the JSON of request bodies to enum values of the schema.

/**
 * The type of an application.
 * @throws RegistryError INVALID_APP
 */
export function typeFrom(text: string | null | undefined): keyof typeof enums.AppType {
  return nameFrom(enums.AppType, appTypes, 'type', text ?? '')
}

/** The data usage commitment, in the form of request bodies. */
export interface WireCommitments {
  data_usage_commitment?: string | null | undefined
  data_usage_commitment_by?: string | null | undefined
}

/** The data usage commitment, in the form of inputs of the schema. */
interface CommitmentsInput {
  dataUsageCommitment: keyof typeof enums.DataUsageCommitment | null
  dataUsageCommitmentBy: keyof typeof enums.DataUsageCommitmentBy | null
}

/**
 * The data usage commitment of an application. An absent member becomes `null`. An empty text is refused like any unknown value.
 * @throws RegistryError INVALID_APP
 */
export function commitmentsFrom(body: WireCommitments): CommitmentsInput {
  const { data_usage_commitment: commitment, data_usage_commitment_by: by } = body
  return {
    dataUsageCommitment:
      typeof commitment === 'string'
        ? nameFrom(enums.DataUsageCommitment, commitments, 'data_usage_commitment', commitment)
        : null,
    dataUsageCommitmentBy:
      typeof by === 'string'
        ? nameFrom(enums.DataUsageCommitmentBy, commitmentAuthors, 'data_usage_commitment_by', by)
        : null,
  }
}

function nameFrom<Name extends string, Value extends string>(
  values: Readonly<Record<Name, Value>>,
  allowed: readonly NoInfer<Value>[],
  member: string,
  text: string,
): Name {
  const value = allowed.find((candidate) => candidate === text)
  if (value !== undefined) return enumName(values, value)
  throw new RegistryError(
    'INVALID_APP',
    `Invalid application: got ${member} "${text}", must be one of these: ${allowed.join(', ')}`,
  )
}
