import type { Change, StoredDocument } from '../../documents/documents.js'

/** What happened to an application. */
export type AppChangeKind =
  'PUBLISHED' | 'WITHDRAWN' | 'RESTORED' | 'REMOVED' | 'DEPRECATED' | 'MAINTENANCE' | 'LABEL' | 'CHANGED'

/** The change of one document of a space, as a change of an application. */
export interface DocumentChange {
  slug: string
  /** The number of the version, if the document is a version. */
  version?: string
  kind: AppChangeKind
  /** The kinds that the change may have. Has several if the previous state of the document is not known. */
  possibleKinds: ReadonlySet<AppChangeKind>
  /** Orders the changes of a batch. */
  key: string
}

/** Makes changes of applications from changes of the documents in one database. */
export interface ChangeReader {
  /** Loads the present states of the documents, so that later changes can be compared with them. */
  prepare(): Promise<void>
  /**
   * Describes the newest change of a document, and remembers its state.
   * @param document the document after the change; `undefined` if it was removed
   */
  describeNext(change: Change, document: StoredDocument | undefined): Omit<DocumentChange, 'key'> | undefined
  /** Describes a change without the previous state. */
  describe(change: Change, document: StoredDocument | undefined): Omit<DocumentChange, 'key'> | undefined
}

/** The number of writes that a document has had, with this one. */
export function generationOf(revision: string): number {
  return Number.parseInt(revision, 10)
}
