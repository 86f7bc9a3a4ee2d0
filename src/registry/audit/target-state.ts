import { isDeepStrictEqual } from 'node:util'
import { isDocumentId, type Documents, type StoredDocument } from '../../documents/documents.js'
import { treatMissingDatabaseAs } from '../../documents/treat-missing-database-as.js'
import type { JsonObject } from '../../json.js'
import { versionId } from '../catalogue/app-versions.js'
import type { Space, Spaces } from '../spaces.js'
import { editorOperations } from './audit-filter.js'
import { boundedMembers } from './bounded-members.js'
import type { Change } from './change.js'

// The members of an editor that are no secrets. Its salts are secret.
const shownEditorMembers = ['name', 'auto_publication', 'revocation_counters']
// The members of applications, versions and overwrites that are too large, or may contain secrets.
const hiddenMembers = new Set(['manifest', 'url', 'parameters', 'attachments', 'tar_prefix'])

/**
 * Reads the state of the object that a change concerns: an editor, a version or an application. Other objects have no state here.
 * `undefined` if the object does not exist.
 */
export async function readTargetState(
  documents: Documents,
  spaces: Spaces,
  { operation, on }: Change,
): Promise<JsonObject | undefined> {
  const read = (database: string, id: unknown): Promise<StoredDocument | undefined> =>
    typeof id === 'string' && isDocumentId(id)
      ? treatMissingDatabaseAs(undefined, () => documents.get(database, id))
      : Promise.resolve(undefined)
  const editor = editorOperations.has(operation) ? on.name : operation === 'revokeTokens' ? on.editor : undefined
  if (typeof editor === 'string') return editorState(await read(spaces.shared.editors, editor.toLowerCase()))
  const { app, version, domain } = on
  const space = typeof on.space === 'string' ? spaces.find(on.space) : undefined
  if (!space || typeof app !== 'string' || domain !== undefined) return undefined
  if (typeof version !== 'string') return stateOf(await read(appDatabase(space), app))
  const id = versionId(app, version)
  const published = stateOf(await read(space.databases.versions, id))
  if (published) return { state: 'PUBLISHED', ...published }
  const pending = space.kind === 'REAL' ? stateOf(await read(space.databases.pending, id)) : undefined
  return pending && { state: 'PENDING', ...pending }
}

/** The members that differ between two states. A state without such members is `undefined`. */
export function changedMembers(
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): { before: JsonObject | undefined; after: JsonObject | undefined } {
  const differing = (state: JsonObject = {}, other: JsonObject = {}): JsonObject | undefined => {
    const members = Object.entries(state).filter(([name, value]) => !isDeepStrictEqual(value, other[name]))
    return members.length === 0 ? undefined : Object.fromEntries(members)
  }
  return { before: differing(before, after), after: differing(after, before) }
}

function appDatabase(space: Space): string {
  return space.kind === 'REAL' ? space.databases.apps : space.databases.overwrites
}

function stateOf(document: StoredDocument | undefined): JsonObject | undefined {
  if (!document) return undefined
  const members = Object.entries(document).filter(([name]) => !name.startsWith('_') && !hiddenMembers.has(name))
  return boundedMembers(Object.fromEntries(members))
}

function editorState(document: StoredDocument | undefined): JsonObject | undefined {
  return document && boundedMembers(Object.fromEntries(shownEditorMembers.map((name) => [name, document[name]])))
}
