import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Processes } from './processes.js'
import { startRedis } from './redis.js'
import { startSwift } from './swift.js'

// Starts servers to test against, and then runs a command: `tsx test/servers/start.ts npm test`. The servers listen on free
// ports of the loopback address, and store their data in a temporary folder. The command gets their addresses in environment
// variables. Without a command, this script prints the variables, and the servers run until SIGINT or SIGTERM.

const signals = ['SIGINT', 'SIGTERM'] as const

async function main(command: string[]): Promise<number> {
  const stopped = new Promise<number>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve(128 + constants.signals[signal]))
  })
  const folder = await mkdtemp(join(tmpdir(), 'registry-servers-'))
  const processes = new Processes(folder)
  try {
    const started = await Promise.race([startServers(processes, folder), stopped])
    if (typeof started === 'number') return started
    const [program, ...args] = command
    if (program !== undefined) return await runCommand(program, args, started)
    for (const [name, value] of Object.entries(started)) process.stdout.write(`export ${name}=${value}\n`)
    return await stopped
  } finally {
    await processes.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function startServers(processes: Processes, folder: string): Promise<Record<string, string>> {
  const swiftFolder = join(folder, 'swift')
  await mkdir(swiftFolder)
  const [redis, swift] = await Promise.all([startRedis(processes), startSwift(processes, swiftFolder)])
  return { ...redis, ...swift }
}

/**
 * Runs a program until it exits, and passes signals on to it. Returns the exit status. If a signal ended the program, this
 * is 128 + the number of the signal, as in a shell.
 */
function runCommand(program: string, args: string[], variables: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...variables } })
    for (const signal of signals) process.on(signal, () => child.kill(signal))
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']))
  })
}

process.exitCode = await main(process.argv.slice(2))
