import { onTestFinished, test } from 'vitest'
import { freePorts } from '../servers/processes.js'
import { send } from '../support/http.js'
import { programIn, stopProcess } from '../support/program.js'
import { temporaryFolder } from '../support/temporary-folder.js'

test('a server answers, and stops on SIGTERM, when nothing reads its stderr', { timeout: 300_000 }, async () => {
  const [port = 0] = await freePorts(1)
  const program = await programIn(await temporaryFolder(), {})
  // Fills the cache of tsx, so that the second start needs no compiler. The compiler makes writes to the standard error
  // blocking.
  await stopProcess(await program.serve(port))
  const server = await program.serve(port)
  onTestFinished(() => void server.kill('SIGKILL'))
  server.stderr?.unpipe().pause()
  // The log lines of these requests have more bytes than a pipe can buffer.
  const longPath = `/registry?${'a'.repeat(8_000)}`
  for (let i = 0; i < 100; i++) await send(`http://127.0.0.1:${String(port)}`, longPath, { method: 'POST', body: {} })
  await stopProcess(server)
})
