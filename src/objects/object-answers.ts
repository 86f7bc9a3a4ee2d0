import type { ByteRange, ObjectInfo, OpenObject } from './objects.js'
import { checkRange } from './range.js'
import { discard, type HttpAnswer } from '../http-client.js'

/** What the headers of an answer say about an object. */
export function infoOf({ status, headers }: HttpAnswer): ObjectInfo {
  // The size of the whole stands behind the range, also when there is no such range.
  const total =
    status === 206 || status === 416
      ? textOf(headers['content-range']).split('/').at(-1)
      : textOf(headers['content-length'])
  return {
    contentType: textOf(headers['content-type']),
    size: Number(total),
    etag: bareTag(textOf(headers.etag)),
    modifiedAt: new Date(textOf(headers['last-modified'])),
  }
}

/** An entity tag without its quotes. */
export function bareTag(tag: string): string {
  return tag.replace(/^"|"$/g, '')
}

/** The headers that ask for a range; none for the whole. */
export function rangeHeaders(range: ByteRange | undefined): Record<string, string> {
  return range ? { range: `bytes=${range.start}-${range.end}` } : {}
}

/**
 * The object in an answer to a request for it, or for a range of it; `undefined` when it is missing.
 * @throws RangeError when the object does not have that range
 */
export async function openObjectOf(answer: HttpAnswer, range: ByteRange | undefined): Promise<OpenObject | undefined> {
  if (answer.status === 404) {
    await discard(answer.body)
    return undefined
  }
  const info = infoOf(answer)
  try {
    if (range) checkRange(range, info.size)
  } catch (error) {
    answer.body.destroy()
    throw error
  }
  return { ...info, body: answer.body }
}

function textOf(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}
