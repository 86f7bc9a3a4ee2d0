import { z } from 'zod'
import { isJsonObject, type JsonObject } from '../../json.js'
import type { StoredDocument } from '../documents.js'

/** The shape of a response whose content is not used. */
export const anyAnswer = z.unknown()

const jsonObject = z.custom<JsonObject>(isJsonObject)

/** The response to `GET /{db}/{id}`. */
export const storedDocument = z.custom<StoredDocument>(
  (value) => isJsonObject(value) && typeof value._id === 'string' && typeof value._rev === 'string',
)

/** The response to `PUT /{db}/{id}`. */
export const written = z.object({ rev: z.string() })

/** The response to `POST /{db}/_bulk_docs`. For each document, it has the new revision or an error. */
export const writtenMany = z.array(
  z.union([z.object({ rev: z.string() }), z.object({ error: z.string(), reason: z.string().optional() })]),
)

/** The response to `/{db}/_all_docs`. The row of a missing or removed document has no `doc`. */
export const allDocs = z.object({
  rows: z.array(z.object({ id: z.string().optional(), doc: storedDocument.nullish() })),
})

/** The response to `/{db}/_find`. */
export const foundDocuments = z.object({ docs: z.array(storedDocument) })

/** The response to `/{db}/_find` with `fields`. */
export const foundFields = z.object({ docs: z.array(jsonObject) })

/** The response to `/{db}/_changes`. */
export const changes = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      deleted: z.boolean().optional(),
      // The first is the winning revision.
      changes: z.tuple([z.object({ rev: z.string() })]).rest(z.unknown()),
    }),
  ),
  last_seq: z.union([z.string(), z.number()]).transform(String),
})

/** The response to `/_all_dbs`. */
export const names = z.array(z.string())

/** The response to `/`. */
export const welcome = z.object({ couchdb: z.string() })
