import { sections, type Key, type Section } from './keys.js'

const introduction = `# Configuration

<!-- Made from src/config/settings.ts by \`npm run docs\`. -->

The value of a key comes from the first of these that has one:

1. a flag
2. an environment variable that is not empty
3. the configuration file
4. the default

To try the registry, no configuration is needed. Without a file, and without \`data\` and \`couchdb\`, all data are stored in \`./data\`.

\`--config\` names the file. Without this flag, the first existing file is read: \`cozy-registry.json\`, \`.toml\`, \`.yaml\` or \`.yml\` in
\`/etc/cozy\`, then in \`~/.cozy\`, then in the working directory. Only one file is read.
[\`cozy-registry.example.yml\`](../cozy-registry.example.yml) has every key, with its default or an example.
\`cozy-registry config check\` prints the effective configuration without secrets. It reports each unknown or wrong key with its line, and files and
folders that can't be used.

The file is a template, even in its comments:

- \`{{ .Env.NAME }}\` is replaced by an environment variable, or by nothing if the variable is not set.
- \`{{ or .Env.NAME "text" }}\` has a default.
- \`{{ if .Env.NAME }}…{{ else }}…{{ end }}\` is a condition.
- Go's \`{{ index .Env "NAME" }}\`, comments and trim markers are supported.
- Anything else between \`{{\` and \`}}\` is an error.

Paths are relative to the working directory, in the file and on the command line. A leading \`~\` is replaced by the home directory. A
path segment that is entirely \`$NAME\` or \`\${NAME}\` is replaced by an environment variable. A variable that is not set is an error, and
so is \`~user\`.

- A duration has a unit: \`1500ms\`, \`3s\` or \`5m\`.
- A list may also be one text, with spaces between its members.
- A map in an environment variable is a JSON object.
`

/** The page about the configuration, in Markdown. */
export function configurationPage(): string {
  return [introduction, ...sections().map(sectionText), secrets].join('\n')
}

const secrets = `## Outside the configuration

| variable                     | meaning                                                                       |
| ---------------------------- | ----------------------------------------------------------------------------- |
| \`REGISTRY_SESSION_PASS\`      | the passphrase of an encrypted secret file                                    |
| \`REGISTRY_SESSION_PASS_FILE\` | a file with the passphrase, such as a systemd credential; its line end is ignored |
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
