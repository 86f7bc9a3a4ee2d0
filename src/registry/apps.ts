import { ConflictError, type Documents, type Draft, type StoredDocument } from '../documents/documents.js'
import type { JsonObject } from '../json.js'
import type { App, Catalogue } from './catalogue/catalogue.js'
import { completeCommitments, type Commitment, type CommitmentAuthor } from './commitments.js'
import type { Editors } from './editors.js'
import { RegistryError } from './errors.js'
import { appNotFound } from './not-found.js'
import { maintenanceMembers, readApp } from './records.js'
import type { AppRecord, AppType, Maintenance, MaintenanceMessage } from './records.js'
import { checkNewSlug, checkSlug } from './slugs.js'
import { checkText } from './storable.js'
import type { RealSpace, Space, VirtualSpace } from './spaces.js'
import { updateDocument } from './retry-on-conflict.js'
import type { Overwrites } from './virtual/overwrites.js'

/** An application to create. */
export interface NewApp {
  slug: string
  /** Name of an existing editor, case-insensitive. */
  editor: string
  type: AppType
  commitment?: Commitment | undefined
  commitmentBy?: CommitmentAuthor | undefined
}

/** A change of an application. Absent members stay as they are. */
export interface AppChange {
  /** Must be the current editor of the application. The empty string counts as absent. */
  editor?: string | undefined
  /** Must be the current type of the application. */
  type?: AppType | undefined
  commitment?: Commitment | undefined
  commitmentBy?: CommitmentAuthor | undefined
}

/** The dependencies of `Apps`. */
export interface AppsParts {
  documents: Documents
  catalogue: Catalogue
  editors: Editors
  overwrites: Overwrites
}

/** Creates and changes applications. */
export class Apps {
  readonly #documents: Documents
  readonly #catalogue: Catalogue
  readonly #editors: Editors
  readonly #overwrites: Overwrites

  constructor({ documents, catalogue, editors, overwrites }: AppsParts) {
    this.#documents = documents
    this.#catalogue = catalogue
    this.#editors = editors
    this.#overwrites = overwrites
  }

  /**
   * Creates an application without versions.
   * @throws RegistryError INVALID_SLUG, INVALID_APP, INVALID_EDITOR_NAME, EDITOR_NOT_FOUND, APP_EXISTS
   */
  async create(space: RealSpace, app: NewApp): Promise<App> {
    checkNewSlug(app.slug)
    if (app.editor === '') {
      throw new RegistryError('INVALID_APP', 'Invalid application: the following `editor` field is empty', {
        detail: 'The editor of the application is missing: give the name of an existing editor',
      })
    }
    const { name } = await this.#editors.get(app.editor)
    const { commitment, commitmentBy } = completeCommitments(app.commitment ?? '', app.commitmentBy ?? '', name)
    const document: Draft = {
      _id: app.slug,
      slug: app.slug,
      type: app.type,
      editor: name,
      created_at: new Date().toISOString(),
      data_usage_commitment: commitment,
      data_usage_commitment_by: commitmentBy,
    }
    try {
      const revision = await this.#documents.put(space.databases.apps, document)
      this.#catalogue.of(space).appChanged(app.slug)
      return { space, record: readApp({ ...document, _rev: revision }) }
    } catch (error) {
      if (error instanceof ConflictError) throw appExists(app.slug)
      throw error
    }
  }

