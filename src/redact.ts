/** What stands for a secret where people look. */
export const redacted = '********'

/**
 * A text without the secrets of the addresses in it: users and passwords, what stands behind the path of a whole address, and
 * elsewhere the values of parameters whose names tell that they grant access. It may be a line of JSON. Every line of the log, every error and every printed configuration goes through here.
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

/** As `redact`, of a text that is one address as a whole, blanks and all. */
export function redactAddress(address: string): string {
  return redact(address.replaceAll(/\s/g, encodeURIComponent))
}

function withoutValues(query: string, members: RegExp): string {
  return query.replaceAll(members, `$1${redacted}`)
}

// The value of a parameter may be an address with parameters of its own.
const nesting = 3

function withoutParameters(text: string, depth: number): string {
  if (depth === 0) return text
  return text.replaceAll(parameter, (_whole, start: string, name: string, equals: string, value: string) => {
    const shown = secretName.test(decoded(name)) ? redacted : withoutParameters(value, depth - 1)
    return `${start}${name}${equals}${shown}`
  })
}

/** Whether the query or the fragment of an address has what may grant access, such as a signature: by its name, or its look. */
export function hasSecretParameter(address: string): boolean {
  const isNamed = [...address.matchAll(parameter)].some(
    ([, , name = '', , value]) => value !== '' && secretName.test(decoded(name)),
  )
  return isNamed || [...address.matchAll(member)].some(([, , value = '']) => randomValue.test(value))
}

// Up to the last `@` of the authority. Where no port follows the colon, the password has a slash, as people write it.
// Lengths are bounded: matching must not take long, whatever a client sends.
const userInfo = /(:\/\/)(?:(?:[^/?#\s"\\]|\\.)*|[^\s/?#:@"[]{0,300}:(?!\d{0,5}(?:[/?#"\s]|$))[^\s"]{0,300})@/g
// What could be a port is the beginning of a password with a slash where the name before it is hardly a host (it has no dot),
// and the name behind the `@` may be one: neither the scope of a package (`/@scope`) nor a version (`name@1.0.0`).
const userInfoLikePort =
  /(:\/\/)(?!localhost:)[^\s/?#:@".[]{0,300}:\d{1,5}\/(?!@)[^\s"?#]{1,300}(?<!\/)@(?=[a-z[]|(?:\d+\.){3}\d)(?!v\d|latest\b)/gi
// `user:password@host:6379` or `//user:password@host`, without a scheme. With a slash in the password it needs the port.
const bareUserInfo =
  /((?:^|[\s"'=,[])(?:\/\/)?)[\w.+-]{0,100}:(?!\/\/)(?:[^\s/"]{1,300}@(?=[\w[])|[^\s/"]{0,150}\/[^\s"]{0,150}@(?=[\w.-]{1,253}:\d{1,5}(?:[\s"',\]]|$)))/g
// An address within a parameter of another.
const encodedUserInfo =
  /(%3A%2F%2F)(?:(?:(?!%2F|%3F|%23)[^&\s"])*|(?:(?!%2F|%3F|%23|%3A|%40)[^&\s"]){0,300}%3A(?!\d{0,5}(?:%2F|%3F|%23|[&\s"]|$))(?:(?!%3F|%23)[^&\s"]){0,300})%40/gi

// Signatures go by any name, so all values of a whole address are hidden. What has no name is a value.
const queryOfAddress = /(\w:\/\/(?:(?!:\/\/)[^\s"?#\\])*)([?#](?:[^\s"\\]|\\[^n])*)/g
const member = /([?&;#](?:[^=&;#]*=)?)([^&;#]+)/g
// The query of an archive's address is a part of the name of the archive, and so of a path.
const encodedQuery = /(?:%3F|%23)[^&\s"/\\]*/gi
const encodedMember = /((?:%3F|%26|%23)(?:(?:(?!%3D|%26|%23)[^])*?%3D)?)(?:(?!%26|%23)[^])+/gi
// Letters and digits mixed, and more of them than names and numbers have.
const randomValue = /^(?=.*\d)(?=.*[a-z])[\w+/=%~-]{16,}$/is

const parameter = /([?&;#]|%3F|%26)((?:[^=&;?#\s"%]|%(?!3D|26|3F))*)(=|%3D)((?:(?!%26)[^&#\s"\\]|\\[^n])*)/gi
const secretName =
  /token|secret|passw|passphrase|pwd|signature|credential|policy|key|auth(?!or)|code|jwt|session|ticket|otp|hmac|(?:^|[-_.])(?:sig|sid|pass)(?:$|[-_.])/i

const authorization = /\b(Bearer|Basic|Token)\s+[\w+/=.~-]{16,}/gi
// As the value of the header, short ones, too.
const authorizationHeader = /(?<=authorization["'\\]{0,2}\s?[:=]\s?["'\\]{0,2})(Bearer|Basic|Token)\s+[\w+/=.~-]+/gi
const basicCredentials = /\bBasic\s+([\w+/-]{2,}={0,2})/gi

// Other words behind "Basic" hardly ever decode to text with a colon in it.
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
