import type { Command } from 'commander'
import { loadConfig, type Config, type LoadedConfig } from '../config/config.js'
import { globalFlags, type Flags, type FlagValue } from '../config/flags.js'
import { redact } from '../redact.js'
import type { Change } from '../registry/audit-log.js'
import type { Progress } from '../registry/progress.js'
import { globalOption } from './flags.js'
import type { Io } from './io.js'
import { loadSecret } from './load-secret.js'
import type { Operations } from '../operator/operations.js'
import { ShownProgress } from './progress.js'
import { Prompts } from './prompts.js'
import { PlainError } from './refusals.js'

type Needs = 'secret' | 'no secret'
type Use<T> = (operations: Operations) => Promise<T>

interface Opening {
  onlyReads: boolean
  change?: Change | undefined
}

/** What the commands share in one run of the program. */
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

  /** Prints a result as JSON, indented by two blanks. */
  json(value: unknown): void {
    this.out(`${JSON.stringify(value, null, 2)}\n`)
  }

  /** Tells people something, on the standard error. */
  tell(line: string): void {
    this.io.stderr.write(`${redact(line)}\n`)
  }

  /** Tells people who sit at a terminal; scripts, which may compare what they get, are left alone. */
  hint(line: string): void {
    if (this.io.stderr.isTTY) this.tell(line)
  }

  /** Shows how far long work is; `end` it when all is done or has failed. */
  progress(): ShownProgress {
    return new ShownProgress(this.io.stderr)
  }

  /** Shows how far long work is while it runs. */
  async showing<T>(work: (progress: Progress) => Promise<T>): Promise<T> {
    const progress = this.progress()
    try {
      return await work(progress)
    } finally {
      progress.end()
    }
  }

  /** Loads the configuration and prints its warnings; its `notes` are returned. */
  async config(): Promise<{ config: Config; notes: string[] }> {
    const { config, warnings, notes } = await this.loadedConfig()
    for (const warning of warnings) this.tell(`Warning: ${warning}`)
    return { config, notes }
  }

  /** The configuration with all that is known about it. */
  loadedConfig(): Promise<LoadedConfig> {
    const { env, cwd } = this.io
    return loadConfig({ argvFlags: this.#flags(), env, cwd, home: env.HOME })
  }

  /**
   * Opens the registry for the time of `use`; with the secret where `needs` says so.
   * @param change what is asked for, which is logged when it fails before the registry is asked
   */
  changingRegistry<T>(needs: Needs, change: Change, use: Use<T>): Promise<T> {
    return this.#withRegistry(needs, { onlyReads: false, change }, use)
  }

  /** As `changingRegistry`, for what only reads: nothing is created, and what is missing reads as empty. */
  readingRegistry<T>(needs: Needs, use: Use<T>, change?: Change): Promise<T> {
    return this.#withRegistry(needs, { onlyReads: true, change }, use)
  }

  async #withRegistry<T>(needs: Needs, { onlyReads, change }: Opening, use: Use<T>): Promise<T> {
    const { config } = await this.config()
    const secret = needs === 'secret' ? await this.#secret(config) : {}
    const operations = await this.io.connect(config, { ...secret, onlyReads, mustLog: change !== undefined })
    try {
      return await use(operations)
    } catch (error) {
      // Of a plain error the person at the terminal is the reason, such as the answer no.
      if (change && !(error instanceof PlainError)) await operations.logRefusal(change, error)
      throw error
    } finally {
      await operations.close()
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