  /**
   * Changes the commitment about the usage of data, and its author.
   * @throws RegistryError INVALID_SLUG, APP_NOT_FOUND, INVALID_APP
   */
  update(space: RealSpace, slug: string, change: AppChange): Promise<App> {
    return this.#change(space, slug, (document) => {
      checkUnchanged(readApp(document), change)
      return {
        ...document,
        ...(change.commitment && { data_usage_commitment: change.commitment }),
        ...(change.commitmentBy && { data_usage_commitment_by: change.commitmentBy }),
      }
    })
  }

  /**
   * Gives an application to another editor. Its versions keep the editor that published them.
   * @param editor name of an existing editor, case-insensitive
   * @returns the application, and the name of its editor before the change
   * @throws RegistryError INVALID_SLUG, APP_NOT_FOUND, INVALID_EDITOR_NAME, EDITOR_NOT_FOUND
   */
  async transfer(space: RealSpace, slug: string, editor: string): Promise<{ app: App; previousEditor: string }> {
    checkSlug(slug)
    const { name } = await this.#editors.get(editor)
    let previousEditor = ''
    const app = await this.#change(space, slug, (document) => {
      const { editor: previous, commitmentBy } = readApp(document)
      previousEditor = previous
      const keepsCommitment = commitmentBy !== 'editor' || previous.toLowerCase() === name.toLowerCase()
      // The new editor has not made the commitment of the previous one.
      const dropped = { data_usage_commitment: 'none', data_usage_commitment_by: 'none' }
      return { ...document, editor: name, ...(!keepsCommitment && dropped) }
    })
    return { app, previousEditor }
  }

  /**
   * Begins the maintenance of an application, or ends it if `maintenance` is `undefined`. In a virtual space, the change applies
   * to that space only.
   * @throws RegistryError INVALID_SLUG, APP_NOT_FOUND, INVALID_INPUT
   */
  async setMaintenance(space: Space, slug: string, maintenance: Maintenance | undefined): Promise<App> {
    checkMessages(maintenance?.messages ?? [])
    if (space.kind === 'VIRTUAL') return this.#overwriteMaintenance(space, slug, maintenance)
    return this.#change(space, slug, ({ maintenance_activated, maintenance_options, ...rest }) => ({
      ...rest,
      ...(maintenance && maintenanceMembers(maintenance)),
    }))
  }

  async #overwriteMaintenance(space: VirtualSpace, slug: string, maintenance: Maintenance | undefined): Promise<App> {
    await this.#catalogue.get(space, slug)
    await this.#overwrites.setMaintenance(space, slug, maintenance)
    return this.#catalogue.get(space, slug)
  }

  async #change(space: RealSpace, slug: string, change: (document: StoredDocument) => JsonObject): Promise<App> {
    const stored = await updateDocument(
      this.#documents,
      space.databases.apps,
      checkSlug(slug),
      (current) => current && { ...change(current), _id: current._id, _rev: current._rev },
    )
    if (!stored) throw appNotFound(space, slug)
    this.#catalogue.of(space).appChanged(slug)
    return { space, record: readApp(stored) }
  }
}

const maxMessages = 100
// The maximum lengths of texts in a message, in characters. They are limited because lists of applications contain all messages.
const maxLengths = { locale: 35, short: 1000, long: 10_000 }

/**
 * Checks the messages of a maintenance.
 * @throws RegistryError INVALID_INPUT
 */
export function checkMessages(messages: readonly MaintenanceMessage[]): void {
  if (messages.length > maxMessages) {
    throw new RegistryError(
      'INVALID_INPUT',
      `There are ${String(messages.length)} messages: give ${String(maxMessages)} at most`,
    )
  }
  const locales = new Set<string>()
  for (const message of messages) {
    checkText('locale of a message', message.locale, maxLengths.locale)
    checkText('short text of a message', message.short, maxLengths.short)
    checkText('long text of a message', message.long, maxLengths.long)
    if (locales.has(message.locale)) {
      throw new RegistryError('INVALID_INPUT', `There are two messages for the locale "${message.locale}": give one`)
    }
    locales.add(message.locale)
  }
}

/**
 * Checks that a change keeps the editor and the type of an application.
 * @throws RegistryError INVALID_APP
 */
export function checkUnchanged(app: AppRecord, { editor, type }: { editor?: OptionalText; type?: OptionalText }): void {
  if (editor && editor !== app.editor) throw cannotChange('editor', app.editor)
  if (type && type !== app.type) throw cannotChange('type', app.type)
}

// `null`, `undefined` and the empty string mean that the member is absent.
type OptionalText = string | null | undefined

function appExists(slug: string): RegistryError {
  return new RegistryError('APP_EXISTS', 'Application already exists', {
    detail: `The space has an application "${slug}" already: choose another slug`,
  })
}

function cannotChange(member: 'editor' | 'type', current: string): RegistryError {
  const advice =
    member === 'editor' ? '. To give the application to another editor, use transferApp or transfer-app' : ''
  return new RegistryError('INVALID_APP', `Application can not be updated: ${member} can not change`, {
    detail: `The ${member} of this application is "${current}", and can't change: leave the ${member} out${advice}`,
  })
}
