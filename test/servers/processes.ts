import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openSync, closeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const secondsToStart = 60
const secondsToStop = 5

/** A server to start, and the loopback port on which it will listen. */
export interface ServerCommand {
  name: string
  port: number
  command: string
  args: string[]
}

/** Runs servers in the background, with a folder for their logs and files. */
export class Processes {
  readonly #folder: string
  readonly #running: ChildProcess[] = []
  #stopped = false

  constructor(folder: string) {
    this.#folder = folder
  }

  /**
   * Starts a server and waits until it accepts connections.
   * @throws Error with the end of the server's log when the server exits, or does not accept connections in time
   */
  async start({ name, port, command, args }: ServerCommand): Promise<void> {
    if (this.#stopped) throw new Error(`${name} is not started, because another server failed to start`)
    const log = join(this.#folder, `${name}.log`)
    const logFile = openSync(log, 'a')
    const child = spawn(command, args, { stdio: ['ignore', logFile, logFile], cwd: this.#folder })
    closeSync(logFile)
    const exit = Promise.race([once(child, 'exit'), once(child, 'error')]).then(() => true)
    this.#running.push(child)
    for (let tries = 0; tries < secondsToStart * 10; tries++) {
      if (await accepts(port)) return
      if (await Promise.race([exit, pause(100, false)])) break
    }
    const output = await readFile(log, 'utf8')
    throw new Error(`${name} (${command}) does not answer on port ${port}:\n${output.slice(-2000)}`)
  }

  /** Stops all servers in the reverse order of their start. */
  async stop(): Promise<void> {
    this.#stopped = true
    for (const child of this.#running.splice(0).reverse()) await terminate(child)
  }
}

async function terminate(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), secondsToStop * 1000)
  await exit
  clearTimeout(timer)
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const done = (accepted: boolean): void => {
      socket.destroy()
      resolve(accepted)
    }
    socket.once('connect', () => done(true)).once('error', () => done(false))
  })
}

/** Finds `count` unused ports of the loopback address. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  })
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
