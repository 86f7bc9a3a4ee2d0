import type { RequestListener, ServerResponse } from 'node:http'
import { listen } from './http-servers.js'

/** A web server for archives on the loopback address. It runs until the end of the test. */
export interface ArchiveServer {
  /** Scheme, host and port. */
  origin: string
  /** The paths of the requests, in order. */
  paths: string[]
  /** Serves bytes, or the answer of a listener, under a file name. Returns the URL. */
  serve: (fileName: string, answer: Buffer | RequestListener) => string
}

/** Starts an archive server. It answers unknown paths with 404. */
export async function startArchiveServer(): Promise<ArchiveServer> {
  const answers = new Map<string, RequestListener>()
  const { origin, paths } = await listen((request, response) => {
    const answer = answers.get(request.url ?? '') ?? answerWithStatus(404)
    answer(request, response)
  })
  return {
    origin,
    paths,
    serve(fileName, answer) {
      answers.set(`/${fileName}`, Buffer.isBuffer(answer) ? answerWithType('application/gzip', answer) : answer)
      return `${origin}/${fileName}`
    },
  }
}

/** A listener that sends content with a media type, which may be the wrong type for the content. */
export function answerWithType(contentType: string, content: Buffer): RequestListener {
  return (_request, response) => {
    writeHead(response, content, contentType)
    response.end(content)
  }
}

/** A listener that answers with a status, without a body. */
export function answerWithStatus(status: number): RequestListener {
  return (_request, response) => {
    response.writeHead(status).end()
  }
}

/** A listener that sends the first half of the content at once, and the second half when `release` resolves. */
export function answerInHalves(content: Buffer, release: Promise<void>): RequestListener {
  const middle = Math.floor(content.length / 2)
  return (_request, response) => {
    writeHead(response, content)
    response.write(content.subarray(0, middle))
    void release.then(() => response.end(content.subarray(middle)))
  }
}

function writeHead(response: ServerResponse, content: Buffer, contentType = 'application/gzip'): void {
  response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': content.length })
}
