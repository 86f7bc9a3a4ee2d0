import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Documents, Draft } from '../../src/documents/documents.js'
import { RecordingDocuments } from '../support/recording-documents.js'
import { ForwardingDocuments } from '../support/forwarding-stores.js'
import { openTestInstances } from '../support/instances.js'

const alice = { domain: 'alice.example.org', locale: 'fr', context: 'default' }
const doctype = 'io.cozy.remote.requests'

async function until(isTrue: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !isTrue(); i++) await sleep(20)
  expect(isTrue()).toBe(true)
}

describe('a registry without instances', () => {
  it('has no databases for instances, and reads a document only to remove an instance', async () => {
    let recording: RecordingDocuments | undefined
    const { instances, documents } = await openTestInstances((inner) => (recording = new RecordingDocuments(inner)))
    expect(instances.find(alice.domain)).toBeUndefined()
    expect(await documents.databases()).toEqual([])
    await expect(instances.remove(alice.domain)).rejects.toMatchObject({ code: 'INSTANCE_NOT_FOUND' })
    expect(await documents.databases()).toEqual([])
    expect(recording?.queries.filter((query) => !query.startsWith('list'))).toEqual(['get test-instances'])
  })
})

describe('an instance', () => {
  it('is found by the host of a request, case-insensitively and only with its port', async () => {
    const { instances } = await openTestInstances()
    const created = await instances.add({ ...alice, domain: 'cozy.localhost:8080' })
    expect(created).toMatchObject({ domain: 'cozy.localhost:8080', locale: 'fr', context: 'default' })
    expect(instances.find('Cozy.Localhost:8080')?.databasePrefix).toBe(created.databasePrefix)
    expect(instances.find('cozy.localhost.:8080')?.databasePrefix).toBe(created.databasePrefix)
    for (const host of ['cozy.localhost', 'cozy.localhost:80', '', 'other', '__proto__', 'constructor']) {
      expect(instances.find(host)).toBeUndefined()
    }
  })

  it('is created only once per domain, and only with a valid domain, locale and context', async () => {
    const { instances } = await openTestInstances()
    const created = await Promise.allSettled([1, 2, 3].map(() => instances.add(alice)))
    expect(created.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(instances.add(alice)).rejects.toMatchObject({ code: 'INSTANCE_EXISTS' })
    for (const wrong of [{ domain: 'A' }, { locale: 'x' }, { context: '../x' }, { context: '' }]) {
      await expect(instances.add({ ...alice, domain: 'b.example', ...wrong })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      })
    }
    expect(instances.all().map(({ domain }) => domain)).toEqual([alice.domain])
  })

  it('is visible to other processes, even if they started before it was created', async () => {
    const { instances, openAgain } = await openTestInstances()
    const other = await openAgain()
    for (const domain of ['c.example', 'a.example', 'b.example']) await instances.add({ ...alice, domain })
    await until(() => other.all().length === 3)
    expect(other.all().map(({ domain }) => domain)).toEqual(['a.example', 'b.example', 'c.example'])
    await other.remove('b.example')
    await until(() => instances.find('b.example') === undefined)
    expect((await openAgain()).all()).toHaveLength(2)
  })

  it('has databases with names that CouchDB accepts, which differ by doctype and instance', async () => {
    const { instances } = await openTestInstances()
    const [one, two] = [await instances.add(alice), await instances.add({ ...alice, domain: 'b.example' })]
    const doctypes = ['io.cozy.apps', 'io.cozy_apps', 'io.cozy.apps.x']
    const names = [one, two].flatMap((instance) => doctypes.map((name) => instance.database(name)))
    expect(new Set(names).size).toBe(6)
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_-]*$/)
    for (const wrong of ['', 'apps', 'io.cozy-apps', 'IO.cozy', '../x', 'io..cozy', 'io.cozy/apps']) {
      expect(() => one.database(wrong)).toThrow(TypeError)
    }
  })

  it('is logged and left out when its document is damaged', async () => {
    const { instances, documents, openAgain, logged } = await openTestInstances()
    await instances.add(alice)
    await documents.put('test-instances', { _id: 'b.example', locale: 3 })
    expect((await openAgain()).all()).toHaveLength(1)
    expect(logged.join()).toContain('b.example')
  })

  it('is updated by a read of all instances when the read of the changed instance fails', async () => {
    let isBroken = false
    class Breaking extends ForwardingDocuments {
      override getMany(database: string, ids: string[]) {
        return isBroken ? Promise.reject(new Error('down')) : super.getMany(database, ids)
      }
    }
    const { instances, documents } = await openTestInstances((inner) => new Breaking(inner))
    await instances.add(alice)
    isBroken = true
    const stored = await documents.get('test-instances', alice.domain)
    if (!stored) throw new Error('The instance is not stored')
    await documents.put('test-instances', { ...stored, locale: 'de' })
    await until(() => instances.find(alice.domain)?.locale === 'de')
  })
})

