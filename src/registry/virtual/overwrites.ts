import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Documents, Draft, StoredDocument } from '../../documents/documents.js'
import { mediaTypeOf } from '../../objects/media-type.js'
import { KeyedMutex } from '../../keyed-mutex.js'
import type { Assets } from '../assets.js'
import type { Catalogue } from '../catalogue/catalogue.js'
import { RegistryError } from '../errors.js'
import { maintenanceMembers, readOverwrite, type Maintenance } from '../records.js'
import { checkSlug } from '../slugs.js'
import { checkText } from '../storable.js'
import { overwriteReferenceKey, type VirtualSpace } from '../spaces.js'
import { inTemporaryFolder } from '../temporary-folder.js'
import { updateDocument } from '../retry-on-conflict.js'
import { checkUpload, type Upload } from '../uploads.js'
import type { Regeneration } from './regeneration.js'

const longestName = 200

/** The properties of an application to overwrite. Absent members are not changed. */
export interface Overwrite {
  name?: string | undefined
  icon?: Upload | undefined
}

/** The dependencies of `Overwrites`. */
export interface OverwritesParts {
  documents: Documents
  assets: Assets
  catalogue: Catalogue
  regeneration: Regeneration
}

/** Gives applications of virtual spaces another name, icon or maintenance. The first overwrite creates the space's database. */
export class Overwrites {
  readonly #parts: OverwritesParts
  readonly #mutex = new KeyedMutex()

  constructor(parts: OverwritesParts) {
    this.#parts = parts
  }

  /**
   * Gives an application another name or icon, and regenerates its archives. The application need not exist.
   * @throws RegistryError INVALID_SLUG, INVALID_INPUT
   * @throws AggregateError when the overwrite was written, but not all archives could be regenerated
   */
  async overwrite(space: VirtualSpace, slug: string, { name, icon }: Overwrite): Promise<void> {
    checkSlug(slug)
    if (name === undefined && !icon) throw new RegistryError('INVALID_INPUT', 'Give a name, an icon, or both')
    if (name === '') throw new RegistryError('INVALID_INPUT', 'The name is empty: give the name to show')
    if (name !== undefined) checkText('name', name, longestName)
    if (icon) checkUpload(icon)
    await this.#mutex.run(`${space.name}/${slug}`, async () => {
      const sha256 = icon && (await this.#storeIcon(space, slug, icon))
      const previous = await this.#change(space, slug, (document) => ({
        ...document,
        ...(name !== undefined && { name }),
        ...(sha256 !== undefined && { icon: sha256 }),
      }))
      const previousIcon = previous && readOverwrite(previous).icon
      if (sha256 !== undefined && previousIcon !== undefined && previousIcon !== sha256) {
        await this.#parts.assets.release(previousIcon, overwriteReferenceKey(space, slug))
      }
    })
    await this.#parts.regeneration.regenerate(space, slug)
  }

  /**
   * Begins the maintenance of an application in this space, or ends it if `maintenance` is `undefined`. From then on, the
   * maintenance in the source space is ignored.
   */
  async setMaintenance(space: VirtualSpace, slug: string, maintenance: Maintenance | undefined): Promise<void> {
    const members = maintenance ? maintenanceMembers(maintenance) : { maintenance_activated: false }
    await this.#change(space, checkSlug(slug), ({ maintenance_options, ...document }) => ({ ...document, ...members }))
  }

  // Writes the changed document. Returns the previous document.
  async #change(
    space: VirtualSpace,
    slug: string,
    change: (document: Draft) => Omit<Draft, '_id'>,
  ): Promise<StoredDocument | undefined> {
    const { documents, catalogue } = this.#parts
    const { overwrites } = space.databases
    await documents.ensure(overwrites, [])
    let previous: StoredDocument | undefined
    await updateDocument(documents, overwrites, slug, (current) => {
      previous = current
      return { ...change(current ?? { _id: slug }), _id: slug }
    })
    catalogue.overlayOf(space).overwritesChanged(slug)
    return previous
  }

  #storeIcon(space: VirtualSpace, slug: string, { fileName, content }: Upload): Promise<string> {
    return inTemporaryFolder(async (folder) => {
      const [file, name] = [join(folder, 'icon'), basename(fileName)]
      const sha256 = createHash('sha256').update(content).digest('hex')
      await writeFile(file, content)
      // Only the extension determines the media type (see `Upload`), so no bytes are given.
      const contentType = mediaTypeOf(Buffer.alloc(0), name)
      const asset = { name, file, sha256, size: content.length, contentType }
      await this.#parts.assets.add(asset, slug, overwriteReferenceKey(space, slug))
      return sha256
    })
  }
}
