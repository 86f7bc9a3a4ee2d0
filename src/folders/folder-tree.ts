import { randomBytes } from 'node:crypto'
import { FolderError } from './errors.js'
import { isSameReference, revisionOf, rootId, trashId, type Folder, type Reference } from './folder.js'
import { checkName, checkReference, freeName } from './names.js'

/** The limits of the folders of an instance. */
export interface FolderLimits {
  /** How many folders an instance may have. */
  count: number
  /** How deep folders may nest. */
  depth: number
  /** How many references a folder may have. */
  references: number
  /** How many bytes the folders of an instance may take together. */
  bytes: number
}

/** The time and the author of a change of folders. */
export interface FolderChange {
  /** ISO 8601. */
  now: string
  /** The slug of the application that changes the folders. */
  app?: string | undefined
}

/** All folders of an instance, in memory. `Folders` stores the changes. */
export class FolderTree {
  readonly #folders: Map<string, Folder>
  readonly #limits: FolderLimits
  #isChanged = false

  constructor(folders: Map<string, Folder>, limits: FolderLimits) {
    this.#folders = folders
    this.#limits = limits
  }

  get isChanged(): boolean {
    return this.#isChanged
  }

  get folders(): ReadonlyMap<string, Folder> {
    return this.#folders
  }

  find(id: string): Folder | undefined {
    return this.#folders.get(id)
  }

  /**
   * A folder by its id.
   * @throws FolderError NOT_FOUND
   */
  get(id: string): Folder {
    const folder = this.#folders.get(id)
    if (!folder) throw notFound()
    return folder
  }

