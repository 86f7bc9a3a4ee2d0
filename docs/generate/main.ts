// Writes the generated documentation. With `--check` it writes nothing, and fails if a file is out of date.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { commandsPage } from './commands.js'
import { configurationPage } from './configuration.js'
import { exampleFile } from './example.js'
import { performanceFiles } from './performance.js'

const files = {
  'docs/commands.md': commandsPage(),
  'docs/configuration.md': configurationPage(),
  'cozy-registry.example.yml': exampleFile(),
  ...performanceFiles(),
}

const isCheck = process.argv.includes('--check')
for (const [name, content] of Object.entries(files)) {
  const file = fileURLToPath(new URL(`../../${name}`, import.meta.url))
  // Prettier has no parser for SVG.
  const text = name.endsWith('.svg')
    ? content
    : await format(content, { ...(await resolveConfig(file)), filepath: file })
  if (!isCheck) await writeFile(file, text)
  else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    process.stderr.write(`${name} is out of date: run "npm run docs"\n`)
    process.exitCode = 1
  }
}
