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

describe('OAuth', () => {
  test('has the scopes of a list, of a single scope, or of "oauth_scope"', () => {
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

  test.each([null, false])('has no scopes when the scope is %j', (scope) => {
    expect(oauthOf({ oauth: { scope } })).toEqual({ accountType: null, scopes: [] })
  })
})

describe('the time interval', () => {
  test('may be from 0 to 24 hours', () => {
    expect(timeIntervalOf(tidewater)).toEqual({ start: 0, end: 24 })
  })

  const invalid = [undefined, null, 5, [], [1], [1, 25], [-1, 5], [1.5, 2], ['noon', 3], { start: 1, end: 2 }]
  test.each(invalid)('is undefined when the manifest has %j', (time_interval) => {
    expect(timeIntervalOf({ time_interval })).toBeUndefined()
  })
})

test('data types are read from "data_types" or "dataType"', () => {
  expect(dataTypesOf(tidewater)).toEqual(['bill', 'picture'])
  expect(dataTypesOf(oldMill)).toEqual(['documents', 'geojson'])
  expect(dataTypesOf(bare)).toEqual([])
})

test('a konnector runs on the device when "clientSide" or "client_side" is true', () => {
  expect([tidewater, oldMill, bare, minimal].map((manifest) => isClientSide(manifest))).toEqual([
    true,
    true,
    true,
    false,
  ])
  expect(isClientSide({ clientSide: 'false' })).toBe(false)
  expect(isClientSide({ clientSide: false, client_side: true })).toBe(false)
})

test('the vendor link is read from "vendor_link" or "vendorLink"', () => {
  expect(vendorLinkOf(tidewater)).toBe('www.tidewater.example')
  expect(vendorLinkOf(oldMill)).toBe('oldmill.example')
  expect(vendorLinkOf(bare)).toBeUndefined()
})

test('the account of the aggregator is undefined when the manifest has none', () => {
  expect(aggregatorAccountOf(tidewater)).toBe('tidewater-aggregator')
  expect(aggregatorAccountOf(bare)).toBeUndefined()
})
