// Compares schema/ with its state at an earlier commit. Fails if a change breaks clients, and the page
// docs/graphql-changes.md does not announce it. Runs in the root of the repository.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { diff } from '@graphql-inspector/core'
import { buildSchema } from 'graphql'

const page = 'docs/graphql-changes.md'

const wanted = process.env.SCHEMA_BASE
const base = wanted ? commit(wanted) : baseCommit()
if (base === undefined && wanted) {
  print(`SCHEMA_BASE is "${wanted}", which is no commit of this repository.`)
  process.exitCode = 1
} else if (base === undefined) {
  print(
    'There is no earlier commit to compare the schema with, so breaking changes were not looked for. ' +
      'Fetch more commits ("git fetch --deepen=1"), or set SCHEMA_BASE to a commit.',
  )
} else {
  const changes = await diff(schemaAt(base), currentSchema())
  const announced = announcements()
  const newFields = new Set(changes.filter(({ type }) => type === 'FIELD_ADDED').map(({ path }) => path))
  const breaking = changes.filter(
    (change) => change.criticality.level === 'BREAKING' || restrictsTokens(change, newFields),
  )
  const unannounced = breaking.filter(({ path }) => !announced.has(path))
  for (const { path, message } of unannounced) print(`Breaking: ${path}: ${message}`)
  print(
    `The schema has ${changes.length} changes since ${base}; ${breaking.length} break clients, and ` +
      `${breaking.length - unannounced.length} of these are announced in ${page}.`,
  )
  if (unannounced.length > 0) {
    print(
      'Keep what clients use: deprecate it with a reason, and add the new field beside it. If the change has to be, ' +
        `announce it on ${page}: one list item with the path, the reason, and what clients do.`,
    )
    process.exitCode = 1
  }
}

/** The newest commit on main that this work is based on. For a commit on main that is unchanged here, the commit before. */
function baseCommit() {
  const main = commit('refs/remotes/origin/main') ?? commit('refs/heads/main')
  const common = main === undefined ? undefined : git('merge-base', 'HEAD', main)
  if (common !== undefined && (common !== commit('HEAD') || git('status', '--porcelain', 'schema'))) return common
  return commit('HEAD^')
}

function commit(name) {
  return git('rev-parse', '--verify', '--quiet', `${name}^{commit}`)
}

/** The output of git. `undefined` if git fails: there is no such commit, no repository, or no git. */
function git(...words) {
  try {
    return execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}

function schemaAt(revision) {
  const names = git('ls-tree', '--name-only', revision, 'schema/') ?? ''
  const files = names.split('\n').filter((name) => name.endsWith('.graphql'))
  return buildSchema(files.map((name) => git('show', `${revision}:${name}`)).join('\n'))
}

function currentSchema() {
  const files = readdirSync('schema').filter((name) => name.endsWith('.graphql'))
  return buildSchema(files.map((name) => readFileSync(`schema/${name}`, 'utf8')).join('\n'))
}

/** Whether an existing field now needs a token, or a master token. */
function restrictsTokens({ type, path = '', meta }, newFields) {
  const [field, rest] = path.split('.@allow')
  if (rest === undefined || newFields.has(field)) return false
  if (type === 'DIRECTIVE_USAGE_FIELD_DEFINITION_ADDED') return true
  return type === 'DIRECTIVE_USAGE_ARGUMENT_ADDED' && rest === '.token' && meta.addedArgumentValue === 'MASTER'
}

/** The paths that the page announces by new items. Items that it had at the base are about earlier changes. */
function announcements() {
  const before = new Set(itemsOf(git('show', `${base}:${page}`) ?? ''))
  const added = itemsOf(readFileSync(page, 'utf8')).filter((item) => !before.has(item))
  return new Set(added.map((item) => item.split('`')[1]))
}

function itemsOf(text) {
  return text.match(/^- `[^`]+`.*/gm) ?? []
}

function print(line) {
  process.stdout.write(`${line}\n`)
}
