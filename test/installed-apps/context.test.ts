import { expect, test } from 'vitest'
import { isPlatformApp, defaultContext } from '../../src/installed-apps/context.js'

test.each([
  ...['banks', 'contacts', 'drive', 'home', 'notes', 'passwords', 'photos', 'settings', 'store'],
  ...['coachco2', 'mespapiers', 'dataproxy'],
])('%s is a platform application', (slug) => {
  expect(isPlatformApp(defaultContext, slug)).toBe(true)
})

test('another application is a platform application only if the context lists it', () => {
  expect(isPlatformApp(defaultContext, 'garden')).toBe(false)
  expect(isPlatformApp({ ...defaultContext, additionalPlatformApps: ['garden'] }, 'garden')).toBe(true)
})
