import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { describeWith } from '../support/requirements.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const script = fileURLToPath(new URL('../../.ci/tools/schema-changes.mjs', import.meta.url))

const schema = `
directive @allow(token: Token!) on FIELD_DEFINITION
enum Token { EDITOR MASTER }
type Query { apps: [App!]!, editors: [String!]! @allow(token: EDITOR) }
type App { slug: String!, label: String }
`
const changed = {
  removed: schema.replace(', label: String', ''),
  added: schema.replace('slug: String!', 'slug: String!, tokens: [String!]! @allow(token: MASTER), name: String'),
  allowed: schema.replace('label: String', 'label: String @allow(token: EDITOR)'),
  allowedToFewer: schema.replace('@allow(token: EDITOR)', '@allow(token: MASTER)'),
  allowedToMore: schema.replace(' @allow(token: EDITOR)', ''),
}
const announcement = '- `App.label` is removed: nobody filled it. Use `App.slug`.\n'

/** The status and the output of the check. */
interface Outcome {
  status: number
  output: string
}

/** A repository with a schema and an empty page of announcements. */
class Repository {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async create(): Promise<Repository> {
    const repository = new Repository(await temporaryFolder())
    await mkdir(join(repository.#folder, 'schema'))
    await mkdir(join(repository.#folder, 'docs'))
    await repository.write(schema)
    return repository
  }

  async write(text: string, page = ''): Promise<void> {
    await writeFile(join(this.#folder, 'schema/all.graphql'), text)
    await writeFile(join(this.#folder, 'docs/graphql-changes.md'), page)
  }

  git(...words: string[]): void {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org']
    execFileSync('git', [...identity, ...words], { cwd: this.#folder, stdio: 'pipe' })
  }

  commit(): void {
    this.git('add', '--all')
    this.git('commit', '--quiet', '--message', 'Change')
  }

  check(environment: Record<string, string> = {}): Promise<Outcome> {
    const options = { cwd: this.#folder, env: { ...process.env, SCHEMA_BASE: '', ...environment } }
    return new Promise((resolve) => {
      execFile(process.execPath, [script], options, (error, stdout, stderr) => {
        resolve({ status: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr })
      })
    })
  }
}

/** A repository with one commit on main, and a branch that is checked out. */
async function onBranch(): Promise<Repository> {
  const repository = await Repository.create()
  repository.git('init', '--quiet', '--initial-branch', 'main')
  repository.commit()
  repository.git('switch', '--quiet', '--create', 'work')
  return repository
}

describeWith('the check of schema changes', installed(), 'run "npm ci --prefix .ci/tools"', () => {
  it('refuses a breaking change, with its path and what to do', async () => {
    const repository = await onBranch()
    await repository.write(changed.removed)
    repository.commit()
    const { status, output } = await repository.check()
    expect(status).toBe(1)
    expect(output).toContain("Breaking: App.label: Field 'label' was removed")
    expect(output).toContain('docs/graphql-changes.md')
  })

  it('allows a breaking change that is announced since', async () => {
    const repository = await onBranch()
    await repository.write(changed.removed, announcement)
    expect((await repository.check()).status).toBe(0)
  })

  it('does not take the announcement of an earlier change for this one', async () => {
    const repository = await onBranch()
    repository.git('switch', '--quiet', 'main')
    await repository.write(schema, announcement)
    repository.commit()
    await repository.write(changed.removed, announcement)
    repository.commit()
    expect((await repository.check()).status).toBe(1)
  })

  it.each([
    ['a new field with @allow', changed.added, 0],
    ['@allow at an existing field', changed.allowed, 1],
    ['@allow for fewer tokens', changed.allowedToFewer, 1],
    ['a field that needs no token any more', changed.allowedToMore, 0],
  ])('%s: ends with the right status', async (_name, text, status) => {
    const repository = await onBranch()
    await repository.write(text)
    expect(await repository.check()).toMatchObject({ status })
  })

  it('compares with the commit that the branch is based on, not with later commits on main', async () => {
    const repository = await onBranch()
    repository.git('switch', '--quiet', 'main')
    await repository.write(changed.added)
    repository.commit()
    repository.git('switch', '--quiet', 'work')
    expect((await repository.check()).status).toBe(0)
  })

  it('compares the newest commit on main with the one before', async () => {
    const repository = await onBranch()
    repository.git('switch', '--quiet', 'main')
    await repository.write(changed.removed)
    repository.commit()
    expect((await repository.check()).status).toBe(1)
    await repository.write(changed.removed.replace('slug: String!', 'slug: String!, name: String'))
    repository.commit()
    expect((await repository.check()).status).toBe(0)
    expect((await repository.check({ SCHEMA_BASE: 'HEAD~2' })).status).toBe(1)
  })

  it('says so when there is no commit to compare with', async () => {
    const repository = await Repository.create()
    const none = { status: 0, output: expect.stringContaining('no earlier commit to compare the schema with') }
    expect(await repository.check({ GIT_CEILING_DIRECTORIES: '/' })).toEqual(none)
    repository.git('init', '--quiet', '--initial-branch', 'main')
    repository.commit()
    expect(await repository.check()).toEqual(none)
    const unknown = await repository.check({ SCHEMA_BASE: 'nowhere' })
    expect(unknown).toEqual({
      status: 1,
      output: 'SCHEMA_BASE is "nowhere", which is no commit of this repository.\n',
    })
  })
})

/** Whether the tools of CI are installed, and git. In CI they must be. */
function installed(): true | undefined {
  if (existsSync(new URL('../../.ci/tools/node_modules/@graphql-inspector', import.meta.url))) return true
  if (process.env.CI) throw new Error('CI compares schemas: run "npm ci --prefix .ci/tools"')
  return undefined
}
