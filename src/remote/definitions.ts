import type { Dirent } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { utf8TextOf } from '../utf8.js'
import { isRemoteDoctype } from './doctype.js'
import { invalidRequest, noDefinition, RemoteError } from './errors.js'

/** A source of the definitions of remote doctypes. */
export interface Definitions {
  /**
   * The text of a definition.
   * @throws RemoteError NO_DEFINITION, INVALID_REQUEST
   */
  textOf: (doctype: string) => Promise<string>
  /**
   * The names of the known doctypes, with or without a definition.
   * @throws RemoteError NO_DEFINITION, UNREACHABLE
   */
  doctypes: () => Promise<string[]>
}

/** Whether a folder of this name, among the folders of the definitions, is for a doctype. */
export function isDoctypeFolder(name: string): boolean {
  return name !== 'docs' && !name.startsWith('.')
}

/**
 * The text in the file of a definition.
 * @throws RemoteError INVALID_REQUEST
 */
export function definitionText(bytes: Buffer): string {
  const text = utf8TextOf(bytes)
  if (text === undefined) throw invalidRequest('the definition is not UTF-8')
  return text
}

const missingFileCodes = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'])

/** Definitions in files `<folder>/<doctype>/request`. A file is read at each call, so a change has an effect at once. */
export class FolderDefinitions implements Definitions {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async textOf(doctype: string): Promise<string> {
    if (!isRemoteDoctype(doctype)) throw noDefinition('this can not be the name of a remote doctype')
    try {
      return definitionText(await readFile(join(this.#folder, doctype, 'request')))
    } catch (error) {
      if (!isMissing(error)) throw error
      throw noDefinition(`the folder of "doctypes" has no file ${doctype}/request`, error)
    }
  }

  async doctypes(): Promise<string[]> {
    const entries = await this.#entries()
    return entries
      .filter((entry) => entry.isDirectory() && isDoctypeFolder(entry.name))
      .map(({ name }) => name)
      .sort()
  }

  async #entries(): Promise<Dirent[]> {
    try {
      return await readdir(this.#folder, { withFileTypes: true })
    } catch (error) {
      if (!isMissing(error)) throw error
      throw new RemoteError('NO_DEFINITION', 'the folder of the setting "doctypes" does not exist', undefined, {
        cause: error,
      })
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && missingFileCodes.has(error.code)
}
