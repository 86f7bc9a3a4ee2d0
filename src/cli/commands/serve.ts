import type { Command } from 'commander'
import type { Context } from '../context.js'
import { loadSecret } from '../load-secret.js'
import { createLog } from '../log.js'
import type { RunningServer } from '../operations.js'

/** `serve`: runs the server until SIGINT or SIGTERM, then ends in order. */
export function serveCommand(program: Command, context: Context): void {
  program
    .command('serve')
    .description('run the server')
    .action(() => serve(context))
}

async function serve(context: Context): Promise<void> {
  const { io } = context
  const { config, notes } = await context.config()
  const log = createLog(config.logLevel, io.stderr)
  for (const note of notes) log.warn(note)
  if (config.syslog) log.warn("syslog is not supported: collect the standard error with the service manager's journal")
  const { secret, warnings } = await loadSecret(config.sessionSecret, io, context.prompts)
  for (const warning of warnings) log.warn(warning)
  const stopped = new Promise<void>((resolve) => {
    const release = io.onStop(() => {
      release()
      resolve()
    })
  })
  const server = await listening(io.startServer(config, secret, log))
  context.out(`Listening on ${server.address}...\n`)
  await stopped
  await server.close()
}

async function listening(starting: Promise<RunningServer>): Promise<RunningServer> {
  try {
    return await starting
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    const place = 'address' in error && 'port' in error ? `${String(error.address)}:${String(error.port)}` : ''
    throw new Error(`listen tcp ${place}: bind: address already in use`, { cause: error })
  }
}
