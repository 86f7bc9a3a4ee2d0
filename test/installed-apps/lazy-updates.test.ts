import { describe, expect, it } from 'vitest'
import type { InstanceContextConfig } from '../../src/config/instance-contexts.js'
import type { JsonObject } from '../../src/json.js'
import { dataOf } from '../graphql/ask.js'
import { packArchive, sha256 } from '../support/archives.js'
import { listen } from '../support/http-servers.js'
import { startInstallingCozy, type InstallingCozy } from '../support/installable.js'

const contacts = { type: 'io.cozy.contacts' }

/** Reads an installed application as a client does. Returns the answer. */
async function readApp(cozy: InstallingCozy, path = '/apps/garden'): Promise<unknown> {
  const answer = await cozy.request('GET', path)
  expect(answer.status).toBe(200)
  return answer.json()
}

const shows = (attributes: JsonObject) => ({ data: { attributes } })

/** Changes members of the stored document. */
async function change(cozy: InstallingCozy, members: JsonObject): Promise<void> {
  const document = await cozy.document('garden')
  const draft = { ...document, ...members, _id: 'io.cozy.apps/garden' }
  await cozy.instances.documents.put(cozy.instance, 'io.cozy.apps', draft)
}

describe('reading an installed application', () => {
  it.each([
    ['stable', '5.0.0', '1.0.0', '5.0.0'],
    ['stable', '0.9.0', '1.0.0', '1.0.0'],
    ['stable', 'no version', '1.0.0', '1.0.0'],
    ['beta', '5.0.0', '1.0.0', '1.0.0'],
    ['dev', '5.0.0', '1.0.0', '1.0.0'],
  ])(
    'from the channel "%s" with version "%s" installed and "%s" in the registry shows "%s"',
    async (channel, installed, latest, after) => {
      const cozy = await startInstallingCozy()
      await cozy.release('garden', latest)
      await cozy.run('installApp', 'garden', `source: "registry://garden/${channel}"`)
      await change(cozy, { version: installed })
      expect(await readApp(cozy)).toMatchObject(shows({ version: after }))
    },
  )

  it.each([
    ['stable', '1.0.0', '1.1.0', '1.2.0'],
    ['beta', '1.0.0-beta.1', '1.0.0-beta.2', '1.0.0-beta.3'],
    ['dev', '1.0.0-dev.b', '1.0.0-dev.a', '1.0.0-dev.0'],
  ])(
    'from the channel "%s" does not go back to "%s" when "%s" is withdrawn, unlike an update by the owner',
    async (channel, older, withdrawn, newer) => {
      const cozy = await startInstallingCozy()
      const update = () => cozy.run('updateInstalledApp', 'garden')
      await cozy.release('garden', older)
      await cozy.release('garden', withdrawn)
      await cozy.run('installApp', 'garden', `source: "registry://garden/${channel}"`)
      const input = `{ app: "garden", version: "${withdrawn}", reason: "Broken" }`
      const query = `mutation { withdrawVersion(input: ${input}) { __typename } }`
      const success = { withdrawVersion: { __typename: 'WithdrawalSuccess' } }
      expect(await dataOf(cozy, query, { token: cozy.master })).toEqual(success)
      expect(await readApp(cozy)).toMatchObject(shows({ version: withdrawn }))
      expect(await update()).toMatchObject({ result: { installedApp: { version: older } } })
      await cozy.run('updateInstalledApp', 'garden', `source: "registry://garden/${withdrawn}"`)
      await change(cozy, { source: `registry://garden/${channel}` })
      await cozy.release('garden', newer)
      expect(await readApp(cozy)).toMatchObject(shows({ version: newer }))
    },
  )

  it('removes the version that waits for consent when the latest version is installed', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('garden', '1.0.0')
    await cozy.run('installApp', 'garden')
    await change(cozy, { available_version: '0.9.0' })
    expect(await readApp(cozy)).not.toHaveProperty('data.attributes.available_version')
    expect(await cozy.document('garden')).not.toHaveProperty('available_version')
  })

  it('updates a konnector, too', async () => {
    const cozy = await startInstallingCozy()
    await cozy.release('train', '1.0.0', {}, 'konnector')
    await cozy.run('installApp', 'train', 'type: KONNECTOR')
    await cozy.release('train', '1.1.0', {}, 'konnector')
    expect(await readApp(cozy, '/konnectors/train')).toMatchObject(shows({ version: '1.1.0' }))
  })

  it('from the URL of an archive offers the new version when the archive has changed and asks for more permissions', async () => {
    const cozy = await startInstallingCozy()
    const { url } = await cozy.pack('garden.tar.gz', { version: '1.0.0' })
    await cozy.run('installApp', 'garden', `source: "${url}"`)
    await cozy.pack('garden.tar.gz', { version: '1.1.0', permissions: { contacts } })
    expect(await readApp(cozy)).toMatchObject(shows({ version: '1.0.0', available_version: '1.1.0' }))
  })
})

describe('an application from another registry', () => {
  /** A Cozy that installs from another registry, whose answer about the latest version can be changed. */
  async function start() {
    const archive = await packArchive([{ name: 'manifest.webapp', content: '{}' }], { gzip: true })
    const state = { status: 200, version: '1.0.0', checksum: sha256(archive) }
    const registry = await listen((request, response) => {
      if (request.url === '/archive') return response.end(archive)
      response.writeHead(state.status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
      const answer = { version: state.version, manifest: {}, url: `${registry.origin}/archive`, sha256: state.checksum }
      return response.end(JSON.stringify(answer))
    })
    const context: InstanceContextConfig = {
      space: '',
      registry: `${registry.origin}/registry`,
      additionalPlatformApps: [],
      allowsInstallByApps: false,
      skipsPermissionConsent: false,
      firstFolders: { administrative: true, photos: true },
    }
    const cozy = await startInstallingCozy({ instanceContexts: new Map([['default', context]]) })
    await cozy.run('installApp', 'garden')
    return { cozy, state, registry }
  }

  it.each([
    ['answers with status 500', { status: 500 }],
    ['no longer has the application', { status: 404 }],
    ['gives a latest version whose number is not valid', { version: 'newest' }],
    ['gives a checksum that differs from its archive', { version: '1.1.0', checksum: sha256('another') }],
  ])('is shown unchanged when the registry %s', async (_problem, changedAnswer) => {
    const { cozy, state, registry } = await start()
    const before = await cozy.document('garden')
    Object.assign(state, changedAnswer)
    const requestsBefore = registry.paths.length
    expect(await readApp(cozy)).toMatchObject(shows({ version: '1.0.0', state: 'ready' }))
    expect(registry.paths.length).toBeGreaterThan(requestsBefore)
    expect(await cozy.document('garden')).toEqual(before)
  })
})
