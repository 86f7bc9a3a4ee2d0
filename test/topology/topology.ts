import type { ChildProcess } from 'node:child_process'
import { freePorts } from '../servers/processes.js'
import { programIn, stopped } from '../support/program.js'
import { startBalancer } from './balancer.js'
import { enginesOf } from './engines.js'

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
  const program = await programIn(folder, settings)
  const ports = await freePorts(count)
  const processes = await allOrNone(ports.map((port) => program.serve(port)))
  const balancer = await startBalancer(ports)
  return {
    url: balancer.url,
    gateways: ports.map((port) => `http://127.0.0.1:${String(port)}`),
    engines,
    command: program.command,
    async restart(gateway) {
      const [running, port] = [processes[gateway], ports[gateway]]
      if (!running || port === undefined) throw new Error(`there is no gateway ${String(gateway)}`)
      const status = await stopped(running)
      processes[gateway] = await program.serve(port)
      return status
    },
    async stop() {
      await balancer.close()
      await Promise.all(processes.map(stopped))
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
