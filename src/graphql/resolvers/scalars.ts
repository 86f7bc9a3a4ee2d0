import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import { DateTimeISOResolver, JSONResolver } from 'graphql-scalars'
import { RegistryError } from '../../registry/errors.js'
import { checkVersion, withoutV } from '../../registry/versions.js'
import type { Resolvers } from '../generated/resolvers.js'

/** The scalars of the schema. */
export const scalars: Pick<Resolvers, 'Base64' | 'DateTime' | 'JSON' | 'Sha256' | 'URL' | 'VersionNumber'> = {
  Base64: textScalar('Base64', (text) => {
    // A regular expression for the whole text would overflow the stack, if the text has some megabytes.
    const padding = /={0,2}$/.exec(text)?.[0].length ?? 0
    if (text.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(text.slice(0, text.length - padding))) return text
    throw new GraphQLError(
      'The content is not valid base64: it has an invalid character, or its length is not a multiple of 4',
    )
  }),
  // Serialized as stored, with all fractional digits of the seconds.
  DateTime: new GraphQLScalarType<unknown, unknown>({
    ...DateTimeISOResolver.toConfig(),
    name: 'DateTime',
    serialize: (date) => (date instanceof Date ? date.toISOString() : String(date)),
  }),
  JSON: JSONResolver,
  Sha256: textScalar('Sha256', (text) => {
    if (/^[0-9a-f]{64}$/i.test(text)) return text
    throw new GraphQLError(`"${text}" is not a SHA-256 checksum: give 64 hexadecimal digits`)
  }),
  // Serialized as stored: the URLs of published versions never change.
  URL: textScalar('URL', (text) => {
    if (URL.canParse(text)) return text
    throw new GraphQLError(`"${text}" is not an absolute URL`)
  }),
  VersionNumber: textScalar('VersionNumber', (text) => checkVersion(withoutV(text))),
}

// A scalar that is a string in JSON. `check` normalises an input, or throws.
function textScalar(name: string, check: (text: string) => string): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    if (typeof value === 'string') return check(value)
    throw new GraphQLError(`A value of the type ${name} must be a string`)
  }
  return new GraphQLScalarType({
    name,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node) => withDetailInMessage(() => parse(node.kind === Kind.STRING ? node.value : undefined)),
  })
}

// Converts a refusal to an error whose message has the detail. For an invalid literal, validation shows only the message.
function withDetailInMessage<T>(check: () => T): T {
  try {
    return check()
  } catch (error) {
    throw error instanceof RegistryError ? new GraphQLError(error.details.detail ?? error.message) : error
  }
}
