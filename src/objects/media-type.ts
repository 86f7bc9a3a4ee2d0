// Byte patterns of the WHATWG MIME Sniffing Standard, sections 6.1, 6.2 and 6.4. A pattern is a list of [offset, bytes in
// Latin-1] pairs. All pairs must match. Patterns of text formats are left out: the file name tells their type.
const signatures: [mediaType: string, ...parts: [offset: number, bytes: string][]][] = [
  ['image/png', [0, '\x89PNG\r\n\x1a\n']],
  ['image/jpeg', [0, '\xff\xd8\xff']],
  ['image/gif', [0, 'GIF87a']],
  ['image/gif', [0, 'GIF89a']],
  ['image/webp', [0, 'RIFF'], [8, 'WEBPVP']],
  ['image/bmp', [0, 'BM']],
  ['image/x-icon', [0, '\x00\x00\x01\x00']],
  ['image/x-icon', [0, '\x00\x00\x02\x00']],
  ['application/pdf', [0, '%PDF-']],
  ['application/postscript', [0, '%!PS-Adobe-']],
  ['application/x-gzip', [0, '\x1f\x8b\x08']],
  ['application/zip', [0, 'PK\x03\x04']],
  ['application/x-rar-compressed', [0, 'Rar!\x1a\x07\x00']],
  ['application/x-rar-compressed', [0, 'Rar!\x1a\x07\x01\x00']],
  ['application/wasm', [0, '\x00asm']],
  ['application/ogg', [0, 'OggS\x00']],
  ['audio/aiff', [0, 'FORM'], [8, 'AIFF']],
  ['audio/mpeg', [0, 'ID3']],
  ['audio/midi', [0, 'MThd\x00\x00\x00\x06']],
  ['audio/wave', [0, 'RIFF'], [8, 'WAVE']],
  ['video/avi', [0, 'RIFF'], [8, 'AVI ']],
  ['video/webm', [0, '\x1a\x45\xdf\xa3']],
  ['font/ttf', [0, '\x00\x01\x00\x00']],
  ['font/otf', [0, 'OTTO']],
  ['font/collection', [0, 'ttcf']],
  ['font/woff', [0, 'wOFF']],
  ['font/woff2', [0, 'wOF2']],
  ['application/vnd.ms-fontobject', [34, 'LP']],
]

const typeByExtension = new Map([
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
  ['bmp', 'image/bmp'],
  ['ico', 'image/x-icon'],
  ['html', 'text/html'],
  ['htm', 'text/html'],
  ['css', 'text/css'],
  ['js', 'text/javascript'],
  ['mjs', 'text/javascript'],
  ['json', 'application/json'],
  ['webmanifest', 'application/manifest+json'],
  ['xml', 'text/xml'],
  ['txt', 'text/plain'],
  ['md', 'text/markdown'],
  ['csv', 'text/csv'],
  ['pdf', 'application/pdf'],
  ['wasm', 'application/wasm'],
  ['gz', 'application/gzip'],
  ['tgz', 'application/gzip'],
  ['tar', 'application/x-tar'],
  ['zip', 'application/zip'],
  ['mp3', 'audio/mpeg'],
  ['ogg', 'audio/ogg'],
  ['wav', 'audio/wav'],
  ['mp4', 'video/mp4'],
  ['webm', 'video/webm'],
  ['ttf', 'font/ttf'],
  ['otf', 'font/otf'],
  ['woff', 'font/woff'],
  ['woff2', 'font/woff2'],
])

/** The number of bytes of a file that `mediaTypeOf` reads. */
export const sniffedBytes = 512

/**
 * The media type of a file, without parameters; `''` if it is unknown. The first bytes of the file decide (WHATWG MIME
 * Sniffing). If they are not recognized, as in text formats such as SVG, the extension of the file name decides.
 * @param head the first bytes of the file, up to `sniffedBytes`
 */
export function mediaTypeOf(head: Buffer, name: string): string {
  return sniff(head.subarray(0, sniffedBytes)) ?? typeOfExtension(name)
}

function sniff(head: Buffer): string | undefined {
  const text = head.toString('latin1')
  const found = signatures.find(([, ...parts]) => parts.every(([offset, bytes]) => text.startsWith(bytes, offset)))
  return found?.[0] ?? (isMp4(head) ? 'video/mp4' : undefined)
}

// WHATWG MIME Sniffing 6.2.1: the first box is `ftyp`. Its major brand, or a compatible one, begins with `mp4`.
function isMp4(head: Buffer): boolean {
  if (head.length < 12) return false
  const boxSize = head.readUInt32BE(0)
  if (boxSize > head.length || boxSize % 4 !== 0 || head.toString('latin1', 4, 8) !== 'ftyp') return false
  for (let offset = 8; offset < boxSize; offset += 4) {
    const isMinorVersion = offset === 12
    if (!isMinorVersion && head.toString('latin1', offset, offset + 3) === 'mp4') return true
  }
  return false
}

function typeOfExtension(name: string): string {
  const extension = /\.([^./]+)$/.exec(name)?.[1] ?? ''
  return typeByExtension.get(extension.toLowerCase()) ?? ''
}
