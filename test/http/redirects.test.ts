import { describe, expect, it } from 'vitest'
import { startTestGateway } from '../support/gateway.js'

const links = {
  domainSpaces: new Map([['links.example', '']]),
  trustedDomains: new Map([['', ['cozy.example']]]),
}
const host = { Host: 'links.example' }
const encoded = encodeURIComponent('https://one.cozy.example/#/open')

/** A request that Koa answers: the fast path, which redirects links without Koa, ignores requests with a body. */
const bypassing = { headers: { ...host, 'Transfer-Encoding': 'chunked' } }

// A universal link is a URL. If its mobile application is installed, the URL opens this application, else a web page.
describe('a domain for universal links', () => {
  it.each([
    `/open?fallback=${encoded}`,
    `/open/?fallback=${encoded}&fallback=x`,
    `//open?fallback=${encoded}`,
    `/biwebauth?fallback=${encoded}&code=1`,
    '/open?custom_scheme=cozy&custom_path=a%20b&code=1',
    '/chat/@user:twake.app',
    '/chat/%40user%3Atwake.app',
    `/open?fallback=${encodeURIComponent('https://one.cozy.example/é\u{1f331}')}`,
    // Links that are refused, and paths that are not links.
    `/open?fallback=${encodeURIComponent('https://evil.example/')}`,
    '/open',
    '/biwebauth',
    '/registry',
    '/registry/notes',
    '/editors',
    '/robots.txt',
    '/status/x?fallback=' + encoded,
    '/.well-known/assetlinks.json',
    '/%72egistry?fallback=' + encoded,
    '/%zz?fallback=' + encoded,
  ])('answers %s alike from the fast path and from Koa', async (path) => {
    const { send } = await startTestGateway(links)
    for (const method of ['GET', 'HEAD']) {
      const fast = await send(path, { method, headers: host })
      const slow = await send(path, { ...bypassing, method })
      expect({ ...fast, headers: { ...fast.headers, date: '' }, json: undefined }).toEqual({
        ...slow,
        headers: { ...slow.headers, date: '' },
        json: undefined,
      })
    }
  })

  it.each(['links.example.', 'LINKS.example.:8080', 'dotted.example', 'dotted.example.'])(
    'is recognized in the header "Host: %s"',
    async (name) => {
      const domainSpaces = new Map([...links.domainSpaces, ['dotted.example.', '']])
      const { send } = await startTestGateway({ ...links, domainSpaces })
      const path = `/open?fallback=${encoded}`
      for (const headers of [{ Host: name }, { ...bypassing.headers, Host: name }]) {
        expect((await send(path, { headers })).status).toBe(303)
        expect((await send('/health', { headers })).status).toBe(404)
      }
    },
  )

  it('redirects a chat link to the app store of the device', async () => {
    const { send } = await startTestGateway(links)
    const locationFor = async (agent: string) =>
      (await send('/chat/@user:twake.app', { headers: { ...host, 'User-Agent': agent } })).headers.location
    expect(await locationFor('an iPhone')).toContain('apps.apple.com')
    expect(await locationFor('Android')).toContain('play.google.com')
    expect(await locationFor('')).toContain('sign-up.twake.app')
  })
})
