import { setTimeout as pause } from 'node:timers/promises'
import type { RequestListener, ServerResponse } from 'node:http'
import { listen } from './http-servers.js'

/** Where publishers keep their archives: a server on the loopback address, until the end of the test. */
export interface ArchiveServer {
  /** Scheme, host and port. */
  origin: string
  /** The paths that were asked for, in order. */
  paths: string[]
  /** Serves bytes, or whatever a listener answers, under a file name. Gives the address. */
  serve: (fileName: string, answer: Buffer | RequestListener) => string
}

/** Starts a server of archives; what it does not know is 404. */
export async function startArchiveServer(): Promise<ArchiveServer> {
  const answers = new Map<string, RequestListener>()
  const { origin, paths } = await listen((request, response) => {
    const answer = answers.get(request.url ?? '') ?? failing(404)
    answer(request, response)
  })
  return {
    origin,
    paths,
    serve(fileName, answer) {
      answers.set(`/${fileName}`, Buffer.isBuffer(answer) ? whole(answer) : answer)
      return `${origin}/${fileName}`
    },
  }
}

function whole(content: Buffer): RequestListener {
  return announcedAs('application/gzip', content)
}

/** Sends the content as a media type, whatever it is. */
export function announcedAs(contentType: string, content: Buffer): RequestListener {
  return (_request, response) => {
    writeHead(response, content, contentType)
    response.end(content)
  }
}

/** Refuses with a status. */
export function failing(status: number): RequestListener {
  return (_request, response) => {
    response.writeHead(status).end()
  }
}

/** Sends the first half of the content at once, and the rest when `release` resolves. */
export function held(content: Buffer, release: Promise<void>): RequestListener {
  const middle = Math.floor(content.length / 2)
  return (_request, response) => {
    writeHead(response, content)
    response.write(content.subarray(0, middle))
    void release.then(() => response.end(content.subarray(middle)))
  }
}

/** Sends the content in pieces, with a pause in milliseconds before each. */
export function slowly(content: Buffer, { pieces, pauseMs }: { pieces: number; pauseMs: number }): RequestListener {
  const size = Math.ceil(content.length / pieces)
  return (_request, response) => {
    writeHead(response, content)
    void (async () => {
      for (let start = 0; start < content.length && !response.destroyed; start += size) {
        await pause(pauseMs)
        response.write(content.subarray(start, start + size))
      }
      response.end()
    })()
  }
}

/** Announces the content, sends half of it and hangs up. */
export function brokenOff(content: Buffer): RequestListener {
  return (_request, response) => {
    writeHead(response, content)
    response.write(content.subarray(0, Math.floor(content.length / 2)), () => response.destroy())
  }
}

function writeHead(response: ServerResponse, content: Buffer, contentType = 'application/gzip'): void {
  response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': content.length })
}
