import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import type { RequestListener, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RegistryError, type ErrorCode } from '../../../src/registry/errors.js'
import { redact } from '../../../src/redact.js'
import { downloadArchive, type DownloadOptions } from '../../../src/registry/publishing/download.js'
import { client } from '../../support/outgoing-client.js'
import { listen } from '../../support/http-servers.js'

// An archive must have fewer bytes than this. 20 MiB are 20 971 520 bytes.
const limit = 20 * 1024 * 1024
const archive = gzipSync('an archive')
const checksumOf = (content: Buffer) => createHash('sha256').update(content).digest('hex')
const timeouts = { attempt: 30_000, total: 60_000, pauses: [5, 10, 20] }

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'download-'))
  file = join(folder, 'archive')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function download(url: string, sha256 = checksumOf(archive), options: Partial<DownloadOptions> = {}) {
  const outgoing = client(['127.0.0.1'])
  return downloadArchive(
    outgoing,
    { url, sha256 },
    { file, byteLimit: limit, allowFileUrls: false, timeouts, ...options },
  )
}

/** Expects a failed download with this error, and no file. */
async function expectRefused(result: Promise<unknown>, code: ErrorCode, message: string): Promise<void> {
  const error = await result.catch((error: unknown) => error)
  expect(error).toBeInstanceOf(RegistryError)
  expect(error).toMatchObject({ code, message })
  expect(readdirSync(folder)).toEqual([])
}

const unreachable = (url: string, cause: string) => `Could not reach version on specified url ${redact(url)}: ${cause}`

/** Answers each request with the next of these functions. The last function answers all further requests. */
function respondInTurn(...answers: ((response: ServerResponse) => void)[]): RequestListener {
  let count = 0
  return (_request, response) => answers[Math.min(count++, answers.length - 1)]?.(response)
}

const sendArchive = (response: ServerResponse) => void response.end(archive)
const sendStatus = (code: number) => (response: ServerResponse) => void response.writeHead(code).end('no archive')

describe('an archive', () => {
  test('is written unchanged', async () => {
    const { origin } = await listen((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/gzip;x=y', 'content-encoding': 'gzip' }).end(archive)
    })
    const result = await download(`${origin}/a.tgz`)
    expect(result).toEqual({ size: archive.length, sha256: checksumOf(archive), contentType: 'application/gzip;x=y' })
    expect(readFileSync(file)).toEqual(archive)
  })

  test('is accepted when the submitted checksum is in upper case', async () => {
    const { origin } = await listen((_request, response) => sendArchive(response))
    expect((await download(origin, checksumOf(archive).toUpperCase())).sha256).toBe(checksumOf(archive))
  })

  test('is refused without a retry when it has another checksum', async () => {
    const listener = await listen((_request, response) => sendArchive(response))
    const submitted = 'AB'.repeat(32)
    const text = `Checksum does not match the calculated one (expecting "${submitted}", got "${checksumOf(archive)}")`
    await expectRefused(download(listener.origin, submitted), 'CHECKSUM_MISMATCH', text)
    expect(listener.paths).toHaveLength(1)
  })
})

describe('the size of an archive', { timeout: 60_000 }, () => {
  const tooLarge = 'Application is larger than max allowed 20MB'

  test.each(['Content-Length', 'chunked'])('is at most 20 971 519 bytes (transfer: %s)', async (transfer) => {
    const largest = Buffer.alloc(20_971_519, 'a')
    const listener = await listen((request, response) => {
      const body = request.url === '/largest' ? largest : Buffer.concat([largest, Buffer.from('a')])
      if (transfer === 'Content-Length') response.setHeader('content-length', body.length)
      else response.setHeader('transfer-encoding', 'chunked')
      response.end(body)
    })
    const result = await download(`${listener.origin}/largest`, checksumOf(largest))
    expect(result.size).toBe(20_971_519)
    expect(readFileSync(file).equals(largest)).toBe(true)
    rmSync(file)
    await expectRefused(download(`${listener.origin}/larger`), 'ARCHIVE_TOO_LARGE', tooLarge)
    expect(listener.paths).toEqual(['/largest', '/larger'])
  })

  test('is checked in the Content-Length before the bytes arrive', async () => {
    const { origin } = await listen((_request, response) => {
      response.writeHead(200, { 'content-length': 20_971_520 }).flushHeaders()
    })
    await expectRefused(download(origin), 'ARCHIVE_TOO_LARGE', tooLarge)
  })
})

