import { ConflictError, type Documents, type Draft } from '../../documents/documents.js'
import type { Json } from '../../json.js'
import { RegistryError } from '../errors.js'
import type { AppRecord } from '../records.js'
import type { RealSpace } from '../spaces.js'
import { shortened } from '../shortened.js'
import { versionId } from '../catalogue/app-versions.js'
import { readWithdrawal, type Withdrawal } from '../withdrawal.js'

/** The properties of a version to record. */
export interface NewVersion {
  version: string
  manifest: Json
  /** RFC 3339, UTC. */
  createdAt: string
  url: string
  size: number
  sha256: string
  prefix: string
  attachments: Record<string, string>
}

/** The document of a new version, with its members in the order of the reference registry. */
export function versionDocument(app: AppRecord, version: NewVersion): Draft {
  return {
    _id: versionId(app.slug, version.version),
    attachments: version.attachments,
    slug: app.slug,
    // Editor and type are those of the application, not of the manifest.
    editor: app.editor,
    type: app.type,
    version: version.version,
    manifest: version.manifest,
    created_at: version.createdAt,
    url: version.url,
    // A string: the reference registry and clients can't read a number here.
    size: String(version.size),
    sha256: version.sha256,
    tar_prefix: version.prefix,
  }
}

/**
 * Writes the document of a version: the commit point of a publication.
 * @throws RegistryError VERSION_EXISTS when another publication was faster
 */
export async function recordVersion(documents: Documents, database: string, document: Draft): Promise<string> {
  try {
    return await documents.put(database, document)
  } catch (error) {
    if (error instanceof ConflictError) throw versionExists(document._id)
    throw error
  }
}

/**
 * Refuses a version that exists already, published or pending.
 * @throws RegistryError VERSION_EXISTS
 */
export async function refuseDuplicate(
  documents: Documents,
  { databases }: RealSpace,
  slug: string,
  version: string,
): Promise<void> {
  // Looks up the pending version first. An approval publishes a version before it removes the pending one, so this order can't
  // miss both.
  for (const database of [databases.pending, databases.versions]) {
    const document = await documents.get(database, versionId(slug, version))
    if (document) throw versionExists(document._id, readWithdrawal(document))
  }
}

/** The refusal of a version that exists already, published or pending. */
function versionExists(id: string, withdrawn?: Withdrawal): RegistryError {
  const detail = withdrawn
    ? `${id} is withdrawn ("${shortened(withdrawn.reason)}"), and versions never change: restore it, or publish the next number`
    : `${id} was published or submitted already, and versions never change: publish the next number`
  return new RegistryError('VERSION_EXISTS', 'Version already exists', { detail })
}
