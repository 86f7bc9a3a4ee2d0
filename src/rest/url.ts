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
