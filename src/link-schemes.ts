// URL schemes, with their colon like `URL.protocol`, to which universal links never redirect, even if they are configured.

/** Schemes that run code or read files on the device. No universal link redirects to them. */
export const executingSchemes: ReadonlySet<string> = new Set([
  'javascript:',
  'data:',
  'vbscript:',
  'file:',
  'blob:',
  'about:',
])

/**
 * A link with the code of a login never redirects to these schemes. No single application owns them, so the author of a link
 * could choose which application gets the code.
 */
export const forbiddenLoginSchemes: ReadonlySet<string> = new Set([...executingSchemes, 'http:', 'https:', 'intent:'])

/** A configured scheme (`app`, `app:` or `app://`) in the form of `URL.protocol`: `app:`. */
export function protocolOf(scheme: string): string {
  return scheme.toLowerCase().replace(/(:(\/\/)?)?$/, ':')
}
