import { expect } from 'vitest'
import { z } from 'zod'
import { sha256 } from '../../support/archives.js'
import { archiveOf, authorized, startTestGateway, type TestGateway } from '../../support/gateway.js'
import type { Answer } from '../../support/http.js'

/** The version that the tests of this folder publish, or try to publish. */
export const version = { slug: 'notes', version: '1.0.0' }

/** A gateway with the applications `notes` and `other`. `notes` has the version 0.9.0. */
export async function startWithNotes(): Promise<TestGateway> {
  const gateway = await startTestGateway()
  for (const slug of ['notes', 'other']) expect((await gateway.addApp({ slug })).status).toBe(201)
  expect((await gateway.publish({ slug: 'notes', version: '0.9.0' })).status).toBe(201)
  return gateway
}

/** The changes to a valid request to publish notes 1.0.0. */
export interface Attempt {
  archive?: Buffer
  /** Members that replace the valid members of the body. */
  body?: object
  /** Replaces the valid headers. */
  headers?: Record<string, string>
}

/** The parts of a refusal that clients read. */
export interface Refusal {
  status: number
  error: string
  cacheControl: string | undefined
}

const envelope = z.object({ error: z.string() })

/** Reads a refusal in JSON. */
export function readRefusal({ status, headers, json }: Answer): Refusal {
  expect(headers['content-type']).toBe('application/json')
  return { status, error: envelope.parse(json()).error, cacheControl: headers['cache-control'] }
}

/** Tries to publish a version. Returns the refusal. Expects that the stored data are unchanged. */
export async function attempt(gateway: TestGateway, { archive, body, headers }: Attempt): Promise<Refusal> {
  const content = archive ?? (await archiveOf(version))
  const url = gateway.archives.serve('notes.tar.gz', content)
  const before = await gateway.stored()
  const answer = await gateway.send('/registry/notes', {
    method: 'POST',
    headers: headers ?? authorized(await gateway.token({ app: 'notes' })),
    body: { version: version.version, url, sha256: sha256(content), ...body },
  })
  expect(await gateway.stored()).toEqual(before)
  return readRefusal(answer)
}
