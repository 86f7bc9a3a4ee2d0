import { discard } from '../../http-client.js'
import type { S3Requests } from './requests.js'
import { completionOf, isCompleted, parseUploadId, type UploadedPart } from './xml.js'

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
  const answer = await requests.text({ method: 'POST', name, query: { uploads: '' }, headers })
  const uploadId = parseUploadId(answer)
  try {
    const done: UploadedPart[] = []
    for await (const part of parts) {
      if (part.length > 0) done.push(await uploadPart(requests, name, uploadId, done.length + 1, part))
    }
    await complete(requests, name, uploadId, done)
  } catch (error) {
    // When the store can't be told, its rules for unfinished uploads have to clean up.
    await requests.status({ method: 'DELETE', name, query: { uploadId }, expected: [404] }).catch(() => undefined)
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
  const answer = await requests.send({ method: 'PUT', name, query: { partNumber: String(number), uploadId }, body })
  await discard(answer.body)
  const { etag } = answer.headers
  return { number, etag: typeof etag === 'string' ? etag : '' }
}

async function complete(
  requests: S3Requests,
  name: string,
  uploadId: string,
  parts: readonly UploadedPart[],
): Promise<void> {
  const headers = { 'content-type': 'application/xml' }
  const order = { method: 'POST', name, query: { uploadId }, headers, body: completionOf(parts) } as const
  const answer = await requests.text(order)
  if (!isCompleted(answer)) throw requests.refusal(order, 200, answer)
}
