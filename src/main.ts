#!/usr/bin/env node
import './node-version.js'
import type { Io } from './cli/io.js'
import { runCli } from './cli/program.js'
import { environment } from './config/environment.js'

const signals = ['SIGINT', 'SIGTERM'] as const
// Milliseconds after which the process exits even when nothing reads its log.
const unreadLogTimeout = 2_000

// The standard output is the result of a command, so a failed write is an error. A server goes on without it.
let isServer = false

const io: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: environment(),
  // A getter, so that commands that need no directory, such as `--help`, also work in a removed one.
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
  // The gateway is imported when it is needed, so that `--help` and usage errors are fast.
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

// Writing fails when the disk is full. There is no other place to report it, and a gateway goes on without its log.
process.stderr.on('error', () => undefined)
let outputError: NodeJS.ErrnoException | undefined
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader may close the pipe early, as `head` does; that is no error.
  if (error.code !== 'EPIPE') outputError ??= error
})
process.once('exit', () => {
  if (!outputError || isServer || process.exitCode !== 0) return
  process.stderr.write(`Error: The output can't be written: ${outputError.message}\n`)
  process.exitCode = 1
})

process.exitCode = await runCli(process.argv.slice(2), io)
// Log lines in a pipe that nothing reads would keep the process alive. Exits without them, but not before the standard output is
// written.
setInterval(() => {
  if (process.stdout.writableLength === 0) process.exit()
}, unreadLogTimeout).unref()
// After a prompt the open standard input would keep the process alive.
process.stdin.destroy()
