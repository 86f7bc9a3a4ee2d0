import { describe, expect, it } from 'vitest'
import { BusyError, type Documents } from '../../../src/documents/documents.js'
import type { Viewer } from '../../../src/registry/access.js'
import { RegistryError } from '../../../src/registry/errors.js'
import { useInterval } from '../../../src/registry/tokens/token-records.js'
import { mintEditorToken, mintMasterToken } from '../../../src/registry/tokens/token.js'
import { editor } from '../../support/gateway.js'
import { RecordingDocuments } from '../../support/recording-documents.js'
import { openTestRegistry, outcomes, type RegistrySettings } from '../../support/registry.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const operator = { kind: 'operator' } as const
const hour = 3_600_000
const secret = Buffer.alloc(32, 7)

/** Documents that record queries, count the writes of tokens, and refuse these writes on demand. */
class TokenDocuments extends RecordingDocuments {
  writes = 0
  failure: Error | undefined
  /** Runs before the next write of a token. */
  beforeWrite: (() => Promise<void>) | undefined

  override async put(...[database, document, options]: Parameters<Documents['put']>): Promise<string> {
    if (!database.endsWith('-tokens')) return super.put(database, document, options)
    this.writes++
    const { beforeWrite, failure } = this
    this.beforeWrite = undefined
    await beforeWrite?.()
    return failure ? Promise.reject(failure) : super.put(database, document, options)
  }
}

/** A registry whose clock the test moves. Its functions create and check tokens. */
async function open(settings: RegistrySettings = {}) {
  let now = Date.now()
  const wrapped: TokenDocuments[] = []
  const test = await openTestRegistry({
    clock: () => now,
    secret,
    wrap: (inner) => {
      const documents = new TokenDocuments(inner)
      wrapped.push(documents)
      return documents
    },
    ...settings,
  })
  const { registry } = test
  const [documents] = wrapped
  if (!documents) throw new Error('The registry has no documents')
  const create = async (
    name?: string,
    { kind = 'EDITOR', maxAge }: { kind?: 'EDITOR' | 'MASTER'; maxAge?: number } = {},
  ) => {
    const { id = '', token } = await registry.tokens.create(operator, { editor, kind, space: '' }, maxAge, { name })
    return { id, token }
  }
  return {
    ...test,
    documents,
    create,
    advance: (milliseconds: number) => (now += milliseconds),
    names: async () => (await registry.issuedTokens.of(editor)).map(({ name }) => name),
    grantOf: (token: string) => registry.access.grantOf(viewerOf(token)),
  }
}

// A viewer belongs to one request.
function viewerOf(token: string): Viewer {
  return { kind: 'token', token: Buffer.from(token, 'base64') }
}

