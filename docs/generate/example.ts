import { sections, type Key, type Section } from './keys.js'

const introduction = `# Configuration of cozy-registry: every key, with its default or an example behind a "#". Remove the "#" before what you
# need. \`cozy-registry config check\` says what is in effect; docs/configuration.md tells more.
#
# Made from src/config/settings.ts by \`npm run docs\`.`

// What has no default is shown with a value that could be one.
const examples = new Map<string, string>([
  ['public_url', 'https://apps.example.org'],
  ['fs', '/var/lib/cozy-registry/files'],
  ['log.file', '/var/log/cozy/registry.log'],
  ['spaces', '[__default__, partners]'],
  ['virtual_spaces', '\n  kids:\n    source: __default__\n    filter: select\n    slugs: [drive, notes]'],
  ['domain_space', '\n  links.example.org: __default__'],
  ['trusted_domains', '\n  __default__: [mycozy.example.org]'],
  ['trusted_protocols', '\n  __default__: [cozy]'],
  ['trusted_urls', "\n  __default__: ['https://mycozy.example.org/start']"],
  ['custom_schemes', '[cozypass]'],
  ['contexts', '[]'],
  ['couchdb.user', 'admin'],
  ['couchdb.password', "'{{ .Env.COUCHDB_PASSWORD }}'"],
  ['redis.addrs', '[localhost:6379]'],
  ['redis.write_timeout', '3s'],
  ['redis.pool_size', '10'],
  ['redis.pool_timeout', '4s'],
  ['swift.auth_url', 'https://keystone.example.org/v3'],
  ['swift.username', 'registry'],
  ['swift.api_key', "'{{ .Env.SWIFT_API_KEY }}'"],
  ['swift.endpoint_type', 'public'],
  ['swift.tenant', 'apps'],
  ['swift.domain', 'default'],
  ['swift.region', 'eu-west-1'],
  ['s3.endpoint', 'https://s3.example.org'],
  ['s3.access_key', 'registry'],
  ['s3.secret_key', "'{{ .Env.S3_SECRET_KEY }}'"],
  ['s3.bucket', 'registry'],
  ['publish.trusted_networks', '[10.0.0.0/8]'],
  ['doctypes', '/etc/cozy-registry/doctypes'],
  ['remote_assets', '\n  bank: https://assets.example.org/bank.json'],
  ['safe_http.trusted_private_networks', '[10.0.0.0/8]'],
  ['metrics.port', '9090'],
])

/** The example of a configuration file, in YAML: valid as it is, with embedded engines. */
export function exampleFile(): string {
  return [introduction, ...sections().map(sectionText)].join('\n\n') + '\n'
}

function sectionText({ name, description, keys }: Section): string {
  if (name === '') return keys.map((key) => keyText(key, '')).join('\n\n')
  return [...comment(description, ''), `#${name}:`, ...grouped(keys)].join('\n')
}

// Keys of a section in the section have a line of their own above them.
function grouped(keys: Key[]): string[] {
  let group = ''
  return keys.flatMap((key) => {
    const inner = key.name.split('.').slice(1, -1).join('.')
    const isNew = inner !== group
    group = inner
    return [...(isNew && inner !== '' ? [`#  ${inner}:`] : []), keyText(key, inner === '' ? '  ' : '    ')]
  })
}

function keyText(key: Key, indent: string): string {
  const name = key.name.split('.').at(-1) ?? ''
  // The one key that makes the file a configuration.
  if (key.name === 'data') return [...comment(key.description, indent), 'data: data'].join('\n')
  const value = examples.get(key.name) ?? quoted(key.default)
  const lines = `${name}:${value.startsWith('\n') ? '' : ' '}${value}`.split('\n')
  return [...comment(key.description, indent), ...lines.map((line) => `#${indent}${line}`)].join('\n')
}

function comment(text: string, indent: string): string[] {
  // It stays a comment when the "#" before its section is removed.
  const start = indent === '' ? '# ' : `#${indent}# `
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line === undefined || line.length + word.length > 100) lines.push(start + word)
    else lines[lines.length - 1] = `${line} ${word}`
  }
  return lines
}

function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) || text.startsWith('[') ? text : JSON.stringify(text)
}
