const alphabet = /^[A-Za-z0-9+/]*={0,2}$/

/**
 * Decodes standard base64 (RFC 4648, section 4) with padding. Returns `undefined` when the text is not base64.
 * - Line ends (CR, LF) are ignored.
 * - Other characters outside the alphabet are refused.
 * - Missing or surplus padding is refused.
 * - Unused bits of the last character need not be zero.
 */
export function decodeBase64(text: string): Buffer | undefined {
  const bare = text.replace(/[\r\n]/g, '')
  return bare.length % 4 === 0 && alphabet.test(bare) ? Buffer.from(bare, 'base64') : undefined
}
