import type { Writable } from 'node:stream'
import { pino, type Logger } from 'pino'
import pretty from 'pino-pretty'
import type { LogLevel } from '../config/config.js'

/** The log of a server: one JSON object a line, or readable text on a terminal. */
export function createLog(level: LogLevel, stream: Writable & { isTTY?: boolean }): Logger {
  return pino({ level }, stream.isTTY ? pretty({ destination: stream, sync: true }) : stream)
}
