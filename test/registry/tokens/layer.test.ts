import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openLayer, sealLayer } from '../../../src/registry/tokens/layer.js'

const bytes = (length: number): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => Buffer.from(array))
const content = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array))
const key = Buffer.alloc(32, 1)

describe('a sealed layer of a token', () => {
  it('can be opened only with the same key and the same additional data', () => {
    fc.assert(
      fc.property(
        bytes(32),
        bytes(32),
        content,
        fc.string(),
        fc.string(),
        (key, other, content, additional, suffix) => {
          const sealed = sealLayer(key, { expiry: 0n, content }, additional)
          expect(openLayer(key, sealed, 0, additional)).toEqual({ expiry: 0n, content })
          if (!other.equals(key)) expect(openLayer(other, sealed, 0, additional)).toBe('forged')
          if (suffix !== '') expect(openLayer(key, sealed, 0, additional + suffix)).toBe('forged')
        },
      ),
    )
  })

  it('has an expiry (8 bytes, big-endian), the content, and an authentication code (32 bytes)', () => {
    const sealed = sealLayer(key, { expiry: 1_767_225_600n, content: Buffer.from('abc') })
    expect(sealed.subarray(0, 11).toString('hex')).toBe('000000006955b900616263')
    expect(sealed).toHaveLength(8 + 3 + 32)
  })

  it('can be opened until its expiry', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.nat(8e12), (expiry, now) => {
        // A layer with the expiry 0 never expires.
        fc.pre(expiry !== 0n)
        const opened = openLayer(key, sealLayer(key, { expiry, content: Buffer.alloc(0) }), now)
        expect(typeof opened === 'object').toBe(BigInt(now) < expiry * 1000n)
      }),
    )
    const sealed = sealLayer(key, { expiry: 100n, content: Buffer.alloc(0) })
    expect(openLayer(key, sealed, 99_999.9)).toBeTypeOf('object')
    expect(openLayer(key, sealed, 100_000)).toBe('expired')
  })

  it('cannot be opened when it consists of random bytes', () => {
    fc.assert(
      fc.property(content, (randomBytes) => {
        expect(openLayer(key, randomBytes, 0)).toBe(randomBytes.length < 32 ? 'malformed' : 'forged')
      }),
    )
  })
})
