import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { fromBER, OctetString, Sequence } from 'asn1js'

/** A master secret encrypted with a passphrase: a DER SEQUENCE of three OCTET STRINGs. */
export interface Sealed {
  salt: Buffer
  nonce: Buffer
  /** The encrypted bytes, then the authentication tag. */
  ciphertext: Buffer
}

/** The content of a secret file is invalid, so no passphrase can decrypt it. */
export class DamagedSecretError extends Error {
  override name = 'DamagedSecretError'
}

const secretLength = 32
const saltLength = 16
const nonceLength = 12
const tagLength = 16
const algorithm = 'chacha20-poly1305'

// scrypt (RFC 7914). The format fixes the parameters, so the file does not contain them.
const derive = promisify<Buffer, Buffer, number, { N: number; r: number; p: number }, Buffer>(scrypt)
const scryptParameters = { N: 16_384, r: 8, p: 1 }

/**
 * Encrypts a master secret with ChaCha20-Poly1305 (RFC 8439). scrypt derives the key from the passphrase.
 * @throws Error if the passphrase is empty
 */
export async function seal(secret: Buffer, passphrase: Buffer): Promise<Buffer> {
  const salt = randomBytes(saltLength)
  const nonce = randomBytes(nonceLength)
  const key = await keyOf(passphrase, salt)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength })
  const ciphertext = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()])
  const value = [salt, nonce, ciphertext].map(
    (valueHex) => new OctetString({ valueHex: new Uint8Array(valueHex).buffer }),
  )
  return Buffer.from(new Sequence({ value }).toBER())
}

/**
 * Parses a sealed secret. Further elements of the SEQUENCE, and bytes after it, are ignored.
 * @throws DamagedSecretError
 */
export function parseSealed(der: Buffer): Sealed {
  const { result, offset } = fromBER(new Uint8Array(der).buffer)
  if (offset === -1 || !(result instanceof Sequence) || !isDer(result)) throw damaged()
  const [salt, nonce, ciphertext] = result.valueBlock.value.slice(0, 3).map((element) => {
    if (!(element instanceof OctetString) || !isDer(element)) throw damaged()
    return Buffer.from(element.valueBlock.valueHexView)
  })
  if (salt?.length !== saltLength || nonce?.length !== nonceLength) throw damaged()
  if (!ciphertext || ciphertext.length < tagLength) throw damaged()
  return { salt, nonce, ciphertext }
}

/**
 * Decrypts a sealed secret.
 * @returns the master secret; `undefined` if the passphrase is wrong, or if the encrypted bytes are damaged
 * @throws DamagedSecretError if the decrypted bytes are not a master secret; Error if the passphrase is empty
 */
export async function unseal({ salt, nonce, ciphertext }: Sealed, passphrase: Buffer): Promise<Buffer | undefined> {
  const key = await keyOf(passphrase, salt)
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagLength })
  decipher.setAuthTag(ciphertext.subarray(-tagLength))
  const secret = decipher.update(ciphertext.subarray(0, -tagLength))
  try {
    decipher.final()
  } catch {
    return undefined
  }
  if (secret.length !== secretLength) throw new DamagedSecretError('Bad secret file: bad length of secret')
  return secret
}

function keyOf(passphrase: Buffer, salt: Buffer): Promise<Buffer> {
  if (passphrase.length === 0) return Promise.reject(new Error('Missing passphrase'))
  return derive(passphrase, salt, secretLength, scryptParameters)
}

// Whether an element is DER (X.690, 8.1.3 and 10.1): it has a tag of one byte, and a definite length in its shortest form. The
// library also accepts BER.
function isDer({ idBlock, lenBlock }: Sequence | OctetString): boolean {
  const { length, blockLength, isIndefiniteForm } = lenBlock
  const shortest = length < 128 ? 1 : 1 + Math.ceil(Math.log2(length + 1) / 8)
  return idBlock.blockLength === 1 && !isIndefiniteForm && blockLength === shortest
}

function damaged(): DamagedSecretError {
  return new DamagedSecretError('Bad secret file')
}
