import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePorts } from '../servers/processes.js'
import { send } from '../support/http.js'
import { startBalancer } from './balancer.js'
import { enginesOf } from './engines.js'

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

// Not found by its name from the folder that the processes run in.
const tsx = import.meta.resolve('tsx')

/** Several gateways on the same engines, as processes, behind a balancer: what docker-compose.yml starts as containers. */
export interface Topology {
  /** Of the balancer: scheme, host and port. */
  url: string
  /** Of each gateway. */
  gateways: readonly string[]
  /** What they keep where, for people. */
  engines: string
  /** Runs a command of the program on the same engines; gives what it prints. */
  command(...args: string[]): Promise<string>
  /** Stops a gateway with SIGTERM and starts it again; gives the status that it ended with. */
  restart(gateway: number): Promise<number | null>
  stop(): Promise<void>
}

/** @param folder for everything that is written */
export async function startTopology(folder: string, count = 3): Promise<Topology> {
  const { settings, engines, clean } = enginesOf(folder)
  const secret = join(folder, 'secret.key')
  await writeFile(secret, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 })
  const env = {
    ...{ PATH: process.env.PATH, ...settings },
    COZY_REGISTRY_SESSION_SECRET: secret,
    COZY_REGISTRY_PUBLISH_TRUSTED_NETWORKS: '127.0.0.0/8',
  }
  const start = (...args: string[]): ChildProcess =>
    spawn(process.execPath, ['--import', tsx, program, ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  const ports = await freePorts(count)
  const gateways = ports.map((port) => `http://127.0.0.1:${String(port)}`)
  const serve = (port: number): ChildProcess => {
    const child = start('serve', '--host', '127.0.0.1', '--port', String(port))
    child.stdout?.resume()
    return child
  }
  const processes = ports.map(serve)
  try {
    await Promise.all(gateways.map((url, index) => healthy(url, processes[index])))
  } catch (error) {
    for (const child of processes) child.kill('SIGKILL')
    throw error
  }
  const balancer = await startBalancer(ports)
  return {
    ...{ url: balancer.url, gateways, engines },
    async command(...args) {
      const child = start(...args)
      let output = ''
      child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text))
      const [status] = await once(child, 'close')
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}`)
      return output
    },
    async restart(gateway) {
      const [running, port, url] = [processes[gateway], ports[gateway], gateways[gateway]]
      if (!running || port === undefined || url === undefined) throw new Error(`there is no gateway ${String(gateway)}`)
      const status = await stopped(running)
      processes[gateway] = serve(port)
      await healthy(url, processes[gateway])
      return status
    },
    async stop() {
      await balancer.close()
      await Promise.all(processes.map(stopped))
      await clean()
    },
  }
}

async function healthy(url: string, child: ChildProcess | undefined): Promise<void> {
  while ((await send(url, '/health').catch(() => undefined))?.status !== 200) {
    if (child?.exitCode !== null) throw new Error(`The gateway at ${url} ended`)
    await pause(50)
  }
}

async function stopped(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    await exit
  }
  return child.exitCode
}
