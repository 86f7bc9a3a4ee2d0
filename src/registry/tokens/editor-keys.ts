import { hkdfSync } from 'node:crypto'
import { LRUCache } from 'lru-cache'

const keyLength = 32
const mostKeys = 10_000

// Keys are cached. Each check of a token needs the keys of some editors, and the derivation of a key is expensive.
const keysOfSecret = new WeakMap<Buffer, LRUCache<string, Buffer>>()

/**
 * The key of an editor's tokens of one kind: HKDF-SHA-256 (RFC 5869) of the master secret.
 * @param secret the master secret, 32 bytes. The buffer must not be changed afterwards.
 * @param name the name of the editor in the case in which it is stored
 * @param salt the salt of the editor for this kind of token. A new salt results in a new key.
 */
export function editorKey(secret: Buffer, name: string, salt: Buffer): Buffer {
  const keys = keysOf(secret)
  const id = `${salt.toString('base64')} ${name}`
  const known = keys.get(id)
  if (known) return known
  const key = Buffer.from(hkdfSync('sha256', secret, salt, name, keyLength))
  keys.set(id, key)
  return key
}

function keysOf(secret: Buffer): LRUCache<string, Buffer> {
  const known = keysOfSecret.get(secret)
  if (known) return known
  const keys = new LRUCache<string, Buffer>({ max: mostKeys })
  keysOfSecret.set(secret, keys)
  return keys
}
