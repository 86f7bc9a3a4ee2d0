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
 * All settings, each with its type, its default and its description. `settingKey` makes the key in the file from the name here;
 * `sources.ts` makes the name of the environment variable from that key.
 */
export const settingsSchema = z.object({
  host: text
    .default('localhost')
    .describe('Listening address; an IPv6 address in brackets; empty is all interfaces, `localhost` IPv4 only.'),
  port: wholeNumber(0, 65535).default(8080).describe('Listening port; 0 takes any free one.'),
  accessTopology: text
    .default('direct')
    .describe(
      'Where the address of a client comes from: `direct` (the connection), `xff` (`X-Forwarded-For`) or `xrip` (`X-Real-IP`). Headers of proxies are trusted only with the last two.',
    ),
  publicUrl: publicAddress
    .optional()
    .describe(
      'The public URL of the registry. The URL of an archive is fixed when its version is published: it begins with this URL or, ' +
        'without one, with the host in the publishing request.',
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
      maxRetries: wholeNumber(-1).default(0).describe('How often a failed command is sent again.'),
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
        .describe('The endpoint of Swift in the catalogue of Keystone; `public` when empty.'),
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
        .describe('Whether old versions of an application are removed when one of its versions is published.'),
      major: wholeNumber(0).default(2).describe('The number of major numbers to keep, from the highest down.'),
      minor: wholeNumber(0)
        .default(2)
        .describe('The number of versions to keep for each major number, beside the highest.'),
      month: wholeNumber(0).default(2).describe('Versions of the last months are kept in any case.'),
    })
    .describe('The retention policy for old versions in the background; `rm-old-versions` has its own flags.'),
  spaces: words
    .default([])
    .describe(
      'Names of the spaces, as a list or separated by white space; `__default__` is the one at `/registry`, and the only one when this is empty.',
    ),
  virtualSpaces: anyMap
    .default(new Map())
    .describe(
      'Filtered views of spaces: for each name its `source`, its `filter` (`select` or `reject`) and the `slugs` of the filter.',
    ),
  domainSpace: textMap.default(new Map()).describe('Host names of universal links, and the space of each.'),
  trustedDomains: listMap
    .default(new Map())
    .describe('By space: domains, with their subdomains, to which its links may redirect.'),
  trustedProtocols: listMap.default(new Map()).describe('By space: URL schemes to which its links may redirect.'),
  trustedUrls: listMap.default(new Map()).describe('By space: exact URLs to which its links may redirect.'),
  customSchemes: words
    .default([])
    .describe(
      'URL schemes of applications for logins, beside the `trusted_protocols` of the space. When empty, all schemes are allowed but those registered with IANA and those of browsers and systems, with a warning.',
    ),
  'session-secret': text
    .default('sessionsecret.key')
    .describe('The file of the secret that signs tokens, from `gen-session-secret`.'),
  publish: z
    .object({
      trustedNetworks: network
        .default([])
        .describe('Private addresses and networks from which archives may be downloaded.'),
      allowFileUrls: boolean.default(false).describe('Whether archives may have `file:` URLs of local files.'),
      proxyResolves: boolean
        .default(false)
        .describe(
          'Whether an egress proxy (`HTTPS_PROXY`) resolves host names; it has to refuse private addresses then. Otherwise the gateway resolves them, and connects through the proxy by IP address.',
        ),
      concurrency: wholeNumber(1)
        .default(4)
        .describe('How many publications run at once; more wait, see `limits.publish`.'),
    })
    .describe('The allowed sources of archives, and the number of publications at once.'),
  doctypes: text
    .default('')
    .describe(
      'A folder with definitions of remote doctypes, each in a file `<doctype>/request` that every call reads. When empty, the published ones are used.',
    ),
  publishedDoctypes: z
    .object({
      address: webAddress
        .default('https://raw.githubusercontent.com/cozy/cozy-doctypes/master')
        .describe('The address of the definitions: that of a doctype is at `<address>/<doctype>/request`.'),
      list: webAddress
        .default('https://api.github.com/repos/cozy/cozy-doctypes/contents')
        .describe("The address of the list of the definitions, in the form of GitHub's API."),
    })
    .describe('The published definitions of remote doctypes, when `doctypes` is empty.'),
  remoteAllowCustomPort: boolean
    .default(false)
    .describe('Whether definitions of remote doctypes may have URLs with a port.'),
  remoteAssets: textMap
    .default(new Map())
    .describe('Files that all applications of instances may fetch at `/remote/assets/<name>`: their URLs by name.'),
  safeHttp: z
    .object({
      trustedPrivateNetworks: network
        .default([])
        .describe('Private and loopback networks that remote doctypes and assets may reach.'),
    })
    .describe('The guard of requests to other sites for applications of instances.'),
  limits: limitsSchema,
  cors: z
    .object({
      origins: words.default(['*']).describe('Origins whose pages may query GraphQL in a browser; `*` is any.'),
    })
    .describe('CORS: web pages of other origins.'),
  metrics: z
    .object({
      host: text.default('127.0.0.1').describe('Listening address of the metrics.'),
      port: wholeNumber(0, 65535)
        .optional()
        .describe('Listening port of the metrics (`/metrics`, Prometheus); none without it.'),
    })
    .describe('Metrics for Prometheus, on a separate port.'),
  graphql: z
    .object({
      introspection: boolean.default(true).describe('Whether clients may ask for the schema; GraphiQL needs it.'),
      persistedOnly: boolean.default(false).describe('Not supported: a gateway does not start with `true`.'),
    })
    .describe('The GraphQL interface.'),
  shutdown: z
    .object({
      drain: drainTime
        .default(3_000)
        .describe(
          'How long a stopping server reports that it is not ready, and goes on serving, before it stops accepting; `0s` is not at all.',
        ),
    })
    .describe('The shutdown of `serve`.'),
  log: z
    .object({
      level: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent')
        .default('info')
        .describe('The level of the log.'),
      file: text
        .default('')
        .describe('A file to which the server and all commands append their log; commands log nowhere without it.'),
      access: boolean.default(false).describe('Whether the server logs each request that it answers.'),
    })
    .describe('The log: JSON lines on the standard error, readable on a terminal.'),
  workers: wholeNumber(1)
    .default(1)
    .describe('Accepted, without effect: a gateway is one process. Start several behind a load balancer instead.'),
  syslog: boolean.default(false).describe('Accepted, not supported: use the journal of the service manager.'),
  // The flag `--contexts` sets this key. It has no effect in the reference registry either.
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
