import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../support/archives.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'

const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')

// Stores the drawing without a media type, as the reference registry does if its object store is a directory.
function putUntyped({ objects }: TestGateway, container: string, key: string): Promise<void> {
  return objects.put(container, key, Readable.from([drawing]), { contentType: '' })
}

async function mediaTypeOf(gateway: TestGateway, path: string): Promise<string | undefined> {
  const { status, headers } = await gateway.send(path)
  expect(status).toBe(200)
  return headers['content-type']
}

describe('the media type of a file without a stored media type', () => {
  it('comes from the document of the asset, if there is one', async () => {
    const gateway = await startTestGateway()
    await gateway.addApp({ slug: 'notes' })
    await gateway.publish({ slug: 'notes', version: '1.0.0' })
    await putUntyped(gateway, '__assets__', sha256(drawing))
    expect(await mediaTypeOf(gateway, '/registry/notes/1.0.0/icon')).toBe('image/svg+xml')
    // This version has the same icon. The icon is not stored again.
    await gateway.publish({ slug: 'notes', version: '1.1.0' })
    expect(await mediaTypeOf(gateway, '/registry/notes/icon')).toBe('image/svg+xml')
  })

  it('comes from the file name in the manifest, if there is no document of the asset', async () => {
    const gateway = await startTestGateway()
    await gateway.addApp({ slug: 'notes' })
    const manifest = { icon: 'drawings/icon.svg', partnership: { icon: 'partner.svg' } }
    const members = {
      slug: 'notes',
      version: '0.9.0',
      editor: 'Acme',
      type: 'webapp',
      created_at: '2020-01-01T00:00:00Z',
    }
    await gateway.documents.put(`${gateway.config.prefix}-versions`, { _id: 'notes-0.9.0', ...members, manifest })
    for (const name of ['icon', 'partnership_icon', 'screenshots/first.svg', 'screenshots/second']) {
      await putUntyped(gateway, '__default__', `notes/0.9.0/${name}`)
    }
    expect(await mediaTypeOf(gateway, '/registry/notes/0.9.0/icon')).toBe('image/svg+xml')
    expect(await mediaTypeOf(gateway, '/registry/notes/0.9.0/partnership_icon')).toBe('image/svg+xml')
    expect(await mediaTypeOf(gateway, '/registry/notes/0.9.0/screenshots/first.svg')).toBe('image/svg+xml')
    expect(await mediaTypeOf(gateway, '/registry/notes/0.9.0/screenshots/second')).toBe('application/octet-stream')
  })
})

describe('a member that clients require', () => {
  it('has a default value in responses when the stored document has no value', async () => {
    const gateway = await startTestGateway()
    const app = { slug: 'notes', editor: 'Acme', type: 'webapp', created_at: null }
    await gateway.documents.put(`${gateway.config.prefix}-apps`, { _id: 'notes', ...app })
    await gateway.documents.put(`${gateway.config.prefix}-versions`, { _id: 'notes-1.0.0', ...app, version: '1.0.0' })
    const expectedDate = { created_at: '0001-01-01T00:00:00Z' }
    expect((await gateway.send('/registry/notes')).json()).toMatchObject({
      ...expectedDate,
      latest_version: expectedDate,
    })
  })

  it('is empty in the messages of a maintenance when the stored messages are invalid', async () => {
    const gateway = await startTestGateway()
    await gateway.addApp({ slug: 'notes' })
    const document = await gateway.documents.get(`${gateway.config.prefix}-apps`, 'notes')
    const message = { long_message: 'Back at noon', short_message: 'Pause' }
    const maintenance_options = { messages: { en: message, fr: null, de: { long_message: 1 } } }
    if (document) {
      await gateway.documents.put(`${gateway.config.prefix}-apps`, {
        ...document,
        maintenance_activated: true,
        maintenance_options,
      })
    }
    const emptyMessage = { long_message: '', short_message: '' }
    expect((await gateway.send('/registry/maintenance')).json()).toMatchObject([
      { maintenance_options: { messages: { en: message, fr: emptyMessage, de: emptyMessage } } },
    ])
  })
})
