import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts } from '../servers/processes.js'

/** The path of `redis-server`; `undefined` when it is not installed. */
export const redisServerPath = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find((path) => existsSync(path))

/** A Redis that a test starts, stops and starts again. */
export interface RedisServer {
  /** `host:port`. */
  address: string
  port: number
  /** Kills the server (SIGKILL). */
  kill(): Promise<void>
  /** Starts the server again, without data, on the same port. */
  start(): Promise<void>
  /** Suspends the process. Connections stay open, but get no answers until `thaw`. */
  freeze(): void
  thaw(): void
  /** Kills the server, and removes its folder. */
  remove(): Promise<void>
}

/**
 * Starts a Redis without persistence on a free port.
 * @param settings lines of its configuration file
 * @param args arguments after the configuration file, such as `--sentinel`
 */
export async function startRedisServer(
  path: string,
  settings: string[] = [],
  args: string[] = [],
): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-test-'))
  const [port = 0] = await freePorts(1)
  const file = join(folder, 'redis.conf')
  const base = ['bind 127.0.0.1', `port ${String(port)}`, `dir ${folder}`]
  const storage = args.includes('--sentinel') ? [] : ['save ""', 'appendonly no']
  await writeFile(file, [...base, ...storage, ...settings, ''].join('\n'))
  let child: ChildProcess | undefined
  const server: RedisServer = {
    address: `127.0.0.1:${String(port)}`,
    port,
    async kill() {
      if (child?.exitCode !== null || child.signalCode !== null) return
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      await exit
    },
    async start() {
      child = spawn(path, [file, ...args], { stdio: 'ignore' })
      const exit = once(child, 'exit').then(() => Promise.reject(new Error('redis-server ended before it listened')))
      await Promise.race([waitUntilListening(port), exit])
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async remove() {
      await server.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
  await server.start()
  return server
}

/** Runs `redis-cli` with these arguments, and returns its output. */
export function redisCli(port: number, ...args: string[]): string {
  return execFileSync('redis-cli', ['-p', String(port), ...args], { encoding: 'utf8' })
}

async function waitUntilListening(port: number): Promise<void> {
  for (;;) {
    const socket = createConnection(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      return
    } catch {
      await sleep(20)
    } finally {
      socket.destroy()
    }
  }
}
