import { expect, it } from 'vitest'
import { suggestApps, type SuggestionRequest } from '../../../src/registry/listing/suggest.js'
import { openTestRegistry, outcomes } from '../../support/registry.js'
import { storeWriter } from './store-writer.js'

it('suggestions are names and slugs that begin with the text, the best first', async () => {
  const test = await openTestRegistry()
  const { registry } = test
  const { putApp, putVersion, overwriteVersion } = storeWriter(test)
  const names = { bank: 'Ma banque', hello: 'Banana', notes: 'Cahier', photos: 'Album' }
  for (const [slug, name] of Object.entries(names)) {
    await putApp(slug)
    const locales = { fr: { name }, en: { name: `The ${slug}` } }
    await putVersion(slug, '1.0.0', { long_description: 'bank', locales })
  }
  await overwriteVersion('photos', '1.0.0', { name: 'Banner' })
  const suggest = async (prefix: string, request: Partial<SuggestionRequest> = {}, space = '') => {
    const found = await suggestApps(registry.listings, registry.spaces.get(space), { prefix, first: 10, ...request })
    return found.map(({ text, app }) => [text, app.record.slug])
  }
  expect(await suggest('Ban')).toEqual([
    ['The bank', 'bank'],
    ['Banana', 'hello'],
  ])
  expect(await suggest('ban', { locales: ['fr'], first: 1 })).toEqual([['Ma banque', 'bank']])
  expect(await suggest('ban', {}, 'mirror')).toEqual([
    ['The bank', 'bank'],
    ['Banana', 'hello'],
    ['Banner', 'photos'],
  ])
  expect(await suggest('cahir', { locales: ['fr'] })).toEqual([['Cahier', 'notes']])
  expect([await suggest(''), await suggest('…')]).toEqual([[], []])
  expect(await outcomes([suggest('a', { first: 51 }), suggest('a', { first: -1 }), suggest('x'.repeat(201))])).toEqual(
    Array(3).fill('INVALID_INPUT'),
  )
})
