import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { Sealer } from '../src/sealer.js'

const master = randomBytes(32)
const sealer = new Sealer(master, 'a')

test('a Sealer unseals bytes that it sealed, and seals the same bytes differently each time', () => {
  const bytes = Buffer.from('sésame')
  const sealed = sealer.seal(bytes, 'me')
  expect(sealed).not.toBe(sealer.seal(bytes, 'me'))
  expect(Buffer.from(sealed, 'base64').includes(bytes)).toBe(false)
  expect(new Sealer(master, 'a').unseal(sealed, 'me')).toEqual(bytes)
})

test('a Sealer does not unseal damaged text, nor text of another owner, purpose or master secret', () => {
  const sealed = sealer.seal(Buffer.from('x'), 'me')
  expect(sealer.unseal(sealed, 'you')).toBeUndefined()
  expect(new Sealer(master, 'b').unseal(sealed, 'me')).toBeUndefined()
  expect(new Sealer(randomBytes(32), 'a').unseal(sealed, 'me')).toBeUndefined()
  const bytes = Buffer.from(sealed, 'base64')
  for (const i of bytes.keys()) {
    const damaged = Buffer.from(bytes)
    damaged[i] = (damaged[i] ?? 0) ^ 1
    expect(sealer.unseal(damaged.toString('base64'), 'me')).toBeUndefined()
    expect(sealer.unseal(bytes.subarray(0, i).toString('base64'), 'me')).toBeUndefined()
  }
})
