import { createHash } from 'node:crypto'
import type { S3Requests } from './requests.js'
import { completeUploadBody, parseCompletion, parseUploadId, type UploadedPart } from './xml.js'

/** Bytes of a part: S3's minimum, because a part is kept in memory. S3 allows 10 000 parts, so an object has at most 48 GB. */
export const partSize = 5 * 1024 * 1024

/** The bytes in parts of `partSize`. The last part is shorter, and may be empty. */
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

/** Puts an object by a multipart upload. The object appears when the upload is complete. A failed upload is aborted. */
export async function uploadInParts(
  requests: S3Requests,
  name: string,
  headers: Record<string, string>,
  parts: AsyncIterable<Buffer>,
): Promise<void> {
  const uploadId = await requests.read({ method: 'POST', name, query: { uploads: '' }, headers }, parseUploadId)
  try {
    const uploaded: UploadedPart[] = []
    for await (const part of parts) {
      if (part.length > 0) uploaded.push(await uploadPart(requests, name, uploadId, uploaded.length + 1, part))
    }
    await complete(requests, name, uploadId, uploaded)
  } catch (error) {
    // If aborting fails, too, the lifecycle rules of the bucket remove the upload.
    await requests.execute({ method: 'DELETE', name, query: { uploadId }, expected: [404] }).catch(() => undefined)
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
  // The store checks the part against Content-MD5. The etag that it returns need not be an MD5.
  const headers = { 'content-md5': md5Of(body) }
  const query = { partNumber: String(number), uploadId }
  const { etag } = (await requests.execute({ method: 'PUT', name, query, headers, body })).headers
  if (etag === undefined) throw new Error(`The store accepted a part of "${name}" without an etag in its answer`)
  return { number, etag }
}

async function complete(
  requests: S3Requests,
  name: string,
  uploadId: string,
  parts: readonly UploadedPart[],
): Promise<void> {
  const headers = { 'content-type': 'application/xml' }
  const request = { method: 'POST', name, query: { uploadId }, headers, body: completeUploadBody(parts) } as const
  await requests.read(request, parseCompletion)
}

/** The MD5 of a content, in the form of `Content-MD5` (RFC 1864). */
export function md5Of(content: Buffer | string): string {
  return createHash('md5').update(content).digest('base64')
}
