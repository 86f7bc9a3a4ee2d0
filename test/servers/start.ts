import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Processes } from './processes.js'
import { startRedis } from './redis.js'
import { startSwift } from './swift.js'

// Runs a command with servers to test against: `tsx test/servers/start.ts npm test`. They listen on free ports of the loopback
// address, keep what they have in a temporary folder, and are told to the command by variables of its environment. Without a
// command the variables are printed, and the servers run until they are interrupted.

async function main(command: string[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-servers-'))
  const processes = new Processes(folder)
  try {
    await mkdir(join(folder, 'swift'))
    const [redis, swift] = await Promise.all([startRedis(processes), startSwift(processes, join(folder, 'swift'))])
    const variables = { ...redis, ...swift }
    const [program, ...args] = command
    if (program !== undefined) return await ran(program, args, variables)
    for (const [name, value] of Object.entries(variables)) process.stdout.write(`export ${name}=${value}\n`)
    return await interrupted()
  } finally {
    await processes.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Runs a program to its end, passing signals on. Gives its status, as a shell does. */
function ran(program: string, args: string[], variables: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...variables } })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']))
  })
}

function interrupted(): Promise<number> {
  return new Promise((resolve) => {
    const forever = setInterval(() => undefined, 60_000)
    const end = (): void => {
      clearInterval(forever)
      resolve(0)
    }
    process.once('SIGINT', end).once('SIGTERM', end)
  })
}

process.exitCode = await main(process.argv.slice(2))
