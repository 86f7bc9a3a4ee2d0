import { sections, type Key, type Section } from './keys.js'

const introduction = `# Configuration

<!-- Made from src/config/settings.ts by \`npm run docs\`. -->

A value comes from the strongest place that gives one: a flag, a variable of the environment that is not empty, the
configuration file, the default. Nothing has to be configured to try the registry: without a file, and without \`data\` and
\`couchdb\`, everything is kept in \`./data\`.

The file is the one that \`--config\` names, else the first that exists of \`cozy-registry.json\`, \`.toml\`, \`.yaml\` and \`.yml\` in
\`/etc/cozy\`, then in \`~/.cozy\`, then in the working directory. Only one file is read.
[\`cozy-registry.example.yml\`](../cozy-registry.example.yml) has every key with its default or an example;
\`cozy-registry config check\` prints what is in effect, without secrets, and names each unknown or wrong key with its line.

The file is a template, comments included: \`{{ .Env.NAME }}\` stands for a variable of the environment, for nothing when it is
not set; \`{{ or .Env.NAME "text" }}\` gives a text instead, and \`{{ if .Env.NAME }}…{{ else }}…{{ end }}\` chooses.
Of the rest of Go's templates there are \`{{ index .Env "NAME" }}\`, comments and trim marks; anything else is an error.

Paths, here and on the command line, are relative to the working directory. A \`~\` (the home directory) at the
beginning, and each \`$NAME\` or \`\${NAME}\` (a variable of the environment) between slashes stands for its value; one whose
value is not set is an error, and so is \`~user\`.

Durations have a unit (\`1500ms\`, \`3s\`, \`5m\`); lists may also be one text with blanks between its members; maps in variables
of the environment are JSON objects.
`

/** The page about the configuration, in Markdown. */
export function configurationPage(): string {
  return [introduction, ...sections().map(sectionText), secrets].join('\n')
}

const secrets = `## Outside the configuration

| variable                     | meaning                                                                       |
| ---------------------------- | ----------------------------------------------------------------------------- |
| \`REGISTRY_SESSION_PASS\`      | the passphrase of a sealed secret file                                        |
| \`REGISTRY_SESSION_PASS_FILE\` | a file that holds it, such as a credential of systemd; one line end is cut off |
`

function sectionText({ name, description, keys }: Section): string {
  const rows = keys.map((key) => `| ${[anchor(key), kind(key), shown(key.default), meaning(key)].join(' | ')} |`)
  const heading = name === '' ? '## At the top level\n' : `## ${name}\n\n${description}\n`
  return [heading, '| key | value | default | meaning |', '| --- | --- | --- | --- |', ...rows, ''].join('\n')
}

function anchor({ name, variable, flag }: Key): string {
  return [name, variable, ...(flag === undefined ? [] : [flag])].map((text) => `\`${text}\``).join('<br>')
}

function kind({ type }: Key): string {
  return type.replaceAll('|', '\\|')
}

function shown(text: string): string {
  return text === '' ? '' : `\`${text}\``
}

function meaning({ description }: Key): string {
  return description.replaceAll('|', '\\|')
}
