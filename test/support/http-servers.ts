import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A server on a loopback address that records its requests. */
export interface RecordingServer {
  port: number
  /** Scheme, host and port. */
  origin: string
  /** The number of connections so far. */
  connections: number
  /** The paths of the requests, in order. */
  paths: string[]
}

/** A request handler that may be async. The server does not wait for it. */
type AsyncHandler = (...args: Parameters<RequestListener>) => unknown

/** Starts an HTTP server that listens until the end of the test. Port 0 means any free port. */
export function listen(answer: AsyncHandler, host = '127.0.0.1', port = 0): Promise<RecordingServer> {
  return startListening(
    createServer((request, response) => void answer(request, response)),
    'http',
    host,
    port,
  )
}

/** Starts servers on the same port of 127.0.0.1, 127.0.0.2 and ::1. Tries ports until one is free on all three addresses. */
export async function listenOnThreeAddresses(
  answer: AsyncHandler,
): Promise<[RecordingServer, RecordingServer, RecordingServer]> {
  for (;;) {
    const first = await listen(answer)
    try {
      return [first, await listen(answer, '127.0.0.2', first.port), await listen(answer, '::1', first.port)]
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    }
  }
}

/** Starts an HTTPS server with an untrusted certificate, which listens until the end of the test. */
export function listenTls(answer: RequestListener): Promise<RecordingServer> {
  return startListening(createTlsServer({ key, cert: certificate }, answer), 'https', '127.0.0.1', 0)
}

/** Lets a server listen until the end of the test. */
export async function startListening(
  server: Server,
  scheme: string,
  host: string,
  requestedPort: number,
): Promise<RecordingServer> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(requestedPort, host, resolve))
  const sockets = new Set<Socket>()
  onTestFinished(async () => {
    // `close` does not wait for the sockets of tunnels (CONNECT). So they are destroyed here.
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const origin = `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`
  const listener: RecordingServer = { port, origin, connections: 0, paths: [] }
  server.on('connection', (socket: Socket) => {
    listener.connections++
    sockets.add(socket.once('close', () => sockets.delete(socket)))
  })
  server.on('request', ({ url = '' }) => listener.paths.push(url))
  return listener
}

/**
 * A self-signed certificate for localhost, archives.example.test, 127.0.0.1 and 93.184.216.34. It was made for these tests, so its
 * key is not a secret.
 */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBuDCCAV6gAwIBAgIUUmZID2OXV9Jq0k6tis4fhwzDeVswCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MB4XDTI2MTEyOTA4MzkwNVoXDTM2MTEyNjA4
MzkwNVowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAEDfBDG+USPaOsrSECurKuFoi12/TSzPA/EJX7R7AxbFOBBTpUiQTQX4Ti
nUfvm3jt5Xg3Mre8e2JFSm2xqgISnaOBjTCBijAdBgNVHQ4EFgQUHWPnuo0Zg4YX
8NF+YvDutdNpYaEwHwYDVR0jBBgwFoAUHWPnuo0Zg4YX8NF+YvDutdNpYaEwDwYD
VR0TAQH/BAUwAwEB/zA3BgNVHREEMDAugglsb2NhbGhvc3SCFWFyY2hpdmVzLmV4
YW1wbGUudGVzdIcEfwAAAYcEXbjYIjAKBggqhkjOPQQDAgNIADBFAiBYhks3hp6L
eHqLdkWu8qMTfqdNBfo7aArw167L972hOwIhAI4yy6qh8ohzuE5P3FYCWH9MRwjL
uRYatMY/wpJf868X
-----END CERTIFICATE-----`

/** The private key of the certificate. */
export const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwkrKPdQwoGldWsa5
+T2Kw38SD5KpD5sPevJsl+JeIT2hRANCAAQN8EMb5RI9o6ytIQK6sq4WiLXb9NLM
8D8QlftHsDFsU4EFOlSJBNBfhOKdR++beO3leDcyt7x7YkVKbbGqAhKd
-----END PRIVATE KEY-----`
