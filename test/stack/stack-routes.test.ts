import { describe, expect, it } from 'vitest'
import { startTestGateway } from '../support/gateway.js'
import { domain, startTestCozy } from '../support/cozy.js'

const paths = ['/apps/', '/apps/notes', '/konnectors/bank', '/remote/x.y', '/data/io.cozy.apps/x', '/permissions/self']

describe('the routes of cozy-stack', () => {
  it('exist only on the domains of instances', async () => {
    const cozy = await startTestCozy()
    const otherHosts = ['other.example.org', `${domain}:8080`, `x.${domain}`, '127.0.0.1', '']
    for (const path of [...paths, '/files/x']) {
      for (const host of otherHosts) {
        expect((await cozy.send(path, { headers: { Host: host } })).status, `${path} on ${host}`).toBe(404)
      }
    }
    for (const host of [domain, domain.toUpperCase(), `${domain}.`]) {
      expect((await cozy.ask('/permissions/self', undefined, { headers: { Host: host } })).status, host).toBe(401)
    }
  })

  it('do not exist on a gateway without instances, whose answers lack the security headers of cozy-stack', async () => {
    const gateway = await startTestGateway()
    for (const path of paths) {
      const answer = await gateway.send(path, { headers: { Host: domain } })
      expect(answer.status).toBe(404)
      expect(answer.headers).not.toHaveProperty('content-security-policy')
    }
  })

  it('are the only routes that differ between the domain of an instance and other hosts', async () => {
    const cozy = await startTestCozy()
    for (const path of ['/registry', '/status', '/health', '/openapi.json', '/appsx', '/x']) {
      const [onDomain, elsewhere] = [await cozy.ask(path), await cozy.send(path, { headers: { Host: 'b.example' } })]
      expect([onDomain.status, onDomain.headers['content-type']]).toEqual([
        elsewhere.status,
        elsewhere.headers['content-type'],
      ])
    }
    const body = { query: '{ registry { version } }' }
    expect((await cozy.ask('/graphql', undefined, { method: 'POST', body })).status).toBe(200)
  })

  it('are removed with the instance', async () => {
    const cozy = await startTestCozy()
    await cozy.storePermissions('notes', {})
    const token = await cozy.tokenOf({ kind: 'app', slug: 'notes' })
    expect((await cozy.ask('/permissions/self', token)).status).toBe(200)
    const query = `mutation { removeInstance(input: { domain: "${domain}" }) { __typename } }`
    await cozy.send('/graphql', { method: 'POST', headers: { Authorization: `Token ${cozy.master}` }, body: { query } })
    expect((await cozy.ask('/permissions/self', token)).status).toBe(404)
  })

  it('send the security headers of cozy-stack with every answer, refusals included', async () => {
    const cozy = await startTestCozy()
    await cozy.storePermissions('notes', {})
    const token = await cozy.tokenOf({ kind: 'app', slug: 'notes' })
    const answers = [
      await cozy.ask('/permissions/self', token),
      await cozy.ask('/permissions/self'),
      await cozy.ask('/remote/'),
      await cozy.ask('/data/io.cozy.apps/_all_docs'),
      await cozy.ask('/permissions/self', token, { method: 'DELETE' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 404, 401, 405])
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'content-security-policy': "default-src 'none';frame-src 'none';frame-ancestors 'none';base-uri 'none';",
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-content-type-options': 'nosniff',
      })
    }
  })
})
