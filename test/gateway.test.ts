import { expect, test } from 'vitest'
import { loadConfig } from '../src/config/config.js'
import { connect } from '../src/gateway.js'
import { temporaryFolder } from './support/temporary-folder.js'

// No server listens on this port: connections are refused.
const closedPort = 'http://127.0.0.1:1'

test.each([
  ['S3', 's3.endpoint', { S3_ENDPOINT: closedPort, S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'hush', S3_BUCKET: 'bucket' }],
  ['swift', 'swift.auth_url', { SWIFT_AUTH_URL: `${closedPort}/v3`, SWIFT_USERNAME: 'u', SWIFT_API_KEY: 'hush' }],
])('the error of an unreachable %s store has its address and the setting %s', async (store, key, settings) => {
  const cwd = await temporaryFolder()
  const variables = Object.entries(settings).map(([name, value]) => [`COZY_REGISTRY_${name}`, value])
  const env: Record<string, string> = { COZY_REGISTRY_DATA: cwd, ...Object.fromEntries(variables) }
  const { config } = await loadConfig({ argvFlags: {}, env, cwd, home: undefined })
  const opening = connect(config, {})
  await expect(opening).rejects.toThrow(
    `Cannot access to ${store}: ${closedPort} does not answer: connect ECONNREFUSED 127.0.0.1:1 (set by ${key})`,
  )
})
