import { expect, it } from 'vitest'
import { freeName } from '../../src/folders/names.js'

it('freeName numbers a name that is taken', () => {
  expect(freeName('Photos', () => false)).toBe('Photos')
  expect(freeName('Photos', (name) => ['Photos', 'Photos (2)'].includes(name))).toBe('Photos (3)')
})

it('freeName shortens a long name by whole characters', () => {
  const family = '👩‍👩‍👧'
  const name = family.repeat(14)
  expect(freeName(name, (each) => each === name)).toBe(`${family.repeat(13)} (2)`)
})

it('freeName finds the first free number of a long name when hundreds of thousands are taken', () => {
  let tried = 0
  expect(freeName('é'.repeat(127), () => ++tried < 300_000)).toBe(`${'é'.repeat(123)} (300000)`)
})
