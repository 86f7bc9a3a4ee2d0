import { statSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { multistream, pino, type DestinationStream, type Logger } from 'pino'
import pretty from 'pino-pretty'
import type { Config } from '../config/config.js'
import { redact } from '../redact.js'

/** The settings of the log. */
type LogConfig = Pick<Config, 'logLevel' | 'logFile'>

// Removes the secrets in URLs from every line.
const hooks = { streamWrite: redact }

/** The log of a server: JSON lines, or readable text on a terminal. If a file is configured, the log is also written to it. */
export function createLog({ logLevel: level, logFile }: LogConfig, stream: Writable & { isTTY?: boolean }): Logger {
  const console = stream.isTTY
    ? pretty({ destination: stream, sync: true, singleLine: true })
    : boundedDestination(stream)
  if (logFile === undefined) return pino({ level, hooks }, console)
  const streams = [console, fileDestination(logFile, stream)].map((each) => ({ stream: each, level }))
  return pino({ level, hooks }, multistream(streams))
}

/**
 * The log of a command: in the configured file, or nowhere. The output of a command is for users and scripts.
 * @param mustLog whether to throw if the file can't be opened; otherwise, the command runs without a log
 */
export function createCommandLog({ logLevel: level, logFile }: LogConfig, mustLog: boolean): Logger {
  const silent = pino({ level: 'silent' })
  if (logFile === undefined) return silent
  try {
    return pino({ level, hooks }, fileDestination(logFile, process.stderr))
  } catch (error) {
    if (mustLog) throw error
    return silent
  }
}

/** The maximum of bytes that wait to be written to the log. Beyond it, lines are dropped. */
const maxBacklogBytes = 1_000_000

// Drops lines while the reader of a pipe does not read.
function boundedDestination(stream: Writable): DestinationStream {
  let dropped = 0
  return {
    write(line) {
      if (stream.writableLength > maxBacklogBytes) {
        dropped++
        return
      }
      if (dropped > 0) {
        const msg = `${String(dropped)} lines of the log were dropped, because nothing read the log`
        stream.write(`${JSON.stringify({ level: 40, time: Date.now(), msg })}\n`)
      }
      dropped = 0
      stream.write(line)
    },
  }
}

// Appends each line in a single write, so several processes can share the file.
function fileDestination(file: string, stderr: Writable): DestinationStream {
  try {
    // Opening a named pipe, or writing to it, would block the whole process until another process reads from the pipe.
    if (statSync(file, { throwIfNoEntry: false })?.isFIFO())
      throw new Error(`${file} is a pipe: give the path of a regular file`)
    const destination = pino.destination({ dest: file, append: true, sync: true, maxLength: maxBacklogBytes })
    // Reports an error once, not for each line.
    let isFailing = false
    destination.on('write', () => (isFailing = false))
    destination.on('error', (error: Error) => {
      if (!isFailing) stderr.write(`The log can't be written to "log.file" (${file}): ${error.message}\n`)
      isFailing = true
    })
    return destination
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The file of "log.file" can't be opened: ${reason}`, { cause: error })
  }
}
