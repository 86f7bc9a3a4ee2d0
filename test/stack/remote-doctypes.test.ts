import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataOf } from '../graphql/ask.js'
import { domain, startTestCozy, type TestCozy } from '../support/cozy.js'
import { listen } from '../support/http-servers.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const prices = 'org.example.prices'
const energy = { kind: 'app', slug: 'energy' } as const
const log = 'io.cozy.remote.requests'

/** Starts a gateway with an instance and with definitions of remote doctypes, and the site that the definitions call. */
async function start() {
  const site = await listen((request, response) => {
    if (request.url === '/asset') response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>')
    else response.writeHead(200, { 'Content-Type': 'application/json', 'Set-Cookie': 'a=b' }).end('{"price":1}')
  })
  const folder = await temporaryFolder()
  await mkdir(join(folder, prices))
  await writeFile(join(folder, prices, 'request'), `GET ${site.origin}/prices/{{kind}}?d={{day}}\n`)
  const remote = {
    definitions: { folder },
    allowsCustomPorts: true,
    assets: new Map([['page', `${site.origin}/asset`]]),
    trustedPrivateNetworks: ['127.0.0.0/8'],
  }
  const cozy = await startTestCozy(undefined, { remote })
  return { ...cozy, site, folder }
}

async function findLogEntries(cozy: TestCozy): Promise<unknown> {
  const token = await cozy.tokenOf({ kind: 'cli', scope: `${log}:GET` })
  return (await cozy.ask(`/data/${log}/_find`, token, { method: 'POST', body: '{"selector":{}}' })).json()
}

describe('an installed application', () => {
  it('fetches data from another site with the permission, and the log of its instance shows the request', async () => {
    const cozy = await start()
    await cozy.storePermissions('energy', { prices: { type: prices, verbs: ['GET'] } })
    const token = await cozy.tokenOf(energy)
    const answer = await cozy.ask(`/remote/${prices}?kind=a%2Fb&day=1+2&bearer_token=${token}`)
    expect([answer.status, answer.text]).toEqual([200, '{"price":1}'])
    expect(answer.headers).not.toHaveProperty('set-cookie')
    expect(cozy.site.paths).toEqual(['/prices/a%2Fb?d=1+2'])
    const entry = {
      doctype: prices,
      verb: 'GET',
      url: `${cozy.site.origin}/prices/a%2Fb?d=1+2`,
      response_code: 200,
      content_type: 'application/json',
      variables: { kind: 'a/b', day: '1 2' },
      cozyMetadata: { createdByApp: 'energy' },
    }
    expect(await findLogEntries(cozy)).toMatchObject({ docs: [entry] })
    const query = `{ instance(domain: "${domain}") { remoteRequests { nodes { app doctype url } } } }`
    expect(await dataOf(cozy, query, { token: cozy.master })).toEqual({
      instance: { remoteRequests: { nodes: [{ app: 'energy', doctype: prices, url: entry.url }] } },
    })
  })

  it('fetches nothing without the permission, or after the permission was removed', async () => {
    const cozy = await start()
    await cozy.storePermissions('energy', { other: { type: 'org.example.other' } })
    const token = await cozy.tokenOf(energy)
    for (const doctype of [prices, 'org.example.unknown']) {
      expect((await cozy.ask(`/remote/${doctype}`, token)).status).toBe(403)
    }
    expect((await cozy.ask('/remote/org.example.other', token)).status).toBe(404)
    await cozy.instances.permissions.remove(cozy.instance, energy)
    const removed = await cozy.ask('/remote/org.example.other', token)
    expect([removed.status, removed.text]).toEqual([403, 'Forbidden'])
    expect(cozy.site.connections).toBe(0)
    expect(await findLogEntries(cozy)).toMatchObject({ docs: [] })
  })

  it('gets the refusals of cozy-stack', async () => {
    const cozy = await start()
    const token = await cozy.tokenOf({ kind: 'cli', scope: 'org.example.prices' })
    const missing = await cozy.ask(`/remote/${prices}?kind=gas`, token)
    expect([missing.status, missing.json()]).toMatchObject([
      400,
      { errors: [{ detail: 'a variable is used in the template, but no value was given' }] },
    ])
    const wrongVerb = await cozy.ask(`/remote/${prices}`, token, { method: 'POST', body: '{}' })
    expect([wrongVerb.status, wrongVerb.json()]).toMatchObject([
      405,
      { errors: [{ title: 'Method Not Allowed', detail: 'POST is not allowed on this endpoint' }] },
    ])
    await writeFile(join(cozy.folder, prices, 'request'), 'GET http://169.254.169.254/latest')
    const refused = await cozy.ask(`/remote/${prices}`, token)
    expect([refused.status, refused.json()]).toMatchObject([
      502,
      { errors: [{ detail: "can't connect to the remote host" }] },
    ])
  })

  it('fetches configured assets, and the names of the remote doctypes', async () => {
    const cozy = await start()
    const token = await cozy.tokenOf({ kind: 'cli', scope: 'io.cozy.doctypes:GET' })
    const asset = await cozy.ask('/remote/assets/page', token)
    expect([asset.status, asset.text, asset.headers['content-type']]).toEqual([200, '<p>', 'text/html'])
    expect((await cozy.ask('/remote/assets/none', token)).status).toBe(404)
    expect((await cozy.ask('/remote/_all_doctypes', token)).json()).toEqual([prices])
  })
})
