import type { Readable } from 'node:stream'

/** The properties of an object in a store. */
export interface ObjectInfo {
  /** Media type as given at `put`; `''` or `application/octet-stream` when none is known. */
  contentType: string
  /** Bytes. */
  size: number
  /** Strong validator of the content, without quotes; changes exactly when the content does. */
  etag: string
  modifiedAt: Date
}

/** An open object. The stream must be read to its end or destroyed. */
export interface OpenObject extends ObjectInfo {
  body: Readable
}

/** A range of bytes, both ends included, as in HTTP (RFC 9110, 14.1.1). */
export interface ByteRange {
  start: number
  end: number
}

/** Properties of the content. Give `size` if it is known beforehand: a body of another length is refused. */
export interface PutOptions {
  contentType: string
  size?: number
}

/** A key or container name that could name something outside its container: `.`, `..`, empty parts, NUL, backslash. */
export class UnsafeKeyError extends Error {
  override name = 'UnsafeKeyError'
  constructor(container: string, key: string) {
    super(`Refused object name "${key}" in container "${container}"`)
  }
}

/**
 * The port for containers of byte streams. A key is a path of segments joined by `/`; the adapter refuses what could leave
 * the container (`UnsafeKeyError`). A missing container reads as empty and is created by `put`.
 */
export interface Objects {
  /**
   * Creates or replaces an object. Durable when the promise resolves; a reader sees the old content or the new, never a part.
   * When the body fails or has another size than announced, the promise rejects and nothing changes.
   */
  put(container: string, key: string, body: Readable, options: PutOptions): Promise<void>

  /**
   * The object, or `undefined`.
   * @param range must lie within the object; the body has only these bytes, but `size` is the size of the whole object
   */
  open(container: string, key: string, range?: ByteRange): Promise<OpenObject | undefined>

  /** As `open`, without the body. */
  stat(container: string, key: string): Promise<ObjectInfo | undefined>

  /**
   * A presigned URL: anybody can download the object from it for 15 minutes, with this media type. Only on stores that are
   * configured for downloads by clients.
   */
  downloadUrl?(container: string, key: string, contentType: string): Promise<string>

  /**
   * Whether the reference registry can read the media type of an object. Only the directory has this method: there the reference
   * registry reads an extended attribute of the file.
   * @param write whether to write the attribute when it is missing
   * @param fallback gives the type of an object whose type the store does not know, or `''`
   */
  exposesType?(container: string, key: string, write: boolean, fallback: () => Promise<string>): Promise<boolean>

  /** A problem that operators should know about, though the store works. */
  readonly warning?: string

  /** Removes an object; does nothing when it is missing. */
  remove(container: string, key: string): Promise<void>

  /** Keys that begin with `prefix` (default: all), in byte order. */
  list(container: string, prefix?: string): AsyncIterable<string>

  /** Creates the container if missing. */
  ensure(container: string): Promise<void>

  /** Removes the container and its objects; does nothing when it is missing. */
  drop(container: string): Promise<void>

  /** Resolves when the store answers. */
  ping(): Promise<void>

  /** Frees the adapter's resources. */
  close(): Promise<void>
}