  /** The ids of a folder and its ancestors, up to the root. */
  ancestry(id: string): string[] {
    const ids: string[] = []
    for (let next = id; next !== ''; next = this.#folders.get(next)?.dir_id ?? '') ids.push(next)
    return ids
  }

  path(id: string): string {
    const names = this.ancestry(id).map((each) => this.#folders.get(each)?.name ?? '')
    return names.length === 1 ? '/' : names.reverse().join('/')
  }

  /** The id of the folder with a path. */
  idAt(path: string): string | undefined {
    const names = path.split('/').filter((name) => name !== '')
    return names.reduce<string | undefined>((id, name) => id && this.#childNamed(id, name), rootId)
  }

  /** The ids of the direct subfolders of a folder, sorted by name. The trash is left out. */
  children(id: string): string[] {
    const inside = [...this.#folders].filter(([child, { dir_id }]) => dir_id === id && child !== trashId)
    return inside.sort(([, a], [, b]) => (a.name < b.name ? -1 : 1)).map(([child]) => child)
  }

  /** The ids of the folders that have this reference. */
  referencing(reference: Reference): string[] {
    const found = [...this.#folders].filter(([, { referenced_by }]) =>
      referenced_by.some((each) => isSameReference(each, reference)),
    )
    return found.map(([id]) => id)
  }

  /**
   * Creates a folder.
   * @returns its id
   * @throws FolderError NOT_FOUND, INVALID_NAME, EXISTS, FORBIDDEN_MOVE, TOO_LARGE
   */
  create(parent: string, name: string, { now, app }: FolderChange): string {
    this.get(parent)
    this.#requirePlace(parent, checkName(name))
    if (this.#folders.size >= this.#limits.count) throw this.#tooLarge('count', 'an instance may have', 'folders')
    this.#requireDepth(this.ancestry(parent).length)
    const id = newId(now)
    this.#set(id, {
      name,
      dir_id: parent,
      created_at: now,
      updated_at: now,
      referenced_by: [],
      changes: { createdAt: now, updatedAt: now, ...(app !== undefined && { createdByApp: app }) },
      generation: 1,
    })
    return id
  }

  /**
   * Renames a folder, or moves it into another one.
   * @param revision if given, must be the current revision of the folder
   * @throws FolderError NOT_FOUND, INVALID_NAME, EXISTS, PROTECTED, FORBIDDEN_MOVE, STALE_REVISION, TOO_LARGE
   */
  update(
    id: string,
    {
      name,
      parent,
      revision,
    }: { name?: string | undefined; parent?: string | undefined; revision?: string | undefined },
    change: FolderChange,
  ): void {
    const folder = this.#getMovable(id)
    this.requireRevision(id, revision)
    const target = { name: checkName(name ?? folder.name), dir_id: parent ?? folder.dir_id }
    this.get(target.dir_id)
    if (target.name === folder.name && target.dir_id === folder.dir_id) return
    if (this.ancestry(target.dir_id).includes(id)) {
      throw new FolderError('FORBIDDEN_MOVE', 'a folder can not be moved into itself, or into a folder below it')
    }
    if (target.dir_id !== folder.dir_id) this.#requireDepth(this.ancestry(target.dir_id).length + this.#height(id) - 1)
    this.#requirePlace(target.dir_id, target.name)
    this.#write(id, { ...folder, ...target }, change)
  }

  /**
   * Moves a folder to the trash. If the trash has a folder with the same name, the moved folder gets another name.
   * @throws FolderError NOT_FOUND, PROTECTED, IN_TRASH, STALE_REVISION
   */
  trash(id: string, change: FolderChange, revision?: string): void {
    const folder = this.#getMovable(id)
    this.requireRevision(id, revision)
    if (this.isTrashed(id)) throw new FolderError('IN_TRASH', 'File is already in the trash')
    const name = this.#freeName(trashId, folder.name)
    this.#write(id, { ...folder, name, dir_id: trashId, restore_path: this.path(folder.dir_id) }, change)
  }

  /**
   * Moves a folder from the trash to the folder that it came from. If that folder is missing or in the trash, the target is the
   * root. If the target has a folder with the same name, the moved folder gets another name.
   * @throws FolderError NOT_FOUND, NOT_IN_TRASH, TOO_LARGE
   */
  restore(id: string, change: FolderChange): void {
    const { restore_path, ...folder } = this.get(id)
    if (folder.dir_id !== trashId) throw new FolderError('NOT_IN_TRASH', 'File is not in the trash')
    const origin = this.idAt(restore_path ?? '/') ?? rootId
    const parent = this.isTrashed(origin) ? rootId : origin
    this.#requireDepth(this.ancestry(parent).length + this.#height(id) - 1)
    this.#write(id, { ...folder, name: this.#freeName(parent, folder.name), dir_id: parent }, change)
  }

  /**
   * Removes a folder in the trash, with all folders below it.
   * @throws FolderError NOT_FOUND, NOT_IN_TRASH, STALE_REVISION
   */
  destroy(id: string, revision?: string): void {
    this.get(id)
    this.requireRevision(id, revision)
    if (id === trashId || !this.isTrashed(id)) throw new FolderError('NOT_IN_TRASH', 'File is not in the trash')
    this.#removeWithSubfolders([id])
  }

  /** Removes all folders in the trash. */
  emptyTrash(): void {
    this.#removeWithSubfolders(this.children(trashId))
  }

  /** Whether a folder is the trash itself, or is in the trash. */
  isTrashed(id: string): boolean {
    return this.ancestry(id).includes(trashId)
  }

  /**
   * Adds references to a folder. References that the folder already has are skipped.
   * @throws FolderError NOT_FOUND, INVALID_REFERENCE, TOO_LARGE
   */
  addReferences(id: string, references: readonly Reference[], change: FolderChange): void {
    const folder = this.get(id)
    const all = [...folder.referenced_by]
    for (const reference of references) {
      if (!all.some((each) => isSameReference(each, reference))) all.push(checkReference(reference))
    }
    if (all.length === folder.referenced_by.length) return
    if (all.length > this.#limits.references) throw this.#tooLarge('references', 'a folder may have', 'references')
    this.#write(id, { ...folder, referenced_by: all }, change)
  }

  /**
   * Removes references from a folder. References that the folder does not have are skipped.
   * @throws FolderError NOT_FOUND
   */
  removeReferences(id: string, references: readonly Reference[], change: FolderChange): void {
    const folder = this.get(id)
    const kept = folder.referenced_by.filter((each) => !references.some((other) => isSameReference(each, other)))
    if (kept.length < folder.referenced_by.length) this.#write(id, { ...folder, referenced_by: kept }, change)
  }

  /**
   * Checks that `revision`, if given, is the current revision of a folder.
   * @throws FolderError NOT_FOUND, STALE_REVISION
   */
  requireRevision(id: string, revision: string | undefined): void {
    if (revision !== undefined && revision !== revisionOf(this.get(id))) {
      throw new FolderError('STALE_REVISION', 'Revision does not match')
    }
  }

  #getMovable(id: string): Folder {
    const folder = this.get(id)
    if (id !== rootId && id !== trashId) return folder
    throw new FolderError('PROTECTED', 'the root folder and the trash can not be changed')
  }

  // Checks that a folder can be put into `parent` under this name: the parent is not in the trash, and the name is free.
  #requirePlace(parent: string, name: string): void {
    if (this.isTrashed(parent))
      throw new FolderError(
        'FORBIDDEN_MOVE',
        'folders can not be created in the trash, or moved there by an update: send DELETE to move a folder there',
      )
    if (this.#childNamed(parent, name) !== undefined) throw new FolderError('EXISTS', 'file already exists')
  }

  #requireDepth(depth: number): void {
    if (depth > this.#limits.depth) throw this.#tooLarge('depth', 'folders may nest', 'levels')
  }

  #childNamed(parent: string, name: string): string | undefined {
    for (const [id, folder] of this.#folders) if (folder.dir_id === parent && folder.name === name) return id
    return undefined
  }

  #freeName(parent: string, name: string): string {
    const inside = [...this.#folders.values()].filter(({ dir_id }) => dir_id === parent)
    const taken = new Set(inside.map((folder) => folder.name))
    return freeName(name, (each) => taken.has(each))
  }

  // The number of levels of a folder with all folders below it: 1 without subfolders.
  #height(id: string): number {
    const depth = this.ancestry(id).length
    const depths = [...this.#folders.keys()].map((each) => this.ancestry(each))
    return Math.max(...depths.filter((ids) => ids.includes(id)).map((ids) => ids.length)) - depth + 1
  }

  #tooLarge(limit: keyof FolderLimits, subject: string, unit: string): FolderError {
    const max = String(this.#limits[limit])
    return new FolderError('TOO_LARGE', `${subject} ${max} ${unit} at most (limits.folders.${limit})`)
  }

  #removeWithSubfolders(ids: readonly string[]): void {
    const tops = new Set(ids)
    const removed = [...this.#folders.keys()].filter((id) => this.ancestry(id).some((each) => tops.has(each)))
    for (const id of removed) this.#folders.delete(id)
    if (removed.length > 0) this.#isChanged = true
  }

  #write(id: string, folder: Folder, { now }: FolderChange): void {
    const changes = folder.changes && { ...folder.changes, updatedAt: now }
    this.#set(id, { ...folder, ...(changes && { changes }), generation: folder.generation + 1 })
  }

  #set(id: string, folder: Folder): void {
    this.#folders.set(id, folder)
    this.#isChanged = true
  }
}

// As with CouchDB, ids sort in the order of creation.
function newId(now: string): string {
  return Date.parse(now).toString(16).padStart(12, '0') + randomBytes(10).toString('hex')
}

function notFound(): FolderError {
  return new FolderError('NOT_FOUND', 'file does not exist')
}
