import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseSecretFile, readSecretFile, secretFileText, writeSecretFile } from '../../src/operator/secret-file.js'
import { DamagedSecretError, parseSealed, seal, unseal } from '../../src/operator/sealed-secret.js'
import vectors from '../vectors/secret-file.json' with { type: 'json' }

type Outcome = Buffer | 'wrong passphrase' | 'missing passphrase' | 'damaged'

async function readSecret(text: string, passphrase: string | null): Promise<Outcome> {
  try {
    const file = parseSecretFile(text)
    if (file.kind === 'clear') return file.secret
    return (await unseal(file.sealed, Buffer.from(passphrase ?? ''))) ?? 'wrong passphrase'
  } catch (error) {
    if (error instanceof DamagedSecretError) return 'damaged'
    if (error instanceof Error && error.message === 'Missing passphrase') return 'missing passphrase'
    throw error
  }
}

function expectedOutcome(reason: string): Outcome {
  if (reason === 'missing passphrase') return reason
  return reason === 'authentication' ? 'wrong passphrase' : 'damaged'
}

describe('secret files of cozy-apps-registry, the reference registry,', () => {
  it.each(vectors.accept)('contain the expected secret: $id', async ({ file_text, passphrase_utf8, secret_hex }) => {
    expect(await readSecret(file_text, passphrase_utf8)).toEqual(Buffer.from(secret_hex, 'hex'))
  })

  it.each(vectors.reject)('are refused: $id', async ({ file_text, passphrase_utf8, reason }) => {
    expect(await readSecret(file_text, passphrase_utf8)).toBe(expectedOutcome(reason))
  })

  it.each(vectors.accept.filter(({ der_hex }) => der_hex))('contain salt, nonce and ciphertext: $id', (vector) => {
    const { salt, nonce, ciphertext } = parseSealed(Buffer.from(vector.der_hex ?? '', 'hex'))
    expect(salt.toString('hex')).toBe(vector.salt_hex)
    expect(nonce.toString('hex')).toBe(vector.nonce_hex)
    expect(ciphertext.toString('hex')).toBe(vector.ciphertext_and_tag_hex)
  })
})

describe('the DER encoding of an encrypted secret', () => {
  const nonce = `040c${'22'.repeat(12)}`
  const ciphertext = `0430${'11'.repeat(48)}`

  it.each([
    ['an indefinite length', `30800410${'33'.repeat(16)}${nonce}${ciphertext}0000`],
    ['a length in two bytes that fits into one', `308200520410${'33'.repeat(16)}${nonce}${ciphertext}`],
    ['an inner length in long form', `3053048110${'33'.repeat(16)}${nonce}${ciphertext}`],
    ['a tag in long form', `3f10520410${'33'.repeat(16)}${nonce}${ciphertext}`],
    ['a string in constructed encoding', `305424120410${'33'.repeat(16)}${nonce}${ciphertext}`],
    [
      'a ciphertext that is shorter than its authentication tag',
      `30310410${'33'.repeat(16)}${nonce}040f${'11'.repeat(15)}`,
    ],
  ])('is refused with %s', (_, hex) => {
    expect(() => parseSealed(Buffer.from(hex, 'hex'))).toThrow(new DamagedSecretError('Bad secret file'))
  })

  it('is accepted with a salt that looks like DER', () => {
    const salt = `040e${'33'.repeat(14)}`
    expect(parseSealed(Buffer.from(`30520410${salt}${nonce}${ciphertext}`, 'hex')).salt.toString('hex')).toBe(salt)
  })
})

describe('new secret files', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'secret-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const secret = Buffer.alloc(32, 7)

  it('have the form and length of those of the reference registry when encrypted, and can be decrypted', async () => {
    const text = secretFileText(await seal(secret, Buffer.from('pässphrase')))
    expect(text).toMatch(/^MFIEE[A-Za-z0-9+/]{107}\n$/)
    expect(await readSecret(text, 'pässphrase')).toEqual(secret)
    expect(await readSecret(text, 'passphrase')).toBe('wrong passphrase')
  })

  it('have another salt and nonce each time they are encrypted', async () => {
    const texts = await Promise.all([1, 2].map(() => seal(secret, Buffer.from('passphrase'))))
    const [first, second] = texts.map(parseSealed)
    expect(first?.salt).not.toEqual(second?.salt)
    expect(first?.nonce).not.toEqual(second?.nonce)
  })

  it('are not encrypted with an empty passphrase', async () => {
    await expect(seal(secret, Buffer.alloc(0))).rejects.toThrow('Missing passphrase')
  })

  it('can be read by their owner only, and never replace a file', async () => {
    const path = join(folder, 'secret.key')
    await writeSecretFile(path, secretFileText(secret))
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    await expect(writeSecretFile(path, 'other')).rejects.toMatchObject({ code: 'EEXIST' })
    expect(await readFile(path, 'utf8')).toBe(secretFileText(secret))
    expect(await readSecretFile(path)).toEqual({ file: { kind: 'clear', secret }, warnings: [] })
  })

  it('are written by one of several concurrent writers, without temporary files', async () => {
    const race = await mkdtemp(join(folder, 'race-'))
    const path = join(race, 'secret.key')
    const results = await Promise.allSettled(['one', 'two', 'three'].map((text) => writeSecretFile(path, text)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await readdir(race)).toEqual(['secret.key'])
  })

  it('cause a warning when other users can read them', async () => {
    const path = join(folder, 'open.key')
    await writeFile(path, secretFileText(secret), { mode: 0o644 })
    expect((await readSecretFile(path))?.warnings).toEqual([expect.stringContaining(path)])
  })

  it('are refused when they are larger than 64 KiB, even if they never end', async () => {
    await expect(readSecretFile('/dev/zero')).rejects.toThrow('it has more than 64 KiB')
    const path = join(folder, 'long.key')
    await writeFile(path, secretFileText(secret).padEnd(64 * 1024, '\n'), { mode: 0o600 })
    expect((await readSecretFile(path))?.file).toEqual({ kind: 'clear', secret })
    await writeFile(path, secretFileText(secret).padEnd(64 * 1024 + 1, '\n'), { mode: 0o600 })
    await expect(readSecretFile(path)).rejects.toThrow('it has more than 64 KiB')
  })

  it('are read as undefined when they are missing', async () => {
    expect(await readSecretFile(join(folder, 'none.key'))).toBeUndefined()
  })
})
