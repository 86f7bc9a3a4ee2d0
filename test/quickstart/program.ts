import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const labels = ['GraphiQL', 'List', 'Publish', 'Fetch', 'Log', 'Token'] as const

/** Builds the program, as `npm start` does before it starts. */
export async function build(): Promise<void> {
  await promisify(execFile)('npm', ['run', 'build'], { cwd: repository })
}

/** A running `npm start`. */
export interface QuickStart {
  /** The standard output so far. */
  output: () => string
  /** The values after the labels, such as `GraphiQL:`. */
  lines: Record<(typeof labels)[number], string>
  /** Sends a signal to the first process only (npm or node). Waits until it exits. */
  stop: (signal: NodeJS.Signals) => Promise<Exit>
  /** Sends SIGINT to npm and its child processes, as a terminal does at Ctrl-C. Waits until they exit. */
  interrupt: () => Promise<Exit>
}

/** The end of a process. `status` is `null` after a signal that the program did not handle. */
export interface Exit {
  status: number | null
  stderr: string
}

/** The command that `npm start` runs after the build. */
export const builtCommand = ['node', 'dist/quickstart/main.js'] as const

// Skips the script `prestart`, which would build again.
const npmStart = ['npm', 'start', '--silent', '--ignore-scripts'] as const

/** Does the same as `builtCommand`, but runs the TypeScript sources, which need no build. */
export const sourcesCommand = ['node', '--import', 'tsx', 'src/quickstart/main.ts'] as const

type Command = typeof builtCommand | typeof npmStart | typeof sourcesCommand

/**
 * Starts `npm start`, and waits until it has printed all its lines. If it still runs at the end of the test, it is killed.
 */
export async function start(environment: Record<string, string>, command: Command = npmStart): Promise<QuickStart> {
  const program = run(environment, command)
  await Promise.race([program.printed('Token: '), program.exited])
  const lines = labels.map((label) => [label, new RegExp(`^${label}: (.+)$`, 'm').exec(program.output())?.[1]] as const)
  const missing = lines.find(([, line]) => line === undefined)
  if (missing) throw new Error(`npm start printed no line "${missing[0]}: …":\n${program.output()}${program.errors()}`)
  const line = (label: string): string => lines.find(([name]) => name === label)?.[1] ?? ''
  return {
    output: program.output,
    lines: {
      GraphiQL: line('GraphiQL'),
      List: line('List'),
      Publish: line('Publish'),
      Fetch: line('Fetch'),
      Log: line('Log'),
      Token: line('Token'),
    },
    async stop(signal) {
      program.kill(signal)
      return program.exited
    },
    async interrupt() {
      program.killAll('SIGINT')
      return program.exited
    },
  }
}

/** Runs `npm start` until it exits by itself. */
export function startUntilExit(environment: Record<string, string>): Promise<Exit> {
  return run(environment, npmStart).exited
}

/** Starts the program of `npm start` with an output that nobody reads. */
export function startUnread(environment: Record<string, string>) {
  const [file, ...words] = builtCommand
  const child = spawn(file, words, { cwd: repository, env: { ...process.env, ...environment }, stdio: 'pipe' })
  child.stdout.destroy()
  child.stderr.destroy()
  onTestFinished(() => void child.kill('SIGKILL'))
  const exited = once(child, 'exit').then(() => child.exitCode)
  return {
    exited,
    stop(signal: NodeJS.Signals) {
      child.kill(signal)
      return exited
    },
  }
}

function run(environment: Record<string, string>, [file, ...words]: Command) {
  const child = spawn(file, words, {
    cwd: repository,
    env: { ...process.env, ...environment },
    // Makes a new process group. So a signal can reach all its processes, as from a terminal.
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
  const exited = once(child, 'close').then((): Exit => ({ status: child.exitCode, stderr: errors }))
  onTestFinished(() => killAll('SIGKILL'))
  return {
    output: () => output,
    errors: () => errors,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    killAll,
    exited,
    printed: (text: string) =>
      new Promise<void>((resolve) => {
        child.stdout.on('data', () => output.includes(text) && output.endsWith('\n') && resolve())
      }),
  }
}
