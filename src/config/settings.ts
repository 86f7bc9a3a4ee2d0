import { z } from 'zod'
import {
  anyMap,
  boolean,
  duration,
  listMap,
  oneOf,
  text,
  textMap,
  value,
  webAddress,
  wholeNumber,
  words,
} from './values.js'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

const network = value('a list of networks such as 10.0.0.0/8', (input) => {
  const networks = words.safeParse(input)
  return networks.data?.every((item) => isIP(item) > 0 || ipaddr.isValidCIDR(item)) ? networks.data : undefined
})

/**
 * Every key of the configuration, named as in the file (in lower case), with its type and its default. The names of
 * environment variables and the warnings about unknown keys come from here, too.
 */
export const settingsSchema = z.object({
  host: text.default('localhost'),
  port: wholeNumber(0, 65535).default(8080),
  access_topology: text.default('direct'),
  public_url: webAddress.optional(),
  data: text.default(''),
  fs: text.default(''),
  couchdb: z.object({
    url: webAddress.default('http://localhost:5984/'),
    user: text.default(''),
    password: text.default(''),
    prefix: text.default('cozyregistry'),
  }),
  redis: z.object({
    addrs: words.default([]),
    master: text.default(''),
    password: text.default(''),
    read_only_slave: boolean.default(false),
    databases: z.object({
      versionslatest: wholeNumber(0).default(0),
      versionslist: wholeNumber(0).default(0),
    }),
    max_retries: wholeNumber(-1).default(0),
    dial_timeout: duration.default(5_000),
    read_timeout: duration.default(3_000),
    write_timeout: duration.optional(),
    pool_size: wholeNumber(0).optional(),
    pool_timeout: duration.optional(),
    idle_timeout: duration.default(300_000),
    idle_check_frequency: duration.default(60_000),
  }),
  swift: z.object({
    auth_url: text.default(''),
    username: text.default(''),
    api_key: text.default(''),
    endpoint_type: oneOf('', 'public', 'internal', 'admin').default(''),
    tenant: text.default(''),
    domain: text.default(''),
  }),
  s3: z.object({
    endpoint: webAddress.optional(),
    region: text.default('us-east-1'),
    access_key: text.default(''),
    secret_key: text.default(''),
    bucket: text.default(''),
    path_style: boolean.default(true),
    presigned_downloads: boolean.default(false),
  }),
  conservation: z.object({
    enable_background_cleaning: boolean.default(false),
    major: wholeNumber(0).default(2),
    minor: wholeNumber(0).default(2),
    month: wholeNumber(0).default(2),
  }),
  spaces: words.default([]),
  virtual_spaces: anyMap.default(new Map()),
  domain_space: textMap.default(new Map()),
  trusted_domains: listMap.default(new Map()),
  trusted_protocols: listMap.default(new Map()),
  trusted_urls: listMap.default(new Map()),
  custom_schemes: words.default([]),
  'session-secret': text.default('sessionsecret.key'),
  publish: z.object({
    trusted_networks: network.default([]),
    allow_file_urls: boolean.default(false),
    concurrency: wholeNumber(1).default(4),
  }),
  cors: z.object({ origins: words.default(['*']) }),
  metrics: z.object({ host: text.default('127.0.0.1'), port: wholeNumber(0, 65535).optional() }),
  graphql: z.object({ introspection: boolean.default(true), persisted_only: boolean.default(false) }),
  log: z.object({ level: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info') }),
  workers: wholeNumber(1).default(1),
  syslog: boolean.default(false),
  // Accepted because there is a flag of this name; nothing has ever read it.
  contexts: words.default([]),
})

/** Keys whose values are shown to nobody. */
export const secretKeys: ReadonlySet<string> = new Set([
  'couchdb.password',
  'redis.password',
  'swift.api_key',
  's3.secret_key',
])

/** Whether the value of a key is a duration. */
export function isDuration(key: string): boolean {
  return /_(timeout|frequency)$/.test(key)
}

/** All settings, by the keys of the file, with defaults filled in. */
export type Settings = z.infer<typeof settingsSchema>
