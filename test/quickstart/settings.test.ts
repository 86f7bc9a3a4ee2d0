import { expect, it } from 'vitest'
import { startSettings } from '../../src/quickstart/settings.js'

it('npm start allows requests to loopback addresses, in addition to the configured networks', () => {
  const { config, doctypes } = startSettings(
    { COZY_REGISTRY_SAFE_HTTP_TRUSTED_PRIVATE_NETWORKS: '10.1.0.0/16' },
    '/srv',
  )
  expect(config.publish.trustedNetworks).toEqual(['127.0.0.0/8', '::1/128'])
  expect(config.remote).toEqual({
    definitions: { folder: '/srv/data/doctypes' },
    allowsCustomPorts: true,
    assets: new Map(),
    trustedPrivateNetworks: ['10.1.0.0/16', '127.0.0.0/8', '::1/128'],
  })
  expect(doctypes).toBe('/srv/data/doctypes')
})

it('npm start refuses another folder for remote doctypes', () => {
  expect(() => startSettings({ COZY_REGISTRY_DOCTYPES: 'mine' }, '/srv')).toThrow('unset COZY_REGISTRY_DOCTYPES')
})
