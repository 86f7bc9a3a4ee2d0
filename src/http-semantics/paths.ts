/** Paths are the same with one slash more at either end: a publishing client writes two in front, stacks none behind. */
export function canonicalPath(path: string): string {
  const collapsed = path.startsWith('//') ? path.replace(/^\/+/, '/') : path
  return collapsed.length > 1 && collapsed.endsWith('/') ? collapsed.slice(0, -1) : collapsed
}

/**
 * The path of a request, canonical but not decoded, and its query without the question mark. `undefined` for an absolute
 * address, and for one with characters that are not its own: what those mean is for the application to find out.
 */
export function splitUrl(url: string): { path: string; query: string } | undefined {
  if (!/^\/[!-"$-~]*$/.test(url)) return undefined
  const mark = url.indexOf('?')
  if (mark === -1) return { path: canonicalPath(url), query: '' }
  return { path: canonicalPath(url.slice(0, mark)), query: url.slice(mark + 1) }
}

/** Decodes the escapes of characters that need none (RFC 3986, 6.2.2.2): only so do the literal parts of routes match. */
export function decodeUnreserved(path: string): string {
  if (!path.includes('%')) return path
  return path.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16))
    return /[\w.~-]/.test(character) ? character : escape
  })
}

/** A segment of a path, decoded once: an escaped slash is data, never a separator. What can't be decoded stays. */
export function decoded(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
