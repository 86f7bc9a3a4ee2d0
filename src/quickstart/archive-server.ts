import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { Archive } from './examples.js'

/** Serves archives on a loopback address. The gateway downloads them. */
export interface ArchiveServer {
  /** Adds an archive, and returns its URL. */
  serve(archive: Archive): string
  close(): Promise<void>
}

/** Starts a server of archives on a free port. */
export async function startArchiveServer(): Promise<ArchiveServer> {
  const archives = new Map<string, Archive>()
  const answer: RequestListener = ({ url = '' }, response) => {
    const archive = archives.get(url)
    if (archive) response.setHeader('Content-Type', 'application/gzip').end(archive.bytes)
    else response.writeHead(404).end()
  }
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    serve(archive) {
      archives.set(`/${archive.name}`, archive)
      return `http://127.0.0.1:${port}/${archive.name}`
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
