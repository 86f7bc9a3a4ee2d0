import { checkAddresses } from './addresses.js'
import { chooseEngines, unusedKeyNotes, type Engines } from './engines.js'
import type { Environment } from './environment.js'
import { ConfigError, Problems, type LineOf } from './error.js'
import { findConfigFile, readConfigFile, type ConfigFile } from './file.js'
import type { Flags } from './flags.js'
import { readInstanceContexts, type InstanceContextConfig } from './instance-contexts.js'
import { checkLinks } from './links.js'
import { checkListening } from './listening.js'
import { configuredPath, type PathContext } from './path.js'
import { proxyNotes, readProxies, type Proxies } from './proxies.js'
import type { Settings } from './settings.js'
import { resolveSettings } from './sources.js'
import { readSpaces, readVirtualSpaces, spaceName, type VirtualSpaceConfig } from './spaces.js'
import { redactedJson } from './values.js'

// The settings that `Config` contains unchanged.
type UnchangedSettings = Pick<
  Settings,
  'host' | 'port' | 'publicUrl' | 'customSchemes' | 'conservation' | 'audit' | 'limits' | 'metrics' | 'syslog'
>

/** The validated configuration. The name of the default space is `''`. */
export interface Config extends Engines, UnchangedSettings {
  /** Where the address of a client comes from: the connection, `X-Forwarded-For` or `X-Real-IP`. */
  accessTopology: 'direct' | 'xff' | 'xrip'
  /** First part of all database names. */
  prefix: string
  /** The names of the spaces, in the order of the configuration. */
  spaces: string[]
  /** The names of `spaces` as configured, with `__default__` for the default space. If none are configured: `['']`. */
  configuredSpaceNames: string[]
  virtualSpaces: VirtualSpaceConfig[]
  /** The space of each host name that serves universal links. */
  domainSpaces: ReadonlyMap<string, string>
  /** The domains to which the universal links of each space may redirect. */
  trustedDomains: ReadonlyMap<string, readonly string[]>
  /** The URL schemes to which the universal links of each space may redirect. */
  trustedProtocols: ReadonlyMap<string, readonly string[]>
  /** The exact URLs to which the universal links of each space may redirect. */
  trustedUrls: ReadonlyMap<string, readonly string[]>
  /**
   * Path of the secret file, before the expansion of environment variables. The variables may be unset for commands that don't
   * need the secret.
   */
  sessionSecret: string
  publish: Settings['publish'] & {
    /**
     * Reads the proxies from the environment. Only commands that download files call it.
     * @throws ConfigError if a proxy is invalid
     */
    readProxies: () => Proxies
  }
  remote: RemoteConfig
  /** The settings of instances, by the name of their context in lower case. */
  instanceContexts: ReadonlyMap<string, InstanceContextConfig>
  graphql: Pick<Settings['graphql'], 'introspection' | 'persistedOnly'> & {
    /** The file with the persisted operations; absolute. */
    persistedOperations?: string
  }
  corsOrigins: string[]
  /** Milliseconds for which a server still accepts connections after a stop signal. */
  drain: number
  logLevel: LogLevel
  /** The file to which all processes append their log; absolute. */
  logFile?: string
  /** Whether each request is logged. */
  accessLog: boolean
}

/** The configuration of remote doctypes. */
export interface RemoteConfig {
  /** The folder with the definitions, or the base URL of the published ones and the URL of their list. */
  definitions: { folder: string } | { address: string; listAddress: string }
  allowsCustomPorts: boolean
  /** The URL of each asset, by name. */
  assets: ReadonlyMap<string, string>
  trustedPrivateNetworks: string[]
}

/** The level of the log. */
export type LogLevel = Settings['log']['level']

/** Where the configuration comes from. */
export interface Sources {
  /** The flags of the command line, by configuration key; `config` is the path of the configuration file. */
  argvFlags: Flags
  env: Environment
  /** The base of relative paths. */
  cwd: string
  home: string | undefined
}

/** A configuration, its file, and messages for its author. */
export interface LoadedConfig {
  config: Config
  /** All settings as declared, with defaults filled in. */
  settings: Settings
  file?: string
  /** Mistakes that don't make the configuration invalid, such as unknown keys. */
  warnings: string[]
  /** Remarks about valid settings, for example that a key has no effect. */
  notes: string[]
  /** Finds the lines of keys, for further messages about the settings. */
  lineOf: LineOf
}

/**
 * Resolves and validates the configuration.
 * @throws ConfigError
 */
export async function loadConfig(sources: Sources): Promise<LoadedConfig> {
  const { argvFlags, env, cwd, home } = sources
  const flag = argvFlags.config
  const path = typeof flag === 'string' && flag !== '' ? flag : await findConfigFile(cwd, home)
  return resolveConfig(sources, path === undefined ? undefined : await readConfigFile(path, cwd, env))
}

/**
 * Resolves and validates the configuration, with or without a configuration file.
 * @throws ConfigError
 */
