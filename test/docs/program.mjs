// The program as a page of the documentation calls it: what it is given goes to the test, which runs it, and what it prints
// comes back. (Loading the whole gateway for each command would take the test minutes.)
import { request } from 'node:http'
import { createInterface } from 'node:readline'

const { DOCS_SOCKET: socketPath, ...env } = process.env
const call = JSON.stringify({ argv: process.argv.slice(2), cwd: process.cwd(), env })
const headers = { call: Buffer.from(call).toString('base64') }
const asking = request({ socketPath, method: 'POST', headers }, async (answer) => {
  // The test ends what a page left running.
  answer.on('error', () => process.exit(1))
  for await (const line of createInterface(answer)) {
    const { stdout, stderr, status } = JSON.parse(line)
    if (stdout) process.stdout.write(Buffer.from(stdout, 'base64'))
    if (stderr) process.stderr.write(Buffer.from(stderr, 'base64'))
    process.exitCode = status
  }
  process.stdin.destroy()
})
process.stdin.pipe(asking)
