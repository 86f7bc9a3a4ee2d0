/** Paths are the same with one slash more at either end: a publishing client writes two in front, stacks none behind. */
export function canonicalPath(path: string): string {
  const collapsed = path.replace(/^\/+/, '/')
  return collapsed.length > 1 && collapsed.endsWith('/') ? collapsed.slice(0, -1) : collapsed
}