export function resolveConfig(
  { argvFlags, env, cwd }: Omit<Sources, 'home'>,
  file: ConfigFile | undefined,
): LoadedConfig {
  const { settings, given, ...resolved } = resolveSettings(argvFlags, env, file)
  const problems = new Problems(resolved.lineOf)
  const warned = new Problems(resolved.lineOf)
  const paths = { cwd, env }
  const logFile = problems.attempt(
    () => settings.log.file && configuredPath('log.file', settings.log.file, paths),
    'log.file',
  )
  const virtual = settings.virtualSpaces
  const spaces = readSpaces(settings.spaces, virtual.keys(), problems)
  // If the list of spaces is invalid, the sources of virtual spaces can't be checked.
  const virtualSpaces = resolved.invalid.has('spaces') ? [] : readVirtualSpaces(virtual, spaces, problems, warned)
  const engines = chooseEngines(settings, { given, invalid: resolved.invalid, file: file?.path, paths }, problems)
  const remote = remoteConfig(settings, paths, problems)
  const allSpaces = resolved.invalid.has('spaces') ? [] : [...spaces, ...virtual.keys()]
  const instanceContexts = readInstanceContexts(settings.instanceContexts, allSpaces, problems, warned)
  const remaining = readRemaining(settings, paths, problems)
  checkListening(settings, resolved.invalid, problems)
  const links = {
    spaces,
    virtualSpaces: [...virtual.keys()].map((name) => ({ name })),
    domainSpaces: remaining.domainSpaces,
    trustedDomains: remaining.trustedDomains,
    trustedProtocols: remaining.trustedProtocols,
    trustedUrls: remaining.trustedUrls,
    customSchemes: remaining.customSchemes,
  }
  checkLinks(links, warned)
  checkAddresses(settings, warned)
  const warnings = [...resolved.warnings, ...warned.messages]
  const { documents, objects, cache } = engines
  const errors = [...resolved.errors, ...problems.messages]
  if (errors.length > 0 || !documents || !objects || !cache) {
    // Only some commands need the secret and the proxies. So their errors are reported here only together with other errors.
    problems.attempt(() => configuredPath('session-secret', settings['session-secret'], paths), 'session-secret')
    problems.attempt(remaining.publish.readProxies)
    // A misspelled key may be the cause of an error, so the warnings are included.
    throw new ConfigError([...resolved.errors, ...problems.messages, ...warnings].join('\n'))
  }
  const config: Config = {
    ...remaining,
    ...(logFile && { logFile }),
    remote,
    instanceContexts,
    documents,
    objects,
    cache,
    spaces,
    configuredSpaceNames: settings.spaces.length > 0 ? settings.spaces.map((name) => name.trim()) : [''],
    virtualSpaces,
  }
  const notes = [...lowerCaseNotes(virtualSpaces, file), ...unusedKeyNotes(given), ...proxyNotes(env)]
  return { config, settings, ...(file && { file: file.path }), warnings, notes, lineOf: resolved.lineOf }
}

function lowerCaseNotes(virtualSpaces: readonly VirtualSpaceConfig[], file: ConfigFile | undefined): string[] {
  return virtualSpaces
    .filter(({ name }) => file?.keysWithCapitals.has(`virtual_spaces.${name}`))
    .map(({ name }) => `The virtual space "${name}" is written with capitals in the file; its name is in lower case`)
}

type Remaining = Omit<
  Config,
  keyof Engines | 'logFile' | 'remote' | 'instanceContexts' | 'spaces' | 'configuredSpaceNames' | 'virtualSpaces'
>

function readRemaining(settings: Settings, paths: PathContext, problems: Problems): Remaining {
  const { host, port, publicUrl, customSchemes, conservation, audit, limits, metrics, graphql, syslog } = settings
  const { introspection, persistedOnly, persistedOperations } = graphql
  if (persistedOnly && !persistedOperations) {
    problems.add('"graphql.persisted_only" needs "graphql.persisted_operations"', 'graphql.persisted_only')
  }
  const operationsFile = problems.attempt(
    () => persistedOperations && configuredPath('graphql.persisted_operations', persistedOperations, paths),
    'graphql.persisted_operations',
  )
  return {
    ...{ host, port, publicUrl, customSchemes, conservation, audit, limits, metrics, syslog },
    accessTopology: problems.attempt(() => readTopology(settings.accessTopology), 'access_topology') ?? 'direct',
    prefix: settings.couchdb.prefix,
    domainSpaces: new Map([...settings.domainSpace].map(([host, space]) => [host, spaceName(space)])),
    trustedDomains: bySpace(settings.trustedDomains),
    trustedProtocols: bySpace(settings.trustedProtocols),
    trustedUrls: bySpace(settings.trustedUrls),
    sessionSecret: settings['session-secret'],
    publish: { ...settings.publish, readProxies: () => readProxies(paths.env) },
    graphql: { introspection, persistedOnly, ...(operationsFile && { persistedOperations: operationsFile }) },
    corsOrigins: settings.cors.origins,
    drain: settings.shutdown.drain,
    logLevel: settings.log.level,
    accessLog: settings.log.access,
  }
}

// Whether a URL has a user or a password. The HTTP client refuses such URLs.
function hasUser(address: string): boolean {
  const { username, password } = new URL(address)
  return `${username}${password}` !== ''
}

function remoteConfig(settings: Settings, paths: PathContext, problems: Problems): RemoteConfig {
  const { doctypes, publishedDoctypes, remoteAllowCustomPort, remoteAssets, safeHttp } = settings
  const folder = problems.attempt(() => doctypes && configuredPath('doctypes', doctypes, paths), 'doctypes')
  for (const [name, address] of remoteAssets) {
    if (isHttpUrl(address) && !hasUser(address)) continue
    const expected = 'is no http or https URL without user and password'
    problems.add(
      `remote_assets: the address of "${name}" ${expected}: ${redactedJson(address)}`,
      `remote_assets.${name}`,
    )
  }
  return {
    definitions: folder ? { folder } : { address: publishedDoctypes.address, listAddress: publishedDoctypes.list },
    allowsCustomPorts: remoteAllowCustomPort,
    assets: remoteAssets,
    trustedPrivateNetworks: safeHttp.trustedPrivateNetworks,
  }
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function readTopology(topology: string): Config['accessTopology'] {
  if (topology === 'direct' || topology === 'xff' || topology === 'xrip') return topology
  throw new ConfigError(`Unknown access_topology value in configuration: ${topology}`)
}

function bySpace(map: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  return new Map([...map].map(([space, texts]) => [spaceName(space), texts]))
}
