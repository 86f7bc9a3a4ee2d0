import { z } from 'zod'
import type { StoredDocument } from '../documents/documents.js'
import { isSlug } from '../slug.js'

/** The deprecation of an application. */
export interface Deprecation {
  message: string
  /** The slug of an application in the same space. It may have been removed. `undefined` when none is named. */
  successor: string | undefined
  /** RFC 3339. */
  at: string
  /** The name of an editor, or `operator`. */
  by: string
}

const text = z.string().catch('')
const deprecation = z.object({
  message: text,
  successor: z.string().refine(isSlug).optional().catch(undefined),
  at: z.string().min(1).catch('0001-01-01T00:00:00Z'),
  by: text,
})

/** Reads the deprecation of an application from its document. `undefined` when the application is not deprecated. */
export function readDeprecation({ deprecated }: StoredDocument): Deprecation | undefined {
  const { data } = deprecation.safeParse(deprecated)
  return data && { ...data, successor: data.successor }
}
