#!/usr/bin/env node
import './node-version.js'
import type { Io } from './cli/io.js'
import { runCli } from './cli/program.js'
import { environment } from './config/environment.js'

const signals = ['SIGINT', 'SIGTERM'] as const
// Milliseconds from the end of the command until the process exits, even if log lines in a pipe have not been read.
const unreadLogTimeout = 2_000

// If a write to the standard output fails, a command has lost its result. So this is an error for a command, but not for a
// server.
let isServer = false

const io: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: environment(),
  // A getter: if the working directory was removed, only commands that need it fail. `--help` does not.
  get cwd() {
    return workingFolder()
  },
  now: Date.now,
  onStop(listener) {
    for (const signal of signals) process.on(signal, listener)
    return () => {
      for (const signal of signals) process.off(signal, listener)
    }
  },
  // The gateway is imported only when it is needed, so that `--help` and usage errors are fast.
  connect: async (...args) => (await import('./gateway.js')).connect(...args),
  startServer: async (...args) => {
    isServer = true
    return (await import('./gateway.js')).startServer(...args)
  },
}

function workingFolder(): string {
  try {
    return process.cwd()
  } catch (cause) {
    throw new Error('The working directory was removed: change to another one', { cause })
  }
}

// Writing to the standard error fails if the disk is full. Without this listener, the failure would end the process.
process.stderr.on('error', () => undefined)
let outputError: NodeJS.ErrnoException | undefined
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader may close the pipe early, as `head` does. This is not an error.
  if (error.code !== 'EPIPE') outputError ??= error
})
process.once('exit', () => {
  if (!outputError || isServer || process.exitCode !== 0) return
  process.stderr.write(`Error: The output can't be written: ${outputError.message}\n`)
  process.exitCode = 1
})

process.exitCode = await runCli(process.argv.slice(2), io)
// Unread log lines in a pipe would keep the process alive. So it exits after this time, but not before the standard output is
// written.
setInterval(() => {
  if (process.stdout.writableLength === 0) process.exit()
}, unreadLogTimeout).unref()
// After a prompt, the open standard input would keep the process alive.
process.stdin.destroy()
