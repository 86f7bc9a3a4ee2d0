import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chatTarget } from '../../../src/rest/links/chat.js'
import { hostName } from '../../../src/rest/links/spaces.js'
import { applicationTarget, fallbackTarget, mergedTarget } from '../../../src/rest/links/targets.js'
import { readTrust } from '../../../src/rest/links/trust.js'

const trustedDomains = ['trusted.example', 'Second.Example']
const trust = readTrust({
  domains: trustedDomains,
  protocols: ['trustedapp', 'other://'],
  urls: ['https://exact.example/page?a=1'],
})

const schemes = 'https http HTTPS hTTp trustedapp TrustedApp javascript JavaScript data file'.split(' ')
const hosts = [
  ...['trusted.example', 'anna.trusted.example', 'TRUSTED.example', 'second.example', 'exact.example', 'evil.example'],
  ...[
    'nottrusted.example',
    'trusted.example.evil.example',
    'trusted.example.',
    '.trusted.example',
    'a..trusted.example',
  ],
  ...['trusted%2Eexample', 'trusted。example', 'trusted．example', 'tru\u00adsted.example', 'ｔrusted.example'],
  ...[
    'a%61.trusted.example',
    'ä.trusted.example',
    'x\u00ad.trusted.example',
    'xn--trusted.example',
    'xn--é.trusted.example',
    'xn--a.trusted.example',
  ],
  ...['evil.example\\.trusted.example', 'evil.example%2f.trusted.example', 'evil.example%5c.trusted.example'],
  ...['evil.example#.trusted.example', 'evil.example?.trusted.example', 'evil.example/.trusted.example'],
  ...[
    'evil.example;.trusted.example',
    'evil.example%00.trusted.example',
    '[::1]',
    '127.1',
    '0x7f.1',
    '-.trusted.example',
    '',
  ],
]
// Unusual parts are rare. So most URLs have at most one unusual part.
const usually = (normal: string, unusual: string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(normal) }, { weight: 1, arbitrary: fc.constantFrom(...unusual) })
const trickyUrl = fc
  .tuple(
    usually('', [' ', '\t', '\u0000', '\ufeff', '//']),
    usually('https', schemes),
    usually('://', [':', ':/', ':///', ':\\\\', ':/\\', '//', '']),
    usually('', ['user@', 'user:pw@', 'trusted.example@', '@', 'trusted.example%40', 'a@trusted.example@']),
    fc.constantFrom(...hosts),
    usually('', [':443', ':80', ':8443', ':', ':a', ':@evil.example']),
    fc.constantFrom('', '/', '/page?a=1', '?a=1', '#x', '\\@evil.example', '/é/日本', '/a b', '/@evil.example'),
  )
  .map((parts) => parts.join(''))

// A tricky URL with one additional character, at any position. Some URL parsers skip or replace this character.
const withInsertedCharacter = fc
  .tuple(trickyUrl, fc.nat(), fc.constantFrom('\t', '\n', '\r', '\u0000', '\\', ' ', '\u00a0', '\u2028', '\ud800', '@'))
  .map(([url, position, character]) => {
    const index = position % (url.length + 1)
    return url.slice(0, index) + character + url.slice(index)
  })
const urls = fc.oneof(
  trickyUrl,
  withInsertedCharacter,
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.string({ unit: 'binary' }),
)

