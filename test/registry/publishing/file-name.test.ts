import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RegistryError } from '../../../src/registry/errors.js'
import { newArchiveName, encodePathSegment, versionUrl } from '../../../src/registry/publishing/file-name.js'

describe('the file name of an archive', () => {
  test.each([
    ['https://h/x/042cef.tar.gz', '042cef.tar.gz'],
    ['https://h/x/app.tar.gz?token=a b', 'app.tar.gz?token=a b'],
    ['https://h/app.tar.gz?a=b', 'app.tar.gz?a=b'],
    ['https://h/app.tar.gz#a', 'app.tar.gz#a'],
    ['https://h/dl?type=application/gzip', 'gzip'],
    ['https://h/x/', 'x'],
    ['https://h/x///', 'x'],
    ['https://h', 'h'],
    ['https://h/', 'h'],
    ['https://h/%2e%2e', '%2e%2e'],
    ['https://h/a%2Fb', 'a%2Fb'],
    ['https://h/...', '...'],
    ['archive.tgz', 'archive.tgz'],
  ])('for %s is %s', (url, name) => expect(newArchiveName(url)).toBe(name))

  test.each([
    'https://h/.',
    'https://h/..',
    'https://h/../',
    'https://h/a/.//',
    'https://h/a\\b',
    '..',
    '',
    '/',
    '///',
  ])('cannot be taken from "%s"', (url) => {
    const name = () => newArchiveName(url)
    expect(name).toThrow(RegistryError)
    expect(name).toThrow(expect.objectContaining({ code: 'ARCHIVE_INVALID', message: expect.stringContaining(url) }))
  })

  test.each(['https://h/icon', 'https://h/partnership_icon/', 'icon'])(
    'cannot be taken from "%s", because it would be that of an icon',
    (url) => {
      expect(() => newArchiveName(url)).toThrow(expect.objectContaining({ code: 'ARCHIVE_INVALID' }))
    },
  )

  test('is never a relative path', () => {
    const url = fc.array(fc.constantFrom('/', '.', '..', 'a', '?', '%2e', ' ')).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(url, (text) => {
        const name = nameOrRefusal(text)
        expect(['', '.', '..']).not.toContain(name)
        expect(name).not.toContain('/')
      }),
    )
  })

  test('is found fast in a URL with millions of slashes', () => {
    expect(newArchiveName(`https://h${'/'.repeat(1_000_000)}a${'/'.repeat(1_000_000)}`)).toBe('a')
  })
})

describe('an encoded path segment', () => {
  test.each([
    ['app.tar.gz?a=b', 'app.tar.gz%3Fa=b'],
    ['a b%c#d/e', 'a%20b%25c%23d%2Fe'],
    ['-_.~$&+,:;=@', '-_.~$&+,:;=@'],
    ["!'()*", '%21%27%28%29%2A'],
    ['é€😀', '%C3%A9%E2%82%AC%F0%9F%98%80'],
    ['\n\0', '%0A%00'],
    ['\ud800', '%EF%BF%BD'],
  ])('for %j is %s', (text, encoded) => expect(encodePathSegment(text)).toBe(encoded))

  test('contains only characters that URLs allow', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const encoded = encodePathSegment(text)
        expect(decodeURIComponent(encoded)).toBe(text)
        expect(encoded).toMatch(/^([A-Za-z0-9\-_.~$&+,:;=@]|%[0-9A-F]{2})*$/)
      }),
    )
  })
})

test('the URL of a version contains the name of its space', () => {
  const name = newArchiveName('https://h/app.tar.gz?a=b')
  expect(versionUrl('https://apps.example', '', 'drive', '1.2.3', name)).toBe(
    'https://apps.example/registry/drive/1.2.3/tarball/app.tar.gz%3Fa=b',
  )
  expect(versionUrl('http://localhost:8080', '/banks', 'drive', '1.2.3-dev.a', 'a b')).toBe(
    'http://localhost:8080/banks/registry/drive/1.2.3-dev.a/tarball/a%20b',
  )
})

test.each(['https://h/a\0', 'https://h/a\ud83d.tar.gz'])(
  '%j is refused because of the characters of its file name',
  (url) => {
    expect(() => newArchiveName(url)).toThrow('No archive can be kept')
  },
)

function nameOrRefusal(url: string): string {
  try {
    return newArchiveName(url)
  } catch (error) {
    if (error instanceof RegistryError) return 'refused'
    throw error
  }
}
