import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Objects } from '../../../src/objects/objects.js'
import { RefusedError } from '../../../src/objects/remote/store-errors.js'
import { openSwiftObjects } from '../../../src/objects/swift/swift.js'
import type { SwiftSettings } from '../../../src/objects/swift/authenticate.js'
import { objectsContract } from '../../contracts/objects.js'
import { objectsOverFaultyConnection } from '../../contracts/objects-over-faulty-connection.js'
import { collect, streamOf } from '../../contracts/streams.js'
import { listen } from '../../support/http-servers.js'
import { describeWith, missingServersReason } from '../../support/requirements.js'
import { startKeystone } from '../../support/keystone.js'
import { swiftFromEnvironment } from '../../support/object-stores.js'

const contentType = 'application/x-test'
const keystoneUser = { name: 'registry', password: 'correct horse', domain: 'Apps', project: 'store' }

describeWith('Swift', swiftFromEnvironment(), missingServersReason, (settings) => {
  const { origin } = new URL(settings.authUrl)
  const settingsAt = (other: string): SwiftSettings => ({
    ...settings,
    authUrl: settings.authUrl.replace(origin, other),
  })

  objectsContract('Swift', () => openSwiftObjects(settings))
  objectsOverFaultyConnection(origin, (other) => openSwiftObjects(settingsAt(other)))

  /** Opens the adapter. `container` is new, and dropped after the test. */
  async function openObjects(changed = settings): Promise<{ objects: Objects; container: string }> {
    const objects = await openSwiftObjects(changed)
    const container = `swift-${randomUUID()}`
    onTestFinished(async () => {
      await objects.close()
      // Drops the container over a direct connection, because a proxy that the test used is stopped by now.
      const direct = await openSwiftObjects(settings)
      await direct.drop(container)
      await direct.close()
    })
    return { objects, container }
  }

  /** Logs in with version 1 of authentication. Returns a token and the URL of the account. */
  async function logIn(): Promise<{ token: string; storageUrl: string }> {
    const headers = { 'x-auth-user': settings.username, 'x-auth-key': settings.apiKey }
    const answer = await fetch(settings.authUrl, { headers })
    return {
      token: answer.headers.get('x-auth-token') ?? '',
      storageUrl: answer.headers.get('x-storage-url') ?? '',
    }
  }

  function keystoneSettings(authUrl: string): SwiftSettings {
    const { name: username, password: apiKey, domain, project: tenant } = keystoneUser
    return { authUrl, authVersion: 3, username, apiKey, domain, tenant, endpointType: 'public', region: '' }
  }

  test.each([{ apiKey: 'wrong' }, { username: 'test:nobody' }])('a log-in with %j is refused', async (wrong) => {
    const opening = openSwiftObjects({ ...settings, ...wrong })
    await expect(opening).rejects.toThrow(RefusedError)
    await expect(opening).rejects.toThrow(`${origin} refused the log-in of`)
  })

  test('Swift has each object under its container and key, with the MD5 of the content as etag', async () => {
    const { objects, container } = await openObjects()
    const bytes = randomBytes(100_000)
    await objects.put(container, 'notes/1.0.0/a b', streamOf(bytes), { contentType })
    expect((await objects.stat(container, 'notes/1.0.0/a b'))?.etag).toBe(createHash('md5').update(bytes).digest('hex'))
    const { token, storageUrl } = await logIn()
    const answer = await fetch(`${storageUrl}/${container}/notes/1.0.0/a%20b`, { headers: { 'x-auth-token': token } })
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
  })

  /** Starts a proxy of Swift. `change` returns the new URL of a request. If it returns `undefined`, the proxy answers with 204. */
  async function startSwiftProxy(change: (url: string) => string | undefined) {
    return listen((request, response) => {
      const { method = 'GET', url = '' } = request
      const path = change(url)
      if (path === undefined) return response.writeHead(204).end()
      const forwarded = httpRequest(new URL(path, origin), { method, headers: request.headers }, (answer) => {
        answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers))
      })
      // Some answers of Swift are longer than their Content-Length, which causes an error after the answer has ended.
      return request.pipe(forwarded.on('error', () => undefined))
    })
  }

  test('a list is complete, even if the server returns smaller pages than requested', async () => {
    const proxy = await startSwiftProxy((url) => url.replace(/limit=\d+/, 'limit=4'))
    const { objects, container } = await openObjects(settingsAt(proxy.origin))
    const keys = Array.from({ length: 10 }, (_, index) => `key ${index}`)
    await Promise.all(keys.map((key) => objects.put(container, key, streamOf('x'), { contentType, size: 1 })))
    expect(await collect(objects.list(container))).toEqual(keys)
  })

  test('a container is dropped, even if the server has no bulk removal', { timeout: 120_000 }, async () => {
    // A server without bulk removal takes this request for an update of the account's metadata. It answers with 204.
    const proxy = await startSwiftProxy((url) => (url.endsWith('?bulk-delete') ? undefined : url))
    const { objects, container } = await openObjects(settingsAt(proxy.origin))
    const keys = Array.from({ length: 30 }, (_, index) => `folder/${index} %?#`)
    await Promise.all(keys.map((key) => objects.put(container, key, streamOf('x'), { contentType, size: 1 })))
    await objects.drop(container)
    expect(await collect(objects.list(container))).toEqual([])
    expect(proxy.paths.some((path) => path.endsWith('?bulk-delete'))).toBe(true)
  })

  describe('with a fake Keystone that issues tokens of this Swift', () => {
    test('logs in by user, project and domain, and takes the address from the catalogue', async () => {
      const { token, storageUrl } = await logIn()
      const { authUrl, logins } = await startKeystone({ user: keystoneUser, tokens: [token], storageUrl })
      const { objects, container } = await openObjects(keystoneSettings(authUrl))
      await objects.put(container, 'a', streamOf('x'), { contentType, size: 1 })
      expect((await objects.stat(container, 'a'))?.size).toBe(1)
      expect(logins()).toBe(1)
    })

    test.each([{ apiKey: 'wrong' }, { username: 'nobody' }, { tenant: 'other' }, { domain: 'other' }])(
      'a log-in with %j is refused without showing the password',
      async (wrong) => {
        const { authUrl } = await startKeystone({ user: keystoneUser, tokens: ['x'], storageUrl: 'http://x' })
        const opening = openSwiftObjects({ ...keystoneSettings(authUrl), ...wrong })
        await expect(opening).rejects.toThrow(/refused the log-in of "\w+": 401$/)
      },
    )

    test('opening fails when the catalogue has no endpoint of the requested type', async () => {
      const { authUrl } = await startKeystone({ user: keystoneUser, tokens: ['x'], storageUrl: 'http://x' })
      const opening = openSwiftObjects({ ...keystoneSettings(authUrl), endpointType: 'internal' })
      await expect(opening).rejects.toThrow(
        /no internal address of an object store for user "registry" in project "store"/,
      )
    })

    test('a refused token is renewed once, and later uploads use the new token', async () => {
      const { token, storageUrl } = await logIn()
      const { authUrl, logins } = await startKeystone({ user: keystoneUser, tokens: ['stale', token], storageUrl })
      const { objects, container } = await openObjects(keystoneSettings(authUrl))
      expect(logins()).toBe(2)
      const keys = ['a', 'b', 'c', 'd']
      await Promise.all(keys.map((key) => objects.put(container, key, streamOf('x'), { contentType })))
      expect(await collect(objects.list(container))).toEqual(keys)
      expect(logins()).toBe(2)
    })

    test('a token is renewed before it expires', async () => {
      const { token, storageUrl } = await logIn()
      const settings = { user: keystoneUser, tokens: [token], storageUrl, lifetime: 30 }
      const { authUrl, logins } = await startKeystone(settings)
      const { objects } = await openObjects(keystoneSettings(authUrl))
      await objects.ping()
      expect(logins()).toBeGreaterThan(1)
    })
  })
})
