import type { Readable } from 'node:stream'

/** The properties of an object in a store. */
export interface ObjectInfo {
  /** The media type from `put`; `''` or `application/octet-stream` when it is unknown. */
  contentType: string
  /** The number of bytes. */
  size: number
  /** Strong validator of the content, without quotes. It changes if and only if the content changes. */
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

/** Properties of the content to store. If `size` is given, a body with another number of bytes is refused. */
export interface PutOptions {
  contentType: string
  size?: number
}

/** What a caller, such as an import, is going to do with a container. */
export interface ContainerPlan {
  /** The keys of all objects that the caller will store. */
  keys: ReadonlySet<string>
  /** Whether the caller will first drop the container, with its present objects. */
  isDropped: boolean
}

/** A key or container name that could lead out of its container: `.`, `..`, empty parts, NUL, backslash. */
export class UnsafeKeyError extends Error {
  override name = 'UnsafeKeyError'
  constructor(container: string, key: string) {
    super(`Refused object name "${key}" in container "${container}"`)
  }
}

/** Extended attributes with the media types of files. The reference registry reads the media type of a file only there. */
export interface TypeAttributes {
  /**
   * Whether the attribute of an object has the object's media type. `true` if the object is missing, or if its type is unknown.
   * @param fallback returns the media type of an object whose type the store does not know; `''` if it is unknown
   */
  isCorrect(container: string, key: string, fallback: () => Promise<string>): Promise<boolean>

  /**
   * Writes the media type of an object to the attribute. If the object is missing, or if its type is unknown, does nothing.
   * @param fallback as for `isCorrect`
   * @returns `false` if the attribute can't be written
   */
  write(container: string, key: string, fallback: () => Promise<string>): Promise<boolean>
}

/**
 * The interface to an object store. It has containers of objects, and each object is a stream of bytes. A key is a path of
 * segments, joined by `/`. A key that could lead out of the container is refused (`UnsafeKeyError`). A missing container reads
 * as empty. `put` creates it.
 */
export interface Objects {
  /**
   * Creates or replaces an object. When the promise resolves, the object is durable. Readers see either the old or the new
   * content, never a part. If the body fails, or if its size differs from `options.size`, the promise rejects and nothing
   * changes.
   */
  put(container: string, key: string, body: Readable, options: PutOptions): Promise<void>

  /**
   * The reason for which `put` would refuse the key of an object, such as that the name is too long; `undefined` if `put` would
   * accept the key. Changes nothing.
   */
  whyUnstorable(container: string, key: string, plan: ContainerPlan): Promise<string | undefined>

  /**
   * The object, or `undefined`.
   * @param range must lie within the object; the body has only these bytes, but `size` is the size of the whole object
   */
  open(container: string, key: string, range?: ByteRange): Promise<OpenObject | undefined>

  /** Like `open`, without the body. */
  stat(container: string, key: string): Promise<ObjectInfo | undefined>

  /**
   * Creates a presigned URL. Anybody can download the object from it for 15 minutes, with this media type. The method is absent
   * unless the configuration enables downloads from the store itself.
   */
  downloadUrl?(container: string, key: string, contentType: string): Promise<string>

  /** The media types in extended attributes. Only a store in a folder has this, if its file system supports such attributes. */
  readonly typeAttributes?: TypeAttributes

  /** A problem that operators should know about. The store works despite the problem. */
  readonly warning?: string

  /** Removes an object. If it is missing, does nothing. */
  remove(container: string, key: string): Promise<void>

  /** Keys that begin with `prefix` (default: all), in byte order. */
  list(container: string, prefix?: string): AsyncIterable<string>

  /** Creates the container if missing. */
  ensure(container: string): Promise<void>

  /** Removes the container and its objects. If the container is missing, does nothing. */
  drop(container: string): Promise<void>

  /** Resolves when the store answers. A store in a folder must also be writable, and have free space. */
  ping(): Promise<void>

  /** Frees all resources, such as connections. */
  close(): Promise<void>
}
