import { enumName, enums } from '../graphql/enums.js'
import { RegistryError } from '../registry/errors.js'

// Names in the schema of the words in the JSON of `shapes.ts`.

/**
 * The type of an application.
 * @throws RegistryError INVALID_APP
 */
export function typeFrom(text: string | null | undefined): keyof typeof enums.AppType {
  return nameFrom(enums.AppType, 'type', text ?? '')
}

/** The promise about a person's data, as bodies hold it. */
export interface WireCommitments {
  data_usage_commitment?: string | null | undefined
  data_usage_commitment_by?: string | null | undefined
}

/** The promise about a person's data, as inputs of the schema hold it. */
interface CommitmentsInput {
  dataUsageCommitment: keyof typeof enums.DataUsageCommitment | null
  dataUsageCommitmentBy: keyof typeof enums.DataUsageCommitmentBy | null
}

/**
 * What is promised about a person's data. A half that is absent stays so; the empty text counts as given.
 * @throws RegistryError INVALID_APP
 */
export function commitmentsFrom(body: WireCommitments): CommitmentsInput {
  const { data_usage_commitment: promise, data_usage_commitment_by: by } = body
  return {
    dataUsageCommitment:
      typeof promise === 'string' ? nameFrom(enums.DataUsageCommitment, 'data_usage_commitment', promise) : null,
    dataUsageCommitmentBy:
      typeof by === 'string' ? nameFrom(enums.DataUsageCommitmentBy, 'data_usage_commitment_by', by) : null,
  }
}

function nameFrom<Name extends string, Word extends string>(
  values: Readonly<Record<Name, Word>>,
  member: string,
  text: string,
): Name {
  const words = Object.values<Word>(values)
  const word = words.find((candidate) => candidate === text)
  if (word !== undefined) return enumName(values, word)
  throw new RegistryError(
    'INVALID_APP',
    `Invalid application: got ${member} "${text}", must be one of these: ${words.join(', ')}`,
  )
}
