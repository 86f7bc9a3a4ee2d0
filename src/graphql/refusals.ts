import { defaultFieldResolver, isUnionType, type GraphQLSchema } from 'graphql'
import { RegistryError, type ErrorCode } from '../registry/errors.js'
import type { Context } from './context.js'

// The type in the schema for each error code.
const typeByCode = {
  INVALID_SLUG: 'InvalidInput',
  INVALID_APP: 'InvalidInput',
  INVALID_EDITOR_NAME: 'InvalidInput',
  INVALID_VERSION: 'InvalidInput',
  INVALID_CHANNEL: 'InvalidInput',
  INVALID_INPUT: 'InvalidInput',
  SLUG_MISMATCH: 'ArchiveRejected',
  UNAUTHORIZED: 'NotAllowed',
  APP_NOT_FOUND: 'AppNotFound',
  VERSION_NOT_FOUND: 'VersionNotFound',
  EDITOR_NOT_FOUND: 'EditorNotFound',
  TOKEN_NOT_FOUND: 'TokenNotFound',
  FILE_NOT_FOUND: 'FileNotFound',
  SPACE_NOT_FOUND: 'SpaceNotFound',
  APP_EXISTS: 'AppExists',
  VERSION_EXISTS: 'VersionExists',
  EDITOR_EXISTS: 'EditorExists',
  INSTANCE_NOT_FOUND: 'InstanceNotFound',
  INSTANCE_EXISTS: 'InstanceExists',
  ARCHIVE_UNREACHABLE: 'ArchiveRejected',
  ARCHIVE_TOO_LARGE: 'ArchiveRejected',
  CHECKSUM_MISMATCH: 'ArchiveRejected',
  ARCHIVE_INVALID: 'ArchiveRejected',
  BUSY: 'Busy',
  STORAGE_UNAVAILABLE: 'Busy',
  STORAGE_FULL: 'Busy',
  RATE_LIMITED: 'Busy',
} as const satisfies Record<ErrorCode, string>

type RefusalType = (typeof typeByCode)[ErrorCode]

/** A refusal as the result of a mutation. It wraps the error: GraphQL treats a returned `Error` as thrown. */
export class Refused {
  readonly error: RegistryError
  constructor(error: RegistryError) {
    this.error = error
  }
}

/**
 * Returns refusals of the registry as results of mutations whose payload is a union. If the client has no valid token, refusals
 * stay errors, as in queries. Other errors stay errors, too.
 */
export function refusalsAsResults(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    if (!isUnionType(field.type)) continue
    const resolve = field.resolve ?? defaultFieldResolver
    field.resolve = async (parent, args, context: Context, info): Promise<unknown> => {
      try {
        const value: unknown = await resolve(parent, args, context, info)
        return value
      } catch (error) {
        if (error instanceof RegistryError && context.registry.access.isGenuine(context.viewer))
          return new Refused(error)
        throw error
      }
    }
  }
  return schema
}

/**
 * The type resolver of a payload union. Returns the success type, or the refusal type for the code of the error.
 * @throws the error, if the union has no type for its code
 */
export function payload<Success extends string, Refusal extends RefusalType>(
  success: Success,
  ...refusalTypes: readonly Refusal[]
): { __resolveType: (value: unknown) => Success | Refusal } {
  return {
    __resolveType: (value) => {
      if (!(value instanceof Refused)) return success
      const type = refusalTypes.find((candidate) => candidate === typeByCode[value.error.code])
      if (type === undefined) throw value.error
      return type
    },
  }
}

const refusal = {
  code: ({ error }: Refused) => error.code,
  message: ({ error }: Refused) => error.details.detail ?? error.message,
}

/** Resolvers of the refusal types. They read all fields from the wrapped error. */
export const refusals = {
  InvalidInput: refusal,
  NotAllowed: refusal,
  SpaceNotFound: refusal,
  AppNotFound: refusal,
  VersionNotFound: refusal,
  EditorNotFound: refusal,
  TokenNotFound: refusal,
  FileNotFound: refusal,
  AppExists: refusal,
  VersionExists: refusal,
  EditorExists: refusal,
  InstanceNotFound: refusal,
  InstanceExists: refusal,
  ArchiveRejected: {
    ...refusal,
    problems: ({ error }: Refused) => error.details.problems ?? [error.details.detail ?? error.message],
  },
  Busy: { ...refusal, retryAfter: ({ error }: Refused) => error.details.retryAfter ?? 30 },
}
