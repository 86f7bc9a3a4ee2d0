import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { OverwriteAppDocument } from '../../src/cli/generated/operations.js'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'

const remote = { permissions: { bank: { type: 'io.cozy.bank', remote: true } } }
const local = { permissions: { bank: { type: 'io.cozy.bank' } } }
// The labels of what is promised here: B, and D when data leave for third parties.
const [staysHere, leaves] = [1, 3]

const labelled = z.object({ label: z.int() })
const list = z.object({ data: z.tuple([labelled]) })

/** Begins with the application `notes`, for which Cozy promises to use the data for the person's own purposes only. */
async function startWithPromise(): Promise<TestGateway> {
  const gateway = await startTestGateway({
    virtualSpaces: [{ name: 'shop', source: '', filter: 'select', slugs: ['notes'] }],
  })
  await gateway.addApp({ slug: 'notes' })
  await gateway.send('/registry/notes', {
    method: 'PATCH',
    headers: authorized(gateway.master),
    body: { data_usage_commitment: 'user_reserved', data_usage_commitment_by: 'cozy' },
  })
  return gateway
}

describe('the label', () => {
  let gateway: TestGateway
  const alone = async (query = '', root = '/registry') =>
    labelled.parse((await gateway.send(`${root}/notes${query}`)).json()).label
  const listed = async (query = '', root = '/registry') =>
    list.parse((await gateway.send(`${root}${query}`)).json()).data[0].label

  beforeEach(async () => {
    gateway = await startWithPromise()
  })

  it('of a list is that of the newest version in the requested channel, by default stable', async () => {
    await gateway.publish({ slug: 'notes', version: '1.0.0', manifest: local })
    await gateway.publish({ slug: 'notes', version: '1.1.0-beta.1', manifest: { version: '1.1.0', ...remote } })
    await gateway.publish({ slug: 'notes', version: '1.2.0-dev.a', manifest: { version: '1.2.0', ...local } })
    expect(await listed()).toBe(staysHere)
    expect(await listed('?latestChannelVersion=stable')).toBe(staysHere)
    expect(await listed('?latestChannelVersion=beta')).toBe(leaves)
    expect(await listed('?latestChannelVersion=dev')).toBe(staysHere)
    expect(await listed('?versionsChannel=beta')).toBe(staysHere)
  })

  it('of one application is that of its stable version, for any requested channel', async () => {
    await gateway.publish({ slug: 'notes', version: '1.0.0', manifest: local })
    await gateway.publish({ slug: 'notes', version: '1.1.0-beta.1', manifest: { version: '1.1.0', ...remote } })
    const questions = ['', '?latestChannelVersion=beta', '?versionsChannel=beta']
    for (const question of questions) expect(await alone(question)).toBe(staysHere)
    await gateway.publish({ slug: 'notes', version: '1.1.0', manifest: remote })
    await gateway.publish({ slug: 'notes', version: '1.2.0-beta.1', manifest: { version: '1.2.0', ...local } })
    for (const question of questions) expect(await alone(question)).toBe(leaves)
  })

  it('without a version in the channel is that of an application without remote access', async () => {
    expect([await alone(), await listed()]).toEqual([staysHere, staysHere])
    await gateway.publish({ slug: 'notes', version: '1.1.0-beta.1', manifest: { version: '1.1.0', ...remote } })
    expect([await alone(), await listed()]).toEqual([staysHere, staysHere])
    expect(await listed('?latestChannelVersion=beta')).toBe(leaves)
  })

  it('in a virtual space is that of the overwritten version', async () => {
    await gateway.publish({ slug: 'notes', version: '1.0.0', manifest: remote })
    const shown = async () => [await alone('', '/shop/registry'), await listed('', '/shop/registry')]
    expect(await shown()).toEqual([leaves, leaves])
    const input = { space: 'shop', slug: 'notes', name: 'Jotter', icon: null }
    await gateway.execute(OverwriteAppDocument, { input })
    expect(await shown()).toEqual([leaves, leaves])
    const { documents, config } = gateway
    const overwritten = await documents.get(`${config.prefix}-shop-versions`, 'notes-1.0.0')
    if (!overwritten) throw new Error('Nothing was overwritten')
    await documents.put(`${config.prefix}-shop-versions`, { ...overwritten, manifest: { name: 'Jotter', ...local } })
    await expect.poll(shown, { timeout: 5000 }).toEqual([staysHere, staysHere])
    expect([await alone(), await listed()]).toEqual([leaves, leaves])
  })
})