describe('retries', () => {
  test.each([500, 502, 503, 504, 429])('are made after status %i', async (code) => {
    const listener = await listen(respondInTurn(sendStatus(code), sendArchive))
    expect((await download(listener.origin)).size).toBe(archive.length)
    expect(listener.paths).toHaveLength(2)
  })

  test.each([404, 401, 403, 400, 410, 204, 206, 304])('are not made after status %i', async (code) => {
    const listener = await listen(respondInTurn(sendStatus(code), sendArchive))
    const text = unreachable(listener.origin, `server responded with code ${code}`)
    await expectRefused(download(listener.origin), 'ARCHIVE_UNREACHABLE', text)
    expect(listener.paths).toHaveLength(1)
  })

  test('end after 4 attempts with the error of the last attempt', async () => {
    const listener = await listen(
      respondInTurn(sendStatus(500), sendStatus(502), sendStatus(503), sendStatus(504), sendArchive),
    )
    const text = unreachable(listener.origin, 'server responded with code 504')
    await expectRefused(download(listener.origin), 'ARCHIVE_UNREACHABLE', text)
    expect(listener.paths).toHaveLength(4)
  })

  test('end when the next pause would exceed the total time', async () => {
    const listener = await listen((_request, response) => sendStatus(503)(response))
    const short = { attempt: 1000, total: 1500, pauses: [1, 5000, 1] }
    const text = unreachable(listener.origin, 'server responded with code 503')
    await expectRefused(download(listener.origin, '', { timeouts: short }), 'ARCHIVE_UNREACHABLE', text)
    expect(listener.paths).toHaveLength(2)
  })

  test('are not made after an attempt that used up the total time', async () => {
    const listener = await listen(() => undefined)
    const short = { attempt: 60_000, total: 200, pauses: [1, 1, 1] }
    const text = unreachable(listener.origin, 'the server took too long to answer')
    const outgoing = client(['127.0.0.1'], { timeouts: { connect: 60_000, headers: 60_000, idle: 60_000 } })
    const source = { url: listener.origin, sha256: checksumOf(archive) }
    const options = { file, byteLimit: limit, allowFileUrls: false, timeouts: short }
    await expectRefused(downloadArchive(outgoing, source, options), 'ARCHIVE_UNREACHABLE', text)
    expect(listener.paths).toHaveLength(1)
  })

  test('write the file again from its beginning', async () => {
    const reset = (response: ServerResponse) =>
      void response.write(Buffer.alloc(100_000, 'x'), () => response.socket?.resetAndDestroy())
    const listener = await listen(respondInTurn(reset, sendArchive))
    await download(listener.origin)
    expect(readFileSync(file)).toEqual(archive)
    expect(listener.paths).toHaveLength(2)
  })

  test('are made after a body that is shorter than the Content-Length', async () => {
    const cut = (response: ServerResponse) =>
      void response
        .writeHead(200, { 'content-length': archive.length })
        .write(archive.subarray(1), () => response.destroy())
    const listener = await listen(respondInTurn(cut, sendArchive))
    expect((await download(listener.origin)).size).toBe(archive.length)
    const always = await listen((_request, response) => cut(response))
    const text = unreachable(always.origin, 'the connection was lost before the end')
    await expectRefused(download(always.origin), 'ARCHIVE_UNREACHABLE', text)
    expect(always.paths).toHaveLength(4)
  })
})

describe('a download is refused from', () => {
  const generic = 'the server could not be reached, or this registry may not connect to it'
  const badScheme = 'only http and https addresses are allowed'
  const notAbsolute = 'this is not an absolute URL'

  test.each([
    ['http://[::1]:1/a', generic],
    ['http://127.0.0.2:1/a', generic],
    ['foobar', notAbsolute],
    ['//127.0.0.1/a.tgz', notAbsolute],
    ['http://', notAbsolute],
    ['ftp://127.0.0.1/a.tgz', badScheme],
    ['file:///etc/passwd', badScheme],
    ['FILE:/etc/passwd', badScheme],
    ['http://me@127.0.0.1/', 'addresses with a user name or password are not allowed'],
  ])('%s', (url, cause) => expectRefused(download(url), 'ARCHIVE_UNREACHABLE', unreachable(url, cause)))

  test('a redirect to a file URL, even when file URLs are allowed', async () => {
    const location = import.meta.url
    const { origin } = await listen((_request, response) => response.writeHead(302, { location }).end())
    const result = download(origin, checksumOf(archive), { allowFileUrls: true })
    await expectRefused(result, 'ARCHIVE_UNREACHABLE', unreachable(origin, badScheme))
  })
})

