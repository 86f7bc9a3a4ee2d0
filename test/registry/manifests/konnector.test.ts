import { describe, expect, test } from 'vitest'
import {
  aggregatorAccountOf,
  dataTypesOf,
  foldersOf,
  isClientSide,
  oauthOf,
  timeIntervalOf,
  vendorLinkOf,
} from '../../../src/registry/manifests/konnector.js'
import { fixture } from '../../support/manifest-fixtures.js'

const tidewater = fixture('tidewater.konnector')
const oldMill = fixture('old-mill.konnector')
const bare = fixture('bare.konnector')
const nameless = fixture('nameless.webapp')

test('folders', () => {
  expect(foldersOf(tidewater)).toEqual([
    { defaultDir: '$administrative/$konnector/$account' },
    { defaultDir: '$photos' },
  ])
  expect(foldersOf(bare)).toEqual([])
})

describe('OAuth', () => {
  test('with a list of scopes, one scope, or the scope beside it', () => {
    expect(oauthOf(tidewater)).toEqual({ accountType: 'tidewater', scopes: ['openid+profile+offline_access'] })
    expect(oauthOf(bare)).toEqual({ accountType: 'bare', scopes: ['user_photos'] })
    expect(oauthOf(oldMill)).toEqual({
      accountType: null,
      scopes: ['https://oldmill.example/contacts+https://oldmill.example/mail'],
    })
  })

  test.each([{}, { oauth: null }, { oauth: false }, { oauth_scope: 'x' }])('is not used by %j', (manifest) => {
    expect(oauthOf(manifest)).toBeUndefined()
  })

  test.each([null, false])('may have the invalid scope %j, which is ignored', (scope) => {
    expect(oauthOf({ oauth: { scope } })).toEqual({ accountType: null, scopes: [] })
  })
})

describe('time interval', () => {
  test('takes hours up to 24', () => {
    expect(timeIntervalOf(tidewater)).toEqual({ start: 0, end: 24 })
  })

  const none = [undefined, null, 5, [], [1], [1, 25], [-1, 5], [1.5, 2], ['noon', 3], { start: 1, end: 2 }]
  test.each(none)('%j is invalid', (time_interval) => {
    expect(timeIntervalOf({ time_interval })).toBeUndefined()
  })
})

test('data types, under either name', () => {
  expect(dataTypesOf(tidewater)).toEqual(['bill', 'picture'])
  expect(dataTypesOf(oldMill)).toEqual(['documents', 'geojson'])
  expect(dataTypesOf(bare)).toEqual([])
})

test('runs on the device when the manifest says so, in any spelling', () => {
  expect([tidewater, oldMill, bare, nameless].map((manifest) => isClientSide(manifest))).toEqual([
    true,
    true,
    true,
    false,
  ])
  expect(isClientSide({ clientSide: 'false' })).toBe(false)
  expect(isClientSide({ clientSide: false, client_side: true })).toBe(false)
})

test('vendor link, under either name, unchanged', () => {
  expect(vendorLinkOf(tidewater)).toBe('www.tidewater.example')
  expect(vendorLinkOf(oldMill)).toBe('oldmill.example')
  expect(vendorLinkOf(bare)).toBeUndefined()
})

test('account of the aggregator', () => {
  expect(aggregatorAccountOf(tidewater)).toBe('tidewater-aggregator')
  expect(aggregatorAccountOf(bare)).toBeUndefined()
})
