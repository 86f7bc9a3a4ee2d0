import { expect, test } from 'vitest'
import { loadConfig } from '../../src/config/config.js'
import { temporaryFolder } from '../support/temporary-folder.js'

async function warningsWith(env: Record<string, string>): Promise<string[]> {
  const { warnings } = await loadConfig({ argvFlags: {}, env, cwd: await temporaryFolder(), home: undefined })
  return warnings
}

test.each(['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'])(
  '%s is not ignored without a word, and not shown',
  async (name) => {
    const [warning = '', ...others] = await warningsWith({ [name]: 'http://me:hidden@proxy.example:3128' })
    expect(others).toEqual([])
    expect(warning).toContain(`${name} is set, but no proxy is used`)
    expect(warning).not.toMatch(/hidden|proxy\.example/)
  },
)

test('without a proxy, or with an empty one, there is no warning', async () => {
  expect(await warningsWith({ HTTPS_PROXY: '', NO_PROXY: '*' })).toEqual([])
})
