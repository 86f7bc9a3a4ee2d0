import { describe, expect, it } from 'vitest'
import { openTestRegistry } from '../support/registry.js'

const content = Buffer.from('<svg/>')

describe('the length of texts', () => {
  it('is limited in overwrites', async () => {
    const test = await openTestRegistry()
    const { overwrites } = test.registry
    const change = (overwrite: Parameters<typeof overwrites.overwrite>[2]): Promise<void> =>
      overwrites.overwrite(test.registry.spaces.getVirtual('mirror'), 'notes', overwrite)
    await change({ name: 'n'.repeat(200) })
    await expect(change({ name: 'n'.repeat(201) })).rejects.toThrow('The name has 201 characters: give 200 at most')
    const icon = { fileName: `${'n'.repeat(252)}.svg`, content }
    await expect(change({ icon })).rejects.toThrow('The name of the file has 256 characters: give 255 at most')
  })

  it('is limited in maintenance messages, and the number of messages is limited, too', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    const set = async (...messages: { locale: string; short: string; long: string }[]): Promise<void> => {
      const state = { infrastructure: false, short: false, noManualExecution: false, messages }
      await test.registry.apps.setMaintenance(test.registry.spaces.get(undefined), 'notes', state)
    }
    const longest = { locale: 'l'.repeat(35), short: 's'.repeat(1000), long: 'l'.repeat(10_000) }
    await set(longest)
    for (const [name, shown] of [
      ['locale', 'locale'],
      ['short', 'short text'],
      ['long', 'long text'],
    ] as const) {
      const refused = `The ${shown} of a message has ${String(longest[name].length + 1)} characters: give `
      await expect(set({ ...longest, [name]: `${longest[name]}x` })).rejects.toThrow(refused)
    }
    const many = Array.from({ length: 101 }, (_, i) => ({ locale: String(i), short: '', long: '' }))
    await expect(set(...many)).rejects.toThrow('There are 101 messages: give 100 at most')
  })

  it('is limited in media types of well-known files', async () => {
    const { registry } = await openTestRegistry()
    const space = registry.spaces.getReal(undefined)
    const put = (length: number): Promise<unknown> =>
      registry.wellKnown.put(space, { fileName: 'a', content }, `text/plain; ${'x'.repeat(length - 12)}`)
    await put(255)
    await expect(put(256)).rejects.toThrow('The media type has 256 characters: give 255 at most')
  })
})
