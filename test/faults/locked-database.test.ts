import { DatabaseSync } from '@photostructure/sqlite'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { createMemoryCache } from '../../src/cache/memory/memory.js'
import { openSqliteDocuments } from '../../src/documents/sqlite/sqlite.js'
import { openDirectoryObjects } from '../../src/objects/directory/directory.js'
import { operatorOf } from '../../src/operator/operator.js'
import { resolveConfig } from '../../src/config/config.js'
import { startGateway } from '../../src/gateway.js'
import { authorized, editor } from '../support/gateway.js'
import { send } from '../support/http.js'
import { temporaryFolder } from '../support/temporary-folder.js'

test('reads succeed, and writes are refused with Retry-After, while another process locks the database', async () => {
  const folder = await temporaryFolder()
  const { config } = resolveConfig({ argvFlags: {}, env: { COZY_REGISTRY_PORT: '0' }, cwd: folder }, undefined)
  const engines = {
    documents: await openSqliteDocuments(folder, undefined, { lockTimeout: 100 }),
    objects: await openDirectoryObjects(join(folder, 'objects')),
    cache: createMemoryCache(),
  }
  const lines: string[] = []
  const log = pino({ level: 'error' }, { write: (line) => void lines.push(line) })
  const gateway = await startGateway(config, { secret: Buffer.alloc(32), log, engines })
  onTestFinished(() => gateway.close())
  const operations = operatorOf(gateway)
  await operations.createEditor(editor, true)
  const { token } = await operations.createToken({ editor, kind: 'MASTER' })
  const headers = authorized(token)
  const { url } = gateway.address
  const other = new DatabaseSync(join(folder, 'documents.sqlite'))
  onTestFinished(() => other.close())
  other.exec('BEGIN IMMEDIATE')

  const body = { slug: 'notes', type: 'webapp', editor }
  const refused = await send(url, '/registry', { method: 'POST', headers, body })
  expect([refused.status, refused.headers['retry-after'], refused.json()]).toMatchObject([
    503,
    '10',
    { error: 'The registry is locked for a while: try again' },
  ])
  const query = 'mutation { createEditor(input: { name: "Other" }) { __typename } }'
  const graphql = await send(url, '/graphql', { method: 'POST', headers, body: { query } })
  expect(graphql.json()).toMatchObject({ errors: [{ extensions: { code: 'BUSY', retryAfter: 10 } }] })
  expect(lines.join('')).toContain('Another process has locked the documents')
  for (const path of ['/health', '/ready', '/registry', '/editors']) {
    expect([path, (await send(url, path)).status]).toEqual([path, 200])
  }
  other.exec('COMMIT')
  expect((await send(url, '/registry', { method: 'POST', headers, body })).status).toBe(201)
})
