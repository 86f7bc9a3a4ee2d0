import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mediaTypeOf } from '../../src/objects/media-type.js'

const bytes = (text: string) => Buffer.from(text, 'latin1')

const mp4 = (brands: string, size = 8 + brands.length) =>
  Buffer.concat([Buffer.from([0, 0, 0, size]), bytes(`ftyp${brands}`), Buffer.alloc(600)])

test.each([
  ['image/png', bytes('\x89PNG\r\n\x1a\n....')],
  ['image/jpeg', bytes('\xff\xd8\xff\xe0')],
  ['image/gif', bytes('GIF87a')],
  ['image/gif', bytes('GIF89a')],
  ['image/webp', bytes('RIFF\x24\x01\x00\x00WEBPVP8 ')],
  ['image/bmp', bytes('BM....')],
  ['image/x-icon', bytes('\x00\x00\x01\x00')],
  ['application/pdf', bytes('%PDF-1.7')],
  ['application/x-gzip', bytes('\x1f\x8b\x08\x00')],
  ['application/zip', bytes('PK\x03\x04')],
  ['application/wasm', bytes('\x00asm\x01\x00\x00\x00')],
  ['audio/mpeg', bytes('ID3\x04')],
  ['audio/wave', bytes('RIFF\x24\x01\x00\x00WAVE')],
  ['video/webm', bytes('\x1a\x45\xdf\xa3')],
  ['video/mp4', mp4('mp42\x00\x00\x00\x00')],
  ['video/mp4', mp4('isom\x00\x00\x02\x00isomiso2avc1mp41')],
  ['font/woff2', bytes('wOF2')],
  ['font/ttf', bytes('\x00\x01\x00\x00')],
])('%s is detected by its first bytes, whatever the file name', (type, head) => {
  expect(mediaTypeOf(head, 'icon')).toBe(type)
  expect(mediaTypeOf(head, 'icon.svg')).toBe(type)
})

test.each([
  ['icon.svg', 'image/svg+xml'],
  ['icon.SVG', 'image/svg+xml'],
  ['screenshots/en/shot.jpg', 'image/jpeg'],
  ['shot.jpeg', 'image/jpeg'],
  ['shot.png', 'image/png'],
  ['shot.gif', 'image/gif'],
  ['shot.webp', 'image/webp'],
  ['shot.avif', 'image/avif'],
  ['index.html', 'text/html'],
  ['app.css', 'text/css'],
  ['app.min.js', 'text/javascript'],
  ['manifest.json', 'application/json'],
  ['feed.xml', 'text/xml'],
  ['terms.pdf', 'application/pdf'],
  ['README.txt', 'text/plain'],
  ['.png', 'image/png'],
])('text in a file named %s has the type %s', (name, type) => {
  expect(mediaTypeOf(bytes('plain words'), name)).toBe(type)
  expect(mediaTypeOf(Buffer.alloc(0), name)).toBe(type)
})

test.each([
  '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '<?xml version="1.0"?><svg/>',
  '<!DOCTYPE html><p>',
  '\xef\xbb\xbfx',
])('markup or text with a byte order mark (%j) takes its type from the file name', (text) => {
  expect(mediaTypeOf(bytes(text), 'icon.svg')).toBe('image/svg+xml')
  expect(mediaTypeOf(bytes(text), 'icon')).toBe('')
})

test.each(['icon', 'icon.', 'icon.unknown', 'folder.png/icon', '', 'png'])(
  'a file named %j with unknown bytes has no type',
  (name) => {
    expect(mediaTypeOf(bytes('\x01\x02\x03'), name)).toBe('')
  },
)

test.each([
  ['another brand', mp4('avif\x00\x00\x00\x00mif1miaf')],
  ['a brand in place of the minor version', mp4('isom' + 'mp42')],
  ['a first box that is longer than the given bytes', mp4('mp42\x00\x00\x00\x00', 255).subarray(0, 100)],
  ['a first box of an odd length', mp4('mp42\x00\x00\x00\x00', 17)],
  ['a brand behind the first box', mp4('isom\x00\x00\x00\x00mp42', 16)],
  ['no room for a brand', mp4('').subarray(0, 8)],
])('video/mp4 is not detected with %s', (_, head) => {
  expect(mediaTypeOf(head, 'x')).toBe('')
})

test.each(['GIF88a', 'RIFF....WEBPXX', 'GIF8', '\x89PNG', '\x1f\x8b', ' GIF89a'])(
  'no type is detected in %j, which does not begin with a complete signature',
  (text) => {
    expect(mediaTypeOf(bytes(text), 'x')).toBe('')
  },
)

test('the type depends only on the name and the first 512 bytes, and has no parameters', () => {
  const anyHead = fc.uint8Array({ minLength: 512, maxLength: 512 })
  fc.assert(
    fc.property(anyHead, fc.uint8Array(), fc.string(), (head, rest, name) => {
      const type = mediaTypeOf(Buffer.from(head), name)
      expect(mediaTypeOf(Buffer.concat([head, rest]), name)).toBe(type)
      expect(type).toMatch(/^$|^[a-z]+\/[a-z0-9.+-]+$/)
    }),
  )
})