describe('local files, when file URLs are allowed', () => {
  let source: string
  beforeEach(() => void (source = join(mkdtempSync(join(tmpdir(), 'source-')), 'a b.tgz')))
  afterEach(() => rmSync(join(source, '..'), { recursive: true, force: true }))

  const downloadSource = (sha256?: string, options?: Partial<DownloadOptions>) =>
    download(pathToFileURL(source).href, sha256, { allowFileUrls: true, ...options })

  test.each([
    ['gzip', archive, 'application/gzip'],
    ['tar', Buffer.concat([Buffer.alloc(257), Buffer.from('ustar\0'), Buffer.alloc(1000)]), 'application/x-tar'],
    ['text', Buffer.from('text'), ''],
    ['an empty file', Buffer.alloc(0), ''],
  ])('have the media type of their bytes: %s', async (_case, content, contentType) => {
    writeFileSync(source, content)
    expect(await downloadSource(checksumOf(content))).toEqual({
      size: content.length,
      sha256: checksumOf(content),
      contentType,
    })
    expect(readFileSync(file)).toEqual(content)
  })

  test('must have the allowed size and the submitted checksum', async () => {
    writeFileSync(source, archive)
    const text = `Application is larger than max allowed ${(archive.length / limit) * 20}MB`
    await expectRefused(downloadSource(checksumOf(archive), { byteLimit: archive.length }), 'ARCHIVE_TOO_LARGE', text)
    const mismatch = `Checksum does not match the calculated one (expecting "${'0'.repeat(64)}", got "${checksumOf(archive)}")`
    await expectRefused(downloadSource('0'.repeat(64)), 'CHECKSUM_MISMATCH', mismatch)
  })

  test('are refused when they are missing or a folder', async () => {
    const { href } = pathToFileURL(source)
    const missing = unreachable(href, 'the file is missing or not readable')
    await expectRefused(downloadSource(), 'ARCHIVE_UNREACHABLE', missing)
    mkdirSync(source)
    await expectRefused(downloadSource(), 'ARCHIVE_UNREACHABLE', unreachable(href, 'this is not a regular file'))
  })
})

describe('aborting a download', () => {
  const reason = new Error('shutting down')

  test('in the middle leaves no file', async () => {
    const { origin } = await listen((_request, response) => void response.write(Buffer.alloc(100_000)))
    const controller = new AbortController()
    const result = download(origin, '', { signal: controller.signal })
    while (!existsSync(file)) await pause(5)
    controller.abort(reason)
    await expect(result).rejects.toBe(reason)
    expect(readdirSync(folder)).toEqual([])
  })

  test('between two attempts ends the pause', async () => {
    const controller = new AbortController()
    const listener = await listen((_request, response) => {
      sendStatus(503)(response)
      setTimeout(() => controller.abort(reason), 50)
    })
    const slow = { attempt: 1000, total: 100_000, pauses: [60_000] }
    await expect(download(listener.origin, '', { signal: controller.signal, timeouts: slow })).rejects.toBe(reason)
    expect(listener.paths).toHaveLength(1)
  })

  test('before its start sends no request', async () => {
    const listener = await listen((_request, response) => sendArchive(response))
    await expect(download(listener.origin, '', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(listener.connections).toBe(0)
  })
})

test('a download is not retried when its file cannot be written', async () => {
  const listener = await listen((_request, response) => sendArchive(response))
  const result = download(listener.origin, checksumOf(archive), { file: join(folder, 'missing', 'archive') })
  await expect(result).rejects.toMatchObject({ code: 'ENOENT' })
  expect(listener.paths).toHaveLength(1)
})

test('a slow disk slows down the download', { timeout: 60_000 }, async () => {
  const total = 256 * 1024 * 1024
  let sentBytes = 0
  const { origin } = await listen(async (_request, response) => {
    const chunk = Buffer.alloc(256 * 1024)
    for (; sentBytes < total; sentBytes += chunk.length) {
      if (!response.write(chunk)) await new Promise((resolve) => response.once('drain', resolve))
    }
    response.end()
  })
  // The file is a named pipe. Like a disk that hangs, the pipe accepts no bytes until the test reads from it.
  execFileSync('mkfifo', [file])
  const pipe = createReadStream(file)
  const options = { byteLimit: total + 1, timeouts: { attempt: 60_000, total: 60_000, pauses: [] } }
  const result = download(origin, checksumOf(Buffer.alloc(total)), options)
  for (let before = -1; before !== sentBytes; await pause(200)) before = sentBytes
  // Socket buffers hold some megabytes.
  expect(sentBytes).toBeLessThan(total / 4)
  pipe.resume()
  expect((await result).size).toBe(total)
})
