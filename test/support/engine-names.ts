/** The combinations of engines to test on the servers of the environment, in the form of `TEST_ENGINES`: `couchdb+redis+s3`. */
export function engineNames(environment: NodeJS.ProcessEnv): string[] {
  const common = [environment.COUCHDB_URL && 'couchdb', environment.REDIS_URL && 'redis']
  const stores = [environment.S3_ENDPOINT && 's3', environment.SWIFT_AUTH_URL && 'swift'].filter(Boolean)
  const names = (stores.length > 0 ? stores : ['']).map((store) => [...common, store].filter(Boolean).join('+'))
  return names.filter((name) => name !== '')
}
