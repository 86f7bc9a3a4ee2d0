import { expect, it } from 'vitest'
import { connect } from '../../src/gateway.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { run } from './harness.js'

it('an endless file is refused when it exceeds 64 MiB', async () => {
  const cwd = await temporaryFolder()
  const argv = ['well-known', 'put', '/dev/zero', '--name', 'zero.json']
  const { status, stderr } = await run(argv, { cwd, env: { HOME: cwd, COZY_REGISTRY_DATA: 'data' }, connect })
  expect([status, stderr]).toEqual([1, 'Error: open /dev/zero: the file has more than 64 MiB\n'])
})
