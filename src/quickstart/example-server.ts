import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { Archive } from './examples.js'
import { weatherPath, weatherText } from './weather.js'

/** Serves archives and the weather on a loopback address. The gateway downloads the archives when it publishes the examples. */
export interface ExampleServer {
  /** The URL of the server, without a slash at the end. */
  origin: string
  /** Adds an archive, and returns its URL. */
  serve(archive: Archive): string
  close(): Promise<void>
}

/** Starts a server on a free port. */
export async function startExampleServer(): Promise<ExampleServer> {
  const archives = new Map<string, Archive>()
  const answer: RequestListener = ({ url = '' }, response) => {
    const [path = '', query] = url.split('?')
    const archive = archives.get(path)
    if (archive) response.setHeader('Content-Type', 'application/gzip').end(archive.bytes)
    else if (path === weatherPath) response.setHeader('Content-Type', 'application/json').end(weatherText(query))
    else response.writeHead(404).end()
  }
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    serve(archive) {
      archives.set(`/${archive.name}`, archive)
      return `${origin}/${archive.name}`
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
