import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGuard } from '../../src/outgoing/guard.js'

const guard = createGuard([])

describe('public addresses', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '93.184.216.34',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '223.255.255.255',
  ])('are allowed: %s', (address) => expect(guard(address)).toBe(true))
  test.each(['2606:4700::1111', '2a00:1450:4007:80e::200e', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'])(
    'are allowed: %s',
    (address) => expect(guard(address)).toBe(true),
  )
})

describe('forbidden addresses', () => {
  const forbidden4 = [
    ['unspecified', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['Alibaba metadata', '100.100.100.200'],
    ['link-local', '169.254.0.1'],
    ['metadata', '169.254.169.254'],
    ['Azure metadata', '168.63.129.16'],
    ['Oracle metadata', '192.0.0.192'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['6to4 relay', '192.88.99.1'],
    ['benchmarking', '198.18.0.1'],
    ['benchmarking', '198.19.255.255'],
    ['multicast', '224.0.0.1'],
    ['multicast', '239.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
  ] as const
  const forbidden6 = [
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['unique local', 'fc00::1'],
    ['unique local', 'fd12:3456::1'],
    ['AWS metadata', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['benchmarking', '2001:2::1'],
    ['ORCHID', '2001:20::1'],
    ['discard', '100::1'],
    ['segment routing', '5f00::1'],
    ['unassigned', '4000::1'],
    ['local NAT64', '64:ff9b:1::8.8.8.8'],
    ['IPv4-translated', '::ffff:0:8.8.8.8'],
    ['IPv4-compatible', '::8.8.8.8'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['6to4', '2002:7f00:1::'],
    ['6to4 of a public address', '2002:808:808::1'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:80ff:fffe'],
  ] as const
  test.each([...forbidden4, ...forbidden6])('of the kind "%s" are refused: %s', (_kind, address) =>
    expect(guard(address)).toBe(false),
  )

  test.each(forbidden4)('of the kind "%s" are refused even when they are wrapped in IPv6: %s', (_kind, address) => {
    for (const prefix of ['::ffff:', '64:ff9b::', '::', '::ffff:0:', '64:ff9b:1::']) {
      expect(guard(prefix + address)).toBe(false)
    }
  })

  test.each(['', 'localhost', '127.1', '0x7f.0.0.1', '2130706433', '8.8.8.8/8', '8.8.8', '[2606:4700::1111]'])(
    'include the text "%s", which is not an address',
    (text) => expect(guard(text)).toBe(false),
  )
})

describe('trusted networks', () => {
  test.each([
    ['127.0.0.0/8', '127.1.2.3'],
    ['127.0.0.1', '127.0.0.1'],
    ['127.0.0.0/8', '::ffff:127.1.2.3'],
    ['169.254.169.254', '169.254.169.254'],
    ['10.0.0.0/8', '10.255.255.255'],
    ['0.0.0.0/0', '192.168.1.1'],
    ['::1', '::1'],
    ['fd00::/8', 'fd12::1'],
    ['::/0', 'fe80::1'],
  ])('the network %s allows the address %s', (network, address) => expect(createGuard([network])(address)).toBe(true))

  test.each([
    ['127.0.0.1', '127.0.0.2'],
    ['127.0.0.0/8', '0.0.0.0'],
    ['127.0.0.0/8', '::1'],
    ['127.0.0.0/8', '::127.0.0.1'],
    ['127.0.0.0/8', '2002:7f00:1::'],
    ['127.0.0.0/8', '64:ff9b::127.0.0.1'],
    ['10.0.0.0/9', '10.128.0.0'],
    ['0.0.0.0/0', '::1'],
    ['::/0', '127.0.0.1'],
    ['::/0', '::ffff:127.0.0.1'],
  ])('the network %s does not allow the address %s', (network, address) =>
    expect(createGuard([network])(address)).toBe(false),
  )

  test('several networks allow the addresses of each network', () => {
    const guard = createGuard(['10.0.0.0/8', '::1'])
    expect(['10.1.1.1', '::1', '127.0.0.1'].map(guard)).toEqual([true, true, false])
  })

  test.each([
    '',
    'localhost',
    '10/8',
    '10.0.0.0/33',
    '::1/129',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/x',
    '0x7f.0.0.1',
  ])('the invalid network "%s" is refused with an error that names it', (network) =>
    expect(() => createGuard([network])).toThrow(`Trusted network "${network}"`),
  )

  test('a network of IPv4-mapped addresses is refused because it could never match', () => {
    expect(() => createGuard(['::ffff:10.0.0.0/104'])).toThrow('Trusted network')
  })

  test('an IPv4 network allows exactly the addresses with its prefix', () => {
    const bits = fc.nat({ max: 0xffffffff })
    fc.assert(
      fc.property(bits, bits, fc.integer({ min: 0, max: 32 }), (base, other, length) => {
        // Uses loopback addresses only. They are allowed only in a trusted network.
        const [network, address] = [base, other].map((value) => ((value & 0xffffff) | 0x7f000000) >>> 0)
        const shift = 32 - length
        const isInside = length === 0 || (network ?? 0) >>> shift === (address ?? 0) >>> shift
        expect(createGuard([`${dotted(network ?? 0)}/${length}`])(dotted(address ?? 0))).toBe(isInside)
      }),
    )
  })
})

function dotted(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.')
}

describe('a guard that trusts only private addresses', () => {
  const everything = ['0.0.0.0/0', '::/0']
  const strict = createGuard(everything, { trustsOnlyPrivate: true, ports: [80, 443] })

  test.each(['10.1.2.3', '172.16.0.1', '192.168.1.1', '127.0.0.1', '::1', 'fd12:3456::1', '::ffff:127.0.0.1'])(
    'can trust %s, with any port',
    (address) => expect([strict(address, 80), strict(address, 9200)]).toEqual([true, true]),
  )

  test.each([
    '0.0.0.0',
    '::',
    '169.254.169.254',
    '::ffff:169.254.169.254',
    'fe80::1',
    'fd00:ec2::254',
    '168.63.129.16',
    '100.64.0.1',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '240.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'ff02::1',
  ])('never trusts %s', (address) => expect(strict(address, 80)).toBe(false))

  test('allows public addresses only with the configured ports', () => {
    expect([80, 443, 8080, 22].map((port) => strict('8.8.8.8', port))).toEqual([true, true, false, false])
    expect(createGuard([], { trustsOnlyPrivate: true })('8.8.8.8', 8080)).toBe(true)
  })
})
