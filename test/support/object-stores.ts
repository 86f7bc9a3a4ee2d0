import type { S3Settings } from '../../src/objects/s3/requests.js'
import type { SwiftSettings } from '../../src/objects/swift/authenticate.js'
import { undefinedOrThrowInCi } from './requirements.js'

/** A bucket on the S3 server that the environment variables name; `undefined` if they name none. */
export function s3FromEnvironment(): S3Settings | undefined {
  const { S3_ENDPOINT: endpoint, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey } = process.env
  if (!endpoint || !accessKey || !secretKey) return undefinedOrThrowInCi('S3_ENDPOINT, S3_ACCESS_KEY and S3_SECRET_KEY')
  const usual = { region: 'us-east-1', pathStyle: true, presignedDownloads: false }
  return { ...usual, endpoint, accessKey, secretKey, bucket: 'registry-tests' }
}

/** An account on the Swift server that the environment variables name; `undefined` if they name none. */
export function swiftFromEnvironment(): SwiftSettings | undefined {
  const { SWIFT_AUTH_URL: authUrl, SWIFT_USERNAME: username, SWIFT_API_KEY: apiKey } = process.env
  if (!authUrl || !username || !apiKey) return undefinedOrThrowInCi('SWIFT_AUTH_URL, SWIFT_USERNAME and SWIFT_API_KEY')
  return { authUrl, authVersion: 1, username, apiKey, endpointType: 'public', tenant: '', domain: '', region: '' }
}
