import { expect, test } from 'vitest'
import {
  intentsOf,
  notificationsOf,
  platformsOf,
  routesOf,
  servicesOf,
} from '../../../src/registry/manifests/webapp.js'
import { fixture } from '../../support/manifest-fixtures.js'

const orchard = fixture('orchard.webapp')
const minimal = fixture('minimal.webapp')

test('routes are read in order, with unchanged paths', () => {
  expect(routesOf(orchard)).toEqual([
    { path: '/', folder: '/', index: 'index.html', public: false },
    { path: '/public', folder: '/public', index: 'index.html', public: true },
    { path: '/web', folder: '/web', index: null, public: false },
    { path: '/web/', folder: '/web', index: 'index.html', public: false },
    { path: '/bare', folder: '/bare', index: null, public: true },
  ])
  expect(routesOf(minimal)).toEqual([])
})

test('intents have an action, types and an optional URL', () => {
  expect(intentsOf(orchard)).toEqual([
    { action: 'OPEN', types: ['example.trees'], href: '/intents' },
    { action: 'REDIRECT', types: ['io.cozy.apps'], href: '/#/redirect' },
    { action: 'INSTALL', types: [], href: null },
  ])
  expect(intentsOf(minimal)).toEqual([])
})

test('services may lack a trigger or a debounce delay', () => {
  const file = (name: string) => ({ type: 'node', file: `services/${name}.js`, debounce: null })
  expect(servicesOf(orchard)).toEqual([
    { name: 'countApples', ...file('count'), trigger: '@daily between 7am and 8pm', debounce: '75s' },
    { name: 'migrate', ...file('migrate'), trigger: null },
    { name: 'webhook', ...file('webhook'), trigger: '@webhook' },
    { name: 'monthly', ...file('monthly'), trigger: '@monthly on the 5-7 between 2pm and 7pm' },
  ])
  expect(servicesOf(minimal)).toEqual([])
})

test('missing members of notifications are null or false', () => {
  expect(notificationsOf(orchard)).toEqual([
    {
      name: 'harvest-soon',
      description: 'Tells when apples are ripe',
      collapsible: true,
      multiple: true,
      stateful: false,
      defaultPriority: 'normal',
    },
    { name: 'frost', description: null, collapsible: false, multiple: false, stateful: true, defaultPriority: null },
  ])
  expect(notificationsOf(minimal)).toEqual([])
})

test('platforms have a type and an optional URL', () => {
  expect(platformsOf(orchard)).toEqual([
    { type: 'ios', url: 'https://apps.example/orchard' },
    { type: 'android', url: null },
  ])
  expect(platformsOf(minimal)).toEqual([])
})
