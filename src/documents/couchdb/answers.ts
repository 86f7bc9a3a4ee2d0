import { z } from 'zod'
import { isJsonObject, type JsonObject } from '../../json.js'
import type { StoredDocument } from '../documents.js'

/** An answer whose content does not matter. */
export const anyAnswer = z.unknown()

const jsonObject = z.custom<JsonObject>(isJsonObject)

/** `GET /{db}/{id}`. */
export const storedDocument = z.custom<StoredDocument>(
  (value) => isJsonObject(value) && typeof value._id === 'string' && typeof value._rev === 'string',
)

/** `PUT /{db}/{id}`. */
export const written = z.object({ rev: z.string() })

/** `POST /{db}/_bulk_docs`: each document was written, or has an error. */
export const writtenMany = z.array(
  z.union([z.object({ rev: z.string() }), z.object({ error: z.string(), reason: z.string().optional() })]),
)

/** `/{db}/_all_docs`: missing and removed documents have rows without `doc`. */
export const allDocs = z.object({
  rows: z.array(z.object({ id: z.string().optional(), doc: storedDocument.nullish() })),
})

/** `/{db}/_find`. */
export const foundDocuments = z.object({ docs: z.array(storedDocument) })

/** `/{db}/_find` with `fields`. */
export const foundFields = z.object({ docs: z.array(jsonObject) })

/** `/{db}/_changes`. */
export const changes = z.object({
  results: z.array(z.object({ id: z.string(), deleted: z.boolean().optional() })),
  last_seq: z.union([z.string(), z.number()]).transform(String),
})

/** `/_all_dbs`. */
export const names = z.array(z.string())

/** `/`. */
export const welcome = z.object({ couchdb: z.string() })
