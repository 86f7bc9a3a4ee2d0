import { inc } from 'semver'
import type { Execute } from '../operator/operations.js'
import { successOf } from '../graphql/success-of.js'
import type { ExampleServer } from './example-server.js'
import { packExample, type Example } from './examples.js'
import {
  AddExampleDocument,
  FindLatestDocument,
  ListSlugsDocument,
  PublishExampleDocument,
} from './generated/operations.js'

// Without a data usage commitment, all examples would get the worst label.
const commitment = { dataUsageCommitment: 'USER_RESERVED', dataUsageCommitmentBy: 'EDITOR' } as const

/** The body of a request to publish a version. */
export interface Submission {
  version: string
  url: string
  sha256: string
}

/**
 * If there are no applications yet, creates and publishes the examples.
 * @returns the examples that were published
 */
export async function publishIfEmpty(examples: Example[], execute: Execute, server: ExampleServer): Promise<Example[]> {
  const found = await execute(ListSlugsDocument, {})
  if (found.space === null || found.space.slugs.length > 0) return []
  for (const example of examples) {
    const { slug, editor, type, version } = example
    successOf((await execute(AddExampleDocument, { input: { slug, editor, type, ...commitment } })).createApp)
    const submission = await makeSubmission(example, version, server)
    successOf((await execute(PublishExampleDocument, { input: { app: slug, ...submission } })).publishVersion)
  }
  return examples
}

/** Prepares the next version of an example for publication; `undefined` if the registry does not have the example. */
export async function prepareNextVersion(
  example: Example,
  execute: Execute,
  server: ExampleServer,
): Promise<Submission | undefined> {
  const app = (await execute(FindLatestDocument, { slug: example.slug })).space?.app
  if (!app) return undefined
  const version = app.latestVersion ? inc(app.latestVersion.version, 'minor') : example.version
  return version === null ? undefined : makeSubmission(example, version, server)
}

async function makeSubmission(example: Example, version: string, server: ExampleServer): Promise<Submission> {
  const archive = await packExample(example, version)
  return { version, url: server.serve(archive), sha256: archive.sha256 }
}
