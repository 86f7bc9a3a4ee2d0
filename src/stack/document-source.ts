import { foldersDoctype } from '../folders/folder.js'
import type { Folders } from '../folders/folders.js'
import { selectableFields } from '../installed-apps/installed-app.js'
import type { Caller } from '../instances/caller.js'
import type { Instance } from '../instances/instance.js'
import type { InstanceDocuments } from '../instances/instance-documents.js'
import { allowsDocument } from '../instances/permissions/matching.js'
import type { Json, JsonObject } from '../json.js'
import { allowsFolder } from './folder-permission.js'
import { FolderResources } from './folder-resource.js'
import { valueAt } from './selector.js'

/** A document as clients see it. */
export interface ListedDocument extends JsonObject {
  _id: string
  _rev: string
}

/** The documents of one doctype of an instance, as clients see them. */
export interface DocumentSource {
  count(): Promise<number>
  /** Whether a caller has a permission to read one document. A missing document is `undefined`: then only its id is checked. */
  isReadable(caller: Caller, id: string, document: ListedDocument | undefined): boolean
  get(id: string): Promise<ListedDocument | undefined>
  /** The documents with these ids, in the order of `ids`. `undefined` for an id without a document. */
  getEach(ids: readonly string[]): AsyncIterable<ListedDocument | undefined>
  /** The documents with an id of at least `startId`, in byte order of ids. */
  list(startId?: string): AsyncIterable<ListedDocument>
}

/**
 * The doctypes that clients can read, except folders. For each doctype: the fields that the rules of permissions can select;
 * `undefined` for all fields.
 */
const storedDoctypes: ReadonlyMap<string, ReadonlySet<string> | undefined> = new Map([
  ['io.cozy.apps', selectableFields],
  ['io.cozy.konnectors', selectableFields],
  ['io.cozy.remote.requests', undefined],
])

/** Finds the documents of a doctype. `undefined` if clients can't read this doctype. */
export type FindSource = (instance: Instance, doctype: string) => Promise<DocumentSource | undefined>

/** Creates the function that finds documents. */
export function createFindSource(documents: InstanceDocuments, folders: Folders): FindSource {
  return async (instance, doctype) => {
    if (doctype === foldersDoctype) return folderSource(new FolderResources(instance, await folders.read(instance)))
    return storedDoctypes.has(doctype) ? storedSource(documents, instance, doctype) : undefined
  }
}

/** The folders of an instance, which are stored in one document. */
export function folderSource(folders: FolderResources): DocumentSource {
  const ids = folders.ids()
  return {
    count: () => Promise.resolve(ids.length),
    isReadable: (caller, id) => allowsFolder(caller, 'GET', folders.tree, id),
    get: (id) => Promise.resolve(folders.has(id) ? folders.document(id) : undefined),
    async *getEach(asked) {
      for (const id of asked) yield folders.has(id) ? folders.document(id) : undefined
    },
    async *list(startId = '') {
      for (const id of ids) if (id >= startId) yield folders.document(id)
    },
  }
}

function storedSource(documents: InstanceDocuments, instance: Instance, doctype: string): DocumentSource {
  return {
    count: async () => (await documents.ids(instance, doctype)).length,
    isReadable({ rules }, id, document) {
      const isSelectable = (field: string): boolean => storedDoctypes.get(doctype)?.has(field) ?? true
      const valuesOf = (field: string): string[] =>
        document && isSelectable(field) ? textsIn(valueAt(document, field)) : []
      return allowsDocument(rules.values(), 'GET', { type: doctype, id, valuesOf })
    },
    async get(id) {
      const document = await documents.get(instance, doctype, id)
      return document && visibleMembers(document)
    },
    async *getEach(ids) {
      for await (const document of documents.getEach(instance, doctype, ids)) yield document && visibleMembers(document)
    },
    async *list(startId) {
      for await (const document of documents.list(instance, doctype, startId)) yield visibleMembers(document)
    },
  }
}

// A document without its internal member: the checksum of an archive that did not come from a registry.
function visibleMembers({ archive_checksum: _archive, ...document }: ListedDocument): ListedDocument {
  return document
}

function textsIn(value: Json | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string')
}
