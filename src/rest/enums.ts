import type { CreateAppInput } from './generated/operations.js'
import { RegistryError } from '../registry/errors.js'

// The values of the wire format, by the schema's names.
const types = { webapp: 'WEBAPP', konnector: 'KONNECTOR' } as const
const promises = { user_ciphered: 'USER_CIPHERED', user_reserved: 'USER_RESERVED', none: 'NONE' } as const
const promisers = { cozy: 'COZY', editor: 'EDITOR', none: 'NONE' } as const

/** Names of the channels in the schema. */
export const channelNames = { stable: 'STABLE', beta: 'BETA', dev: 'DEV' } as const

/** The type of an application by its name, or `undefined`. */
export function typeNamed(text: string): CreateAppInput['type'] | undefined {
  return text === 'webapp' || text === 'konnector' ? types[text] : undefined
}

/**
 * The type of an application.
 * @throws RegistryError INVALID_APP
 */
export function typeFrom(text: string | null | undefined): CreateAppInput['type'] {
  return oneOf(types, 'type', text ?? '')
}

/** The promise about a person's data, as bodies hold it. */
export interface WireCommitments {
  data_usage_commitment?: string | null | undefined
  data_usage_commitment_by?: string | null | undefined
}

/**
 * What is promised about a person's data. A half that is absent stays so; the empty text counts as given.
 * @throws RegistryError INVALID_APP
 */
export function commitmentsFrom(
  body: WireCommitments,
): Pick<CreateAppInput, 'dataUsageCommitment' | 'dataUsageCommitmentBy'> {
  const { data_usage_commitment: promise, data_usage_commitment_by: by } = body
  return {
    dataUsageCommitment: typeof promise === 'string' ? oneOf(promises, 'data_usage_commitment', promise) : null,
    dataUsageCommitmentBy: typeof by === 'string' ? oneOf(promisers, 'data_usage_commitment_by', by) : null,
  }
}

function oneOf<T>(values: Record<string, T>, member: string, text: string): T {
  const value = Object.hasOwn(values, text) ? values[text] : undefined
  if (value !== undefined) return value
  const allowed = Object.keys(values).join(', ')
  throw new RegistryError(
    'INVALID_APP',
    `Invalid application: got ${member} "${text}", must be one of these: ${allowed}`,
  )
}
