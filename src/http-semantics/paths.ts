/**
 * Removes repeated slashes at the start of a path, and one slash at its end. The publishing client sends two slashes at the
 * start. Clients may add a slash at the end.
 */
export function canonicalPath(path: string): string {
  const collapsed = path.startsWith('//') ? path.replace(/^\/+/, '/') : path
  return collapsed.length > 1 && collapsed.endsWith('/') ? collapsed.slice(0, -1) : collapsed
}

/**
 * Splits a request target into two parts: its canonical path, not decoded, and its query without the question mark. Returns
 * `undefined` for a target that only Koa handles:
 * - an absolute URL
 * - a target with a fragment
 * - a target with characters that should be escaped
 */
export function splitUrl(url: string): { path: string; query: string } | undefined {
  if (!/^\/[!-"$-~]*$/.test(url)) return undefined
  const mark = url.indexOf('?')
  if (mark === -1) return { path: canonicalPath(url), query: '' }
  return { path: canonicalPath(url.slice(0, mark)), query: url.slice(mark + 1) }
}

/** Decodes escapes of unreserved characters (RFC 3986, 6.2.2.2). Thus an escaped path matches the literal parts of routes. */
export function decodeUnreserved(path: string): string {
  if (!path.includes('%')) return path
  return path.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16))
    return /[\w.~-]/.test(character) ? character : escape
  })
}

/**
 * Decodes a segment of a path. An escaped slash becomes part of the segment. A segment with an invalid escape is returned
 * unchanged.
 */
export function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
