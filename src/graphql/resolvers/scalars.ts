import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import { DateTimeISOResolver, JSONResolver } from 'graphql-scalars'
import { RegistryError } from '../../registry/errors.js'
import { checkVersion, withoutV } from '../../registry/versions.js'
import type { Resolvers } from '../generated/resolvers.js'

/** The scalars of the schema. */
export const scalars: Pick<Resolvers, 'Base64' | 'DateTime' | 'JSON' | 'Sha256' | 'URL' | 'VersionNumber'> = {
  Base64: textScalar('Base64', (text) => {
    // A single regular expression for the whole text overflows the stack at some megabytes.
    const padding = /={0,2}$/.exec(text)?.[0].length ?? 0
    if (text.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(text.slice(0, text.length - padding))) return text
    throw new GraphQLError('The content is not in base64: it has other characters, or another length')
  }),
  // Serialized as stored, with all digits of the second.
  DateTime: new GraphQLScalarType<unknown, unknown>({
    ...DateTimeISOResolver.toConfig(),
    name: 'DateTime',
    serialize: (date) => (date instanceof Date ? date.toISOString() : String(date)),
  }),
  JSON: JSONResolver,
  Sha256: textScalar('Sha256', (text) => {
    if (/^[0-9a-f]{64}$/i.test(text)) return text
    throw new GraphQLError(`"${text}" is no SHA-256 checksum: give 64 hexadecimal digits`)
  }),
  // Serialized as stored: the URLs of published versions never change.
  URL: textScalar('URL', (text) => {
    if (URL.canParse(text)) return text
    throw new GraphQLError(`"${text}" is no absolute URL`)
  }),
  VersionNumber: textScalar('VersionNumber', (text) => checkVersion(withoutV(text))),
}

// A scalar that is a string in JSON. `check` normalises an input, or throws.
function textScalar(name: string, check: (text: string) => string): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    if (typeof value === 'string') return check(value)
    throw new GraphQLError(`${name} must be given as text`)
  }
  return new GraphQLScalarType({
    name,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node) => spelledOut(() => parse(node.kind === Kind.STRING ? node.value : undefined)),
  })
}

// Moves the detail of a refusal into the message: for a literal, validation shows the message alone.
function spelledOut<T>(check: () => T): T {
  try {
    return check()
  } catch (error) {
    throw error instanceof RegistryError ? new GraphQLError(error.details.detail ?? error.message) : error
  }
}
