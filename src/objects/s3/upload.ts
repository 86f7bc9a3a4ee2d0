import { createHash } from 'node:crypto'
import type { S3Requests } from './requests.js'
import { completionOf, parseCompletion, parseUploadId, type UploadedPart } from './xml.js'

/** Bytes of a part: the least that S3 allows, for one is kept in memory. 10 000 parts, the most it allows, are 48 GB. */
export const partSize = 5 * 1024 * 1024

/** The bytes in parts of `partSize`; the last one is shorter, and may be empty. */
export async function* partsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, undefined> {
  let waiting: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    waiting.push(chunk)
    size += chunk.length
    while (size >= partSize) {
      const all = Buffer.concat(waiting)
      yield all.subarray(0, partSize)
      waiting = [all.subarray(partSize)]
      size -= partSize
    }
  }
  yield Buffer.concat(waiting)
}

/** Puts an object part by part. Nothing is there before the last part is; what fails is taken back. */
export async function uploadInParts(
  requests: S3Requests,
  name: string,
  headers: Record<string, string>,
  parts: AsyncIterable<Buffer>,
): Promise<void> {
  const uploadId = await requests.read({ method: 'POST', name, query: { uploads: '' }, headers }, parseUploadId)
  try {
    const done: UploadedPart[] = []
    for await (const part of parts) {
      if (part.length > 0) done.push(await uploadPart(requests, name, uploadId, done.length + 1, part))
    }
    await complete(requests, name, uploadId, done)
  } catch (error) {
    // When the store can't be told, its rules for unfinished uploads have to clean up.
    await requests.done({ method: 'DELETE', name, query: { uploadId }, expected: [404] }).catch(() => undefined)
    throw error
  }
}

async function uploadPart(
  requests: S3Requests,
  name: string,
  uploadId: string,
  number: number,
  body: Buffer,
): Promise<UploadedPart> {
  // The store compares it: what tags are made of is its own affair.
  const headers = { 'content-md5': md5Of(body) }
  const query = { partNumber: String(number), uploadId }
  const { etag } = (await requests.done({ method: 'PUT', name, query, headers, body })).headers
  if (etag === undefined) throw new Error(`The store took a part of "${name}" without giving a tag for it`)
  return { number, etag }
}

async function complete(
  requests: S3Requests,
  name: string,
  uploadId: string,
  parts: readonly UploadedPart[],
): Promise<void> {
  const headers = { 'content-type': 'application/xml' }
  const order = { method: 'POST', name, query: { uploadId }, headers, body: completionOf(parts) } as const
  await requests.read(order, parseCompletion)
}

/** As `Content-MD5` (RFC 1864) has it. */
export function md5Of(content: Buffer | string): string {
  return createHash('md5').update(content).digest('base64')
}
