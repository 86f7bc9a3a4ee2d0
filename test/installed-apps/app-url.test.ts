import { expect, it } from 'vitest'
import { appUrlOf, readInstalledApp } from '../../src/installed-apps/installed-app.js'

it.each([
  ['alice.example.org', 'https://alice-notes.example.org/'],
  ['alice.example.org:8443', 'https://alice-notes.example.org:8443/'],
  ['localhost:8080', 'https://localhost-notes:8080/'],
  ['127.0.0.1:8080', undefined],
])('the application "notes" of the instance %s is opened at %s', (domain, url) => {
  const app = readInstalledApp({ type: 'webapp', slug: 'notes' }, { state: 'ready' })
  expect(appUrlOf({ domain }, app)).toBe(url)
})
