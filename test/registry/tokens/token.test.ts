import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  mintEditorToken,
  mintMasterToken,
  verifyEditorToken,
  verifyGenuine,
  verifyMasterToken,
  type TokenEditor,
} from '../../../src/registry/tokens/token.js'
import { RegistryError } from '../../../src/registry/errors.js'
import { decodeBase64 } from '../../../src/registry/tokens/base64.js'
import { editorKey } from '../../../src/registry/tokens/editor-keys.js'
import { sealLayer } from '../../../src/registry/tokens/layer.js'

const secret = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))
const salt = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes))
const slug = fc.stringMatching(/^[a-z0-9-]{1,20}$/)
const editor = fc
  .record({
    name: fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,20}$/),
    sessionSalt: salt,
    masterSalt: salt,
    slug,
    counter: fc.nat(9),
  })
  .map(({ slug, counter, ...rest }): TokenEditor => ({ ...rest, revocationCounters: new Map([[slug, counter]]) }))
const key = Buffer.alloc(32, 1)
const cozy: TokenEditor = {
  name: 'Cozy',
  sessionSalt: Buffer.alloc(16, 2),
  masterSalt: Buffer.alloc(16, 3),
  revocationCounters: new Map([['revoked', 1]]),
}
const now = fc.integer({ min: 0, max: 4_000_000_000_000 })

/** A copy of the bytes with one bit flipped. */
function flipBit(bytes: Buffer, at: number, bit: number): Buffer {
  const changed = Buffer.from(bytes)
  const index = at % changed.length
  changed.writeUInt8(changed.readUInt8(index) ^ (1 << bit), index)
  return changed
}

