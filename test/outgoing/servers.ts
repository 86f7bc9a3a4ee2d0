import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { afterEach } from 'vitest'

/** A server on a loopback address that knows who came. */
export interface Listener {
  port: number
  /** Scheme, host and port. */
  origin: string
  /** How many connections were made. */
  connections: number
  /** The paths that were asked for, in order. */
  paths: string[]
}

const running: Server[] = []

afterEach(async () => {
  for (const server of running.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

/** Answers a request; what it awaits goes on by itself. */
type Answering = (...args: Parameters<RequestListener>) => unknown

/** Listens until the end of the test. Port 0 takes a free one. */
export function listen(answer: Answering, host = '127.0.0.1', port = 0): Promise<Listener> {
  return started(
    createServer((request, response) => void answer(request, response)),
    'http',
    host,
    port,
  )
}

/** As `listen`, with TLS and a certificate that nobody has reason to trust. */
export function listenTls(answer: RequestListener): Promise<Listener> {
  return started(createTlsServer({ key, cert: certificate }, answer), 'https', '127.0.0.1', 0)
}

async function started(server: Server, scheme: string, host: string, wanted: number): Promise<Listener> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(wanted, host, resolve))
  running.push(server)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const origin = `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`
  const listener: Listener = { port, origin, connections: 0, paths: [] }
  server.on('connection', () => listener.connections++)
  server.on('request', ({ url = '' }) => listener.paths.push(url))
  return listener
}

// A self-signed certificate for localhost and 127.0.0.1, made for these tests; its key protects nothing.
const certificate = `-----BEGIN CERTIFICATE-----
MIIBmTCCAT+gAwIBAgIUAJZoJd1as58UWlmyR3xSeyCNFSAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MB4XDTI2MTEyNDA0NDk0NFoXDTM2MTEyMTA0
NDk0NFowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAEQObb+70IgpDgap5vvYQxZyHosMJX9YKlftAIWojch8EVe9gl3URbaL4D
wd5utiprQOwzYQOIXlZzvovo1ex36aNvMG0wHQYDVR0OBBYEFNDUbGmLc8gujV6o
5fyYQYFBswF1MB8GA1UdIwQYMBaAFNDUbGmLc8gujV6o5fyYQYFBswF1MA8GA1Ud
EwEB/wQFMAMBAf8wGgYDVR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMAoGCCqGSM49
BAMCA0gAMEUCIQCSDN9zalmd1ejbkICRyuqqTsReXaGQWK1aAPnvEUxZRQIgY66q
9bkSZmOwOQxs6mrZkMVhDFDT8KhiLri1tSOD11c=
-----END CERTIFICATE-----`

const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgi1432VXa40U8anRd
i6motZrTxYej+71ZU+UGbpI4fgahRANCAARA5tv7vQiCkOBqnm+9hDFnIeiwwlf1
gqV+0AhaiNyHwRV72CXdRFtovgPB3m62KmtA7DNhA4heVnO+i+jV7Hfp
-----END PRIVATE KEY-----`
