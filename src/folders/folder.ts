import { createHash } from 'node:crypto'
import { z } from 'zod'

/** The doctype of folders. */
export const foldersDoctype = 'io.cozy.files'

/** The id of the root folder. */
export const rootId = 'io.cozy.files.root-dir'

/** The id of the trash, a subfolder of the root. */
export const trashId = 'io.cozy.files.trash-dir'

const referenceShape = z.object({ id: z.string(), type: z.string() })

/** A document that a folder belongs to, such as an application. The document need not exist. */
export type Reference = z.infer<typeof referenceShape>

/** The stored form of a folder. Members have the names of cozy-stack. The path is not stored, so a move changes only one folder. */
export const folderShape = z.object({
  name: z.string(),
  /** The id of the parent folder; empty for the root. */
  dir_id: z.string(),
  /** The path of the folder from which it was moved to the trash. */
  restore_path: z.string().optional(),
  created_at: z.string(),
  updated_at: z.string(),
  referenced_by: z.array(referenceShape),
  /** When the document of the folder was created and last changed; absent for the root and the trash. */
  changes: z.object({ createdAt: z.string(), updatedAt: z.string(), createdByApp: z.string().optional() }).optional(),
  /** How often the folder was written. */
  generation: z.number().int().positive(),
})

/** A folder of an instance. */
export type Folder = Readonly<z.infer<typeof folderShape>>

/** The revision of a folder, in the form of CouchDB's revisions. */
export function revisionOf(folder: Folder): string {
  // Parsing orders the members, so that a folder has the same revision before and after it is stored.
  const text = JSON.stringify(folderShape.parse(folder))
  return `${String(folder.generation)}-${createHash('md5').update(text).digest('hex')}`
}

/** Whether two references are the same. */
export function isSameReference(a: Reference, b: Reference): boolean {
  return a.type === b.type && a.id === b.id
}

/** The values of a folder's field, for permissions that select folders by this field. Empty for an unsupported field. */
export function selectableValues(folder: Folder, field: string): string[] {
  if (field === 'type') return ['directory']
  if (field === 'name' || field === 'dir_id') return [folder[field]]
  return field === 'referenced_by' ? folder.referenced_by.map(({ type, id }) => `${type}/${id}`) : []
}
