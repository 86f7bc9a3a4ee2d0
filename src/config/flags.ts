/** The value of a flag on the command line. */
export type FlagValue = string | number | boolean | string[]

/** The flags of a command line, by configuration key. The key `config` has the path of the configuration file. */
export type Flags = Readonly<Record<string, FlagValue | undefined>>

/** A flag that all commands have. */
export interface GlobalFlag {
  /** Name without dashes. */
  name: string
  kind: 'text' | 'number' | 'boolean' | 'list'
  /** The configuration key that the flag sets. */
  key: string
  description: string
  /** The allowed values, if they are a fixed set. */
  choices?: readonly string[]
}

/** The flags of all commands. `settings.ts` has the defaults of their configuration keys. */
export const globalFlags: readonly GlobalFlag[] = [
  { name: 'host', kind: 'text', key: 'host', description: 'listening address (default "localhost")' },
  { name: 'port', kind: 'number', key: 'port', description: 'listening port (default 8080)' },
  {
    name: 'access_topology',
    kind: 'text',
    key: 'access_topology',
    description: 'where the address of a client comes from (default "direct")',
    choices: ['direct', 'xff', 'xrip'],
  },
  {
    name: 'couchdb-url',
    kind: 'text',
    key: 'couchdb.url',
    description: 'address of CouchDB (default "http://localhost:5984/")',
  },
  { name: 'couchdb-user', kind: 'text', key: 'couchdb.user', description: 'user at CouchDB' },
  { name: 'couchdb-password', kind: 'text', key: 'couchdb.password', description: 'password at CouchDB' },
  {
    name: 'couchdb-prefix',
    kind: 'text',
    key: 'couchdb.prefix',
    description: 'prefix of database names (default "cozyregistry")',
  },
  {
    name: 'session-secret',
    kind: 'text',
    key: 'session-secret',
    description: 'file of the session secret (default "sessionsecret.key")',
  },
  { name: 'spaces', kind: 'list', key: 'spaces', description: 'names of the spaces, separated by commas' },
  { name: 'doctypes', kind: 'text', key: 'doctypes', description: 'folder with definitions of remote doctypes' },
  {
    name: 'remote-allow-custom-port',
    kind: 'boolean',
    key: 'remote_allow_custom_port',
    description: 'allow ports in the URLs of remote doctypes',
  },
  { name: 'contexts', kind: 'list', key: 'contexts', description: 'accepted, without effect' },
  { name: 'syslog', kind: 'boolean', key: 'syslog', description: 'accepted, without effect' },
]
