import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { openTestRegistry, outcomes, type TestRegistry } from '../support/registry.js'
import { bytesOf } from './virtual/fixture.js'

const content = Buffer.from('{"applinks":{}}')
// An unknown media type is stored as an empty text. Some object stores replace an empty media type by
// application/octet-stream.
const unknownType: unknown = expect.stringMatching(/^(application\/octet-stream)?$/)
const file = (fileName: string) => ({ fileName, content })

async function names({ registry }: TestRegistry, space = ''): Promise<string[]> {
  return (await registry.wellKnown.list(registry.spaces.getReal(space))).map(({ name }) => name)
}

describe('well-known files', () => {
  it('can be put, listed, opened, replaced and removed', async () => {
    const test = await openTestRegistry()
    const { space, objects } = test
    const { wellKnown } = test.registry
    await wellKnown.put(space, file('assetlinks.json'))
    await wellKnown.put(space, file('apple-app-site-association'), 'application/json; charset=utf-8')
    await wellKnown.put(space, file('deep/er'))
    expect(await wellKnown.list(space)).toEqual([
      { name: 'apple-app-site-association', contentType: 'application/json; charset=utf-8', size: content.length },
      { name: 'assetlinks.json', contentType: 'application/json', size: content.length },
      { name: 'deep/er', contentType: unknownType, size: content.length },
    ])
    expect(await objects.stat('__default__', 'universallink/assetlinks.json')).toMatchObject({ size: content.length })
    expect(await bytesOf(await wellKnown.open(space, 'deep/er'))).toEqual(content)
    await wellKnown.put(space, { fileName: 'deep/er', content: Buffer.from('new') }, 'text/html')
    const replaced = await wellKnown.open(space, 'deep/er')
    expect(replaced?.contentType).toBe('text/html')
    expect(String(await bytesOf(replaced))).toBe('new')
    await wellKnown.remove(space, 'deep/er')
    expect(await wellKnown.open(space, 'deep/er')).toBeUndefined()
    expect(await names(test)).toEqual(['apple-app-site-association', 'assetlinks.json'])
  })

  it('are listed in their own space only', async () => {
    const test = await openTestRegistry()
    await test.objects.put('labs', 'universallink/by-hand', Readable.from([content]), { contentType: '' })
    await test.objects.put('labs', 'notes/1.0.0/icon', Readable.from([content]), { contentType: '' })
    expect(await names(test)).toEqual([])
    expect(await names(test, 'labs')).toEqual(['by-hand'])
  })

  const unsafe = ['', '.', '..', '../notes/1.0.0/icon', 'a/../b', 'a//b', '/a', 'a/', 'a\\b', 'a\0', 'a\nb', '\ud800']
  it.each([...unsafe, 'x'.repeat(256), 'é'.repeat(128)])('are refused with the unsafe name %j', async (name) => {
    const { registry, space } = await openTestRegistry()
    const { wellKnown } = registry
    const results = await outcomes([wellKnown.put(space, file(name)), wellKnown.remove(space, name)])
    expect(results).toEqual(['INVALID_INPUT', 'FILE_NOT_FOUND'])
    expect(await wellKnown.open(space, name)).toBeUndefined()
    expect(await wellKnown.list(space)).toEqual([])
  })

  it('cannot have the name of a folder, or lie in a folder with the name of a file', async () => {
    const test = await openTestRegistry()
    const { wellKnown } = test.registry
    for (const name of ['a.json', 'deep/er/b']) await wellKnown.put(test.space, file(name))
    const conflicting = ['a.json/b', 'a.json/b/c', 'deep', 'deep/er'].map((name) =>
      wellKnown.put(test.space, file(name)),
    )
    expect(await outcomes(conflicting)).toEqual(conflicting.map(() => 'INVALID_INPUT'))
    for (const name of ['a.jso', 'a.json-b', 'deep/er/c']) await wellKnown.put(test.space, file(name))
    expect(await names(test)).toEqual(['a.jso', 'a.json', 'a.json-b', 'deep/er/b', 'deep/er/c'])
  })

  it.each(['', 'json', 'text/html\r\nX: y', 'text/', 'té/xt'])(
    'are refused with the invalid media type %j',
    async (type) => {
      const { registry, space } = await openTestRegistry()
      expect(await outcomes([registry.wellKnown.put(space, file('a'), type)])).toEqual(['INVALID_INPUT'])
      expect(await registry.wellKnown.list(space)).toEqual([])
    },
  )

  it('are refused when they are empty or larger than 4 MiB', async () => {
    const { registry, space } = await openTestRegistry()
    const put = (size: number) => registry.wellKnown.put(space, { fileName: 'a', content: Buffer.alloc(size) })
    expect(await outcomes([put(0), put(4 * 2 ** 20 + 1)])).toEqual(['INVALID_INPUT', 'INVALID_INPUT'])
    await put(4 * 2 ** 20)
    expect(await outcomes([registry.wellKnown.remove(space, 'b')])).toEqual(['FILE_NOT_FOUND'])
  })
})
