import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ConflictError, type StoredDocument } from '../../../src/documents/documents.js'
import type { JsonObject } from '../../../src/json.js'
import type { Fixture } from '../documents.js'
import { anyJson } from './json.js'

const unusedRevision = `1-${'0'.repeat(32)}`

/** Tests of writing, reading and removing documents, and of conflicts between writers. */
export function revisionsContract(fixture: () => Fixture): void {
  test('a document that was never put is undefined', async () => {
    const { documents, database } = fixture()
    expect(await documents.get(database, 'nobody')).toBeUndefined()
  })

  test('a document is read back with its id and revision', async () => {
    const { documents, database } = fixture()
    const revision = await documents.put(database, { _id: 'drive', type: 'webapp' })
    expect(revision).toMatch(/^1-[0-9a-f]{32}$/)
    expect(await documents.get(database, 'drive')).toEqual({ _id: 'drive', _rev: revision, type: 'webapp' })
  })

  test('a put with the current revision replaces the whole document', async () => {
    const { documents, database } = fixture()
    const first = await documents.put(database, { _id: 'drive', old: true })
    const second = await documents.put(database, { _id: 'drive', _rev: first, young: true })
    expect(second).toMatch(/^2-[0-9a-f]{32}$/)
    expect(await documents.get(database, 'drive')).toEqual({ _id: 'drive', _rev: second, young: true })
  })

  test.each([
    ['no revision', (): JsonObject => ({})],
    ['a stale revision', (stale: string): JsonObject => ({ _rev: stale })],
    ['an unknown revision', (): JsonObject => ({ _rev: unusedRevision })],
  ])('replacing with %s is a conflict and writes nothing', async (_, revisionMember) => {
    const { documents, database } = fixture()
    const stale = await documents.put(database, { _id: 'drive', n: 1 })
    await documents.put(database, { _id: 'drive', _rev: stale, n: 2 })
    const before = await documents.get(database, 'drive')
    const attempt = documents.put(database, { ...revisionMember(stale), _id: 'drive', n: 3 })
    await expect(attempt).rejects.toThrow(ConflictError)
    await expect(attempt).rejects.toMatchObject({ database, id: 'drive' })
    expect(await documents.get(database, 'drive')).toEqual(before)
  })

  test('putMany returns each conflict at the place of its document, and writes the other documents', async () => {
    const { documents, database } = fixture()
    const first = await documents.put(database, { _id: 'drive', n: 1 })
    const removed = await documents.put(database, { _id: 'photos' })
    await documents.remove(database, 'photos', removed)
    const found = await documents.putMany(database, [
      { _id: 'notes', n: 1 },
      { _id: 'drive', n: 2 },
      { _id: 'photos', _rev: removed },
      { _id: 'drive ü', n: 3 },
    ])
    expect(found).toEqual([
      expect.stringMatching(/^1-[0-9a-f]{32}$/),
      expect.any(ConflictError),
      expect.any(ConflictError),
      expect.stringMatching(/^1-/),
    ])
    const notes = { _id: 'notes', _rev: found[0], n: 1 }
    const ids = ['notes', 'drive', 'photos', 'drive ü']
    const expected = [notes, { _id: 'drive', _rev: first, n: 1 }, undefined, { _id: 'drive ü', _rev: found[3], n: 3 }]
    expect(await documents.getMany(database, ids)).toEqual(expected)
    const [second] = await documents.putMany(database, [{ _id: 'drive', _rev: first, n: 2 }])
    expect(await documents.get(database, 'drive')).toEqual({ _id: 'drive', _rev: second, n: 2 })
    expect(await documents.putMany(database, [])).toEqual([])
  })

  test('putMany writes nothing when one id is invalid', async () => {
    const { documents, database } = fixture()
    await expect(documents.putMany(database, [{ _id: 'notes' }, { _id: '_design/x' }])).rejects.toThrow(TypeError)
    expect(await documents.ids(database)).toEqual([])
  })

  test('a removed document is gone', async () => {
    const { documents, database } = fixture()
    const revision = await documents.put(database, { _id: 'drive' })
    await documents.remove(database, 'drive', revision)
    expect(await documents.get(database, 'drive')).toBeUndefined()
    expect(await documents.getMany(database, ['drive'])).toEqual([undefined])
    expect(await documents.ids(database)).toEqual([])
  })

  test('removing with a stale revision is a conflict and removes nothing', async () => {
    const { documents, database } = fixture()
    const stale = await documents.put(database, { _id: 'drive' })
    const current = await documents.put(database, { _id: 'drive', _rev: stale })
    await expect(documents.remove(database, 'drive', stale)).rejects.toThrow(ConflictError)
    expect(await documents.get(database, 'drive')).toEqual({ _id: 'drive', _rev: current })
  })

  test('removing a missing document is a conflict', async () => {
    const { documents, database } = fixture()
    const revision = await documents.put(database, { _id: 'drive' })
    await documents.remove(database, 'drive', revision)
    await expect(documents.remove(database, 'drive', revision)).rejects.toThrow(ConflictError)
    await expect(documents.remove(database, 'nobody', unusedRevision)).rejects.toThrow(ConflictError)
  })

  test('replacing a removed document is a conflict', async () => {
    const { documents, database } = fixture()
    const revision = await documents.put(database, { _id: 'drive' })
    await documents.remove(database, 'drive', revision)
    await expect(documents.put(database, { _id: 'drive', _rev: revision })).rejects.toThrow(ConflictError)
    expect(await documents.get(database, 'drive')).toBeUndefined()
  })

  test('old revisions stay stale when a document is created again', async () => {
    const { documents, database } = fixture()
    const first = await documents.put(database, { _id: 'drive', same: true })
    await documents.remove(database, 'drive', first)
    const again = await documents.put(database, { _id: 'drive', same: true })
    expect(again).toMatch(/^3-[0-9a-f]{32}$/)
    await expect(documents.put(database, { _id: 'drive', _rev: first })).rejects.toThrow(ConflictError)
    await expect(documents.remove(database, 'drive', first)).rejects.toThrow(ConflictError)
    expect(await documents.get(database, 'drive')).toEqual({ _id: 'drive', _rev: again, same: true })
  })

  test('exactly one of many concurrent replacements of a revision succeeds', async () => {
    const { documents, database, connect } = fixture()
    const clients = [documents, await connect()]
    const _rev = await documents.put(database, { _id: 'drive' })
    const attempts = Array.from({ length: 10 }, (_, i) =>
      clients.map((client, c) => client.put(database, { _id: 'drive', _rev, winner: `${c}-${i}` })),
    )
    const results = await Promise.allSettled(attempts.flat())
    const winners = results.filter((result) => result.status === 'fulfilled')
    const losers = results.filter((result) => result.status === 'rejected')
    expect(winners).toHaveLength(1)
    expect(losers.filter(({ reason }) => reason instanceof ConflictError)).toHaveLength(results.length - 1)
    expect(await documents.get(database, 'drive')).toMatchObject({ _rev: winners[0]?.value })
  })

  test('exactly one of many concurrent creations of a document succeeds', async () => {
    const { documents, database } = fixture()
    const attempts = Array.from({ length: 10 }, (_, n) => documents.put(database, { _id: 'drive', n }))
    const results = await Promise.allSettled(attempts)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('exactly one of many concurrent creations with the same content succeeds', async () => {
    const { documents, database } = fixture()
    const attempts = Array.from({ length: 10 }, () => documents.put(database, { _id: 'drive', n: 1 }))
    const results = await Promise.allSettled(attempts)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test.each(['', '.', '..', '_design/x', '_local/x', 'a\0b', '\ud800'])('the id %j is refused', async (id) => {
    const { documents, database } = fixture()
    await expect(documents.put(database, { _id: id })).rejects.toThrow('Refused document id')
    expect(await documents.get(database, id)).toBeUndefined()
    expect(await documents.getMany(database, [id])).toEqual([undefined])
  })

  test('getMany returns documents in the order of the ids, also for repeated ids', async () => {
    const { documents, database } = fixture()
    await documents.put(database, { _id: 'a', n: 1 })
    await documents.put(database, { _id: 'b', n: 2 })
    const found = await documents.getMany(database, ['b', 'nobody', 'a', 'b'])
    expect(found.map((document) => document?.n)).toEqual([2, undefined, 1, 2])
    expect(await documents.getMany(database, [])).toEqual([])
  })

  test.each(['a/b', 'a b', 'a?b#c', '100%', 'it\'s "quoted"; --', '[1]', 'é', '😀', 'A', 'x'.repeat(200)])(
    'the id %j is valid',
    async (id) => {
      const { documents, database } = fixture()
      const _rev = await documents.put(database, { _id: id })
      expect(await documents.get(database, id)).toEqual({ _id: id, _rev })
      expect(await documents.getMany(database, [id])).toEqual([{ _id: id, _rev }])
      expect(await documents.ids(database)).toEqual([id])
      await documents.remove(database, id, _rev)
      expect(await documents.get(database, id)).toBeUndefined()
    },
  )

  test('ids that differ only in case belong to different documents', async () => {
    const { documents, database } = fixture()
    await documents.put(database, { _id: 'drive', n: 1 })
    await documents.put(database, { _id: 'Drive', n: 2 })
    expect(await documents.get(database, 'drive')).toMatchObject({ n: 1 })
  })

  test('any JSON object is returned unchanged, with its members in their order', async () => {
    const { documents, database } = fixture()
    let n = 0
    const property = fc.asyncProperty(fc.dictionary(fc.stringMatching(/^[a-z"\\ é]{1,9}$/), anyJson), async (body) => {
      const text = JSON.stringify(body)
      const _id = `document-${n++}`
      const content: object = JSON.parse(text)
      await documents.put(database, { ...content, _id })
      expect(bodyText(await documents.get(database, _id))).toBe(text)
    })
    await fc.assert(property, { numRuns: 50 })
  })

  test('a document of several megabytes is returned unchanged', async () => {
    const { documents, database } = fixture()
    const body = { readme: 'ligne\u2028 "é" 😀 \u0000 '.repeat(150_000) }
    await documents.put(database, { _id: 'big', ...body })
    expect(bodyText(await documents.get(database, 'big'))).toBe(JSON.stringify(body))
  })

  test('documents remain when the client that wrote them is closed', async () => {
    const { documents, database, connect } = fixture()
    const writer = await connect()
    const _rev = await writer.put(database, { _id: 'drive' })
    await writer.close()
    const reader = await connect()
    expect(await reader.get(database, 'drive')).toEqual({ _id: 'drive', _rev })
    expect(await documents.get(database, 'drive')).toEqual({ _id: 'drive', _rev })
  })
}

function bodyText(document: StoredDocument | undefined): string {
  const { _id, _rev, ...body } = document ?? { _id: '', _rev: '' }
  return JSON.stringify(body)
}
