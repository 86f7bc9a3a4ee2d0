import { createHash } from 'node:crypto'
import type { Instance } from '../instances/instance.js'
import { rootId, trashId, type Folder } from './folder.js'

/** Which folders the new instances of a context have. */
export interface FirstFolders {
  /** Whether there is a folder for administrative papers. Otherwise, the root folder gets `administrativeReference`. */
  administrative: boolean
  photos: boolean
}

const administrativeReference = { id: 'io.cozy.apps/administrative', type: 'io.cozy.apps' }

// By language; all other languages have the English names.
const names: ReadonlyMap<string, { administrative: string; photos: string }> = new Map([
  ['en', { administrative: 'Administrative', photos: 'Photos' }],
  ['fr', { administrative: 'Administratif', photos: 'Photos' }],
])
const englishNames = { administrative: 'Administrative', photos: 'Photos' }

/**
 * The folders of a new instance. Their ids and dates are computed from the instance alone. So they are not stored before the
 * first change.
 */
export function firstFolders(instance: Instance, { administrative, photos }: FirstFolders): Map<string, Folder> {
  const { createdAt, locale } = instance
  const localNames = names.get(locale.split(/[_-]/)[0] ?? '') ?? englishNames
  const common = { created_at: createdAt, updated_at: createdAt, referenced_by: [], generation: 1 }
  const changes = { createdAt, updatedAt: createdAt }
  const folders = new Map<string, Folder>()
  folders.set(rootId, {
    ...common,
    name: '',
    dir_id: '',
    ...(!administrative && { referenced_by: [administrativeReference], generation: 2 }),
  })
  folders.set(trashId, { ...common, name: '.cozy_trash', dir_id: rootId })
  const add = (role: 'administrative' | 'photos', references: Folder['referenced_by']): void => {
    const folder = { ...common, name: localNames[role], dir_id: rootId, referenced_by: references, changes }
    folders.set(idOf(instance, role), folder)
  }
  if (administrative) add('administrative', [administrativeReference])
  if (photos) add('photos', [])
  return folders
}

function idOf({ databasePrefix }: Instance, role: string): string {
  return createHash('sha256').update(`${databasePrefix} ${role}`).digest('hex').slice(0, 32)
}
