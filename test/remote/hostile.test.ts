import { createServer } from 'node:net'
import { beforeEach, describe, expect, test } from 'vitest'
import { remoteLimits } from '../../src/remote/limits.js'
import { listen, listenOnThreeAddresses, type RecordingServer } from '../support/http-servers.js'
import { lookupOf } from '../support/outgoing-client.js'
import { openRemote, type RemoteSettings } from '../support/remote.js'

const doctype = 'org.example.prices'
// The error is the same for every target, so that no application can find out what is in the network of the registry.
const refused = { code: 'UNREACHABLE', message: "can't connect to the remote host" }

// Servers at several loopback addresses, on the same port. A refused call must not have connected to any of them.
let port: number
let localServers: RecordingServer[]

beforeEach(async () => {
  const answer = (
    _request: unknown,
    response: { setHeader(name: string, value: string): { end(text: string): unknown } },
  ) => response.setHeader('content-type', 'text/plain').end('inside')
  const servers = await listenOnThreeAddresses(answer)
  port = servers[0].port
  localServers = servers
})

const connections = () => localServers.reduce((sum, each) => sum + each.connections, 0)

async function callDefinition(definition: string, settings: RemoteSettings = {}) {
  const opened = await openRemote({ trustedNetworks: [], limits: { ...remoteLimits, timeout: 3_000 }, ...settings })
  await opened.define(doctype, definition)
  return opened.read(doctype)
}

async function expectRefused(answer: Promise<unknown>): Promise<void> {
  await expect(answer).rejects.toMatchObject(refused)
  expect(connections()).toBe(0)
}

// Loopback and unspecified addresses, in many spellings. All of them lead to this machine.
const machineAddresses = [
  '127.0.0.1',
  '127.0.0.2',
  '127.0.0.1.',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7F.1',
  '0x7f.0x0.0x0.0x2',
  '0177.0.0.1',
  '0177.0.0.02',
  '017700000001',
  '%31%32%37.0.0.1',
  '１２７.0.0.1',
  '①②⑦。0。0。1',
  '0',
  '0.0.0.0',
  '0x0',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:2]',
  '[::127.0.0.1]',
  'localhost',
  'LOCALHOST',
]

// Nothing listens at these addresses in tests. So the tests look for the refusal of the guard in the log.
const specialAddresses = [
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '0xa9fea9fe',
  '2852039166',
  '169.254.169.254',
  '169.254.0.1',
  '168.63.129.16',
  '100.64.0.1',
  '100.100.100.200',
  '100.127.255.255',
  '0.1.2.3',
  '192.0.0.192',
  '192.0.2.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '[fc00::1]',
  '[fd12:3456::1]',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[2001:db8::1]',
  '[::ffff:10.0.0.1]',
  '[::ffff:169.254.169.254]',
  '[::ffff:a9fe:a9fe]',
  '[64:ff9b::10.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::1]',
  '[2002:7f00:1::]',
  '[2002:a9fe:a9fe::]',
  '[2001:0:4136:e378:8000:63bf:80ff:fffe]',
  '[100::1]',
]

describe('addresses of this machine', () => {
  test.each(machineAddresses)('%s is refused', (host) => expectRefused(callDefinition(`GET http://${host}:${port}/`)))
  test.each(machineAddresses)('%s is refused as the target of a redirect', async (host) => {
    const location = Buffer.from(`http://${host}:${port}/`).toString('latin1')
    const start = await listen((_request, response) => response.writeHead(302, { location }).end(), '127.0.0.3')
    await expectRefused(callDefinition(`GET ${start.origin}/`, { trustedNetworks: ['127.0.0.3'] }))
    expect(start.connections).toBe(1)
  })
  test('are refused over TLS, too', () => expectRefused(callDefinition(`GET https://127.0.0.1:${port}/`)))
  test('are refused for a POST', async () => {
    const { define, call } = await openRemote({ trustedNetworks: [] })
    await define(doctype, `POST http://127.0.0.1:${port}/\n\nbody`)
    await expectRefused(call(doctype, { verb: 'POST' }))
  })
})

