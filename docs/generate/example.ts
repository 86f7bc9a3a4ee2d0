import { sections, type Key, type Section } from './keys.js'

const introduction = `# Configuration of cozy-registry: every key, with its default or an example. The keys are commented out: remove the first "#" of
# the lines that you need. \`cozy-registry config check\` prints the effective configuration. See also docs/configuration.md.
#
# Made from src/config/settings.ts by \`npm run docs\`.`

// Examples of values. All other keys are written with their default.
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
  ['instance_contexts', '\n  default:\n    space: __default__\n    additional_platform_apps: [tasks]'],
  ['metrics.port', '9090'],
])

/** The example configuration file, in YAML. Only the key `data` is not commented out, so the file is valid. */
export function exampleFile(): string {
  return [introduction, ...sections().map(sectionText)].join('\n\n') + '\n'
}

function sectionText({ name, description, keys }: Section): string {
  if (name === '') return keys.map((key) => keyText(key, '')).join('\n\n')
  return [...comment(description, ''), `#${name}:`, ...keysWithHeadings(keys)].join('\n')
}

// Writes a heading (`graphql:`) above the keys of a nested section, such as `limits.graphql`.
function keysWithHeadings(keys: Key[]): string[] {
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
  // A configuration file needs `data` or `couchdb`, so `data` is not commented out.
  if (key.name === 'data') return [...comment(key.description, indent), 'data: data'].join('\n')
  const value = examples.get(key.name) ?? yamlOf(key.default)
  const lines = `${name}:${value.startsWith('\n') ? '' : ' '}${value}`.split('\n')
  return [...comment(key.description, indent), ...lines.map((line) => `#${indent}${line}`)].join('\n')
}

function comment(text: string, indent: string): string[] {
  // In a section, a description has two "#". It stays a comment when a user removes the first "#" of all lines.
  const start = indent === '' ? '# ' : `#${indent}# `
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line === undefined || line.length + word.length > 100) lines.push(start + word)
    else lines[lines.length - 1] = `${line} ${word}`
  }
  return lines
}

function yamlOf(text: string): string {
  return /^[\w./:-]+$/.test(text) || text.startsWith('[') ? text : JSON.stringify(text)
}
