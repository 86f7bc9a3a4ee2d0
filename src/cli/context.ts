import type { Command } from 'commander'
import { loadConfig, type Config, type LoadedConfig } from '../config/config.js'
import { globalFlags, type Flags, type FlagValue } from '../config/flags.js'
import { redact } from '../redact.js'
import type { Change } from '../registry/audit/change.js'
import type { Progress } from '../registry/progress.js'
import { globalOption } from './flags.js'
import type { Io } from './io.js'
import { loadSecret } from './load-secret.js'
import type { Operations } from '../operator/operations.js'
import { ShownProgress } from './progress.js'
import { Prompts } from './prompts.js'
import { PlainError } from './errors.js'

type Needs = 'with master secret' | 'without master secret'
type Use<T> = (operations: Operations) => Promise<T>

interface OpenOptions {
  onlyReads: boolean
  change?: Change | undefined
}

/** Gives the commands of one run access to the configuration, the output and the registry. */
export class Context {
  readonly io: Io
  readonly prompts: Prompts
  readonly #program: Command

  constructor(io: Io, program: Command) {
    this.io = io
    this.prompts = new Prompts(io)
    this.#program = program
  }

  /** Prints a result, on the standard output. */
  out(text: string): void {
    this.io.stdout.write(text)
  }

  /** Prints a result as JSON, indented by two spaces. */
  json(value: unknown): void {
    this.out(`${JSON.stringify(value, null, 2)}\n`)
  }

  /** Prints a message on the standard error, with secrets redacted. */
  tell(line: string): void {
    this.io.stderr.write(`${redact(line)}\n`)
  }

  /** Like `tell`, but only on a terminal, because scripts may compare the output. */
  hint(line: string): void {
    if (this.io.stderr.isTTY) this.tell(line)
  }

  /** Shows the progress of long work until the caller calls `end` on the result. */
  progress(): ShownProgress {
    return new ShownProgress(this.io.stderr)
  }

  /** Shows the progress of long work while it runs. */
  async withProgress<T>(work: (progress: Progress) => Promise<T>): Promise<T> {
    const progress = this.progress()
    try {
      return await work(progress)
    } finally {
      progress.end()
    }
  }

  /** Loads the configuration, with its warnings and notes. Only `serve` and `config check` print the warnings and notes. */
  config(): Promise<LoadedConfig> {
    const { env, cwd } = this.io
    return loadConfig({ argvFlags: this.#flags(), env, cwd, home: env.HOME })
  }

  /**
   * Opens the registry, runs `use`, and closes the registry.
   * @param needs whether the master secret is loaded; operations on tokens need it
   * @param change describes the operation in the log, if it fails before the registry logs it
   */
  withWritableRegistry<T>(needs: Needs, change: Change, use: Use<T>): Promise<T> {
    return this.#withRegistry(needs, { onlyReads: false, change }, use)
  }

  /**
   * Like `withWritableRegistry`, but `use` only reads documents. No databases and no containers are created. A missing database
   * reads as empty. `change` is for operations that are logged although they write no document, such as the creation of a token.
   */
  withReadableRegistry<T>(needs: Needs, use: Use<T>, change?: Change): Promise<T> {
    return this.#withRegistry(needs, { onlyReads: true, change }, use)
  }

  async #withRegistry<T>(needs: Needs, { onlyReads, change }: OpenOptions, use: Use<T>): Promise<T> {
    const { config } = await this.config()
    const secret = needs === 'with master secret' ? await this.#secret(config) : {}
    const operations = await this.io.connect(config, { ...secret, onlyReads, mustLog: change !== undefined })
    try {
      return await (change ? this.#unlessInterrupted(operations, use) : use(operations))
    } catch (error) {
      // A `PlainError` reports a decision of the user, such as the answer no, and is not logged.
      if (change && !(error instanceof PlainError)) await operations.logFailureUnlessLogged(change, error)
      throw error
    } finally {
      await operations.close()
    }
  }

  // At the first signal, logs the running change as abandoned, and rejects. A second signal ends the process at once.
  async #unlessInterrupted<T>(operations: Operations, use: Use<T>): Promise<T> {
    let release = (): void => {}
    const interrupted = new Promise<never>((_, reject) => {
      release = this.io.onStop(() => {
        release()
        const interruption = new PlainError('interrupted')
        void operations.abandon('The command was interrupted').finally(() => reject(interruption))
      })
    })
    try {
      return await Promise.race([use(operations), interrupted])
    } finally {
      release()
    }
  }

  async #secret(config: Config): Promise<{ secret: Buffer }> {
    const { secret, warnings } = await loadSecret(config.sessionSecret, this.io, this.prompts)
    for (const warning of warnings) this.hint(`Warning: ${warning}`)
    return { secret }
  }

  #flags(): Flags {
    const values = this.#program.opts<Record<string, FlagValue | undefined>>()
    const byKey = globalFlags.map((flag) => [flag.key, values[globalOption(flag).attributeName()]] as const)
    return { ...Object.fromEntries(byKey), config: values.config }
  }
}
