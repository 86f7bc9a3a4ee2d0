/** The error message if a version of Node.js is too old; `undefined` if `engines` in package.json allows it. */
export function nodeRefusal(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isTooOld = major < 20 || (major === 20 && minor < 19)
  return isTooOld ? `Node.js 20.19 or later is required, but this is ${version}: install a newer version` : undefined
}

// Every program imports this file first. If Node.js is too old, npm only warns at installation, and the program would fail later
// with an obscure error.
const refusal = nodeRefusal(process.versions.node)
if (refusal !== undefined) {
  process.stderr.write(`Error: ${refusal}\n`)
  process.exit(1)
}
