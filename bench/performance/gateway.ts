import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { configure, startProgram, type Measured } from '../servers.js'
import { linkSettings } from './routes.js'

// One client sends all requests of a bench, so there are no limits for an address or a token.
const settings = `
limits:
  rate:
    query_cost_per_address: 0
    query_cost_per_token: 0
    token_query_cost_per_address: 0
    writes_per_address: 0
    writes_per_token: 0
    publications_per_address: 0
    publications_per_token: 0
metrics: { port: 0 }
publish: { trusted_networks: [127.0.0.1] }
custom_schemes: [cozy]
${linkSettings}`

/** A running gateway, and the milliseconds from its start until it was ready. */
export interface StartedGateway extends Measured {
  startTime: number
}

/** Starts a gateway with the configuration of `configureGateway`, and waits until it is ready. */
export async function startBenchGateway(
  flags: readonly string[],
  engines: Record<string, string>,
): Promise<StartedGateway> {
  const start = performance.now()
  const server = await startProgram(flags, { environment: engines })
  while (!(await isReady(server.url))) await sleep(5)
  return { ...server, startTime: performance.now() - start }
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/ready`, { headers: { Connection: 'close' } })
  await response.text()
  return response.ok
}

/** Writes the configuration of a gateway, and its secret unless it has one, into a folder. Returns the flags of all commands. */
export async function configureGateway(folder: string, engines: Record<string, string>): Promise<string[]> {
  const flags = await configure(folder, settings, false)
  const secret = await stat(join(folder, 'secret')).catch(() => undefined)
  if (!secret) await runCommand(['gen-session-secret', '--passphrase=false', ...flags], engines)
  return flags
}

const program = new URL('../../dist/main.js', import.meta.url).pathname

/** Runs a command of the built program. Returns its output. */
export async function runCommand(args: readonly string[], engines: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...engines },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(child, 'close')
  if (child.exitCode !== 0) throw new Error(`${args.join(' ')} failed`)
  return Buffer.concat(chunks).toString()
}
