import { expect, test } from 'vitest'
import { loadConfig, type LoadedConfig } from '../../src/config/config.js'
import { ConfigError } from '../../src/config/error.js'
import type { Proxies } from '../../src/config/proxies.js'
import { temporaryFolder } from '../support/temporary-folder.js'

async function loadedWith(env: Record<string, string>): Promise<LoadedConfig> {
  return loadConfig({ argvFlags: {}, env, cwd: await temporaryFolder(), home: undefined })
}

async function proxiesOf(env: Record<string, string>): Promise<Proxies> {
  return (await loadedWith(env)).config.publish.readProxies()
}

// These are the rules of Go's http.ProxyFromEnvironment (golang.org/x/net/http/httpproxy).
test.each([
  [{ HTTPS_PROXY: 'http://a.test:3128' }, { https: 'http://a.test:3128/' }],
  [{ https_proxy: 'http://a.test:3128' }, { https: 'http://a.test:3128/' }],
  [{ HTTP_PROXY: 'https://a.test' }, { http: 'https://a.test/' }],
  [{ http_proxy: 'a.test:3128' }, { http: 'http://a.test:3128/' }],
  [{ HTTP_PROXY: ' [fd00::1]:3128 ' }, { http: 'http://[fd00::1]:3128/' }],
  [{ HTTP_PROXY: 'me:p%40ss@a.test' }, { http: 'http://me:p%40ss@a.test/' }],
  [{ HTTP_PROXY: 'http://a.test', http_proxy: 'http://b.test' }, { http: 'http://a.test/' }],
  [{ HTTP_PROXY: '', http_proxy: 'http://b.test' }, { http: 'http://b.test/' }],
  [{ NO_PROXY: 'a.test', no_proxy: 'b.test' }, { noProxy: 'a.test' }],
  [{ no_proxy: 'b.test' }, { noProxy: 'b.test' }],
  [{ ALL_PROXY: 'http://a.test', FTP_PROXY: 'http://a.test' }, {}],
])('the environment %j sets the proxies %j', async (env: Record<string, string>, wanted) => {
  const { http, https, noProxy } = await proxiesOf(env)
  expect({ http: http?.href, https: https?.href, noProxy }).toEqual({
    http: undefined,
    https: undefined,
    noProxy: '',
    ...wanted,
  })
})

test.each([
  ['HTTPS_PROXY', 'socks5://a.test:1080'],
  ['https_proxy', 'ftp://a.test'],
  ['HTTP_PROXY', 'http://'],
  ['HTTP_PROXY', 'a.test:99999'],
  ['http_proxy', 'http://a b'],
])('%s=%s is refused with an error that names the variable and its value', async (name, value) => {
  const problem = `The value "${value}" of ${name} in the environment is not the URL of a proxy`
  await expect(proxiesOf({ [name]: value })).rejects.toThrow(problem)
})

test.each(['http://me:hidden@', 'socks5://me:hidden@a.test', 'me:hidden%ZZ@a.test', 'http://me:hid den@a.test:1:2'])(
  'the error about the proxy %s shows no password',
  async (value) => {
    const error: unknown = await proxiesOf({ HTTPS_PROXY: value }).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(ConfigError)
    expect(String(error)).toContain('HTTPS_PROXY')
    expect(String(error)).not.toContain('hid')
  },
)

test('one error names all invalid proxy addresses', async () => {
  const env = { HTTPS_PROXY: 'socks5h://a.test', http_proxy: 'ftp://a.test' }
  await expect(proxiesOf(env)).rejects.toThrow(/"ftp:.* of http_proxy [^]*"socks5h:.* of HTTPS_PROXY /)
  expect((await loadedWith(env)).notes).toEqual([])
})

test('a note names the variables that set proxies, and shows no password', async () => {
  const { notes, warnings } = await loadedWith({
    https_proxy: 'http://me:hidden@a.test',
    HTTP_PROXY: 'http://me:hidden@a.test',
  })
  expect(warnings).toEqual([])
  expect(notes).toEqual([
    'Requests to other sites go through a proxy: see https_proxy and HTTP_PROXY, and NO_PROXY, in the environment',
  ])
  expect((await loadedWith({ HTTPS_PROXY: '', NO_PROXY: '*' })).notes).toEqual([])
})
