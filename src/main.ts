#!/usr/bin/env node
import './node-version.js'
import type { Io } from './cli/io.js'
import { runCli } from './cli/program.js'
import { environment } from './config/environment.js'

const signals = ['SIGINT', 'SIGTERM'] as const
// Milliseconds until a process ends although not all of its log was read.
const unreadLogTimeout = 2_000

// Of a command the output is the result; a server's work is another.
let isServer = false

const io: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: environment(),
  // Asked for when it is needed: help does without.
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
  // The server is loaded only by what needs it: help and mistyped commands answer at once.
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

// Both may be files on a full disk. There is no other place to say so, and a gateway serves on without its log.
process.stderr.on('error', () => undefined)
let outputError: NodeJS.ErrnoException | undefined
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Readers may go away early, as `head` does; nobody needs the rest of the output then.
  if (error.code !== 'EPIPE') outputError ??= error
})
process.once('exit', () => {
  if (!outputError || isServer || process.exitCode !== 0) return
  process.stderr.write(`Error: The output can't be written: ${outputError.message}\n`)
  process.exitCode = 1
})

process.exitCode = await runCli(process.argv.slice(2), io)
// A log that nobody reads any more would keep the process alive; the output of a command is waited for.
setInterval(() => {
  if (process.stdout.writableLength === 0) process.exit()
}, unreadLogTimeout).unref()
// A question may have left the standard input open, which would keep the process alive.
process.stdin.destroy()
