import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { OverwriteAppDocument } from '../../src/cli/generated/operations.js'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'

const remoteManifest = { permissions: { bank: { type: 'io.cozy.bank', remote: true } } }
const localManifest = { permissions: { bank: { type: 'io.cozy.bank' } } }
// The numbers of the labels B and D. With the commitment of `notes`, the label is B, or D if a permission is remote.
const [localLabel, remoteLabel] = [1, 3]

const labelled = z.object({ label: z.int() })
const list = z.object({ data: z.tuple([labelled]) })

/** A gateway with the application `notes`. Its data usage commitment is `user_reserved` by Cozy. */
async function startWithCommitment(): Promise<TestGateway> {
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
  const labelOfApp = async (query = '', root = '/registry') =>
    labelled.parse((await gateway.send(`${root}/notes${query}`)).json()).label
  const labelInList = async (query = '', root = '/registry') =>
    list.parse((await gateway.send(`${root}${query}`)).json()).data[0].label

  beforeEach(async () => {
    gateway = await startWithCommitment()
  })

  it('in a list depends on the latest version of the channel in latestChannelVersion', async () => {
    await gateway.publish({ slug: 'notes', version: '1.0.0', manifest: localManifest })
    await gateway.publish({ slug: 'notes', version: '1.1.0-beta.1', manifest: { version: '1.1.0', ...remoteManifest } })
    await gateway.publish({ slug: 'notes', version: '1.2.0-dev.a', manifest: { version: '1.2.0', ...localManifest } })
    expect(await labelInList()).toBe(localLabel)
    expect(await labelInList('?latestChannelVersion=stable')).toBe(localLabel)
    expect(await labelInList('?latestChannelVersion=beta')).toBe(remoteLabel)
    expect(await labelInList('?latestChannelVersion=dev')).toBe(localLabel)
    expect(await labelInList('?versionsChannel=beta')).toBe(localLabel)
  })

  it('of a single application depends on its latest stable version, whatever channel the query names', async () => {
    await gateway.publish({ slug: 'notes', version: '1.0.0', manifest: localManifest })
    await gateway.publish({ slug: 'notes', version: '1.1.0-beta.1', manifest: { version: '1.1.0', ...remoteManifest } })
    const queries = ['', '?latestChannelVersion=beta', '?versionsChannel=beta']
    for (const query of queries) expect(await labelOfApp(query)).toBe(localLabel)
    await gateway.publish({ slug: 'notes', version: '1.1.0', manifest: remoteManifest })
    await gateway.publish({ slug: 'notes', version: '1.2.0-beta.1', manifest: { version: '1.2.0', ...localManifest } })
    for (const query of queries) expect(await labelOfApp(query)).toBe(remoteLabel)
  })

  it('is computed without remote permissions if the channel has no version', async () => {
    expect([await labelOfApp(), await labelInList()]).toEqual([localLabel, localLabel])
    await gateway.publish({ slug: 'notes', version: '1.1.0-beta.1', manifest: { version: '1.1.0', ...remoteManifest } })
    expect([await labelOfApp(), await labelInList()]).toEqual([localLabel, localLabel])
    expect(await labelInList('?latestChannelVersion=beta')).toBe(remoteLabel)
  })

  it('in a virtual space depends on the manifest that is stored for this space', async () => {
    await gateway.publish({ slug: 'notes', version: '1.0.0', manifest: remoteManifest })
    const labelsInShop = async () => [await labelOfApp('', '/shop/registry'), await labelInList('', '/shop/registry')]
    expect(await labelsInShop()).toEqual([remoteLabel, remoteLabel])
    const input = { space: 'shop', slug: 'notes', name: 'Jotter', icon: null }
    await gateway.execute(OverwriteAppDocument, { input })
    expect(await labelsInShop()).toEqual([remoteLabel, remoteLabel])
    const { documents, config } = gateway
    const overwritten = await documents.get(`${config.prefix}-shop-versions`, 'notes-1.0.0')
    if (!overwritten) throw new Error('Nothing was overwritten')
    await documents.put(`${config.prefix}-shop-versions`, {
      ...overwritten,
      manifest: { name: 'Jotter', ...localManifest },
    })
    await expect.poll(labelsInShop, { timeout: 5000 }).toEqual([localLabel, localLabel])
    expect([await labelOfApp(), await labelInList()]).toEqual([remoteLabel, remoteLabel])
  })
})
