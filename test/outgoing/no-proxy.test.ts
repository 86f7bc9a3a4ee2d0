import { describe, expect, test } from 'vitest'
import { readNoProxy } from '../../src/outgoing/no-proxy.js'

const isDirect = (noProxy: string, address: string) => readNoProxy(noProxy)(new URL(address))

// The rules are documented in golang.org/x/net/http/httpproxy.
describe('a host that matches NO_PROXY is reached directly:', () => {
  test.each([
    ['example.org', 'https://example.org/a'],
    ['example.org', 'https://files.example.org/a'],
    ['Example.ORG', 'https://FILES.example.org/a'],
    ['.example.org', 'https://files.example.org/a'],
    ['*.example.org', 'https://files.example.org/a'],
    [' a.test , example.org ,, ', 'https://example.org'],
    ['bücher.example', 'https://bücher.example/a'],
    ['.bücher.example', 'https://www.xn--bcher-kva.example/a'],
    ['example.org:8443', 'https://example.org:8443'],
    ['example.org:443', 'https://example.org'],
    ['example.org:80', 'http://example.org'],
    ['93.184.216.34', 'https://93.184.216.34'],
    ['93.184.216.34:443', 'https://93.184.216.34'],
    ['93.184.0.0/16', 'https://93.184.216.34:8443'],
    ['2606:4700::/32', 'https://[2606:4700::1111]'],
    ['2606:4700::1111', 'https://[2606:4700:0::1111]'],
    ['[2606:4700::1111]', 'https://[2606:4700::1111]'],
    ['[2606:4700::1111]:443', 'https://[2606:4700::1111]'],
    ['10.0.0.0/8', 'http://[::ffff:10.1.2.3]'],
    ['*', 'https://example.org'],
    ['example.org,*', 'http://[2606:4700::1111]'],
  ])('"%s" matches %s', (noProxy, address) => expect(isDirect(noProxy, address)).toBe(true))

  test.each([
    'http://localhost:1234',
    'http://127.0.0.1',
    'http://127.9.9.9',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
  ])('an empty NO_PROXY matches the loopback host of %s', (address) => expect(isDirect('', address)).toBe(true))
})

describe('a host that does not match NO_PROXY is reached through the proxy:', () => {
  test.each([
    ['', 'https://example.org'],
    [',', 'https://example.org'],
    ['example.org', 'https://example.organic'],
    ['example.org', 'https://badexample.org'],
    ['.example.org', 'https://example.org'],
    ['*.example.org', 'https://example.org'],
    ['*example.org', 'https://badexample.org'],
    ['example.org:443', 'http://example.org'],
    ['example.org:443', 'https://example.org:8443'],
    [':443', 'https://example.org'],
    ['.', 'https://example.org'],
    ['93.184.216.34:80', 'https://93.184.216.34'],
    ['93.184.216.34', 'https://93.184.216.35'],
    ['93.184.0.0/16', 'https://93.185.0.1'],
    ['93.184.0.0/16', 'https://example.org'],
    ['10/8', 'http://10.1.1.1'],
    ['[2606:4700::1111]:80', 'https://[2606:4700::1111]'],
  ])('"%s" does not match %s', (noProxy, address) => expect(isDirect(noProxy, address)).toBe(false))
})
