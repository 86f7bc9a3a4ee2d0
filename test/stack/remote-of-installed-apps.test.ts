import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { listen } from '../support/http-servers.js'
import { startInstallingCozy } from '../support/installable.js'

const [prices, weather] = ['org.example.prices', 'org.example.weather']
const rules = { prices: { type: prices, verbs: ['GET'] } }
const log = 'io.cozy.remote.requests'
const attributesShape = z.object({ data: z.object({ attributes: z.looseObject({}) }) })
const docsShape = z.object({ docs: z.array(z.looseObject({})) })

/** Starts a gateway with an instance, a server for definitions of remote doctypes, and the site that the definitions call. */
async function start() {
  const site = await listen((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"price":1}')
  })
  const definitionServer = await listen((request, response) => {
    const isKnown = [prices, weather].some((doctype) => request.url === `/${doctype}/request`)
    response.writeHead(isKnown ? 200 : 404).end(`GET ${site.origin}/{{kind}}`)
  })
  const cozy = await startInstallingCozy({
    remote: {
      definitions: { address: `${definitionServer.origin}/`, listAddress: `${definitionServer.origin}/list` },
      allowsCustomPorts: true,
      assets: new Map(),
      trustedPrivateNetworks: ['127.0.0.0/8'],
    },
  })
  const reader = await cozy.tokenOf({ kind: 'cli', scope: `${log}:GET` })
  return {
    ...cozy,
    site,
    definitionServer,
    /** Calls a remote doctype with a new token of an application. */
    call: async (slug: string, doctype: string) =>
      cozy.ask(`/remote/${doctype}?kind=gas`, await cozy.tokenOf({ kind: 'app', slug })),
    /** Updates an application over REST. Returns its attributes from the last event of the answer. */
    async update(slug: string, query: string) {
      const stream = { method: 'PUT', headers: { Accept: 'text/event-stream' } }
      const answer = await cozy.ask(`/apps/${slug}?${query}`, cozy.cli, stream)
      const last = /.*event: state\r\ndata: (.*)\r\n\r\n$/s.exec(answer.text)?.[1] ?? '{}'
      return attributesShape.parse(JSON.parse(last)).data.attributes
    },
    /** The entries in the log of remote requests. */
    async findLogEntries() {
      const answer = await cozy.ask(`/data/${log}/_find`, reader, { method: 'POST', body: '{"selector":{}}' })
      return docsShape.parse(answer.json()).docs
    },
  }
}

describe('an application that was installed from the registry', () => {
  it('calls a remote doctype with the permission of its manifest, until the application is uninstalled', async () => {
    const cozy = await start()
    await cozy.release('energy', '1.0.0', { permissions: rules })
    await cozy.run('installApp', 'energy')
    const token = await cozy.tokenOf({ kind: 'app', slug: 'energy' })
    const answer = await cozy.ask(`/remote/${prices}?kind=gas`, token)
    expect([answer.status, answer.json()]).toEqual([200, { price: 1 }])
    const entry = { doctype: prices, url: `${cozy.site.origin}/gas`, variables: { kind: 'gas' }, response_code: 200 }
    expect(await cozy.findLogEntries()).toMatchObject([{ ...entry, cozyMetadata: { createdByApp: 'energy' } }])
    expect((await cozy.request('DELETE', '/apps/energy')).status).toBe(200)
    expect((await cozy.ask(`/remote/${prices}?kind=gas`, token)).status).toBe(403)
    expect([cozy.site.paths, await cozy.findLogEntries()]).toMatchObject([['/gas'], [entry]])
  })

  it('gets 403 without the permission, before the definition is looked up', async () => {
    const cozy = await start()
    await cozy.release('energy', '1.0.0', { permissions: rules })
    await cozy.run('installApp', 'energy')
    for (const doctype of [weather, 'org.example.unknown']) {
      const answer = await cozy.call('energy', doctype)
      expect([answer.status, answer.text]).toEqual([403, 'Forbidden'])
    }
    expect([cozy.definitionServer.connections, cozy.site.connections, await cozy.findLogEntries()]).toEqual([0, 0, []])
  })

  it('gets the permissions of a new version, also from another channel, only with the consent of the user', async () => {
    const cozy = await start()
    await cozy.release('energy', '1.0.0', { permissions: rules })
    await cozy.run('installApp', 'energy')
    await cozy.release('energy', '1.1.0', { permissions: { ...rules, weather: { type: weather } } })
    expect(await cozy.update('energy', 'PermissionsAcked=false')).toMatchObject({
      version: '1.0.0',
      available_version: '1.1.0',
      state: 'ready',
    })
    expect((await cozy.call('energy', weather)).status).toBe(403)
    expect((await cozy.call('energy', prices)).status).toBe(200)
    const updated = await cozy.update('energy', 'PermissionsAcked=true')
    expect(updated).toMatchObject({ version: '1.1.0', state: 'ready' })
    expect(updated).not.toHaveProperty('available_version')
    expect((await cozy.call('energy', weather)).status).toBe(200)
    await cozy.release('energy', '1.2.0-beta.1', { permissions: { weather: { type: weather } } })
    const beta = 'Source=registry://energy/beta'
    expect(await cozy.update('energy', beta)).toMatchObject({
      version: '1.1.0',
      available_version: '1.2.0-beta.1',
      source: 'registry://energy/beta',
    })
    expect((await cozy.call('energy', prices)).status).toBe(200)
    expect(await cozy.update('energy', 'PermissionsAcked=true')).toMatchObject({ version: '1.2.0-beta.1' })
    expect((await cozy.call('energy', prices)).status).toBe(403)
    expect((await cozy.call('energy', weather)).status).toBe(200)
  })
})
