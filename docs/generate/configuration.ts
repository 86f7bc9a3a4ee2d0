import { sections, type Key, type Section } from './keys.js'

const introduction = `# Configuration

<!-- Made from src/config/settings.ts by \`npm run docs\`. -->

The value of a key comes from the first of these that has one: a flag, a non-empty environment variable, the configuration file, the
default. No configuration is needed to try the registry: without a file, and without \`data\` and \`couchdb\`, all data are stored in
\`./data\`.

The file is that of \`--config\`, or the first that exists of \`cozy-registry.json\`, \`.toml\`, \`.yaml\` and \`.yml\` in \`/etc/cozy\`, then
in \`~/.cozy\`, then in the working directory. Only one file is read.
[\`cozy-registry.example.yml\`](../cozy-registry.example.yml) has every key with its default or an example;
\`cozy-registry config check\` prints the effective configuration without secrets, and reports each unknown or wrong key with its line.

The file is a template, comments included: \`{{ .Env.NAME }}\` is replaced by an environment variable, or by nothing if it is not
set; \`{{ or .Env.NAME "text" }}\` has a default, and \`{{ if .Env.NAME }}…{{ else }}…{{ end }}\` is a condition. Of the rest of Go's
templates, \`{{ index .Env "NAME" }}\`, comments and trim markers are supported; anything else is an error.

Paths, here and on the command line, are relative to the working directory. A leading \`~\` (the home directory) is expanded, and
so is a path segment that is entirely \`$NAME\` or \`\${NAME}\` (an environment variable); a variable that is not set is an error,
and so is \`~user\`.

Durations have a unit (\`1500ms\`, \`3s\`, \`5m\`); a list may also be one text with spaces between its members; a map in an environment
variable is a JSON object.
`

/** The page about the configuration, in Markdown. */
export function configurationPage(): string {
  return [introduction, ...sections().map(sectionText), secrets].join('\n')
}

const secrets = `## Outside the configuration

| variable                     | meaning                                                                       |
| ---------------------------- | ----------------------------------------------------------------------------- |
| \`REGISTRY_SESSION_PASS\`      | the passphrase of an encrypted secret file                                    |
| \`REGISTRY_SESSION_PASS_FILE\` | a file with the passphrase, such as a systemd credential, without its line end |
`

function sectionText({ name, description, keys }: Section): string {
  const rows = keys.map(
    (key) => `| ${[namesOf(key), typeOf(key), codeOf(key.default), descriptionOf(key)].join(' | ')} |`,
  )
  const heading = name === '' ? '## At the top level\n' : `## ${name}\n\n${description}\n`
  return [heading, '| key | value | default | meaning |', '| --- | --- | --- | --- |', ...rows, ''].join('\n')
}

function namesOf({ name, variable, flag }: Key): string {
  return [name, variable, ...(flag === undefined ? [] : [flag])].map((text) => `\`${text}\``).join('<br>')
}

function typeOf({ type }: Key): string {
  return type.replaceAll('|', '\\|')
}

function codeOf(text: string): string {
  return text === '' ? '' : `\`${text}\``
}

function descriptionOf({ description }: Key): string {
  return description.replaceAll('|', '\\|')
}
