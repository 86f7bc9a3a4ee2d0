const alphabet = /^[A-Za-z0-9+/]*={0,2}$/

/**
 * Decodes standard base64 (RFC 4648, section 4) with padding; `undefined` when the text is none. Line ends (CR, LF) may
 * stand anywhere; other foreign characters, missing and surplus padding are refused. Bits left over in the last character
 * need not be zero.
 */
export function decodeBase64(text: string): Buffer | undefined {
  const bare = text.replace(/[\r\n]/g, '')
  return bare.length % 4 === 0 && alphabet.test(bare) ? Buffer.from(bare, 'base64') : undefined
}
