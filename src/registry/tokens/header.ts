import { RegistryError } from '../errors.js'
import { decodeBase64 } from './base64.js'

const scheme = 'Token '
const longest = 1024

/** Parses an `Authorization` header: `Token` (case-sensitive), one blank, the token in base64. Refuses any other header. */
export function parseAuthorization(header: string | undefined): Buffer | RegistryError {
  const text = header?.startsWith(scheme) ? header.slice(scheme.length) : ''
  if (text === '') return unauthorized('Missing prefix from authorization header', missingTokenDetail(header))
  if (text.length > longest)
    return unauthorized(
      'Token is too long',
      `The token has more than ${longest} characters: send one token as it was printed`,
    )
  return decodeBase64(text) ?? unauthorized('Token is not properly base64 encoded', whyNotBase64(text))
}

function whyNotBase64(text: string): string {
  if (/[^A-Za-z0-9+/=]/.test(text))
    return 'The token has characters that base64 does not have: send it as it was printed, without quotes or blanks'
  // All characters are allowed, so the length or the padding is wrong.
  return 'The token was cut off or changed: send all of it as it was printed, with each "=" at its end'
}

// The value of the header is not repeated: it may be a secret.
function missingTokenDetail(header: string | undefined): string {
  if (header === undefined || header === '')
    return 'The request has no Authorization header: send "Authorization: Token <token>"'
  return 'The Authorization header must be the word "Token", one blank, and the token'
}

/** The refusal of a request without a valid token. Clients expect the text in `message`. The text in `detail` is more helpful. */
export function unauthorized(message = 'Token could not be verified', detail?: string): RegistryError {
  return new RegistryError('UNAUTHORIZED', message, detail === undefined ? {} : { detail })
}
