import { randomBytes } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { Access } from '../../src/registry/access.js'
import { mintMasterToken } from '../../src/registry/tokens/token.js'
import { openTestRegistry } from '../support/registry.js'

it('the log tells whose master token was used', async () => {
  const { registry } = await openTestRegistry()
  const secret = randomBytes(32)
  const lines = new PassThrough()
  const access = new Access(secret, registry.editors, Date.now, pino(lines))
  const editor = await registry.editors.create('Careful', false)
  const token = mintMasterToken(secret, editor, 0n)
  await access.requireMaster({ kind: 'token', token })
  lines.end()
  const log = await text(lines)
  expect(JSON.parse(log)).toMatchObject({ editor: 'Careful', msg: 'a master token was used' })
  expect(log).not.toContain(token.toString('base64'))
})
