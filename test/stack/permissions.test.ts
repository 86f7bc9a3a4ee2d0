import { describe, expect, it } from 'vitest'
import { domain, startTestCozy } from '../support/cozy.js'

const app = { kind: 'app', slug: 'gardener' } as const
const mail = { type: 'io.cozy.jobs', verbs: ['POST'], selector: 'worker', values: ['sendmail'] }
const self = '/permissions/self'

describe('GET /permissions/self', () => {
  it('shows the permissions of an application as they are stored at the time of the request', async () => {
    const cozy = await startTestCozy()
    await cozy.storePermissions('gardener', {
      files: { type: 'io.cozy.files', verbs: ['ALL'], description: 'Files' },
      mail,
    })
    const answer = await cozy.ask(self, await cozy.tokenOf(app))
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('application/vnd.api+json')
    const found = await cozy.instances.permissions.find(cozy.instance, app)
    expect(answer.json()).toEqual({
      data: {
        type: 'io.cozy.permissions',
        id: found?.id,
        attributes: {
          type: 'app',
          source_id: 'io.cozy.apps/gardener',
          permissions: { files: { type: 'io.cozy.files', description: 'Files' }, mail },
          cozyMetadata: found?.cozyMetadata,
        },
        meta: { rev: found?.revision },
        links: { self: `/permissions/${found?.id ?? ''}` },
      },
    })
    await cozy.instances.permissions.update(cozy.instance, app, () => new Map())
    expect((await cozy.ask(self, await cozy.tokenOf(app))).json()).toMatchObject({
      data: { attributes: expect.not.objectContaining({ permissions: expect.anything() }) },
    })
  })

  it('shows the permissions of a konnector, and of a token with a scope', async () => {
    const cozy = await startTestCozy()
    await cozy.storePermissions('train', { z: { type: 'com.acme.z' } }, 'konnector')
    const konnector = await cozy.ask(self, await cozy.tokenOf({ kind: 'konnector', slug: 'train' }))
    expect(konnector.json()).toMatchObject({
      data: { attributes: { type: 'konnector', source_id: 'io.cozy.konnectors/train' } },
    })
    const scope = 'io.cozy.jobs:POST:sendmail:worker com.acme.plants'
    expect((await cozy.ask(self, await cozy.tokenOf({ kind: 'cli', scope }))).json()).toEqual({
      data: {
        type: 'io.cozy.permissions',
        id: '',
        attributes: { type: 'cli', permissions: { rule0: mail, rule1: { type: 'com.acme.plants' } } },
        meta: {},
        links: { self: '/permissions/' },
      },
    })
  })

  it('accepts the token as a bearer token, as a password, and in the query', async () => {
    const cozy = await startTestCozy()
    const token = await cozy.tokenOf({ kind: 'cli', scope: 'com.acme.plants' })
    const basic = `Basic ${Buffer.from(`:${token}`).toString('base64')}`
    for (const Authorization of [`Bearer ${token}`, `bearer  ${token}`, basic]) {
      expect((await cozy.ask(self, undefined, { headers: { Authorization } })).status).toBe(200)
    }
    expect((await cozy.ask(`${self}?bearer_token=${token}`)).status).toBe(200)
    expect(cozy.logged().join('')).not.toContain(token)
  })
})

describe('a refusal', () => {
  const refusals = [
    ['a missing token', undefined, 401, 'No token in request', undefined],
    ['an invalid token', 'x.y.z', 400, 'Invalid JWT token', 'Bearer error="invalid_token"'],
  ] as const

  it.each(refusals)('of %s is the plain text of cozy-stack', async (_name, token, status, text, challenge) => {
    const cozy = await startTestCozy()
    const answer = await cozy.ask(self, token)
    expect([answer.status, answer.text]).toEqual([status, text])
    expect(answer.headers['content-type']).toBe('text/plain; charset=UTF-8')
    expect(answer.headers['www-authenticate']).toBe(challenge)
  })

  it('has the format that the client accepts', async () => {
    const cozy = await startTestCozy()
    const ask = (Accept: string) => cozy.ask(self, undefined, { headers: { Accept } })
    const json = await ask('application/json')
    expect([json.headers['content-type'], json.text]).toEqual(['application/json', '{"error":"No token in request"}'])
    const page = await ask('text/html,*/*')
    expect(page.headers['content-type']).toBe('text/html; charset=UTF-8')
    expect(page.text).toContain('No token in request')
    expect((await ask('image/png')).text).toBe('No token in request')
  })

  it('of an expired token says that it has expired', async () => {
    const cozy = await startTestCozy()
    const answer = await cozy.ask(self, await cozy.tokenOf(app, -10))
    expect([answer.status, answer.text]).toEqual([400, 'Expired token'])
    expect(answer.headers['www-authenticate']).toBe(
      'Bearer error="invalid_token" error_description="The access token expired"',
    )
  })

  it('of a token of an uninstalled application says that it has no permissions', async () => {
    const cozy = await startTestCozy()
    await cozy.storePermissions('gardener', {})
    const token = await cozy.tokenOf(app)
    await cozy.instances.permissions.remove(cozy.instance, app)
    const [detail, refused] = ['no permission doc for gardener', 'code=404, message=no permission doc for gardener']
    const errors = [{ status: '404', title: 'not_found', detail, source: {} }]
    const paths = [self, '/apps/', '/apps/gardener', '/apps/gardener/download', '/konnectors/x', '/remote/assets/x']
    for (const path of [...paths, '/files/io.cozy.files.root-dir']) {
      const answer = await cozy.ask(path, token)
      expect([answer.status, answer.headers['content-type']], path).toEqual([404, 'application/vnd.api+json'])
      expect(answer.json(), path).toEqual({ errors })
    }
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect((await cozy.ask('/apps/gardener', token, { method })).json(), method).toEqual({ errors })
    }
    const data = await cozy.ask('/data/io.cozy.apps/io.cozy.apps%2Fgardener', token)
    expect([data.status, data.json()]).toEqual([404, { error: refused }])
    const icon = await cozy.ask('/apps/gardener/icon', token)
    expect([icon.status, icon.text]).toEqual([401, refused])
  })

  it('of a token of another instance says that it is invalid', async () => {
    const cozy = await startTestCozy()
    const other = await cozy.instances.add({ domain: 'bob.example.org', locale: 'en', context: 'default' })
    const token = await cozy.instances.tokens.create(other, { kind: 'cli', scope: 'io.cozy.apps' })
    expect((await cozy.ask(self, token)).text).toBe('Invalid JWT token')
    expect(domain).not.toBe(other.domain)
  })
})