describe('the documents of an instance', () => {
  it('are stored in a database that reads as empty until the first write creates it', async () => {
    const { instances, documents } = await openTestInstances()
    const instance = await instances.add(alice)
    expect(await instances.documents.get(instance, doctype, 'x')).toBeUndefined()
    expect(await instances.documents.ids(instance, doctype)).toEqual([])
    expect(await Readable.from(instances.documents.list(instance, doctype)).toArray()).toEqual([])
    expect(await documents.databases()).toEqual(['test-instances'])
    await instances.documents.put(instance, doctype, { _id: 'x', url: 'u' })
    expect(await instances.documents.get(instance, doctype, 'x')).toMatchObject({ url: 'u' })
    expect(await documents.databases()).toEqual([instance.database(doctype), 'test-instances'].sort())
  })

  it('are removed with the instance, and a new instance with its domain has none of them', async () => {
    const { instances, documents } = await openTestInstances()
    const [old, other] = [await instances.add(alice), await instances.add({ ...alice, domain: 'b.example' })]
    for (const instance of [old, other]) await instances.documents.put(instance, doctype, { _id: 'x' })
    await instances.remove(alice.domain)
    expect(instances.find(alice.domain)).toBeUndefined()
    expect(await documents.databases()).toEqual([other.database(doctype), 'test-instances'].sort())
    const fresh = await instances.add(alice)
    expect(await instances.documents.get(fresh, doctype, 'x')).toBeUndefined()
    await expect(instances.documents.put(old, doctype, { _id: 'late' })).rejects.toMatchObject({
      code: 'INSTANCE_NOT_FOUND',
    })
    expect(await documents.databases()).not.toContain(old.database(doctype))
  })
})

describe('a removal that was interrupted', () => {
  class Interrupted extends ForwardingDocuments {
    isBroken = true
    override drop(database: string): Promise<void> {
      return this.isBroken ? Promise.reject(new Error('killed')) : super.drop(database)
    }
  }

  async function interrupted() {
    const breaking: Interrupted[] = []
    const wrap = (inner: Documents) => {
      const documents = new Interrupted(inner)
      breaking.push(documents)
      return documents
    }
    const test = await openTestInstances(wrap)
    const instance = await test.instances.add(alice)
    await test.instances.documents.put(instance, doctype, { _id: 'x' } satisfies Draft)
    await expect(test.instances.remove(alice.domain)).rejects.toThrow('killed')
    for (const documents of breaking) documents.isBroken = false
    return { ...test, instance }
  }

  it('hides the instance, and is completed when it is requested again', async () => {
    const { instances, documents, openAgain, instance } = await interrupted()
    expect(instances.find(alice.domain)).toBeUndefined()
    expect((await openAgain()).all()).toEqual([])
    expect(await documents.databases()).toContain(instance.database(doctype))
    await instances.remove(alice.domain)
    expect(await documents.databases()).toEqual(['test-instances'])
    expect(await documents.ids('test-instances')).toEqual([])
  })

  it('is completed when an instance with the same domain is created', async () => {
    const { instances, documents, instance } = await interrupted()
    const fresh = await instances.add(alice)
    expect(fresh.databasePrefix).not.toBe(instance.databasePrefix)
    expect(await documents.databases()).toEqual(['test-instances'])
    expect(instances.find(alice.domain)?.databasePrefix).toBe(fresh.databasePrefix)
  })
})
