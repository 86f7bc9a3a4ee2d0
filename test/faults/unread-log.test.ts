import { onTestFinished, test } from 'vitest'
import { freePorts } from '../servers/processes.js'
import { send } from '../support/http.js'
import { programIn, stopped } from '../support/program.js'
import { temporaryFolder } from '../support/temporary-folder.js'

test('a server whose log is not read serves, and stops on a signal', { timeout: 300_000 }, async () => {
  const [port = 0] = await freePorts(1)
  const program = await programIn(await temporaryFolder(), {})
  // Fills the cache of tsx: its compiler shares the standard error, and makes it one that blocks.
  await stopped(await program.serve(port))
  const server = await program.serve(port)
  onTestFinished(() => void server.kill('SIGKILL'))
  server.stderr?.unpipe().pause()
  // More than pipes hold.
  const refused = `/registry?${'a'.repeat(8_000)}`
  for (let i = 0; i < 100; i++) await send(`http://127.0.0.1:${String(port)}`, refused, { method: 'POST', body: {} })
  await stopped(server)
})
