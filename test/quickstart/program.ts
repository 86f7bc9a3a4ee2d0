import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const labels = ['GraphiQL', 'List', 'Publish', 'Token'] as const

/** Builds the program, as `npm start` does first. */
export async function build(): Promise<void> {
  await promisify(execFile)('npm', ['run', 'build'], { cwd: repository })
}

/** `npm start` in a process of its own. */
export interface Started {
  /** The standard output so far. */
  output: () => string
  /** The values after `GraphiQL:`, `List:`, `Publish:` and `Token:`. */
  lines: Record<(typeof labels)[number], string>
  /** Sends a signal to the process that was started, which may be npm. */
  stop: (signal: NodeJS.Signals) => Promise<Ended>
  /** Presses Ctrl-C: a terminal sends the signal to all processes together. */
  interrupt: () => Promise<Ended>
}

/** How a program ended; it has no status when a signal killed it. */
export interface Ended {
  status: number | null
  stderr: string
}

/** The command of `npm start` after the build. */
export const built = ['node', 'dist/quickstart/main.js'] as const

// `prestart` would build again.
const npmStart = ['npm', 'start', '--silent', '--ignore-scripts'] as const

/** The same from the sources, without a build. */
export const fromSources = ['node', '--import', 'tsx', 'src/quickstart/main.ts'] as const

type Command = typeof built | typeof npmStart | typeof fromSources

/** Runs `npm start` until it has printed everything; it goes on until the end of the test at most. */
export async function start(environment: Record<string, string>, command: Command = npmStart): Promise<Started> {
  const program = run(environment, command)
  await Promise.race([program.printed('Token: '), program.ended])
  const lines = labels.map((label) => [label, new RegExp(`^${label}: (.+)$`, 'm').exec(program.output())?.[1]] as const)
  const missing = lines.find(([, line]) => line === undefined)
  if (missing) throw new Error(`it printed no ${missing[0]}: line:\n${program.output()}${program.errors()}`)
  const line = (label: string): string => lines.find(([name]) => name === label)?.[1] ?? ''
  return {
    output: program.output,
    lines: { GraphiQL: line('GraphiQL'), List: line('List'), Publish: line('Publish'), Token: line('Token') },
    async stop(signal) {
      program.kill(signal)
      return program.ended
    },
    async interrupt() {
      program.killAll('SIGINT')
      return program.ended
    },
  }
}

/** Runs `npm start` when it is expected to end by itself. */
export function startInVain(environment: Record<string, string>): Promise<Ended> {
  return run(environment, npmStart).ended
}

function run(environment: Record<string, string>, [file, ...words]: Command) {
  const child = spawn(file, words, {
    cwd: repository,
    env: { ...process.env, ...environment },
    // A process group of its own, which gets signals as from a terminal.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [output, errors] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const killAll = (signal: NodeJS.Signals): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, signal)
  }
  const ended = once(child, 'close').then((): Ended => ({ status: child.exitCode, stderr: errors }))
  onTestFinished(() => killAll('SIGKILL'))
  return {
    output: () => output,
    errors: () => errors,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    killAll,
    ended,
    printed: (text: string) =>
      new Promise<void>((resolve) => {
        child.stdout.on('data', () => output.includes(text) && output.endsWith('\n') && resolve())
      }),
  }
}
