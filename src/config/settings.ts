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
import { listeningHost } from './listening.js'
import { redisAddresses } from './redis.js'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

const networks = value('a list of networks such as 10.0.0.0/8', (input) => {
  const { data } = words.safeParse(input)
  return data?.every((item) => isIP(item) > 0 || ipaddr.isValidCIDR(item)) ? data : undefined
})

const drainTime = value('a duration of at most an hour, such as 5s', (input) => {
  const { data } = duration.safeParse(input)
  return data !== undefined && data <= 3_600_000 ? data : undefined
})

/**
 * All settings, with types, defaults and descriptions. `settingKey` converts a name in this object to the key in the file.
 * `sources.ts` converts the key to the name of the environment variable.
 */
export const settingsSchema = z.object({
  host: listeningHost
    .default('localhost')
    .describe(
      'Listening address. An IPv6 address has brackets. An empty value means all interfaces. `localhost` means only IPv4.',
    ),
  port: wholeNumber(0, 65535).default(8080).describe('Listening port; 0 means any free port.'),
  accessTopology: text
    .default('direct')
    .describe(
      'Where the address of a client comes from: `direct` (the connection), `xff` (`X-Forwarded-For`) or `xrip` (`X-Real-IP`). Headers of proxies are trusted only with `xff` and `xrip`.',
    ),
  publicUrl: publicAddress
    .optional()
    .describe(
      'The public URL of the registry, without `/registry`. The URL of an archive is fixed when its version is published. It begins with `public_url`. ' +
        'Without this setting, it begins with the host of the publishing request.',
    ),
  data: text
    .default('')
    .describe(
      'A folder for the embedded SQLite database, used instead of `couchdb`. Files are stored in its subfolder `objects`.',
    ),
  fs: text.default('').describe('A directory for files, instead of an object store.'),
  couchdb: z
    .object({
      url: webAddress
        .default('http://localhost:5984/')
        .describe('URL of CouchDB (3.2 or later), without user and password. They have their own keys.'),
      user: text.default('').describe('CouchDB user, an administrator.'),
      password: secret.default('').describe('CouchDB password.'),
      prefix: text.default('cozyregistry').describe('First part of the names of all databases.'),
    })
    .describe('Documents in CouchDB, instead of `data`.'),
  redis: z
    .object({
      addrs: redisAddresses
        .default([])
        .describe(
          'Addresses of Redis: a list, or one string separated by commas or white space. An address is `host:port`, `redis://user:password@host:port/database`, or `rediss://…` for TLS. One address is a single server. Several addresses are a cluster. With `master`, all addresses are sentinels.',
        ),
      master: text.default('').describe('Name of the master that the sentinels watch.'),
      password: secret.default('').describe('Redis password, if it is not part of the addresses.'),
      readOnlySlave: boolean.default(false).describe('Whether replicas of a cluster may answer reads.'),
      databases: z.object({
        versionslatest: wholeNumber(0)
          .default(0)
          .describe('Number of the database, if it is not part of the addresses.'),
        versionslist: wholeNumber(0).default(0).describe('Accepted, without effect: the cache uses one database.'),
      }),
      maxRetries: wholeNumber(-1).default(0).describe('How often a command is retried after a lost connection.'),
      dialTimeout: duration.default(5_000).describe('How long connecting may take.'),
      readTimeout: duration.default(3_000).describe('How long the reply to a command may take.'),
      writeTimeout: duration.optional().describe('Accepted, without effect.'),
      poolSize: wholeNumber(0).optional().describe('Accepted, without effect: the cache uses one connection.'),
      poolTimeout: duration.optional().describe('Accepted, without effect.'),
      idleTimeout: duration.default(300_000).describe('Accepted, without effect.'),
      idleCheckFrequency: duration.default(60_000).describe('Accepted, without effect.'),
    })
    .describe(
      'Redis, in which gateways count together for the rate limits, and share the results of mutations that have an id. It also has the lock of the gateway that removes old entries of the audit log. A gateway starts, serves and is ready without it.',
    ),
  swift: z
    .object({
      authUrl: text
        .default('')
        .describe(
          'URL to log in at. Its path names the protocol: `v3` for Keystone, `v1` for the authentication of Swift itself.',
        ),
      username: text.default('').describe('Swift user.'),
      apiKey: secret.default('').describe('Swift password.'),
      endpointType: oneOf('', 'public', 'internal', 'admin')
        .default('')
        .describe('The type of the Swift endpoint in the catalogue of Keystone. An empty value means `public`.'),
      tenant: text.default('').describe('Name of the project.'),
      domain: text.default('').describe('Name of the Keystone domain of user and project.'),
      region: text
        .default('')
        .describe('Region of Swift in the catalogue of Keystone. Needed if the catalogue has several regions.'),
    })
    .describe('Files in OpenStack Swift.'),
  s3: z
    .object({
      endpoint: webAddress.optional().describe('URL of an S3 store.'),
      region: text.default('us-east-1').describe('Region for which requests are signed.'),
      accessKey: text.default('').describe('Access key.'),
      secretKey: secret.default('').describe('Secret key.'),
      bucket: text.default('').describe('The bucket for all files, created if missing.'),
      pathStyle: boolean
        .default(true)
        .describe('Whether URLs have the bucket in the path. Otherwise, they have it in the host name.'),
      presignedDownloads: boolean
        .default(false)
        .describe(
          'Whether clients download archives and screenshots from the store. They are redirected to a presigned URL.',
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
        .describe(
          'For each kept major number: how many versions to keep besides its highest one. Versions are counted, not minor numbers.',
        ),
      month: wholeNumber(0).default(2).describe('Versions younger than this number of months are always kept.'),
    })
    .describe(
      'The retention policy for the removal of old versions in the background. `rm-old-versions` has its own flags.',
    ),
  spaces: words
    .default([])
    .describe(
      'Names of the spaces, as a list or separated by white space. `__default__` is the space at `/registry`. If no names are given, `__default__` is the only space.',
    ),
  virtualSpaces: anyMap
    .default(new Map())
    .describe(
      'Filtered views of spaces. Each name has a `source`, a `filter` (`select` or `reject`), and the `slugs` of the filter.',
    ),
  domainSpace: textMap.default(new Map()).describe('Host names that serve universal links, and the space of each.'),
  trustedDomains: listMap
    .default(new Map())
    .describe('By space: domains to which its universal links may redirect. A domain includes its subdomains.'),
  trustedProtocols: listMap
    .default(new Map())
    .describe('By space: URL schemes to which its universal links may redirect.'),
  trustedUrls: listMap.default(new Map()).describe('By space: exact URLs to which its universal links may redirect.'),
  customSchemes: words
    .default([])
    .describe(
      'URL schemes to which universal links may redirect to complete a login in a mobile application. The `trusted_protocols` of the space are allowed, too. An empty list causes a warning. It allows all schemes except those registered with IANA and those of browsers and operating systems.',
    ),
  'session-secret': text
    .default('sessionsecret.key')
    .describe('The file with the secret that signs tokens, created by `gen-session-secret`.'),
  publish: z
    .object({
      trustedNetworks: networks
        .default([])
        .describe('Private addresses and networks from which archives may be downloaded.'),
      allowFileUrls: boolean.default(false).describe('Whether archives may be local files, with `file:` URLs.'),
      proxyResolves: boolean
        .default(false)
        .describe(
          'Whether an egress proxy (`HTTPS_PROXY`) resolves host names. The proxy must then refuse private addresses. Otherwise, the gateway resolves them, and connects through the proxy by IP address.',
        ),
      concurrency: wholeNumber(1)
        .default(4)
        .describe('How many publications run at once. Others wait in a queue, see `limits.publish`.'),
    })
    .describe('The allowed sources of archives, and the number of publications at once.'),
  doctypes: text
    .default('')
    .describe(
      'A folder with definitions of remote doctypes, each in a file `<doctype>/request` that every call reads. Without this setting, the published definitions are used (`published_doctypes`).',
    ),
  publishedDoctypes: z
    .object({
      address: publicAddress
        .default('https://raw.githubusercontent.com/cozy/cozy-doctypes/master')
        .describe('The base URL of the definitions. The definition of a doctype is at `<address>/<doctype>/request`.'),
      list: publicAddress
        .default('https://api.github.com/repos/cozy/cozy-doctypes/contents')
        .describe("The URL of the list of the definitions, in the format of GitHub's API."),
    })
    .describe('The published definitions of remote doctypes. They are used if `doctypes` is not set.'),
  remoteAllowCustomPort: boolean
    .default(false)
    .describe('Whether definitions of remote doctypes may have URLs with a port.'),
  remoteAssets: textMap
    .default(new Map())
    .describe('Files that all applications of instances may fetch at `/remote/assets/<name>`: their URLs by name.'),
  safeHttp: z
    .object({
      trustedPrivateNetworks: networks
        .default([])
        .describe('Private and loopback networks that remote doctypes and assets may reach.'),
    })
    .describe('Restrictions of requests to other sites, which instances send for their applications.'),
  instanceContexts: anyMap
    .default(new Map())
    .describe(
      'Settings of instances by the name of their context: `space` (or `registry`, the URL of another registry) to install applications from, `additional_platform_apps`, `allow_install_via_a_permission`, `permissions_skip_verification`; `init_administrative_folder` and `init_photos_folder`, whether instances have these folders at first.',
    ),
  limits: limitsSchema,
  cors: z
    .object({
      origins: words
        .default(['*'])
        .describe('Origins of web pages that may query GraphQL from a browser. `*` means all.'),
    })
    .describe('CORS: access from web pages of other origins.'),
  metrics: z
    .object({
      host: listeningHost.default('127.0.0.1').describe('Listening address of the metrics.'),
      port: wholeNumber(0, 65535)
        .optional()
        .describe('Listening port of the metrics (`/metrics`). Without it, there are no metrics.'),
    })
    .describe('Metrics for Prometheus, on a separate port.'),
  graphql: z
    .object({
      introspection: boolean.default(true).describe('Whether clients may query the schema. GraphiQL needs it.'),
      persistedOperations: text
        .default('')
        .describe(
          'A JSON file with operations that clients may request by their ids: an object with the text of each operation under its id. It is read at the start.',
        ),
      persistedOnly: boolean
        .default(false)
        .describe('Whether clients without a valid token may request only the operations in `persisted_operations`.'),
    })
    .describe('The GraphQL interface.'),
  shutdown: z
    .object({
      drain: drainTime
        .default(3_000)
        .describe(
          'How long a server still accepts requests after a stop signal. Meanwhile, it reports that it is not ready. `0s` stops it at once.',
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
        .describe('A file to which the server and all commands append their log. Without it, commands do not log.'),
      access: boolean.default(false).describe('Whether the server logs each request that it answers.'),
    })
    .describe('The log on the standard error: JSON lines, or readable text on a terminal.'),
  audit: z
    .object({
      retentionDays: wholeNumber(1, 36_500)
        .default(365)
        .describe('How many days an entry is kept. Older entries are removed in the background.'),
    })
    .describe('The audit log of all changes, which is stored in the database.'),
  workers: wholeNumber(1)
    .default(1)
    .describe(
      'Accepted, without effect: a gateway is one process. Start several gateways behind a load balancer instead.',
    ),
  syslog: boolean.default(false).describe('Accepted, without effect: use the journal of the service manager.'),
  // The flag `--contexts` sets this key. The key has no effect in the reference registry either.
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

/** Whether a key has a secret value, which must never be shown. */
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
