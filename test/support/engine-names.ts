/**
 * The combinations of engines that can be tested on the servers that the environment variables name. Each is a value for
 * `TEST_ENGINES`, such as `couchdb+redis+s3`.
 */
export function engineNames(environment: NodeJS.ProcessEnv): string[] {
  const common = [environment.COUCHDB_URL && 'couchdb', environment.REDIS_URL && 'redis']
  const stores = [environment.S3_ENDPOINT && 's3', environment.SWIFT_AUTH_URL && 'swift'].filter(Boolean)
  const names = (stores.length > 0 ? stores : ['']).map((store) => [...common, store].filter(Boolean).join('+'))
  return names.filter((name) => name !== '')
}