describe('a new token', () => {
  it('has its own id, and a name', async () => {
    const { create, registry, createApp, grantOf, advance } = await open()
    await createApp('notes')
    const ci = await create('  CI of notes ')
    advance(1)
    const same = await create('CI of notes')
    expect(same.token).not.toBe(ci.token)
    advance(1)
    const forNotes = await registry.tokens.create(operator, { editor, kind: 'EDITOR', app: 'notes' }, 60)
    advance(1)
    const master = await create(undefined, { kind: 'MASTER' })
    expect(await registry.issuedTokens.of('ACME')).toMatchObject([
      { id: master.id, name: 'master token', kind: 'MASTER', app: undefined, expiresAt: undefined },
      { id: forNotes.id, name: 'notes', kind: 'EDITOR', app: 'notes', expiresAt: forNotes.expiresAt },
      { id: same.id, name: 'CI of notes' },
      { id: ci.id, name: 'CI of notes', kind: 'EDITOR', app: undefined, lastUsedAt: undefined },
    ])
    expect(await grantOf(ci.token)).toMatchObject({ kind: 'EDITOR', id: ci.id, name: 'CI of notes' })
    expect(await grantOf(master.token)).toMatchObject({ kind: 'MASTER', id: master.id, name: 'master token' })
  })

  it('without an id is that of the reference registry: the same request gives the same token, which is not listed', async () => {
    const { registry, names, grantOf } = await open()
    const create = () => registry.tokens.create(operator, { editor, kind: 'MASTER' }, undefined, { isListed: false })
    const [one, other] = [await create(), await create()]
    expect([other.token, one.id, one.name]).toEqual([one.token, undefined, undefined])
    expect(await names()).toEqual([])
    expect(await grantOf(one.token)).toMatchObject({ kind: 'MASTER' })
    const named = registry.tokens.create(operator, { editor, kind: 'MASTER' }, undefined, {
      name: 'CI',
      isListed: false,
    })
    await expect(named).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  it.each([
    ['', /is empty/],
    ['two\nlines', /control character/],
    ['x'.repeat(101), /has 101 characters: give 100/],
  ])('is refused with the name %j', async (name, message) => {
    const { create, names } = await open()
    await expect(create(name)).rejects.toThrow(message)
    expect(await names()).toEqual([])
  })

  it('is refused if the editor has too many valid tokens of this kind', async () => {
    const { create, names, registry, advance } = await open({ tokensPerEditor: 2 })
    await create('expires', { maxAge: 60 })
    const { id } = await create('stays')
    await create('master', { kind: 'MASTER' })
    const refusal = await create('too many').catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', details: { limit: 'limits.tokens.per_editor' } })
    expect(refusal).toBeInstanceOf(RegistryError)
    advance(60_000)
    await create('after the expiry')
    await registry.issuedTokens.revoke(editor, id)
    await create('after the revocation')
    expect((await names()).sort()).toEqual(['after the expiry', 'after the revocation', 'master'])
  })
})

describe('a token without an id', () => {
  it('stays valid, and is not listed', async () => {
    const { registry, grantOf, names } = await open()
    const owner = await registry.editors.get(editor)
    const old = mintEditorToken(secret, owner, 'notes', 0n).toString('base64')
    expect(await grantOf(old)).not.toHaveProperty('id')
    expect(await registry.tokens.verify(old, { editor, kind: 'EDITOR', app: 'notes' })).toBe(true)
    const master = mintMasterToken(secret, owner, 0n).toString('base64')
    await registry.access.requireMaster(viewerOf(master))
    expect(await names()).toEqual([])
    await registry.tokens.revoke(editor, 'EDITOR', undefined)
    expect(await grantOf(old)).toBeUndefined()
  })
})

describe('the revocation of one token', () => {
  it('affects only this token', async () => {
    const { registry, create, names, grantOf, createApp } = await open()
    await createApp('notes')
    const [leaked, other] = [await create('leaked'), await create('other')]
    const publishWith = (token: string) => registry.access.requirePublisher(viewerOf(token), editor, 'notes')
    await publishWith(leaked.token)
    expect(await registry.issuedTokens.revoke('acme', leaked.id)).toMatchObject({ id: leaked.id, name: 'leaked' })
    expect(await names()).toEqual(['other'])
    expect(await grantOf(leaked.token)).toBeUndefined()
    expect(await registry.tokens.verify(leaked.token, { editor, kind: 'EDITOR' })).toBe(false)
    await expect(publishWith(leaked.token)).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
      details: { detail: expect.stringContaining('was revoked') },
    })
    await publishWith(other.token)
    expect(await registry.tokens.verify(other.token, { editor, kind: 'EDITOR' })).toBe(true)
  })

  it('of a master token affects other gateways, too', async () => {
    const folder = await temporaryFolder()
    const [one, two] = [await open({ folder }), await open({ folder })]
    const { id, token } = await one.create('admin', { kind: 'MASTER' })
    // The other gateway may not have seen the new editor yet.
    await expect.poll(() => two.grantOf(token)).toMatchObject({ kind: 'MASTER', name: 'admin' })
    await one.registry.issuedTokens.revoke(editor, id)
    await expect.poll(() => two.grantOf(token)).toBeUndefined()
    await expect(two.registry.access.requireMaster(viewerOf(token))).rejects.toThrow(RegistryError)
  })

  it('succeeds once if it is requested several times', async () => {
    const folder = await temporaryFolder()
    const [one, two] = [await open({ folder }), await open({ folder })]
    const { id } = await one.create('leaked')
    await expect.poll(() => two.names()).toEqual(['leaked'])
    const attempts = [one, two, one, two].map(({ registry }) => registry.issuedTokens.revoke(editor, id))
    expect((await outcomes(attempts)).sort()).toEqual(['TOKEN_NOT_FOUND', 'TOKEN_NOT_FOUND', 'TOKEN_NOT_FOUND', 'done'])
    expect(await outcomes([one.registry.issuedTokens.revoke(editor, '../drive')])).toEqual(['TOKEN_NOT_FOUND'])
    expect(await outcomes([one.registry.issuedTokens.revoke('Nobody', id)])).toEqual(['EDITOR_NOT_FOUND'])
  })

  it('is not undone by a last use that is written at the same time', async () => {
    const { registry, create, grantOf, documents, names } = await open()
    const { id, token } = await create('leaked')
    documents.beforeWrite = async () => {
      await registry.issuedTokens.revoke(editor, id)
    }
    await grantOf(token)
    await expect.poll(() => names()).toEqual([])
    await registry.close()
    expect(await documents.get('test-tokens', `acme:${id}`)).toBeUndefined()
  })
})

