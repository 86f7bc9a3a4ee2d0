import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { loadConfig } from '../../src/config/config.js'
import { startGateway } from '../../src/gateway.js'

// Prints the OpenAPI document that a gateway serves, for linters.
const folder = await mkdtemp(join(tmpdir(), 'openapi-'))
const { config } = await loadConfig({ argvFlags: {}, env: {}, cwd: folder, home: undefined })
const options = { secret: randomBytes(32), log: pino({ level: 'silent' }) }
const gateway = await startGateway({ ...config, host: '127.0.0.1', port: 0, spaces: ['', 'labs'] }, options)
try {
  const answer = await fetch(`${gateway.address.url}/openapi.json?pretty`)
  process.stdout.write(await answer.text())
} finally {
  await gateway.close()
  await rm(folder, { recursive: true })
}
