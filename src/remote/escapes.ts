/** The ways to escape the value of a variable. Each is for one kind of place in a request. */
export type Escape = 'path' | 'query' | 'header' | 'json' | 'html' | 'none'

const htmlEscapes: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&#39;', '"': '&#34;' }

/** Escapes a value. Lone surrogates become U+FFFD, because UTF-8 can't represent them. */
export function escapeValue(value: string, escape: Escape): string {
  const text = Buffer.from(value).toString()
  switch (escape) {
    case 'path':
      return percentEncode(text)
    case 'query':
      return percentEncode(text).replaceAll('%20', '+')
    case 'header':
      return text.replaceAll('\n', String.raw`\n`)
    case 'json':
      return JSON.stringify(text).slice(1, -1)
    case 'html':
      return text.replace(/[<>&'"]/g, (character) => htmlEscapes[character] ?? character)
    case 'none':
      return text
  }
}

/** Percent-encodes all bytes except those of unreserved characters (RFC 3986, 2.3). `text` must be well-formed. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${hex(character.charCodeAt(0))}`)
}

/**
 * Percent-encodes characters that are not allowed in a request target: all that are not visible ASCII, and `forbidden`. Valid
 * percent-escapes stay as they are.
 */
export function encodeLiteral(text: string, forbidden: string): string {
  const encode = (byte: number): string => (mustEncode(byte, forbidden) ? `%${hex(byte)}` : String.fromCharCode(byte))
  const encoded = Array.from(Buffer.from(text), encode).join('')
  return encoded.replace(/%(?![0-9A-Fa-f]{2})/g, '%25')
}

function mustEncode(byte: number, forbidden: string): boolean {
  return byte <= 0x20 || byte >= 0x7f || forbidden.includes(String.fromCharCode(byte))
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0')
}
