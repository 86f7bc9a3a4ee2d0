import { hasCode } from './durable-files.js'

/** The extended attribute with the media type of a file: the reference registry reads it there, and nowhere else. */
const attribute = 'user.mime_type'

// What can be sent as a `Content-Type`; anything else was not written as one.
const sendable = /^[\x21-\x7e][\x20-\x7e]{0,254}$/

// It is compiled for some systems only, and the attribute is an addition.
const library = import('@napi-rs/xattr').catch(() => undefined)

/** The media type that an extended attribute of a file gives; `undefined` where there is none to be had. */
export async function readTypeAttribute(path: string): Promise<string | undefined> {
  try {
    const value = (await (await library)?.getAttribute(path, attribute))?.toString()
    return value !== undefined && sendable.test(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Writes the media type of a file into an extended attribute. Gives false where the file system has none. */
export async function writeTypeAttribute(path: string, contentType: string): Promise<boolean> {
  const found = await library
  if (!found || !sendable.test(contentType)) return false
  try {
    await found.setAttribute(path, attribute, contentType)
    return true
  } catch (error) {
    if (hasCode(error, 'ENOENT')) throw error
    return false
  }
}
