import { describe, expect, it } from 'vitest'
import { RestoreVersionDocument, WithdrawVersionDocument } from '../../src/cli/generated/operations.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'

const virtualSpaces = [{ name: 'mirror', source: '', filter: 'reject' as const, slugs: [] }]
const target = { space: '__default__', app: 'notes', version: '1.1.0' }

/** Starts a gateway with the versions 1.0.0 and 1.1.0 of `notes`, and a virtual space that shows them. */
async function startWithNotes() {
  const gateway = await startTestGateway({ virtualSpaces })
  await gateway.addApp({ slug: 'notes' })
  for (const version of ['1.0.0', '1.1.0']) await gateway.publish({ slug: 'notes', version })
  return {
    gateway,
    withdraw: () => gateway.execute(WithdrawVersionDocument, { input: { ...target, reason: 'It loses data' } }),
    restore: () => gateway.execute(RestoreVersionDocument, { input: target }),
  }
}

async function bodiesOf(gateway: TestGateway, paths: readonly string[]): Promise<string[]> {
  return Promise.all(paths.map(async (path) => (await gateway.send(path)).text))
}

describe.each(['/registry', '/mirror/registry'])('a withdrawn version, below %s', (root) => {
  it('is missing in all lists and latest versions, and its own answer has the member "withdrawn"', async () => {
    const { gateway, withdraw } = await startWithNotes()
    const json = async (path: string) => (await gateway.send(root + path)).json()
    const before = (await gateway.send(`${root}/notes/1.1.0`)).text
    await withdraw()
    expect(await json('/notes/versions')).toEqual({
      has_versions: true,
      stable: ['1.0.0'],
      beta: ['1.0.0'],
      dev: ['1.0.0'],
    })
    for (const channel of ['stable', 'beta', 'dev'])
      expect(await json(`/notes/${channel}/latest`)).toMatchObject({ version: '1.0.0' })
    const app = { versions: { stable: ['1.0.0'] }, latest_version: { version: '1.0.0' } }
    expect(await json('/notes')).toMatchObject(app)
    expect(await json('')).toMatchObject({ data: [app] })
    const { text, headers } = await gateway.send(`${root}/notes/1.1.0`)
    const withdrawn = /,"withdrawn":\{"reason":"It loses data","at":"[^"]+Z","by":"operator"\}\}\n$/
    expect(text).toMatch(withdrawn)
    expect(text.replace(withdrawn, '}\n')).toBe(before)
    expect(headers['cache-control']).toBe('max-age=300')
    expect((await gateway.send(`${root}/notes/1.1.0/tarball/notes-1.1.0.tar.gz`)).status).toBe(200)
    expect((await gateway.send(`${root}/notes/1.1.0/icon`)).status).toBe(200)
  })

  it('is answered as before, byte for byte, when it is restored', async () => {
    const { gateway, withdraw, restore } = await startWithNotes()
    const paths = ['', '/notes', '/notes/versions', '/notes/stable/latest', '/notes/1.1.0'].map((path) => root + path)
    const before = await bodiesOf(gateway, paths)
    await withdraw()
    const during = await bodiesOf(gateway, paths)
    for (const [i, text] of during.entries()) expect(text).not.toBe(before[i])
    await restore()
    expect(await bodiesOf(gateway, paths)).toEqual(before)
  })

  it('changes the ETag, of HEAD requests, too', async () => {
    const { gateway, withdraw } = await startWithNotes()
    const path = `${root}/notes/1.1.0`
    const etag = (await gateway.send(path)).headers.etag ?? ''
    await withdraw()
    const answer = await gateway.send(path, { headers: { 'If-None-Match': etag } })
    expect(answer.status).toBe(200)
    const head = await gateway.send(path, { method: 'HEAD' })
    expect([head.headers.etag, head.headers['content-length'], head.headers['cache-control']]).toEqual([
      answer.headers.etag,
      String(answer.bytes.length),
      'max-age=300',
    ])
    expect(head.headers.etag).not.toBe(etag)
  })
})

describe('an application whose only version is withdrawn', () => {
  it('has no versions', async () => {
    const { gateway, withdraw } = await startWithNotes()
    await gateway.execute(WithdrawVersionDocument, { input: { ...target, version: '1.0.0', reason: 'Old' } })
    await withdraw()
    expect((await gateway.send('/registry/notes/versions')).json()).toEqual({ has_versions: false })
    expect((await gateway.send('/registry/notes/stable/latest')).status).toBe(404)
    expect((await gateway.send('/registry/notes/icon')).status).toBe(404)
    expect((await gateway.send('/registry/notes')).json()).not.toHaveProperty('latest_version')
  })
})