describe('the revocation of all tokens', () => {
  it.each([
    ['EDITOR', undefined, ['master']],
    ['EDITOR', 'notes', ['any', 'master']],
    ['MASTER', undefined, ['any', 'notes']],
  ] as const)('removes the tokens of the kind %s (application: %s) from the list', async (kind, app, left) => {
    const { registry, create, createApp, names, documents, advance } = await open()
    await createApp('notes')
    await create('any')
    await create('master', { kind: 'MASTER' })
    await registry.tokens.create(operator, { editor, kind: 'EDITOR', app: 'notes' }, undefined)
    await registry.tokens.revoke(editor, kind, app)
    expect((await names()).sort()).toEqual(left)
    // Another gateway may not have seen the new salt. So young records are not removed.
    expect(await documents.ids('test-tokens')).toHaveLength(3)
    advance(hour)
    await registry.tokens.revoke(editor, kind, app)
    expect(await documents.ids('test-tokens')).toHaveLength(left.length)
  })

  it('is done by the removal of the editor, and a new editor with the same name has none of the tokens', async () => {
    const { registry, create, names, documents, advance, grantOf } = await open()
    const { token } = await create('old')
    await registry.editors.remove(editor)
    await registry.editors.create(editor, true)
    expect(await names()).toEqual([])
    expect(await grantOf(token)).toBeUndefined()
    advance(hour)
    await create('new')
    expect(await names()).toEqual(['new'])
    expect(await documents.ids('test-tokens')).toHaveLength(1)
  })
})

describe('the last use', () => {
  it('is written at most every few minutes, and read without a query', async () => {
    const { registry, create, grantOf, documents, advance } = await open()
    const { token, id } = await create('CI')
    const lastUse = async () => (await registry.issuedTokens.of(editor)).find((record) => record.id === id)?.lastUsedAt
    expect(await lastUse()).toBeUndefined()
    documents.writes = 0
    await Promise.all([grantOf(token), grantOf(token)])
    await expect.poll(lastUse).toBeInstanceOf(Date)
    const first = await lastUse()
    // The change feed makes the gateway read the record again, once.
    await expect
      .poll(async () => {
        documents.queries = []
        await grantOf(token)
        return documents.queries
      })
      .toEqual([])
    advance(useInterval - 1)
    await grantOf(token)
    expect(documents.writes).toBe(1)
    advance(1)
    await grantOf(token)
    await expect.poll(lastUse).not.toEqual(first)
    expect(documents.writes).toBe(2)
  })

  it('is written by one of several gateways', async () => {
    const folder = await temporaryFolder()
    const [one, two] = [await open({ folder }), await open({ folder })]
    const { token } = await one.create('CI')
    await one.grantOf(token)
    const lastUse = async () => (await two.registry.issuedTokens.of(editor))[0]?.lastUsedAt
    await expect.poll(lastUse).toBeInstanceOf(Date)
    two.documents.writes = 0
    expect(await two.grantOf(token)).toMatchObject({ name: 'CI' })
    expect(two.documents.writes).toBe(0)
  })

  it('that can not be written fails no request, and is tried again later', async () => {
    const lines: string[] = []
    const { create, grantOf, documents, advance, registry } = await open({ log: (line) => lines.push(line) })
    const { token } = await create('CI')
    documents.writes = 0
    documents.failure = new BusyError()
    for (let request = 0; request < 3; request++) expect(await grantOf(token)).toMatchObject({ name: 'CI' })
    await expect.poll(() => lines.filter((line) => line.includes('the last use of a token'))).toHaveLength(1)
    expect(documents.writes).toBe(1)
    expect(lines.join('')).not.toContain(token)
    documents.failure = undefined
    advance(useInterval)
    await grantOf(token)
    await expect.poll(async () => (await registry.issuedTokens.of(editor))[0]?.lastUsedAt).toBeInstanceOf(Date)
  })
})
