import { expect, test } from 'vitest'
import { isPlatformApp, usualContext } from '../../src/installed-apps/context.js'

test.each([
  ...['banks', 'contacts', 'drive', 'home', 'notes', 'passwords', 'photos', 'settings', 'store'],
  ...['coachco2', 'mespapiers', 'dataproxy'],
])('%s is a platform application', (slug) => {
  expect(isPlatformApp(usualContext, slug)).toBe(true)
})

test('another application is a platform application only if the context lists it', () => {
  expect(isPlatformApp(usualContext, 'garden')).toBe(false)
  expect(isPlatformApp({ ...usualContext, additionalPlatformApps: ['garden'] }, 'garden')).toBe(true)
})
