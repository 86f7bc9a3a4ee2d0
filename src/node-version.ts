/** What is wrong with a version of Node.js; nothing with one that `engines` in package.json names. */
export function nodeRefusal(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isTooOld = major < 20 || (major === 20 && minor < 19)
  return isTooOld ? `Node.js 20.19 or later is needed, and this is ${version}: install a newer one` : undefined
}

// Programs import this file before all others. npm only warns where it installs for an older Node.js, which then fails anywhere.
const refusal = nodeRefusal(process.versions.node)
if (refusal !== undefined) {
  process.stderr.write(`Error: ${refusal}\n`)
  process.exit(1)
}
