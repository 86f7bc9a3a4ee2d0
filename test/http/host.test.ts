import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../support/archives.js'
import { archiveOf, authorized, startTestGateway, type TestGateway } from '../support/gateway.js'

/** Sends the text of a request unchanged. Returns the text of the response with its headers. */
async function sendRaw({ url }: TestGateway, request: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(request)
  return text(socket)
}

/** The text of a request to publish a version of `notes`. `lines` are additional header lines. */
async function publication(gateway: TestGateway, protocol: string, lines: string[]): Promise<string> {
  const archive = await archiveOf({ slug: 'notes', version: '1.0.0' })
  const url = gateway.archives.serve('notes.tgz', archive)
  const body = JSON.stringify({ version: '1.0.0', url, sha256: sha256(archive) })
  const { Authorization } = authorized(await gateway.token({ app: 'notes' }))
  const headers = [`Authorization: ${Authorization}`, 'Content-Type: application/json', 'Connection: close']
  return [`POST /registry/notes ${protocol}`, ...lines, ...headers, `Content-Length: ${body.length}`, '', body].join(
    '\r\n',
  )
}

describe('a publication', () => {
  it.each([
    ['an invalid host', 'HTTP/1.1', ['Host: a b'], 'is not a host: \\"a b\\"'],
    ['an empty host', 'HTTP/1.1', ['Host:'], 'needs a header \\"Host\\"'],
    ['no host', 'HTTP/1.0', [], 'needs a header \\"Host\\"'],
    ['two hosts', 'HTTP/1.1', ['Host: reg.example', 'Host: evil.example'], 'several \\"Host\\" headers'],
    ['user information in its host', 'HTTP/1.1', ['Host: a:b@reg.example'], 'is not a host'],
  ])('is refused with %s', async (_case, protocol, lines, message) => {
    const gateway = await startTestGateway()
    await gateway.addApp({ slug: 'notes' })
    const before = await gateway.stored()
    const answer = await sendRaw(gateway, await publication(gateway, protocol, lines))
    expect(answer).toMatch(/^HTTP\/1.1 400 /)
    expect(answer).toContain(message)
    expect(await gateway.stored()).toEqual(before)
  })

  it('needs no Host header when "publicUrl" is configured', async () => {
    const gateway = await startTestGateway({ publicUrl: 'https://apps.example' })
    await gateway.addApp({ slug: 'notes' })
    const answer = await sendRaw(gateway, await publication(gateway, 'HTTP/1.0', []))
    expect(answer).toMatch(/^HTTP\/1.1 201 /)
    expect(answer).toContain('"https://apps.example/registry/notes/1.0.0/tarball/notes.tgz"')
  })
})

describe('a read', () => {
  it('is refused by every interface when its host is invalid', async () => {
    const gateway = await startTestGateway()
    // The first path is read twice, because the second answer comes from the cache.
    for (const path of ['/registry', '/registry', '/health', '/openapi.json', '/graphql?query={registry{url}}', '/x']) {
      const good = await sendRaw(gateway, `GET ${path} HTTP/1.1\r\nHost: reg.example\r\nConnection: close\r\n\r\n`)
      expect(good).not.toMatch(/^HTTP\/1.1 400 /)
      const bad = await sendRaw(gateway, `GET ${path} HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n`)
      expect(bad).toMatch(/^HTTP\/1.1 400 /)
    }
  })

  it('is refused when it has two Host headers', async () => {
    const domainSpaces = new Map([['links.example', '']])
    const gateway = await startTestGateway({ domainSpaces, trustedDomains: new Map([['', ['cozy.example']]]) })
    const read = (path: string, ...hosts: string[]) => {
      const lines = hosts.map((host) => `Host: ${host}\r\n`).join('')
      return sendRaw(gateway, `GET ${path} HTTP/1.1\r\n${lines}Connection: close\r\n\r\n`)
    }
    const link = '/notes?fallback=https://me.cozy.example/'
    for (const [path, host, status] of [
      ['/registry', 'reg.example', 200],
      [link, 'links.example', 303],
    ] as const) {
      for (let time = 1; time <= 2; time++) {
        expect(await read(path, host)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
        expect(await read(path, host, 'evil.example')).toMatch(/^HTTP\/1.1 400 /)
      }
    }
  })

  it('is refused when the host of an absolute request target differs from the Host header', async () => {
    const gateway = await startTestGateway()
    for (const [host, status] of [
      ['reg.example', 200],
      ['REG.example', 200],
      ['evil.example', 400],
      ['reg.example:81', 400],
      ['', 400],
    ] as const) {
      const line = `GET http://${host}/graphql?query={registry{url}} HTTP/1.1`
      const answer = await sendRaw(gateway, `${line}\r\nHost: reg.example\r\nConnection: close\r\n\r\n`)
      expect({ host, status: Number(answer.split(' ')[1]) }).toEqual({ host, status })
    }
  })

  it('needs a Host header for GraphQL only', async () => {
    const gateway = await startTestGateway()
    for (const path of ['/registry', '/health']) {
      expect(await sendRaw(gateway, `GET ${path} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1.1 200 /)
    }
    expect(await sendRaw(gateway, 'GET /graphql?query={registry{url}} HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /)
  })
})

describe('a request with an absolute URL as its target', () => {
  it.each(['http://', 'https://?query={registry{url}}'])('is refused when the URL has no host: %s', async (url) => {
    const gateway = await startTestGateway()
    const answer = await sendRaw(gateway, `GET ${url} HTTP/1.1\r\nHost: reg.example\r\nConnection: close\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 400 /)
    expect(answer).toContain('has no host')
  })
})