describe('private and special addresses', () => {
  test.each(specialAddresses)('%s is refused by the guard', async (host) => {
    const opened = await openRemote({ trustedNetworks: [] })
    await opened.define(doctype, `GET http://${host}/`)
    await expect(opened.call(doctype)).rejects.toMatchObject(refused)
    expect(opened.logLines.join('')).toContain('are not allowed')
  })

  test.each(['0.0.0.0', '[::]', '169.254.169.254', '[fe80::1]', '168.63.129.16', '100.64.0.1', '[fd00:ec2::254]'])(
    '%s is refused even if all networks are trusted',
    async (host) => {
      const opened = await openRemote({ trustedNetworks: ['0.0.0.0/0', '::/0'] })
      await opened.define(doctype, `GET http://${host}:${port}/`)
      await expectRefused(opened.call(doctype))
      expect(opened.logLines.join('')).toContain('are not allowed')
    },
  )
})

describe('host names', () => {
  const url = () => `GET http://api.example:${port}/`

  test.each([
    [['127.0.0.1']],
    [['::1']],
    [['::ffff:127.0.0.2']],
    [['93.184.216.34', '127.0.0.1']],
    [['127.0.0.2', '2606:4700::1111']],
    [['0.0.0.0']],
    [['64:ff9b::7f00:1']],
    [[]],
  ])('that resolve to %j are refused', (addresses) =>
    expectRefused(callDefinition(url(), { outgoing: { lookup: lookupOf('api.example', addresses) } })),
  )

  test('are looked up once for a call, which connects to the checked address', async () => {
    const lookup = lookupOf('api.example', ['127.0.0.2'], ['127.0.0.1'])
    const opened = await openRemote({ trustedNetworks: ['127.0.0.2'], outgoing: { lookup } })
    await opened.define(doctype, url())
    expect(await opened.read(doctype)).toMatchObject({ body: 'inside' })
    expect(localServers.map((each) => each.connections)).toEqual([0, 1, 0])
    await expect(opened.call(doctype)).rejects.toMatchObject(refused)
    expect(localServers.map((each) => each.connections)).toEqual([0, 1, 0])
  })

  test('that resolve to a forbidden address after a redirect are refused', async () => {
    const start = await listen(
      (_request, response) => response.writeHead(302, { location: `http://api.example:${port}/` }).end(),
      '127.0.0.3',
    )
    const lookup = lookupOf('api.example', ['127.0.0.3'], ['127.0.0.1'])
    const settings = { trustedNetworks: ['127.0.0.3'], outgoing: { lookup } }
    await expectRefused(callDefinition(`GET http://api.example:${start.port}/`, settings))
    expect(start.connections).toBe(1)
  })

  test('that do not exist fail with the same error as refused ones', () =>
    expectRefused(callDefinition(url(), { outgoing: { lookup: lookupOf('other.example', []) } })))
})

test('a port on which nothing listens fails with the same error as a refused address', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  const closed = typeof address === 'object' && address ? address.port : 0
  await expectRefused(callDefinition(`GET http://127.0.0.1:${closed}/`, { trustedNetworks: ['127.0.0.1'] }))
})

test('a redirect to a port other than 80 and 443 is refused unless the settings allow custom ports', async () => {
  const start = await listen((_request, response) => {
    response.writeHead(302, { location: 'http://93.184.216.34:9200/' }).end()
  })
  const opened = await openRemote({ assets: new Map([['a', start.origin]]), allowsCustomPorts: false })
  await expect(
    opened.remote.asset({ domain: 'alice.example.org' }, 'a', new AbortController().signal),
  ).rejects.toMatchObject({
    ...refused,
    detail: expect.stringContaining('are not allowed'),
  })
})

test('a trusted address can be called', async () => {
  for (const [host, trusted] of [
    ['127.0.0.1', '127.0.0.1'],
    ['127.0.0.2', '127.0.0.0/8'],
    ['[::1]', '::1/128'],
  ] as const)
    // prettier-ignore
    expect(await callDefinition(`GET http://${host}:${port}/`, { trustedNetworks: [trusted] })).toMatchObject({ body: 'inside' })
  expect(connections()).toBe(3)
})

test('an asset at a forbidden address is refused', async () => {
  const opened = await openRemote({ trustedNetworks: [], assets: new Map([['a', `http://127.0.0.1:${port}/`]]) })
  await expectRefused(opened.remote.asset({ domain: 'alice.example.org' }, 'a', new AbortController().signal))
})
