import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { freePorts } from '../servers/processes.js'
import { programIn, stopProcess } from '../support/program.js'
import { startBalancer } from './balancer.js'
import { enginesOf } from './engines.js'

/**
 * Several gateway processes on the same engines, behind a load balancer. docker-compose.yml starts the same topology as containers.
 */
export interface Topology {
  /** The URL of the load balancer. */
  url: string
  /** The URL of each gateway. */
  gateways: readonly string[]
  /** The names of the engines, to print. */
  engines: string
  /** Runs a `cozy-registry` command on the same engines; returns its output. */
  command(...args: string[]): Promise<string>
  /** Stops a gateway with SIGTERM, and starts it again. Returns the exit status of the stopped process. */
  restart(gateway: number): Promise<number | null>
  /** Kills a gateway with SIGKILL, and starts it again. */
  kill(gateway: number): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts the gateways and the load balancer.
 * @param folder the folder for all files that the gateways write
 * @param count the number of gateways
 * @param others more environment variables of the gateways
 */
export async function startTopology(folder: string, count = 3, others: Record<string, string> = {}): Promise<Topology> {
  const { settings, description, clean } = enginesOf(folder)
  const program = await programIn(folder, { ...settings, ...others })
  const ports = await freePorts(count)
  const processes = await allOrNone(ports.map((port) => program.serve(port)))
  const balancer = await startBalancer(ports)
  const runningAt = (gateway: number): { running: ChildProcess; port: number } => {
    const [running, port] = [processes[gateway], ports[gateway]]
    if (!running || port === undefined) throw new Error(`There is no gateway ${String(gateway)}`)
    return { running, port }
  }
  return {
    url: balancer.url,
    gateways: ports.map((port) => `http://127.0.0.1:${String(port)}`),
    engines: description,
    command: program.command,
    async restart(gateway) {
      const { running, port } = runningAt(gateway)
      const status = await stopProcess(running)
      processes[gateway] = await program.serve(port)
      return status
    },
    async kill(gateway) {
      const { running, port } = runningAt(gateway)
      const exit = once(running, 'exit')
      running.kill('SIGKILL')
      await exit
      processes[gateway] = await program.serve(port)
    },
    async stop() {
      await balancer.close()
      await Promise.all(processes.map(stopProcess))
      await clean()
    },
  }
}

async function allOrNone(starting: Promise<ChildProcess>[]): Promise<ChildProcess[]> {
  const started = await Promise.allSettled(starting)
  const processes = started.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
  if (processes.length === started.length) return processes
  for (const child of processes) child.kill('SIGKILL')
  return Promise.all(starting)
}
