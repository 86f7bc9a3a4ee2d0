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
const minimal = fixture('minimal.webapp')

test('folders have their default directory', () => {
  expect(foldersOf(tidewater)).toEqual([
    { defaultDir: '$administrative/$konnector/$account' },
    { defaultDir: '$photos' },
  ])
  expect(foldersOf(bare)).toEqual([])
})

describe('the OAuth settings', () => {
  test('have the scopes in "oauth.scope" (a list or one text), or else in "oauth_scope"', () => {
    expect(oauthOf(tidewater)).toEqual({ accountType: 'tidewater', scopes: ['openid+profile+offline_access'] })
    expect(oauthOf(bare)).toEqual({ accountType: 'bare', scopes: ['user_photos'] })
    expect(oauthOf(oldMill)).toEqual({
      accountType: null,
      scopes: ['https://oldmill.example/contacts+https://oldmill.example/mail'],
    })
  })

  test.each([{}, { oauth: null }, { oauth: false }, { oauth_scope: 'x' }])(
    'are undefined for the manifest %j',
    (manifest) => {
      expect(oauthOf(manifest)).toBeUndefined()
    },
  )

  test.each([null, false])('have no scopes when "oauth.scope" is %j', (scope) => {
    expect(oauthOf({ oauth: { scope } })).toEqual({ accountType: null, scopes: [] })
  })
})

describe('the time interval', () => {
  test('may start at hour 0 and end at hour 24', () => {
    expect(timeIntervalOf(tidewater)).toEqual({ start: 0, end: 24 })
  })

  // Each value is in a list of its own, because `each` spreads lists.
  const invalid = [undefined, null, 5, [], [1], [1, 25], [-1, 5], [1.5, 2], ['noon', 3], { start: 1, end: 2 }]
  test.each(invalid.map((value) => [value]))('is undefined when "time_interval" is %j', (time_interval) => {
    expect(timeIntervalOf({ time_interval })).toBeUndefined()
  })
})

test('data types are read from "data_types", or else from "dataType"', () => {
  expect(dataTypesOf(tidewater)).toEqual(['bill', 'picture'])
  expect(dataTypesOf(oldMill)).toEqual(['documents', 'geojson'])
  expect(dataTypesOf(bare)).toEqual([])
})

test('a konnector runs on the device when "clientSide", or else "client_side", is true', () => {
  expect([tidewater, oldMill, bare, minimal].map((manifest) => isClientSide(manifest))).toEqual([
    true,
    true,
    true,
    false,
  ])
  expect(isClientSide({ clientSide: 'false' })).toBe(false)
  expect(isClientSide({ clientSide: false, client_side: true })).toBe(false)
})

test('the vendor link is read from "vendor_link", or else from "vendorLink"', () => {
  expect(vendorLinkOf(tidewater)).toBe('www.tidewater.example')
  expect(vendorLinkOf(oldMill)).toBe('oldmill.example')
  expect(vendorLinkOf(bare)).toBeUndefined()
})

test('the account at the aggregator is read from "aggregator.accountId"', () => {
  expect(aggregatorAccountOf(tidewater)).toBe('tidewater-aggregator')
  expect(aggregatorAccountOf(bare)).toBeUndefined()
})
