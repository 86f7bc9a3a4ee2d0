import { createSecretKey, randomBytes } from 'node:crypto'
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { InstanceTokens } from '../../src/instances/tokens.js'
import { Sealer } from '../../src/sealer.js'
import { openTestInstances } from '../support/instances.js'

const alice = { domain: 'alice.example.org', locale: 'en', context: 'default' }
const app = { kind: 'app', slug: 'notes' } as const
const invalid = { code: 'INVALID_TOKEN', message: 'Invalid JWT token' }

async function start() {
  let now = Date.UTC(2026, 0, 1)
  const test = await openTestInstances(undefined, () => now)
  const instance = await test.instances.add(alice)
  const advanceClock = (seconds: number): void => void (now += seconds * 1000)
  return { ...test, instance, tokens: test.instances.tokens, advanceClock }
}

describe('a token', () => {
  it('contains its subject, which all processes with the master secret can verify', async () => {
    const { instance, tokens, openAgain } = await start()
    const other = await openAgain()
    for (const subject of [
      app,
      { kind: 'konnector', slug: 'bank' } as const,
      { kind: 'cli', scope: 'io.cozy.apps:GET com.acme.plants' } as const,
    ]) {
      const token = await tokens.create(instance, subject)
      expect(await other.tokens.verify(other.get(alice.domain), token)).toEqual(subject)
    }
  })

  it('has the claims of cozy-stack', async () => {
    const { instance, tokens } = await start()
    const iat = Date.UTC(2026, 0, 1) / 1000
    expect(decodeJwt(await tokens.create(instance, app))).toEqual({
      iss: alice.domain,
      aud: 'app',
      sub: 'notes',
      iat,
      exp: iat + 86_400,
    })
    const konnector = decodeJwt(await tokens.create(instance, { kind: 'konnector', slug: 'bank' }))
    expect(konnector).toMatchObject({ aud: 'konn', sub: 'bank', exp: iat + 1800 })
    const cli = decodeJwt(await tokens.create(instance, { kind: 'cli', scope: 'io.cozy.apps' }, 60))
    expect(cli).toMatchObject({ aud: 'cli', scope: 'io.cozy.apps', exp: iat + 60 })
  })

  it('expires', async () => {
    const { instance, tokens, advanceClock } = await start()
    const token = await tokens.create(instance, app, 60)
    advanceClock(59)
    expect(await tokens.verify(instance, token)).toEqual(app)
    advanceClock(1)
    await expect(tokens.verify(instance, token)).rejects.toMatchObject({
      code: 'EXPIRED_TOKEN',
      message: 'Expired token',
    })
  })

  it('is invalid on another instance, and on a new instance with the same domain', async () => {
    const { instances, instance, tokens } = await start()
    const other = await instances.add({ ...alice, domain: 'bob.example.org' })
    const token = await tokens.create(instance, app)
    await expect(tokens.verify(other, token)).rejects.toMatchObject(invalid)
    await instances.remove(alice.domain)
    await expect(tokens.verify(await instances.add(alice), token)).rejects.toMatchObject(invalid)
  })

  it('is not created for an invalid scope', async () => {
    const { instance, tokens } = await start()
    for (const scope of ['', '*', 'a:b:c:d:e', 'io.cozy.apps:get']) {
      await expect(tokens.create(instance, { kind: 'cli', scope })).rejects.toMatchObject({ code: 'INVALID_SCOPE' })
    }
  })
})

describe('the verification of tokens', () => {
  const exp = Date.UTC(2027, 0, 1) / 1000

  it('refuses text that is not a token, and a token without a signature', async () => {
    const { instance, tokens } = await start()
    const good = await tokens.create(instance, app)
    const [header = '', payload = ''] = good.split('.')
    const unsecured = new UnsecuredJWT({ sub: 'notes' }).setIssuer(alice.domain).setAudience('app').encode()
    for (const token of ['', 'x', 'a.b.c', `${header}.${payload}.`, `${good}x`, unsecured]) {
      await expect(tokens.verify(instance, token)).rejects.toMatchObject(invalid)
    }
  })

  it('refuses a token that is not valid yet, has a wrong key, algorithm, issuer or audience, or lacks a subject, scope or expiry', async () => {
    const { instance, tokens } = await start()
    const [key, sealer] = [randomBytes(32), new Sealer(randomBytes(32), 'keys')]
    const instanceWithKey = { ...instance, sealedKey: sealer.seal(key, alice.domain) }
    const tokensWithKey = new InstanceTokens(sealer, () => Date.UTC(2026, 0, 1))
    const sign = (claims: object, signer = key, alg = 'HS256') =>
      new SignJWT({ iss: alice.domain, aud: 'app', sub: 'notes', exp, ...claims })
        .setProtectedHeader({ alg })
        .sign(createSecretKey(signer))
    expect(await tokensWithKey.verify(instanceWithKey, await sign({}))).toEqual(app)
    expect(await tokensWithKey.verify(instanceWithKey, await sign({}, key, 'HS512'))).toEqual(app)
    for (const token of [
      await sign({}, randomBytes(32)),
      await sign({}, key, 'HS384'),
      await sign({ iss: 'bob.example.org' }),
      await sign({ aud: 'access' }),
      await sign({ aud: ['app'] }),
      await sign({ sub: undefined }),
      await sign({ sub: '' }),
      await sign({ exp: undefined }),
      await sign({ aud: 'cli' }),
      await sign({ nbf: exp }),
    ]) {
      await expect(tokensWithKey.verify(instanceWithKey, token)).rejects.toMatchObject(invalid)
    }
    await expect(tokens.verify(instance, await sign({}))).rejects.toMatchObject(invalid)
  })
})

describe('the key of an instance', () => {
  it('cannot be used without the master secret, or for another instance', async () => {
    const { instances, instance, openAgain } = await start()
    const other = await openAgain(randomBytes(32))
    await expect(other.tokens.create(other.get(alice.domain), app)).rejects.toThrow('master secret')
    const bob = await instances.add({ ...alice, domain: 'bob.example.org' })
    const moved = { ...bob, sealedKey: instance.sealedKey }
    await expect(instances.tokens.create(moved, app)).rejects.toThrow('bob.example.org')
  })
})
