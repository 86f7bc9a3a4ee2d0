import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'

// Names and tags are text, even those that look like numbers; blanks at their ends belong to them.
const parser = new XMLParser({
  ...{ ignoreAttributes: true, parseTagValue: false, trimValues: false },
  isArray: (name) => ['Contents', 'Error', 'Deleted'].includes(name),
})

const error = z.object({ Key: z.string().default(''), Code: z.string().default(''), Message: z.string().default('') })
const listing = z.object({
  ListBucketResult: z.object({
    IsTruncated: z.string().default('false'),
    Contents: z.array(z.object({ Key: z.string() })).default([]),
  }),
})
const errors = z.object({ Error: z.array(error).min(1) })
const removal = z.object({ DeleteResult: z.object({ Deleted: z.array(z.object({ Key: z.string() })).default([]) }) })
const begun = z.object({ InitiateMultipartUploadResult: z.object({ UploadId: z.string().min(1) }) })
const completed = z.object({ CompleteMultipartUploadResult: z.object({}) })

/** A part of an upload, by its number (from 1) and the tag that the store gave it, quotes included. */
export interface UploadedPart {
  number: number
  etag: string
}

/** A page of keys; `more` tells whether others follow. */
export function parseListing(xml: string): { keys: string[]; more: boolean } {
  const { Contents, IsTruncated } = listing.parse(parser.parse(xml)).ListBucketResult
  return { keys: Contents.map(({ Key }) => decodeKey(Key)), more: IsTruncated === 'true' }
}

// `encoding-type=url` is the encoding of forms: a blank may be a plus sign.
function decodeKey(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '))
}

/** Code and message of a refusal; `''` when there is none to be read. */
export function parseError(xml: string): string {
  try {
    const [first] = errors.parse(parser.parse(xml)).Error
    return first ? inWords(first) : ''
  } catch {
    return ''
  }
}

/** The keys that an answer to an order of removal names as removed; none when it is no such answer. */
export function parseRemoval(xml: string): string[] {
  try {
    return removal.parse(parser.parse(xml)).DeleteResult.Deleted.map(({ Key }) => Key)
  } catch {
    return []
  }
}

/** The id of an upload in parts. */
export function parseUploadId(xml: string): string {
  return begun.parse(parser.parse(xml)).InitiateMultipartUploadResult.UploadId
}

/** Tells whether an upload in parts has become an object: a refusal may come with status 200 too. */
export function isCompleted(xml: string): boolean {
  return completed.safeParse(parser.parse(xml)).success
}

/** Tells whether a key can be written in XML. Line ends can, but would be read as others. */
export function isWritable(key: string): boolean {
  return !/[\p{Cc}\ufffe\uffff]/u.test(key)
}

/** The order to remove objects. */
export function removalOf(keys: readonly string[]): string {
  const objects = keys.map((key) => `<Object><Key>${escapeText(key)}</Key></Object>`)
  return `<Delete xmlns="${namespace}">${objects.join('')}</Delete>`
}

/** The order to make an object of its parts. */
export function completionOf(parts: readonly UploadedPart[]): string {
  const list = parts.map(
    ({ number, etag }) => `<Part><PartNumber>${number}</PartNumber><ETag>${escapeText(etag)}</ETag></Part>`,
  )
  return `<CompleteMultipartUpload xmlns="${namespace}">${list.join('')}</CompleteMultipartUpload>`
}

/** The order to create a bucket; `us-east-1` is where they are created without a word. */
export function creationIn(region: string): string {
  if (region === 'us-east-1') return ''
  const place = `<LocationConstraint>${escapeText(region)}</LocationConstraint>`
  return `<CreateBucketConfiguration xmlns="${namespace}">${place}</CreateBucketConfiguration>`
}

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/'

function inWords({ Code, Message }: z.infer<typeof error>): string {
  return Message ? `${Code} (${Message})` : Code
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
