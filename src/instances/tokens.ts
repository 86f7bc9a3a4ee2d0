import { createSecretKey, type KeyObject } from 'node:crypto'
import { decodeJwt, errors, jwtVerify, SignJWT, type JWTPayload } from 'jose'
import { z } from 'zod'
import { shortened } from '../registry/shortened.js'
import type { Sealer } from '../sealer.js'
import { InstanceError } from './errors.js'
import type { Instance } from './instance.js'
import { parseScope } from './permissions/scope.js'

/** The kind of client that a token is for: a web application, a konnector, or the command line. */
export type TokenKind = 'app' | 'konnector' | 'cli'

/** The client that a token is for. A token of the command line contains its permissions as a scope. */
export type TokenSubject = { kind: 'app' | 'konnector'; slug: string } | { kind: 'cli'; scope: string }

// The values of the claim `aud`, as in cozy-stack.
const audiences = { app: 'app', konnector: 'konn', cli: 'cli' } as const satisfies Record<TokenKind, string>

// In seconds, as in cozy-stack.
const lifetimes: Readonly<Record<TokenKind, number>> = { app: 86_400, konnector: 1800, cli: 1800 }

const payloadShape = z.union([
  z.object({ aud: z.literal('app'), sub: z.string().min(1) }),
  z.object({ aud: z.literal('konn'), sub: z.string().min(1) }),
  z.object({ aud: z.literal('cli'), scope: z.string() }),
])

/** Makes and verifies the tokens of instances: JWTs (RFC 7519), signed with the key of the instance. */
export class InstanceTokens {
  readonly #sealer: Sealer
  readonly #clock: () => number
  readonly #keys = new WeakMap<Instance, KeyObject>()

  /** @param clock returns the time in milliseconds since 1970 */
  constructor(sealer: Sealer, clock: () => number) {
    this.#sealer = sealer
    this.#clock = clock
  }

  /**
   * Creates a token.
   * @param maxAge in seconds. The default is a day for web applications, and half an hour for other clients.
   * @throws InstanceError INVALID_SCOPE
   */
  async create(instance: Instance, subject: TokenSubject, maxAge = lifetimes[subject.kind]): Promise<string> {
    if (subject.kind === 'cli') parseScope(subject.scope)
    const now = Math.floor(this.#clock() / 1000)
    const token = new SignJWT(subject.kind === 'cli' ? { scope: subject.scope } : {})
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(instance.domain)
      .setAudience(audiences[subject.kind])
      .setIssuedAt(now)
      .setExpirationTime(now + maxAge)
    if (subject.kind !== 'cli') token.setSubject(subject.slug)
    return token.sign(this.#keyOf(instance))
  }

  /**
   * Verifies a token.
   * @throws InstanceError INVALID_TOKEN, EXPIRED_TOKEN
   */
  async verify(instance: Instance, token: string): Promise<TokenSubject> {
    const key = this.#keyOf(instance)
    try {
      const { payload } = await jwtVerify(token, key, {
        issuer: instance.domain,
        algorithms: ['HS256', 'HS512'],
        requiredClaims: ['exp'],
        currentDate: new Date(this.#clock()),
      })
      return subjectOf(payload)
    } catch (cause) {
      const isExpired = cause instanceof errors.JWTExpired
      const [code, message] = isExpired ? (['EXPIRED_TOKEN', 'Expired token'] as const) : invalidToken
      throw new InstanceError(code, message, { cause, detail: detailOf(cause, instance, token) })
    }
  }

  #keyOf(instance: Instance): KeyObject {
    const key = this.#keys.get(instance) ?? this.#unseal(instance)
    this.#keys.set(instance, key)
    return key
  }

  #unseal({ domain, sealedKey }: Instance): KeyObject {
    const key = this.#sealer.unseal(sealedKey, domain)
    if (key) return createSecretKey(key)
    throw new Error(`The key of the instance "${domain}" does not belong to this master secret, or is damaged`)
  }
}

const invalidToken = ['INVALID_TOKEN', 'Invalid JWT token'] as const

// Why a token is refused, for the log. As in cozy-stack, clients only learn that the token is invalid or expired.
function detailOf(cause: unknown, { domain }: Instance, token: string): string {
  const issuer = issuerOf(token)
  if (issuer === undefined) {
    return 'The token is no JSON Web Token: it may be cut off, or be a token of the registry. Make one with gen-instance-token'
  }
  if (issuer !== domain) return `The token belongs to "${shortened(issuer)}", not to "${domain}"`
  if (cause instanceof errors.JWTExpired) return `The token has expired at ${expiryOf(cause.payload)}`
  if (cause instanceof errors.JWSSignatureVerificationFailed) {
    return 'The signature of the token is wrong: it was changed or cut off, or is older than this instance'
  }
  return `The token is not one for an instance: ${cause instanceof errors.JOSEError ? cause.message : 'its claims are wrong'}`
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss ?? ''
  } catch {
    return undefined
  }
}

function expiryOf({ exp }: JWTPayload): string {
  return exp === undefined ? 'an unknown time' : new Date(exp * 1000).toISOString()
}

function subjectOf(payload: unknown): TokenSubject {
  const claims = payloadShape.parse(payload)
  if (claims.aud === 'cli') return { kind: 'cli', scope: claims.scope }
  return { kind: claims.aud === 'app' ? 'app' : 'konnector', slug: claims.sub }
}
