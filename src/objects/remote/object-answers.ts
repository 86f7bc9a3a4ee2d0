import type { ByteRange, ObjectInfo, OpenObject } from '../objects.js'
import { checkRange } from '../range.js'
import { discard, type HttpAnswer } from '../../http-client.js'

/**
 * Reads the metadata of an object from the headers of an answer.
 * @throws Error if a header is missing
 */
export function infoOf({ status, headers }: HttpAnswer): ObjectInfo {
  // `Content-Range` ends with the size of the whole object.
  const total =
    status === 206 ? headerText(headers['content-range']).split('/').at(-1) : headerText(headers['content-length'])
  const info = {
    contentType: headerText(headers['content-type']),
    size: /^\d+$/.test(total ?? '') ? Number(total) : NaN,
    etag: bareTag(headerText(headers.etag)),
    modifiedAt: new Date(headerText(headers['last-modified'])),
  }
  const isComplete = info.etag !== '' && !Number.isNaN(info.modifiedAt.getTime())
  if (Number.isNaN(info.size) || !isComplete) {
    throw new Error(`The store answered with ${status}, but without the size, the tag or the date of the object`)
  }
  return info
}

/**
 * An entity tag without quotes and without the weak indicator (`W/`), which a proxy in front of a store may add.
 */
export function bareTag(tag: string): string {
  return tag.replace(/^(?:W\/)?"|"$/g, '')
}

/** The headers of a request for a range; empty for the whole object. */
export function rangeHeaders(range: ByteRange | undefined): Record<string, string> {
  return range ? { range: `bytes=${range.start}-${range.end}` } : {}
}

/**
 * The object in an answer to a request for it, or for a range of it. If the object is missing: `undefined`.
 * @throws RangeError if the object does not have that range
 */
export async function openObjectOf(answer: HttpAnswer, range: ByteRange | undefined): Promise<OpenObject | undefined> {
  if (answer.status === 404) {
    await discard(answer.body)
    return undefined
  }
  try {
    // With a 416, not every store sends the size of the object.
    if (range && answer.status === 416)
      throw new RangeError(`The object ends before the range ${range.start}-${range.end}`)
    const info = infoOf(answer)
    if (range) {
      checkRange(range, info.size)
      checkSentRange(answer, range)
    }
    return { ...info, body: answer.body }
  } catch (error) {
    answer.body.destroy()
    throw error
  }
}

function checkSentRange({ status, headers }: HttpAnswer, { start, end }: ByteRange): void {
  const sent = headerText(headers['content-range'])
  if (status !== 206 || !sent.startsWith(`bytes ${start}-${end}/`)) {
    throw new Error(`The store was asked for the bytes ${start}-${end}, and sent ${sent || 'the whole object'}`)
  }
}

function headerText(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}
