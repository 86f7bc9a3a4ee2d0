import { describe, expect, it } from 'vitest'
import { ForwardingDocuments } from '../../support/forwarding-stores.js'
import type { Draft } from '../../../src/documents/documents.js'
import { startTestGateway } from '../../support/gateway.js'
import { silentProgress } from '../../support/import-fixture.js'
import { openTestRegistry, type TestRegistry } from '../../support/registry.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const notes = { slug: 'notes', version: '1.0.0' }

/** Waits for `pause`, after the removal of a version's document and before the release of its files. */
class PausedRemoval extends ForwardingDocuments {
  readonly #pause: () => Promise<void>

  constructor(inner: ForwardingDocuments['inner'], pause: () => Promise<void>) {
    super(inner)
    this.#pause = pause
  }

  override async remove(database: string, id: string, revision: string): Promise<void> {
    await super.remove(database, id, revision)
    if (database === 'test-versions') await this.#pause()
  }
}

/** Waits for `beforePut` before it writes the document of a version. */
class DelayedRecording extends ForwardingDocuments {
  readonly #beforePut: () => Promise<unknown>

  constructor(inner: ForwardingDocuments['inner'], beforePut: () => Promise<unknown>) {
    super(inner)
    this.#beforePut = beforePut
  }

  override async put(database: string, document: Draft): Promise<string> {
    if (database === 'test-versions') await this.#beforePut()
    return super.put(database, document)
  }
}

/** Copies the application `notes` with its version from another gateway. */
async function copyNotes({ registry, space }: TestRegistry): Promise<void> {
  const source = await startTestGateway()
  await source.addApp({ slug: 'notes' })
  await source.publish(notes)
  const request = { from: source.url, space, baseUrl: 'https://apps.example' }
  const { problems } = await registry.copyFrom(request, silentProgress)
  if (problems.length > 0) throw new Error(problems.join())
}

const ways: [name: string, write: (test: TestRegistry) => Promise<unknown>][] = [
  ['published', (test) => test.publish(notes)],
  ['copied from another registry', copyNotes],
]

describe('a version', () => {
  it.each(ways)(
    'keeps its files when it is %s while another process releases the files of a removed version with the same number',
    async (_, write) => {
      const folder = await temporaryFolder()
      let resume = (): void => undefined
      const resumed = new Promise<void>((resolve) => (resume = resolve))
      const remover = await openTestRegistry({ folder, wrap: (inner) => new PausedRemoval(inner, () => resumed) })
      await remover.createApp('notes')
      await remover.publish(notes)
      const removal = remover.registry.removal.removePublished(remover.space, 'notes', '1.0.0')
      await expect.poll(() => remover.documents.ids('test-versions')).toEqual([])
      const finishRemoval = () => {
        resume()
        return removal
      }
      const writer = await openTestRegistry({ folder, wrap: (inner) => new DelayedRecording(inner, finishRemoval) })
      await write(writer)
      const app = await writer.registry.catalogue.get(writer.space, 'notes')
      const version = await writer.registry.catalogue.version(app, '1.0.0')
      const files = [...(version?.record.attachments.values() ?? [])]
      // The files are the icon and the archive.
      expect(files).toHaveLength(2)
      for (const file of files) {
        expect(await writer.storedChecksum(file)).toBe(file)
        expect((await writer.documents.get('test-assets', file))?.used_by).toEqual(['notes/1.0.0'])
      }
    },
  )

  it.each(ways)('is refused when it is %s while another process removes its application', async (_, write) => {
    const folder = await temporaryFolder()
    const remover = await openTestRegistry({ folder })
    const removeApp = () => remover.registry.removal.removeApp(remover.space, 'notes')
    const writer = await openTestRegistry({ folder, wrap: (inner) => new DelayedRecording(inner, removeApp) })
    await writer.createApp('notes')
    await expect(write(writer)).rejects.toThrow('Application was not found')
    expect(await writer.documents.ids('test-versions')).toEqual([])
    expect(await writer.documents.ids('test-assets')).toEqual([])
  })
})
