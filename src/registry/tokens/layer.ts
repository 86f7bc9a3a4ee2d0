import { createHmac, timingSafeEqual } from 'node:crypto'

/** Bytes of the authentication code at the end of a layer. */
export const macLength = 32
/** Bytes of the expiry at the beginning of a layer. */
export const expiryLength = 8

/**
 * One of the two layers of a token: its content, and its expiry (seconds since 1970; 0 for never). The content of the outer layer
 * is the inner layer.
 */
export interface Layer {
  expiry: bigint
  content: Buffer
}

/** The reason why a layer can't be opened. `forged` also covers damage, a wrong key, and wrong additional data. */
export type LayerFailure = 'malformed' | 'forged' | 'expired'

/**
 * Seals one layer of a token: expiry (8 bytes, big-endian), content, and an HMAC-SHA-256 over `additional`, expiry and content.
 * The layer does not contain `additional`.
 */
export function sealLayer(key: Buffer, { expiry, content }: Layer, additional = ''): Buffer {
  const head = Buffer.alloc(expiryLength)
  head.writeBigInt64BE(expiry)
  const message = Buffer.concat([head, content])
  return Buffer.concat([message, mac(key, additional, message)])
}

/**
 * Opens a layer. Authentication codes are compared in constant time.
 * @param now milliseconds since 1970. A layer expires at the beginning of the second `expiry`.
 */
export function openLayer(key: Buffer, sealed: Buffer, now: number, additional = ''): Layer | LayerFailure {
  if (sealed.length < macLength) return 'malformed'
  const message = sealed.subarray(0, sealed.length - macLength)
  if (!timingSafeEqual(sealed.subarray(message.length), mac(key, additional, message))) return 'forged'
  if (message.length < expiryLength) return 'malformed'
  const expiry = message.readBigInt64BE()
  if (expiry !== 0n && BigInt(Math.floor(now)) >= expiry * 1000n) return 'expired'
  return { expiry, content: message.subarray(expiryLength) }
}

function mac(key: Buffer, additional: string, message: Buffer): Buffer {
  return createHmac('sha256', key).update(additional).update(message).digest()
}
