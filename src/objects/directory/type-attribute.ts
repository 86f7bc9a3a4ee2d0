import type * as nativeFunctions from '@napi-rs/xattr'
import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { hasCode, writeNewFile } from './durable-files.js'
import { unfinishedPath } from './unfinished-files.js'

/** The extended attribute with the media type of a file. The reference registry reads the media type only from it. */
const attribute = 'user.mime_type'

// Matches a media type that can be sent as `Content-Type`. Other values of the attribute are ignored.
const headerValue = /^[\x21-\x7e][\x20-\x7e]{0,254}$/

interface Attributes {
  get(path: string): Promise<string | undefined>
  set(path: string, value: string): Promise<unknown>
}

const run = promisify(execFile)

// `getfattr` and `setfattr` are in the Debian package attr.
const programs: Attributes = {
  async get(path) {
    const { stdout } = await run('getfattr', ['--absolute-names', '--only-values', '--name', attribute, '--', path])
    return stdout
  },
  async set(path, value) {
    // `setfattr` would decode a plain value that begins with `0x` or `"`.
    const encoded = `0s${Buffer.from(value).toString('base64')}`
    await run('setfattr', ['--name', attribute, '--value', encoded, '--', path])
  },
}

/** Loads the native module. On systems for which it does not exist, returns functions that run programs instead. */
export async function loadAttributes(nativeModule: Promise<typeof nativeFunctions>): Promise<Attributes> {
  try {
    const { getAttribute, setAttribute } = await nativeModule
    return {
      get: async (path) => (await getAttribute(path, attribute))?.toString(),
      set: (path, value) => setAttribute(path, attribute, value),
    }
  } catch {
    return programs
  }
}

const attributesOfSystem = loadAttributes(import('@napi-rs/xattr'))

/** The media type in the extended attribute of a file; `undefined` if there is none, or if it can't be read. */
export async function readTypeAttribute(path: string, attributes = attributesOfSystem): Promise<string | undefined> {
  try {
    const value = await (await attributes).get(path)
    return value !== undefined && headerValue.test(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Writes the media type of a file to an extended attribute. If this fails, returns false. */
export async function writeTypeAttribute(
  path: string,
  contentType: string,
  attributes = attributesOfSystem,
): Promise<boolean> {
  if (!headerValue.test(contentType)) return false
  try {
    await (await attributes).set(path, contentType)
    return true
  } catch {
    return false
  }
}

/** Why media types can't be written to extended attributes of the files in a folder; `undefined` if they can. */
export async function whyNoTypeAttributes(
  folder: string,
  attributes = attributesOfSystem,
): Promise<string | undefined> {
  const path = unfinishedPath(folder)
  try {
    await writeNewFile(path, '')
    await (await attributes).set(path, 'text/plain')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      return 'the module @napi-rs/xattr is not made for this system, and the program setfattr is missing (Debian has it in the package attr)'
    }
    return error instanceof Error ? error.message.trim() : String(error)
  } finally {
    await rm(path, { force: true })
  }
}
