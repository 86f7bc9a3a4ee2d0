import { expect, test } from 'vitest'
import { isPlatformApp, usualContext } from '../../src/installed-apps/context.js'

test.each([
  ...['banks', 'contacts', 'drive', 'home', 'notes', 'passwords', 'photos', 'settings', 'store'],
  ...['coachco2', 'mespapiers', 'dataproxy'],
])('%s belongs to the platform', (slug) => {
  expect(isPlatformApp(usualContext, slug)).toBe(true)
})

test('other applications belong to it if the context says so', () => {
  expect(isPlatformApp(usualContext, 'garden')).toBe(false)
  expect(isPlatformApp({ ...usualContext, additionalPlatformApps: ['garden'] }, 'garden')).toBe(true)
})
