/**
 * Removes repeated slashes at the start of a path and one slash at its end: the publishing client sends two at the start, and
 * clients may add one at the end.
 */
export function canonicalPath(path: string): string {
  const collapsed = path.startsWith('//') ? path.replace(/^\/+/, '/') : path
  return collapsed.length > 1 && collapsed.endsWith('/') ? collapsed.slice(0, -1) : collapsed
}

/**
 * Splits a request target into its canonical path, not decoded, and its query without the question mark. Returns `undefined` for
 * an absolute URL, and for a target with a fragment or with characters that should be escaped: only Koa handles these.
 */
export function splitUrl(url: string): { path: string; query: string } | undefined {
  if (!/^\/[!-"$-~]*$/.test(url)) return undefined
  const mark = url.indexOf('?')
  if (mark === -1) return { path: canonicalPath(url), query: '' }
  return { path: canonicalPath(url.slice(0, mark)), query: url.slice(mark + 1) }
}

/** Decodes escapes of unreserved characters (RFC 3986, 6.2.2.2), so that an escaped path matches the literal parts of routes. */
export function decodeUnreserved(path: string): string {
  if (!path.includes('%')) return path
  return path.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16))
    return /[\w.~-]/.test(character) ? character : escape
  })
}

/**
 * Decodes a segment of a path. An escaped slash becomes part of the segment, not a separator. A segment with an invalid escape is
 * returned unchanged.
 */
export function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
