import { createHash } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { Answer, Outgoing } from '../../outgoing/client.js'
import { OutgoingError, TooLargeError, unreachable } from '../../outgoing/errors.js'
import { redactAddress } from '../../redact.js'
import { RegistryError } from '../errors.js'
import { requireRate } from './minimum-rate.js'
import { readLocalArchive } from './local-archive.js'

/** An archive to download. */
export interface ArchiveSource {
  /** URL of the archive, as the publisher gave it. */
  url: string
  /** SHA-256 of the archive: 64 hexadecimal digits, case-insensitive. Without it, any archive is accepted. */
  sha256?: string
}

/** The time limits of a download, in milliseconds. */
export interface DownloadTimeouts {
  /** The limit of one attempt. */
  attempt: number
  /** The limit of all attempts together, with the pauses between them. */
  total: number
  /** The pauses between the attempts. There is one more attempt than there are pauses. */
  pauses: readonly number[]
}

/** The destination and the limits of a download. */
export interface DownloadOptions {
  /** The file to write. It is removed after a failure. */
  file: string
  /** The archive must have fewer bytes than this. */
  byteLimit: number
  /** Aborts the download. The download then rejects with the signal's reason. */
  signal?: AbortSignal | undefined
  /** Whether `file:` URLs may be read from the disk of this machine. */
  allowFileUrls: boolean
  /** The minimum rate at which the archive must arrive. */
  bytesPerSecond?: number | undefined
  timeouts?: DownloadTimeouts
}

/** A downloaded archive with a verified checksum. */
export interface Download {
  /** Bytes. */
  size: number
  /** In lower case. */
  sha256: string
  /** The `Content-Type` that the server sent, with parameters. `''` when it sent none. */
  contentType: string
}

const defaultTimeouts: DownloadTimeouts = { attempt: 30_000, total: 120_000, pauses: [500, 1_000, 2_000] }

/**
 * Downloads an archive to a file, as a stream. Only a small part of it is in memory at once. Retries after a temporary failure: a
 * lost connection, or a status 5xx or 429.
 * @throws RegistryError ARCHIVE_UNREACHABLE, ARCHIVE_TOO_LARGE or CHECKSUM_MISMATCH
 */
export async function downloadArchive(
  outgoing: Outgoing,
  source: ArchiveSource,
  options: DownloadOptions,
): Promise<Download> {
  try {
    const download = await withRetries(options, (timeout) => attempt(outgoing, source.url, options, timeout))
    if (source.sha256 !== undefined) checkChecksum(source.sha256, download.sha256)
    return download
  } catch (error) {
    await rm(options.file, { force: true })
    throw refusal(error, source.url, options.byteLimit)
  }
}

async function withRetries<T>(
  { timeouts = defaultTimeouts, signal }: DownloadOptions,
  work: (timeout: number) => Promise<T>,
): Promise<T> {
  const end = performance.now() + timeouts.total
  for (let failures = 0; ; failures++) {
    try {
      return await work(Math.min(timeouts.attempt, end - performance.now()))
    } catch (error) {
      const wait = timeouts.pauses[failures]
      const isOver = wait === undefined || performance.now() + wait >= end
      if (isOver || !(error instanceof OutgoingError && error.retryable)) throw error
      await pause(wait, undefined, { signal }).catch(() => signal?.throwIfAborted())
    }
  }
}

function attempt(outgoing: Outgoing, url: string, options: DownloadOptions, timeout: number): Promise<Download> {
  const maxBytes = options.byteLimit - 1
  const receive = (answer: Answer) => save(answer, options)
  if (options.allowFileUrls && /^file:/i.test(url)) return readLocalArchive(url, maxBytes, receive)
  return outgoing.get(url, { maxBytes, timeout, signal: options.signal }, receive)
}

async function save(
  { status, contentType, body }: Answer,
  { file, signal, bytesPerSecond = 0 }: DownloadOptions,
): Promise<Download> {
  if (status !== 200) throw new OutgoingError(`server responded with code ${status}`, status >= 500 || status === 429)
  const hash = createHash('sha256')
  let size = 0
  async function* measured(): AsyncGenerator<Buffer> {
    for await (const chunk of requireRate(bytesPerSecond, body)) {
      hash.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  // `createWriteStream` is not used: it may still create its file after the stream was destroyed.
  await writeFile(file, measured())
  signal?.throwIfAborted()
  return { size, sha256: hash.digest('hex'), contentType }
}

function checkChecksum(expected: string, computed: string): void {
  if (expected.toLowerCase() === computed) return
  const difference = `expecting "${expected}", got "${computed}"`
  throw new RegistryError('CHECKSUM_MISMATCH', `Checksum does not match the calculated one (${difference})`, {
    detail: `The archive has another checksum than announced (${difference}): is this the address of another file, or has the file changed?`,
  })
}

// Advice for the most frequent mistakes of publishers.
function adviceFor(cause: string): string {
  if (/code 40[13]$/.test(cause)) return ': everybody must be able to download the archive without a password'
  if (/code (?:404|410)$/.test(cause)) return ': upload the archive first, or correct the address'
  return cause === unreachable ? ': it must be at a public address, or in a network that the operator trusts' : ''
}

function refusal(error: unknown, url: string, byteLimit: number): unknown {
  if (error instanceof TooLargeError) {
    return new RegistryError('ARCHIVE_TOO_LARGE', `Application is larger than max allowed ${byteLimit / 2 ** 20}MB`)
  }
  if (!(error instanceof OutgoingError)) return error
  return new RegistryError(
    'ARCHIVE_UNREACHABLE',
    `Could not reach version on specified url ${redactAddress(url)}: ${error.message}`,
    {
      detail: `The archive could not be downloaded from ${redactAddress(url)}: ${error.message}${adviceFor(error.message)}`,
    },
    { cause: error.cause },
  )
}