describe('a redirect', () => {
  it('to a fallback leads only to a trusted target', () => {
    fc.assert(
      fc.property(urls, (url) => expectTrusted(fallbackTarget(url, trust))),
      { numRuns: 20_000 },
    )
  })

  it('to a fallback with merged parameters leads only to a trusted target', () => {
    const parameters = fc.dictionary(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.string({ unit: 'binary', maxLength: 5 }),
    )
    fc.assert(
      fc.property(urls, parameters, (url, others) => {
        const query = new URLSearchParams({ ...others, fallback: url })
        expectTrusted(mergedTarget(url, query, trust))
      }),
      { numRuns: 10_000 },
    )
  })

  it('to a fallback with merged parameters contains the first value of each parameter of the link', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'é', '')
    const parameters = fc.array(fc.tuple(name, fc.string({ unit: 'binary', maxLength: 3 })), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(parameters, parameters, (present, others) => {
        const fallback = new URL('https://trusted.example/')
        fallback.search = new URLSearchParams(present).toString()
        const query = new URLSearchParams(others)
        const expected = new URL(fallback)
        for (const [each] of others) expected.searchParams.set(each, query.get(each) ?? '')
        query.append('fallback', fallback.href)
        expect(mergedTarget(fallback.href, query, trust)).toBe(expected.href)
      }),
    )
  })

  // If the work were quadratic, the test would exceed its timeout.
  it('to a fallback with 100,000 merged parameters takes linear time', () => {
    const names = Array.from({ length: 100_000 }, (_, i) => `n${String(i)}`).join('&')
    const query = new URLSearchParams(`fallback=x&${names}`)
    expect(mergedTarget('https://trusted.example/', query, trust)).toContain('n99999=')
  })

  it('to a mobile application leads only to the scheme of the link, and never to a web page or a file', () => {
    const scheme = fc.oneof(
      fc.constantFrom(
        ...schemes,
        'intent',
        'blob',
        'about',
        'vbscript',
        'myapp',
        'my+app.2',
        'a b',
        '',
        'https://evil.example/?',
      ),
      fc.string(),
    )
    const text = fc.oneof(urls, fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(scheme, text, text, (custom_scheme, custom_path, code) => {
        const target = applicationTarget(new URLSearchParams({ custom_scheme, custom_path, code }), readTrust({}))
        if (target === undefined) return
        const { protocol } = new URL(target)
        expect([
          'http:',
          'https:',
          'javascript:',
          'data:',
          'file:',
          'blob:',
          'about:',
          'intent:',
          'vbscript:',
        ]).not.toContain(protocol)
        expect(protocol).toBe(`${custom_scheme.toLowerCase().replace(/:\/\/$/, '')}:`)
        expect(target).toMatch(/^[\x21-\x7e]+$/)
      }),
      { numRuns: 10_000 },
    )
  })

  it('to a mobile application leads only to configured applications if there are any', () => {
    const trustOnly = (...applications: string[]) => readTrust({ applications })
    const query = (custom_scheme: string) => new URLSearchParams({ custom_scheme, code: '1' })
    expect(applicationTarget(query('myapp'), trustOnly('MyApp://'))).toBe('myapp://?access_code=&code=1&state=')
    expect(applicationTarget(query('otherapp'), trustOnly('myapp'))).toBeUndefined()
    expect(applicationTarget(query('https'), trustOnly('https'))).toBeUndefined()
  })

  it('to a chat leads only to Twake, its sign-up pages or the app stores', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), (segments, userAgent) => {
        const { protocol, hostname } = new URL(chatTarget(['chat', ...segments], userAgent))
        expect(protocol).toBe('https:')
        expect(hostname).toMatch(
          /^(twake\.app|apps\.apple\.com|play\.google\.com|sign-up\.(twake\.app|[a-z]+\.lin-saas\.com))$/,
        )
      }),
    )
  })
})

describe('a trusted URL is accepted', () => {
  it('on each subdomain of a trusted domain', () => {
    const url = fc
      .tuple(
        fc.constantFrom('http', 'https'),
        fc.domain(),
        fc.constantFrom(...trustedDomains),
        fc.webPath(),
        fc.webQueryParameters(),
      )
      .map(([scheme, subdomain, domain, path, query]) => `${scheme}://${subdomain}.${domain}${path}?${query}`)
    fc.assert(
      fc.property(url, (text) => {
        expect(fallbackTarget(text, trust)).toBe(text)
      }),
    )
  })

  it('with an internationalized domain name', () => {
    const target = (url: string) => fallbackTarget(url, readTrust({ domains: ['Bücher.example'] }))
    expect(target('https://xn--bcher-kva.example/')).toBe('https://xn--bcher-kva.example/')
    expect(target('https://BÜCHER.example/')).toBe('https://B%C3%9CCHER.example/')
    expect(target('https://bucher.example/')).toBeUndefined()
    expect(fallbackTarget('https://é.trusted.example/', trust)).toBe('https://%C3%A9.trusted.example/')
  })

  it('if its scheme is trusted, or exactly this URL', () => {
    expect(fallbackTarget('trustedapp://anything', trust)).toBe('trustedapp://anything')
    expect(fallbackTarget('OTHER:x', trust)).toBe('OTHER:x')
    expect(fallbackTarget('https://exact.example/page?a=1', trust)).toBe('https://exact.example/page?a=1')
    expect(fallbackTarget('https://trusted.example/日本', trust)).toBe('https://trusted.example/%E6%97%A5%E6%9C%AC')
  })
})

describe('the host name of a request', () => {
  it('is in lower case and has no port', () => {
    const names = ['Links.Example', 'links.example:8080', '[::1]:8080', '[::1]', '', 'a:b:c']
    expect(names.map(hostName)).toEqual(['links.example', 'links.example', '[::1]', '[::1]', '', ''])
  })
})

// Expects a trusted target, both for browsers (the `URL` class) and for strict parsers of RFC 3986.
function expectTrusted(target: string | undefined): void {
  if (target === undefined) return
  expect(target).toMatch(/^[\x21-\x7e]+$/)
  const { protocol, hostname, port, username, password, href } = new URL(target)
  expect(username + password).toBe('')
  if (protocol === 'trustedapp:' || protocol === 'other:' || href === 'https://exact.example/page?a=1') return
  expect(protocol).toMatch(/^https?:$/)
  expect(port).toBe('')
  const trustedHost = /^([^/]+\.)?(trusted|second)\.example$/
  expect(hostname).toMatch(trustedHost)
  const [, authority = ''] = /^[^:/?#]+:\/\/([^/?#]*)/.exec(target) ?? []
  expect(authority.toLowerCase()).toMatch(trustedHost)
}
