#!/usr/bin/env node
import type { Io } from './cli/io.js'
import { runCli } from './cli/program.js'
import { environment } from './config/environment.js'

const signals = ['SIGINT', 'SIGTERM'] as const

const io: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: environment(),
  cwd: process.cwd(),
  now: Date.now,
  onStop(listener) {
    for (const signal of signals) process.on(signal, listener)
    return () => {
      for (const signal of signals) process.off(signal, listener)
    }
  },
  // The server is loaded only by what needs it: help and mistyped commands answer at once.
  connect: async (...args) => (await import('./gateway.js')).connect(...args),
  startServer: async (...args) => (await import('./gateway.js')).startServer(...args),
}

// Somebody who reads along may go away early, as `head` does; what is still written then is for nobody.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

process.exitCode = await runCli(process.argv.slice(2), io)
// A question may have left the standard input open, which would keep the process alive.
process.stdin.destroy()
