import { isDeepStrictEqual } from 'node:util'
import type { Change, StoredDocument } from '../../documents/documents.js'
import type { Commitments } from '../commitments.js'
import { readApp, readOverwrite } from '../records.js'
import { generationOf, type AppChangeKind, type ChangeReader, type DocumentChange } from './document-change.js'

/** The parts of an application whose changes have a kind of their own. */
export interface AppAspects {
  slug: string
  maintenance: unknown
  deprecated?: unknown
  /** What the label depends on, besides the manifest. */
  commitments?: Commitments
}

interface AppState {
  revision: string
  aspects: AppAspects
}

const removed: ReadonlySet<AppChangeKind> = new Set(['REMOVED'])
const changed: ReadonlySet<AppChangeKind> = new Set(['CHANGED'])
const unknown: ReadonlySet<AppChangeKind> = new Set(['MAINTENANCE', 'DEPRECATED', 'LABEL', 'CHANGED'])

/** The documents that an `AppChangeReader` reads: applications, or their overwrites in a virtual space. */
export interface AppDocuments {
  /** Loads all documents. */
  load: () => Promise<Iterable<StoredDocument>>
  aspectsOf: (document: StoredDocument) => AppAspects
  /** Whether the removal of a document removes an application. The removal of an overwrite only changes it. */
  isWholeApp: boolean
}

/** Compares the documents of applications with their previous states. */
export class AppChangeReader implements ChangeReader {
  readonly #documents: AppDocuments
  readonly #states = new Map<string, AppState>()
  #isPrepared = false

  constructor(documents: AppDocuments) {
    this.#documents = documents
  }

  async prepare(): Promise<void> {
    for (const document of await this.#documents.load()) this.#remember(document)
    this.#isPrepared = true
  }

  describeNext(change: Change, document: StoredDocument | undefined): Omit<DocumentChange, 'key'> {
    const previous = this.#states.get(change.id)
    if (document) this.#remember(document)
    else this.#states.delete(change.id)
    // The document was loaded after this change.
    if (previous?.revision === change.revision) return this.describe(change, document)
    if (!previous) return this.#isPrepared ? this.#newDocument(change, document) : this.describe(change, document)
    if (!document && this.#documents.isWholeApp) return this.describe(change, document)
    const { slug } = previous.aspects
    const kinds = differencesOf(previous.aspects, document && this.#documents.aspectsOf(document))
    const [kind = 'CHANGED', ...others] = kinds
    if (others.length === 0) return { slug, kind, possibleKinds: new Set([kind]) }
    return { slug, kind: 'CHANGED', possibleKinds: new Set([...kinds, 'CHANGED']) }
  }

  describe({ id, revision }: Change, document: StoredDocument | undefined): Omit<DocumentChange, 'key'> {
    const slug = document ? this.#documents.aspectsOf(document).slug : id
    if (!this.#documents.isWholeApp) return { slug, kind: 'CHANGED', possibleKinds: unknown }
    if (!document) return { slug, kind: 'REMOVED', possibleKinds: removed }
    const possibleKinds = generationOf(revision) === 1 ? changed : unknown
    return { slug, kind: 'CHANGED', possibleKinds }
  }

  #newDocument(change: Change, document: StoredDocument | undefined): Omit<DocumentChange, 'key'> {
    if (!document || this.#documents.isWholeApp) {
      return document ? { ...this.describe(change, document), possibleKinds: changed } : this.describe(change, document)
    }
    const aspects = this.#documents.aspectsOf(document)
    const kind = aspects.maintenance === undefined ? 'CHANGED' : 'MAINTENANCE'
    return { slug: aspects.slug, kind, possibleKinds: new Set([kind, 'CHANGED']) }
  }

  #remember(document: StoredDocument): void {
    this.#states.set(document._id, { revision: document._rev, aspects: this.#documents.aspectsOf(document) })
  }
}

function differencesOf(before: AppAspects, after: AppAspects | undefined): AppChangeKind[] {
  const kinds: AppChangeKind[] = []
  if (!isDeepStrictEqual(before.maintenance, after?.maintenance)) kinds.push('MAINTENANCE')
  if (after && !isDeepStrictEqual(before.deprecated, after.deprecated)) kinds.push('DEPRECATED')
  if (after && !isDeepStrictEqual(before.commitments, after.commitments)) kinds.push('LABEL')
  return kinds
}

/** The aspects of an application in a real space. */
export function aspectsOfApp(document: StoredDocument): AppAspects {
  const { slug, maintenance, deprecated, commitment, commitmentBy } = readApp(document)
  return { slug, maintenance, deprecated, commitments: { commitment, commitmentBy } }
}

/** The aspects of an application that a virtual space overwrites. */
export function aspectsOfOverwrite(document: StoredDocument): AppAspects {
  const { slug, maintenance } = readOverwrite(document)
  return { slug, maintenance }
}

/** The documents of records. */
export function documentsOf(records: Iterable<{ document: StoredDocument }>): StoredDocument[] {
  return Array.from(records, ({ document }) => document)
}