describe('tokens', () => {
  it('are valid for their kind and application only', () => {
    fc.assert(
      fc.property(secret, editor, slug, now, fc.nat(1_000_000), (secret, editor, app, now, lifetime) => {
        const expiry = BigInt(Math.floor(now / 1000) + 1 + lifetime)
        const token = mintEditorToken(secret, editor, app, expiry)
        const claims = { expiry, app }
        expect(verifyEditorToken(secret, editor, token, app, now)).toEqual(claims)
        expect(verifyEditorToken(secret, editor, token, undefined, now)).toEqual(claims)
        expect(verifyGenuine(secret, token, Number(expiry) * 1000)).toBe('expired')
        expect(verifyEditorToken(secret, editor, token, `${app}x`, now)).toBeTypeOf('string')
        expect(verifyMasterToken(secret, editor, token, now)).toBe('revoked or other app')
        expect(verifyMasterToken(secret, editor, mintMasterToken(secret, editor, expiry), now)).toEqual({ expiry })
      }),
    )
  })

  it('are invalid when any bit changes', () => {
    fc.assert(
      fc.property(secret, editor, fc.nat(), fc.nat(7), (secret, editor, at, bit) => {
        const token = flipBit(mintEditorToken(secret, editor, 'drive', 0n), at, bit)
        expect(verifyEditorToken(secret, editor, token, 'drive', 0)).toBe('forged')
        expect(verifyGenuine(secret, token, 0)).toBe('forged')
        expect(verifyMasterToken(secret, editor, flipBit(mintMasterToken(secret, editor, 0n), at, bit), 0)).toBe(
          'forged',
        )
      }),
    )
  })

  it('of one application become invalid when the revocation counter of this application is incremented', () => {
    fc.assert(
      fc.property(secret, editor, slug, (secret, editor, app) => {
        const token = mintEditorToken(secret, editor, app, 0n)
        const increment = (slug: string): TokenEditor => {
          const counters = new Map(editor.revocationCounters)
          return { ...editor, revocationCounters: counters.set(slug, (counters.get(slug) ?? 0) + 1) }
        }
        expect(verifyEditorToken(secret, increment(app), token, app, 0)).toBe('revoked or other app')
        expect(verifyEditorToken(secret, increment(app), token, undefined, 0)).toBe('revoked or other app')
        expect(verifyEditorToken(secret, increment(`${app}-other`), token, app, 0)).toBeTypeOf('object')
      }),
    )
  })

  it('become invalid when the secret or the salt of their kind changes', () => {
    fc.assert(
      fc.property(secret, editor, slug, fc.nat(), fc.nat(7), (secret, editor, app, at, bit) => {
        const token = mintEditorToken(secret, editor, app, 0n)
        const master = mintMasterToken(secret, editor, 0n)
        const newSession = { ...editor, sessionSalt: flipBit(editor.sessionSalt, at, bit) }
        const newMaster = { ...editor, masterSalt: flipBit(editor.masterSalt, at, bit) }
        expect(verifyEditorToken(secret, newSession, token, app, 0)).toBe('revoked or other app')
        expect(verifyMasterToken(secret, newMaster, master, 0)).toBe('revoked or other app')
        expect(verifyEditorToken(secret, newMaster, token, app, 0)).toBeTypeOf('object')
        expect(verifyMasterToken(secret, newSession, master, 0)).toBeTypeOf('object')
        expect(verifyMasterToken(flipBit(secret, at, bit), editor, master, 0)).toBe('forged')
      }),
    )
  })

  it('that are not bound to an application are valid for each application whose tokens were never revoked', () => {
    const token = mintEditorToken(key, cozy, undefined, 0n)
    expect(verifyEditorToken(key, cozy, token, 'drive', 0)).toEqual({ expiry: 0n })
    expect(verifyEditorToken(key, cozy, token, undefined, 0)).toEqual({ expiry: 0n })
    expect(verifyEditorToken(key, cozy, token, 'revoked', 0)).toBe('revoked or other app')
  })

  it('expire when the first of their two layers expires', () => {
    const sealTwice = (inner: bigint, outer: bigint): Buffer => {
      const sealed = sealLayer(editorKey(key, cozy.name, cozy.masterSalt), { expiry: inner, content: Buffer.alloc(0) })
      return sealLayer(key, { expiry: outer, content: sealed })
    }
    expect(verifyMasterToken(key, cozy, sealTwice(100n, 200n), 0)).toEqual({ expiry: 100n })
    expect(verifyMasterToken(key, cozy, sealTwice(200n, 100n), 0)).toEqual({ expiry: 100n })
    expect(verifyMasterToken(key, cozy, sealTwice(100n, 0n), 0)).toEqual({ expiry: 100n })
    expect(verifyMasterToken(key, cozy, sealTwice(100n, 200n), 100_000)).toBe('expired')
  })

  it('of an editor with an empty salt are invalid, and cannot be created', () => {
    const lost = { ...cozy, sessionSalt: Buffer.alloc(0), masterSalt: Buffer.alloc(0) }
    const none = sealLayer(editorKey(key, cozy.name, lost.masterSalt), { expiry: 0n, content: Buffer.alloc(0) })
    const master = sealLayer(key, { expiry: 0n, content: none })
    expect(verifyMasterToken(key, lost, master, 0)).toBe('revoked or other app')
    expect(() => mintMasterToken(key, lost, 0n)).toThrow(/"Cozy" has lost its salt/)
    expect(() => mintEditorToken(key, lost, 'drive', 0n)).toThrow(/"Cozy" has lost its salt/)
  })

  it('are not created for an empty slug', () => {
    expect(() => mintEditorToken(key, cozy, '', 0n)).toThrow(RegistryError)
  })
})

describe('decodeBase64', () => {
  it('returns the bytes that Buffer decodes, or undefined for a text with an invalid length or character', () => {
    const texts = fc.oneof(
      fc.string({ unit: fc.constantFrom('A', 'z', '9', '+', '/', '=', '-', '_', ' '), maxLength: 12 }),
      fc.base64String({ maxLength: 40 }),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const bytes = Buffer.from(text, 'base64')
        const decoded = decodeBase64(text)
        if (decoded) expect(decoded).toEqual(bytes)
        if (bytes.toString('base64') === text) expect(decoded).toEqual(bytes)
        if (/[^A-Za-z0-9+/=]/.test(text) || text.length % 4 !== 0) expect(decoded).toBeUndefined()
      }),
    )
  })

  it('decodes texts of many megabytes', () => {
    expect(decodeBase64('A'.repeat(12_000_000))).toHaveLength(9_000_000)
  })

  it('decodes texts with line breaks', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.integer({ min: 1, max: 80 }), (bytes, width) => {
        const text = Buffer.from(bytes).toString('base64')
        const lines = text.replace(new RegExp(`(.{${String(width)}})`, 'g'), '$1\r\n')
        expect(decodeBase64(lines)).toEqual(Buffer.from(bytes))
      }),
    )
  })
})
