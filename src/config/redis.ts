import { isIPv4, isIPv6 } from 'node:net'
import { ConfigError } from './error.js'
import { redact, redacted } from '../redact.js'
import { value } from './values.js'

/** A parsed address of Redis: `host:port`, or `redis://user:password@host:port/database`. */
export interface RedisAddress {
  /** An IPv6 address has no brackets. */
  host: string
  port: number | undefined
  /** `undefined` when the address has no scheme. */
  tls: boolean | undefined
  username: string | undefined
  password: string | undefined
  database: number | undefined
}

/** The addresses of Redis: a list, or one text. Commas or white space separate the addresses in the text. */
export const redisAddresses = value(
  'an address of Redis, as host:6379, [::1]:6379 or rediss://host:6379/0, in which "user:password@" may stand before the host (special characters of user and password as %XX)',
  (input) => {
    const addresses = split(input)
    return addresses?.every((address) => parseRedisAddress(address)) ? addresses : undefined
  },
  (input) =>
    formatInvalid(
      input,
      split(input)?.find((address) => !parseRedisAddress(address)),
    ),
)

/** Parses an address; `undefined` when it is invalid. */
export function parseRedisAddress(text: string): RedisAddress | undefined {
  return /^rediss?:\/\//i.test(text) ? parseUrl(text) : parseHostAndPort(text)
}

/**
 * The value of a property that the addresses and a configuration key share. All values of the property must be equal.
 * @throws ConfigError if two values differ
 */
export function sharedValue<Property extends 'username' | 'password' | 'database'>(
  property: Property,
  addresses: readonly RedisAddress[],
  key?: { name: string; value: RedisAddress[Property] },
): RedisAddress[Property] {
  const found = new Set(addresses.map((address) => address[property]).filter((each) => each !== undefined))
  if (found.size > 1) throw new ConfigError(`The addresses in "redis.addrs" do not have the same ${property}`)
  const [shared] = found
  if (shared !== undefined && key?.value !== undefined && key.value !== shared) {
    throw new ConfigError(`"redis.addrs" and "${key.name}" do not have the same ${property}: leave one of them out`)
  }
  return shared ?? key?.value
}

/**
 * Whether addresses use TLS.
 * @throws ConfigError if only some of the addresses use TLS
 */
export function allUseTls(addresses: readonly RedisAddress[]): boolean {
  const [first = false, ...others] = addresses.map(({ tls = false }) => tls)
  if (others.every((tls) => tls === first)) return first
  throw new ConfigError('Either all addresses in "redis.addrs" begin with "rediss://", or none')
}

function split(input: unknown): string[] | undefined {
  const members: unknown[] = Array.isArray(input) ? input : [input]
  if (!members.every((member) => typeof member === 'string' || typeof member === 'number')) return undefined
  const addresses = members.flatMap((member) => String(member).split(/[\s,]+/)).filter(Boolean)
  // An empty value means no addresses. A value with separators alone is invalid.
  return addresses.length === 0 && members.some((member) => String(member).trim() !== '') ? undefined : addresses
}

// Formats an invalid address for an error. A comma or space in a password splits the password. So if the input contains an `@`,
// only a whole URL is shown, redacted.
function formatInvalid(input: unknown, address: string | undefined): string {
  const text = JSON.stringify(address ?? input)
  const mayHavePassword = JSON.stringify(input).includes('@')
  return mayHavePassword && !/^"\w+:\/\/[^"]*@[^"]*"$/.test(text) ? redacted : redact(text)
}

function parseHostAndPort(text: string): RedisAddress | undefined {
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(text) ?? []
  const host = bracketed === undefined ? hostName(plain) : isIPv6(bracketed) ? bracketed : undefined
  if (host === undefined || !isPort(port)) return undefined
  const unknown = { tls: undefined, username: undefined, password: undefined, database: undefined }
  return { host, port: port === undefined ? undefined : Number(port), ...unknown }
}

function parseUrl(text: string): RedisAddress | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, host, username, password, pathname, search, hash } = new URL(text)
  const pair = parseHostAndPort(host)
  const [, database] = /^\/?(\d{0,9})$/.exec(pathname) ?? []
  const [user, secret] = [decoded(username), decoded(password)]
  if (!pair || database === undefined || user === undefined || secret === undefined || search || hash) return undefined
  return {
    host: pair.host,
    port: pair.port,
    tls: protocol === 'rediss:',
    username: user || undefined,
    password: secret || undefined,
    database: database === '' ? undefined : Number(database),
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

// If the last label of a name is a number, the name is an IPv4 address or invalid.
function hostName(text = ''): string | undefined {
  const isName = /^[a-z\d_](?:[a-z\d._-]*[a-z\d_.])?$/i.test(text) && !text.includes('..')
  return isIPv4(text) || (isName && !/(?:^|\.)\d+\.?$/.test(text)) ? text : undefined
}

function isPort(text: string | undefined): boolean {
  return text === undefined || (Number(text) >= 1 && Number(text) <= 65_535)
}
