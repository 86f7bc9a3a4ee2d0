import { assetsContainer, type Spaces } from '../spaces.js'

// Archives have the format of the reference registry. The names of the folders are the same for all engines:
// `<root>/couchdb/<database>/<id>.json` and `<root>/swift/<container>/<key>`. The reference registry reads only the root
// `registry`. The root `gateway` has data that the reference registry does not know: editors, tokens and virtual spaces.
const referenceRoot = 'registry'
const gatewayRoot = 'gateway'
const roots = [referenceRoot, gatewayRoot]
const documentsFolder = 'couchdb'
const objectsFolder = 'swift'
// Stands for the prefix of database names, which another registry may have configured differently.
const prefixMark = '__prefix__'

/** Thrown for an archive that is invalid, or has entries that don't belong to this registry. */
export class ImportRefusedError extends Error {
  override name = 'ImportRefusedError'
}

/** Thrown when files of a registry or an archive are damaged or missing, or when the object store refuses them. */
export class DamagedFilesError extends Error {
  override name = 'DamagedFilesError'
  /**
   * @param outcome the state after the failure, such as `Nothing was changed`
   * @param problems the text of `damageText`
   */
  constructor(outcome: string, problems: string, advice: string) {
    super(`${outcome}: ${problems}\n${advice}`)
  }
}

/**
 * The message for files with problems. It names every file.
 * @param problems a message for each file
 */
export function damageText(problems: readonly string[], kinds = 'damaged or missing'): string {
  const files = problems.length === 1 ? '1 file is' : `${String(problems.length)} files are`
  return `${files} ${kinds}:${problems.map((problem) => `\n  ${problem}`).join('')}`
}

/** The message for files that an import can't store, or leaves out. It names every file. */
export function importDamageText(problems: readonly string[]): string {
  return damageText(problems, 'damaged, missing or impossible to store')
}

/** The database or the object that an entry of an archive belongs to. */
export type Place = { kind: 'document'; database: string } | { kind: 'object'; container: string; key: string }

/** A set of databases and containers of a registry. */
export interface Part {
  databases: string[]
  containers: string[]
}

/** Maps the databases and containers of a registry to the entries of an archive, and back. */
export class Layout {
  /** The databases and containers that the reference registry exports and imports, too. */
  readonly referenceData: Part
  /** The databases and containers that the reference registry does not export: editors, their tokens, and virtual spaces. */
  readonly gatewayOnlyData: Part
  readonly spaces: Spaces
  readonly #prefix: string

  constructor(spaces: Spaces) {
    this.spaces = spaces
    this.#prefix = spaces.prefix
    this.referenceData = {
      databases: [
        spaces.shared.assets,
        ...spaces.real.flatMap(({ databases: { apps, versions, pending } }) => [apps, versions, pending]),
      ],
      containers: [assetsContainer, ...spaces.real.map(({ name }) => name)],
    }
    this.gatewayOnlyData = {
      databases: [
        spaces.shared.editors,
        spaces.shared.tokens,
        ...spaces.virtual.flatMap(({ databases: { overwrites, versions } }) => [overwrites, versions]),
      ],
      containers: spaces.virtual.map(({ name }) => name),
    }
  }

  /** The name of the entry that holds a document. Readers use the document's `_id`, not this name. */
  documentEntry(database: string, id: string): string {
    const folder = prefixMark + database.slice(this.#prefix.length)
    const root = this.referenceData.databases.includes(database) ? referenceRoot : gatewayRoot
    return `${root}/${documentsFolder}/${folder}/${id.replaceAll('/', '%2F')}.json`
  }

  /** The name of the entry that holds an object. */
  objectEntry(container: string, key: string): string {
    const root = this.referenceData.containers.includes(container) ? referenceRoot : gatewayRoot
    return `${root}/${objectsFolder}/${container}/${key}`
  }

  /**
   * The place of an entry, by its name in the archive. `undefined` for an entry to skip.
   * @throws ImportRefusedError for a database or container that no configured space has, or a key that leads out of its container
   */
  placeOf(entry: string): Place | undefined {
    // `tar -C FOLDER .` writes names that begin with "./".
    const [root = '', kind, folder = '', ...rest] = entry.replace(/^(\.\/)+/, '').split('/')
    if (!roots.includes(root)) return undefined
    // Skips entries in deeper folders. There, archives of older releases of the reference registry have CouchDB attachments.
    if (kind === documentsFolder && rest.length === 1) return { kind: 'document', database: this.#database(folder) }
    if (kind !== objectsFolder) return undefined
    return { kind: 'object', container: this.#container(folder), key: keyOf(rest, entry) }
  }

  #database(folder: string): string {
    const name = this.#prefix + folder.slice(prefixMark.length)
    const known = [...this.referenceData.databases, ...this.gatewayOnlyData.databases].includes(name)
    if (folder.startsWith(`${prefixMark}-`) && known) return name
    throw new ImportRefusedError(
      `The archive has documents for "${folder}". This is not a database of a configured space: add its space to "spaces" or "virtual_spaces"`,
    )
  }

  #container(name: string): string {
    if ([...this.referenceData.containers, ...this.gatewayOnlyData.containers].includes(name)) return name
    throw new ImportRefusedError(
      `The archive has files for "${name}". This is not a configured space: add it to "spaces" or "virtual_spaces"`,
    )
  }
}

function keyOf(segments: string[], entry: string): string {
  if (segments.length > 0 && segments.every((segment) => !/^\.{0,2}$|[\\\0]/.test(segment))) return segments.join('/')
  throw new ImportRefusedError(`The archive has a file whose name leads out of its folder: "${entry}"`)
}
