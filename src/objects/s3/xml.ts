import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'

// The options have these reasons:
// - Keys of objects and tokens stay text, even if they look like numbers, and keep leading and trailing blanks.
// - Stores written in Go escape quotes by number (`&#39;`).
// - Stores written in Java may prefix every element.
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  removeNSPrefix: true,
  isArray: (name) => ['Contents', 'Error', 'Deleted'].includes(name),
})

/** An element with child elements. The parser returns an empty element as text. */
const element = <T extends z.ZodType>(shape: T) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? {} : value), shape)

const error = z.object({
  Code: z.string().default(''),
  Message: z.string().default(''),
  Region: z.string().default(''),
  Endpoint: z.string().default(''),
})
const listing = z.object({
  ListBucketResult: element(
    z.object({
      IsTruncated: z.string().optional(),
      EncodingType: z.string().optional(),
      NextContinuationToken: z.string().optional(),
      Contents: z.array(z.object({ Key: z.string() })).default([]),
    }),
  ),
})
const errors = z.object({ Error: z.array(element(error)).min(1) })
const deleteResult = z.object({
  DeleteResult: z.object({ Deleted: z.array(z.object({ Key: z.string() })).default([]) }),
})
const uploadResult = z.object({ InitiateMultipartUploadResult: z.object({ UploadId: z.string().min(1) }) })
const completeResult = z.object({ CompleteMultipartUploadResult: element(z.object({})) })

/** A part of an upload: its number (from 1), and the etag that the store returned, with quotes. */
export interface UploadedPart {
  number: number
  etag: string
}

/** A page of the names in a bucket. */
export interface Page {
  keys: string[]
  /** Whether another page follows. If the store does not tell, this is assumed after every page that is not empty. */
  more: boolean
  /** The continuation token of ListObjectsV2. */
  token: string | undefined
}

/** The content of a refusal. Missing parts are empty. */
export interface Refusal {
  /** Code and message. */
  reason: string
  /** The actual place of the bucket: its region, and an address without scheme. */
  region: string
  endpoint: string
}

/** Parses a page of a listing; `undefined` if the text is not one. */
export function parseListing(xml: string): Page | undefined {
  const found = listing.safeParse(parseXml(xml)).data?.ListBucketResult
  if (!found) return undefined
  const { Contents, IsTruncated, EncodingType, NextContinuationToken: token } = found
  const keys = Contents.map(({ Key }) => (EncodingType === 'url' ? decodeKey(Key) : Key))
  const more = IsTruncated === undefined ? keys.length > 0 : IsTruncated.trim().toLowerCase() === 'true'
  return { keys, more, token }
}

// `encoding-type=url` encodes like HTML forms: a plus sign may stand for a blank.
function decodeKey(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '))
}

/** Returns the text; `undefined` for a refusal or a web page. The web console of a store answers every URL with a web page. */
export function rejectWebPage(text: string): string | undefined {
  return parseRefusal(text) || /^\s*<(?:!doctype|html)/i.test(text) ? undefined : text
}

/** Parses a refusal; `undefined` if the text is not one. */
export function parseRefusal(xml: string): Refusal | undefined {
  const [first] = errors.safeParse(parseXml(xml)).data?.Error ?? []
  if (!first) return undefined
  const { Code, Message, Region: region, Endpoint: endpoint } = first
  return { reason: Message ? `${Code} (${Message})` : Code, region, endpoint }
}

/** The keys that an answer to DeleteObjects reports as deleted; empty for any other text. */
export function parseDeletedKeys(xml: string): string[] {
  return deleteResult.safeParse(parseXml(xml)).data?.DeleteResult.Deleted.map(({ Key }) => Key) ?? []
}

/** The id of a multipart upload; `undefined` if the text has none. */
export function parseUploadId(xml: string): string | undefined {
  return uploadResult.safeParse(parseXml(xml)).data?.InitiateMultipartUploadResult.UploadId
}

/** The result of a completed multipart upload; `undefined` for any other text, because S3 may report a failure with status 200. */
export function parseCompletion(xml: string): object | undefined {
  return completeResult.safeParse(parseXml(xml)).data
}

/** Whether a key can be written in XML and is read back unchanged. XML parsers normalise line ends. */
export function isXmlSafe(key: string): boolean {
  return !/[\p{Cc}\ufffe\uffff]/u.test(key)
}

/** The body of DeleteObjects. */
export function deleteObjectsBody(keys: readonly string[]): string {
  const objects = keys.map((key) => `<Object><Key>${escapeText(key)}</Key></Object>`)
  return `<Delete xmlns="${namespace}">${objects.join('')}</Delete>`
}

/** The body of CompleteMultipartUpload. */
export function completeUploadBody(parts: readonly UploadedPart[]): string {
  const list = parts.map(
    ({ number, etag }) => `<Part><PartNumber>${number}</PartNumber><ETag>${escapeText(etag)}</ETag></Part>`,
  )
  return `<CompleteMultipartUpload xmlns="${namespace}">${list.join('')}</CompleteMultipartUpload>`
}

/** The body of CreateBucket. For the default region `us-east-1`, it is empty: this region takes no LocationConstraint. */
export function createBucketBody(region: string): string {
  if (region === 'us-east-1') return ''
  const place = `<LocationConstraint>${escapeText(region)}</LocationConstraint>`
  return `<CreateBucketConfiguration xmlns="${namespace}">${place}</CreateBucketConfiguration>`
}

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/'

/** `undefined` for text that is not XML. */
function parseXml(xml: string): unknown {
  try {
    return parser.parse(xml)
  } catch {
    return undefined
  }
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
