/** The text that replaces a secret in output. */
export const redacted = '********'

/**
 * Removes the secrets in the URLs of a text:
 * - user and password
 * - in a complete URL, the values in the query and fragment
 * - elsewhere, the values of parameters with names like `token`
 *
 * The text may be a line of JSON. Every log line, error and printed configuration is redacted here.
 */
export function redact(text: string): string {
  const hidden = text
    .replaceAll(userInfo, `$1${redacted}@`)
    .replaceAll(userInfoLikePort, `$1${redacted}@`)
    .replaceAll(bareUserInfo, `$1${redacted}@`)
    .replaceAll(encodedUserInfo, `$1${redacted}%40`)
    .replaceAll(authorization, `$1 ${redacted}`)
    .replaceAll(authorizationHeader, `$1 ${redacted}`)
    .replaceAll(basicCredentials, (whole, encoded: string) => (isUserInfo(encoded) ? `Basic ${redacted}` : whole))
    .replaceAll(queryOfAddress, (_whole, start: string, query: string) => start + withoutValues(query, member))
    .replaceAll(encodedQuery, (query) => withoutValues(query, encodedMember))
  return withoutParameters(hidden, nesting)
}

/** Like `redact`, for a text that is a single URL. The URL may contain spaces. */
export function redactAddress(address: string): string {
  return redact(address.replaceAll(/\s/g, encodeURIComponent))
}

function withoutValues(query: string, members: RegExp): string {
  return query.replaceAll(members, `$1${redacted}`)
}

// The value of a parameter may be a URL with parameters of its own. Parameters are redacted down to this depth.
const nesting = 3

function withoutParameters(text: string, depth: number): string {
  if (depth === 0) return text
  return text.replaceAll(parameter, (_whole, start: string, name: string, equals: string, value: string) => {
    const shown = secretName.test(decoded(name)) ? redacted : withoutParameters(value, depth - 1)
    return `${start}${name}${equals}${shown}`
  })
}

/** Whether the query or fragment of a URL may have a secret: a parameter with a name like `token`, or with a random value. */
export function hasSecretParameter(address: string): boolean {
  const isNamed = [...address.matchAll(parameter)].some(
    ([, , name = '', , value]) => value !== '' && secretName.test(decoded(name)),
  )
  return isNamed || [...address.matchAll(member)].some(([, , value = '']) => randomValue.test(value))
}

// Parsers of URLs accept any number of slashes after `http:`, and JSON may escape them. Matches up to the last `@` of the
// authority. If no port follows the colon, a slash is part of the password. Lengths are bounded, and an escaped slash ends the
// authority. Thus no input makes matching slow.
const userInfo =
  /((?:\bhttps?:(?:\\?\/){1,9})|:\/\/)(?:(?:[^/?#\s"\\]|\\[^/])*|[^\s/?#:@"[]{0,300}:(?!\d{0,5}(?:[/?#"\s]|$))[^\s"]{0,300})@/g
// `name:123/rest@host`: the number looks like a port, but is the start of a password with a slash. Matches only if the name has
// no dot, because most hosts have one. What follows the `@` must look like a host: `/@scope` and `name@1.0.0` are names of packages.
const userInfoLikePort =
  /(:\/\/)(?!localhost:)[^\s/?#:@".[]{0,300}:\d{1,5}\/(?!@)[^\s"?#]{1,300}(?<!\/)@(?=[a-z[]|(?:\d+\.){3}\d)(?!v\d|latest\b)/gi
// `user:password@host:6379` or `//user:password@host`, without a scheme. If the password has a slash, a port must follow the host.
const bareUserInfo =
  /((?:^|[\s"'=,[])(?:\/\/)?)[\w.+-]{0,100}:(?!\/\/)(?:[^\s/"]{1,300}@(?=[\w[])|[^\s/"]{0,150}\/[^\s"]{0,150}@(?=[\w.-]{1,253}:\d{1,5}(?:[\s"',\]]|$)))/g
// Like `userInfo`, but in a percent-encoded URL. This URL is a parameter of another URL.
const encodedUserInfo =
  /(%3A%2F%2F)(?:(?:(?!%2F|%3F|%23)[^&\s"])*|(?:(?!%2F|%3F|%23|%3A|%40)[^&\s"]){0,300}%3A(?!\d{0,5}(?:%2F|%3F|%23|[&\s"]|$))(?:(?!%3F|%23)[^&\s"]){0,300})%40/gi

// A signature may have any name. So all values in a complete URL are redacted, even values without a name.
const queryOfAddress = /(\w:\/\/(?:(?!:\/\/)[^\s"?#\\])*)([?#](?:[^\s"\\]|\\[^n])*)/g
const member = /([?&;#](?:[^=&;#]*=)?)([^&;#]+)/g
// A file name of an archive may include the encoded query of its URL.
const encodedQuery = /(?:%3F|%23)[^&\s"/\\]*/gi
const encodedMember = /((?:%3F|%26|%23)(?:(?:(?!%3D|%26|%23)[^])*?%3D)?)(?:(?!%26|%23)[^])+/gi
// A mix of letters and digits that is longer than most names and numbers.
const randomValue = /^(?=.*\d)(?=.*[a-z])[\w+/=%~-]{16,}$/is

const parameter = /([?&;#]|%3F|%26)((?:[^=&;?#\s"%]|%(?!3D|26|3F))*)(=|%3D)((?:(?!%26)[^&#\s"\\]|\\[^n])*)/gi
const secretName =
  /token|secret|passw|passphrase|pwd|signature|credential|policy|key|auth(?!or)|code|jwt|session|ticket|otp|hmac|(?:^|[-_.])(?:sig|sid|pass)(?:$|[-_.])/i

const authorization = /\b(Bearer|Basic|Token)\s+[\w+/=.~-]{16,}/gi
// In the header `Authorization`, short values are redacted, too.
const authorizationHeader = /(?<=authorization["'\\]{0,2}\s?[:=]\s?["'\\]{0,2})(Bearer|Basic|Token)\s+[\w+/=.~-]+/gi
const basicCredentials = /\bBasic\s+([\w+/-]{2,}={0,2})/gi

// Whether a word after "Basic" is base64 of `user:password`. An ordinary word hardly ever is.
function isUserInfo(encoded: string): boolean {
  return /^[^\p{Cc}\uFFFD]*:[^\p{Cc}\uFFFD]*$/u.test(Buffer.from(encoded, 'base64').toString())
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
