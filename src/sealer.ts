import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const algorithm = 'chacha20-poly1305'
const nonceLength = 12
const tagLength = 16
const keyLength = 32

/** Encrypts small secrets for a database, with ChaCha20-Poly1305 (RFC 8439). */
export class Sealer {
  readonly #key: Buffer

  /**
   * @param secret the master secret, 32 bytes
   * @param purpose what the secrets are for. HKDF (RFC 5869) derives another key for each purpose.
   */
  constructor(secret: Buffer, purpose: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', purpose, keyLength))
  }

  /**
   * Encrypts a secret.
   * @param owner the owner of the secret; the result can't be decrypted for another owner
   * @returns base64 of the nonce, the encrypted bytes and the authentication tag
   */
  seal(bytes: Buffer, owner: string): string {
    const nonce = randomBytes(nonceLength)
    const cipher = createCipheriv(algorithm, this.#key, nonce, { authTagLength: tagLength })
    cipher.setAAD(Buffer.from(owner), { plaintextLength: bytes.length })
    return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]).toString('base64')
  }

  /** Decrypts a secret; `undefined` if it is damaged, or was encrypted with another master secret or for another owner. */
  unseal(sealed: string, owner: string): Buffer | undefined {
    const bytes = Buffer.from(sealed, 'base64')
    if (bytes.length < nonceLength + tagLength) return undefined
    const [nonce, encrypted] = [bytes.subarray(0, nonceLength), bytes.subarray(nonceLength, -tagLength)]
    const decipher = createDecipheriv(algorithm, this.#key, nonce, { authTagLength: tagLength })
    decipher.setAAD(Buffer.from(owner), { plaintextLength: encrypted.length })
    decipher.setAuthTag(bytes.subarray(-tagLength))
    try {
      return Buffer.concat([decipher.update(encrypted), decipher.final()])
    } catch {
      return undefined
    }
  }
}
