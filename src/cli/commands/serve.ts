import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import type { Command } from 'commander'
import type { Context } from '../context.js'
import { loadSecret } from '../load-secret.js'
import { createLog } from '../../operator/log.js'
import type { RunningServer } from '../../operator/operations.js'

/** `serve`: runs the server until SIGINT or SIGTERM, then shuts it down. */
export function serveCommand(program: Command, context: Context): void {
  program
    .command('serve')
    .description('run the server')
    .action(() => serve(context))
}

async function serve(context: Context): Promise<void> {
  const { io } = context
  const { config, warnings: mistakes, notes } = await context.config()
  for (const mistake of mistakes) context.tell(`Warning: ${mistake}`)
  // Throws for an invalid proxy, before the prompt for the passphrase.
  config.publish.readProxies()
  const log = createLog(config, io.stderr)
  for (const note of notes) log.warn(note)
  if (config.syslog) log.warn("syslog is not supported: collect the standard error with the service manager's journal")
  const { secret, warnings } = await loadSecret(config.sessionSecret, io, context.prompts)
  for (const warning of warnings) log.warn(warning)
  const stopping = new AbortController()
  const { signal } = stopping
  const removeListener = io.onStop(() => {
    // A second signal ends the process at once.
    removeListener()
    stopping.abort()
  })
  const server = await startedUnlessStopped(explainUsedPort(io.startServer(config, { secret, log, signal })), signal)
  if (!server) return
  context.out(`Listening on ${server.address}...\n`)
  if (!signal.aborted) await once(signal, 'abort')
  await server.close()
}

/** The started server; `undefined` if a stop signal arrived during the start. */
async function startedUnlessStopped(
  starting: Promise<RunningServer>,
  signal: AbortSignal,
): Promise<RunningServer | undefined> {
  try {
    return await starting
  } catch (error) {
    if (signal.aborted) return undefined
    throw error
  }
}

/** If the address is already in use, throws an error with the message of the reference registry. */
async function explainUsedPort(starting: Promise<RunningServer>): Promise<RunningServer> {
  try {
    return await starting
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    const host = 'address' in error ? String(error.address) : ''
    const port = 'port' in error ? String(error.port) : ''
    const place = `${isIPv6(host) ? `[${host}]` : host}:${port}`
    throw new Error(`listen tcp ${place}: bind: address already in use`, { cause: error })
  }
}
