import { z } from 'zod'
import {
  anyMap,
  boolean,
  duration,
  listMap,
  oneOf,
  publicAddress,
  secret,
  text,
  textMap,
  value,
  webAddress,
  wholeNumber,
  words,
} from './values.js'
import { settingKey } from '../setting-key.js'
import { limitsSchema } from './limits.js'
import { redisAddresses } from './redis.js'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

const network = value('a list of networks such as 10.0.0.0/8', (input) => {
  const networks = words.safeParse(input)
  return networks.data?.every((item) => isIP(item) > 0 || ipaddr.isValidCIDR(item)) ? networks.data : undefined
})

const drainTime = value('a duration of at most an hour, such as 5s', (input) => {
  const { data } = duration.safeParse(input)
  return data !== undefined && data <= 3_600_000 ? data : undefined
})

/**
 * All settings, each with its type, its default and its description. `settingKey` gives the key of the file, and from that
 * the name of the environment variable is made.
 */
export const settingsSchema = z.object({
  host: text
    .default('localhost')
    .describe('Listening address; an IPv6 address in brackets; empty is all interfaces, `localhost` IPv4 only.'),
  port: wholeNumber(0, 65535).default(8080).describe('Listening port; 0 takes any free one.'),
  accessTopology: text
    .default('direct')
    .describe(
      'Where the address of a client comes from: `direct` (the connection), `xff` (`X-Forwarded-For`) or `xrip` (`X-Real-IP`). Headers of proxies are believed only with the last two.',
    ),
  publicUrl: publicAddress
    .optional()
    .describe(
      'The address under which clients reach the registry. A version keeps the address of its archive from its publication on: ' +
        'it begins with this one, or else with the host that the publication was sent to.',
    ),
  data: text
    .default('')
    .describe('A folder for embedded engines: SQLite, and `objects` for files. Instead of `couchdb`.'),
  fs: text.default('').describe('A directory for files, instead of an object store.'),
  couchdb: z
    .object({
      url: webAddress
        .default('http://localhost:5984/')
        .describe('Address of CouchDB, 3.2 or later. User and password go into the keys below.'),
      user: text.default('').describe('User at CouchDB, an administrator.'),
      password: secret.default('').describe('Password at CouchDB.'),
      prefix: text.default('cozyregistry').describe('First part of the names of all databases.'),
    })
    .describe('Documents in CouchDB, instead of `data`.'),
  redis: z
    .object({
      addrs: redisAddresses
        .default([])
        .describe(
          'Addresses of Redis: `host:port`, `redis://user:password@host:port/database`, or `rediss://…` for TLS; a list, or one text with commas or white space between them. One is a single server, several are a cluster, with `master` they are sentinels.',
        ),
      master: text.default('').describe('Name of the master that the sentinels watch.'),
      password: secret.default('').describe('Password at Redis, unless the address has it.'),
      readOnlySlave: boolean.default(false).describe('Whether replicas of a cluster are read from.'),
      databases: z.object({
        versionslatest: wholeNumber(0).default(0).describe('Number of the database, unless the address has it.'),
        versionslist: wholeNumber(0)
          .default(0)
          .describe('Accepted, without effect: one database carries the whole cache.'),
      }),
      maxRetries: wholeNumber(-1).default(0).describe('How often a command is sent again.'),
      dialTimeout: duration.default(5_000).describe('How long connecting may take.'),
      readTimeout: duration.default(3_000).describe('How long an answer may take.'),
      writeTimeout: duration.optional().describe('Accepted, without effect.'),
      poolSize: wholeNumber(0).optional().describe('Accepted, without effect: one connection carries the whole cache.'),
      poolTimeout: duration.optional().describe('Accepted, without effect.'),
      idleTimeout: duration.default(300_000).describe('Accepted, without effect.'),
      idleCheckFrequency: duration.default(60_000).describe('Accepted, without effect.'),
    })
    .describe('A cache in Redis. Nothing uses it yet: a gateway starts, serves and is ready without it.'),
  swift: z
    .object({
      authUrl: text
        .default('')
        .describe('Address to log in at; its path names the protocol: `v3` for Keystone, `v1` for Swift itself.'),
      username: text.default('').describe('User at Swift.'),
      apiKey: secret.default('').describe('Password at Swift.'),
      endpointType: oneOf('', 'public', 'internal', 'admin')
        .default('')
        .describe('Which address of Swift in the catalogue of Keystone is used; `public` when empty.'),
      tenant: text.default('').describe('Name of the project.'),
      domain: text.default('').describe('Name of the domain of user and project.'),
      region: text
        .default('')
        .describe('Region of Swift in the catalogue of Keystone; needed where the catalogue names several.'),
    })
    .describe('Files in OpenStack Swift.'),
  s3: z
    .object({
      endpoint: webAddress.optional().describe('Address of an S3 store.'),
      region: text.default('us-east-1').describe('Region that requests are signed for.'),
      accessKey: text.default('').describe('Access key.'),
      secretKey: secret.default('').describe('Secret key.'),
      bucket: text.default('').describe('The bucket for all files; it is created when it is missing.'),
      pathStyle: boolean.default(true).describe('Whether the bucket is in the path of addresses, not in their host.'),
      presignedDownloads: boolean
        .default(false)
        .describe(
          'Whether clients are redirected to the store to download archives and screenshots, with a signed address.',
        ),
    })
    .describe('Files in an S3 store.'),
  conservation: z
    .object({
      enableBackgroundCleaning: boolean
        .default(false)
        .describe('Whether old versions of an application are removed when one of its versions goes live.'),
      major: wholeNumber(0).default(2).describe('How many major numbers, from the greatest on, versions are kept of.'),
      minor: wholeNumber(0).default(2).describe('How many versions of each of them are kept beside the greatest.'),
      month: wholeNumber(0).default(2).describe('Months up to whose age a version is kept in any case.'),
    })
    .describe('Which versions are kept in the background; `rm-old-versions` has flags of its own.'),
  spaces: words
    .default([])
    .describe(
      'Names of the spaces, as a list or separated by white space; `__default__` is the one at `/registry`, and the only one when this is empty.',
    ),
  virtualSpaces: anyMap
    .default(new Map())
    .describe(
      'Filtered views on spaces: by name the `source`, the `filter` (`select` or `reject`) and the `slugs` that it names.',
    ),
  domainSpace: textMap.default(new Map()).describe('Host names of universal links, and the space of each.'),
  trustedDomains: listMap
    .default(new Map())
    .describe('By space: domains, with those below them, that its links may lead to.'),
  trustedProtocols: listMap.default(new Map()).describe('By space: schemes of addresses that its links may lead to.'),
  trustedUrls: listMap.default(new Map()).describe('By space: exact addresses that its links may lead to.'),
  customSchemes: words
    .default([])
    .describe(
      'Schemes of applications that a login may end in, beside the `trusted_protocols` of its space; without any, all but those registered with IANA and those of browsers and systems, with a warning.',
    ),
  'session-secret': text
    .default('sessionsecret.key')
    .describe('The file of the secret that tokens are made with, from `gen-session-secret`.'),
  publish: z
    .object({
      trustedNetworks: network
        .default([])
        .describe('Addresses and networks inside which archives may be fetched although they are not public.'),
      allowFileUrls: boolean
        .default(false)
        .describe('Whether archives may be named by `file:` addresses of this machine.'),
      proxyResolves: boolean
        .default(false)
        .describe(
          'Whether an egress proxy (`HTTPS_PROXY`) gets the names of hosts as they are. It has to refuse private addresses then; otherwise the gateway resolves them, and asks it for the addresses.',
        ),
      concurrency: wholeNumber(1)
        .default(4)
        .describe('How many publications run at once; more wait, see `limits.publish`.'),
    })
    .describe('Where archives may come from, and how many at once.'),
  limits: limitsSchema,
  cors: z
    .object({
      origins: words.default(['*']).describe('Origins whose pages may query GraphQL in a browser; `*` is any.'),
    })
    .describe('Web pages of other origins.'),
  metrics: z
    .object({
      host: text.default('127.0.0.1').describe('Listening address of the metrics.'),
      port: wholeNumber(0, 65535)
        .optional()
        .describe('Listening port of the metrics (`/metrics`, Prometheus); none without it.'),
    })
    .describe('Figures for Prometheus, at a listener of their own.'),
  graphql: z
    .object({
      introspection: boolean.default(true).describe('Whether clients may ask for the schema; GraphiQL needs it.'),
      persistedOnly: boolean.default(false).describe('Not supported: a gateway does not start with `true`.'),
    })
    .describe('What GraphQL offers.'),
  shutdown: z
    .object({
      drain: drainTime
        .default(3_000)
        .describe(
          'How long a server that is stopped says that it is not ready, and goes on serving, before it stops accepting; `0s` is not at all.',
        ),
    })
    .describe('How `serve` ends.'),
  log: z
    .object({
      level: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent')
        .default('info')
        .describe('How much is logged.'),
      file: text
        .default('')
        .describe('A file to which the server and all commands append their log; commands log nowhere without it.'),
      access: boolean.default(false).describe('Whether the server logs each request that it answers.'),
    })
    .describe('The log: one JSON object a line on the standard error, readable on a terminal.'),
  workers: wholeNumber(1)
    .default(1)
    .describe('Accepted, without effect: one process serves. Start several gateways behind a balancer instead.'),
  syslog: boolean.default(false).describe('Accepted, not supported: use the journal of the service manager.'),
  // Accepted because there is a flag of this name, which the reference registry does not use either.
  contexts: words.default([]).describe('Accepted, without effect.'),
})

const types = new Map(typesIn(settingsSchema, []))

function typesIn(section: z.ZodObject, path: readonly string[]): [key: string, type: unknown][] {
  return Object.entries(section.shape).flatMap(([name, schema]): [string, unknown][] => {
    const inner = [...path, name]
    if (schema instanceof z.ZodObject) return typesIn(schema, inner)
    const isWrapped = schema instanceof z.ZodDefault || schema instanceof z.ZodOptional
    return [[settingKey(...inner), isWrapped ? schema.unwrap() : schema]]
  })
}

/** Whether the value of a key is never shown. */
export function isSecret(key: string): boolean {
  return types.get(key) === secret
}

/** Whether the value of a key is a duration. */
export function isDuration(key: string): boolean {
  const type = types.get(key)
  return type === duration || type === drainTime
}

/** All settings, with defaults filled in. */
export type Settings = z.infer<typeof settingsSchema>
