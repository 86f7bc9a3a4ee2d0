import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Outcome } from '../cli/harness.js'

const loader = import.meta.resolve('tsx')
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** The arguments with which Node runs `cozy-registry` from its sources. */
export const programArguments = ['--import', loader, main]

/** Runs `cozy-registry` as a child process, without a terminal, and pipes `input` to it. */
export async function runProcess(words: string[], cwd: string, input = ''): Promise<Outcome> {
  const child = spawn(process.execPath, [...programArguments, ...words], { cwd, env: { ...process.env, HOME: cwd } })
  child.stdin.on('error', () => undefined).end(input)
  const exit = once(child, 'exit')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  await exit
  return { status: child.exitCode ?? -1, stdout, stderr }
}
