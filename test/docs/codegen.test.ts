import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generate } from '@graphql-codegen/cli'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { startTestGateway } from '../support/gateway.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { readBlocks } from './blocks.js'

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))
const page = await readFile(new URL('../../docs/graphql.md', import.meta.url), 'utf8')
const documented = readBlocks(page).find(({ text }) => text.includes('strictScalars'))?.text ?? ''
// The page describes this shorter configuration in words.
const shortForm = documented
  .replace('strictScalars: true', 'defaultScalarType: string')
  .replace(/^ +(DateTime|URL|VersionNumber|Base64|Sha256): string\n/gm, '')

// These operations use each scalar of the schema, in an answer or in a variable.
const operations = `
query Read($version: VersionNumber!) {
  space { app(slug: "notes") { createdAt version(version: $version) { version sha256 manifest archive { url } } } }
}
mutation Put($content: Base64!) {
  putWellKnownFile(input: { name: "a.json", content: $content }) { __typename }
}
`
const use = `
import type { PutMutationVariables, ReadQuery, ReadQueryVariables } from './operations.js'

export const variables: [ReadQueryVariables, PutMutationVariables] = [{ version: 'v1.0.0' }, { content: 'e30=' }]

export function texts({ space }: ReadQuery): string[] {
  if (!space?.app?.version) return []
  const { createdAt, version: { version, sha256, manifest, archive } } = space.app
  const name = typeof manifest === 'object' ? 'an object' : 'another value'
  return [new Date(createdAt).toISOString(), version.toUpperCase(), sha256.slice(0, 8), new URL(archive.url).host, name]
}
`

/** Generates the types of a client from the schema of a gateway. Returns the folder of the client's sources. */
async function generateClient(configuration: string, address: string): Promise<string> {
  const folder = await temporaryFolder()
  const sources = join(folder, 'src')
  await mkdir(sources)
  await symlink(modules, join(folder, 'node_modules'))
  await writeFile(join(sources, 'operations.graphql'), operations)
  await writeFile(join(sources, 'use.ts'), use)
  const text = configuration.replace('http://localhost:8080', address).replaceAll('src/', `${sources}/`)
  const config: Parameters<typeof generate>[0] = parse(text)
  await generate(config, true)
  return sources
}

/** Type-checks files, and returns the messages of the compiler. */
function compile(files: string[]): string[] {
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
  })
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

it('both documented configurations generate a client with strings for all scalars except JSON', async () => {
  const { url } = await startTestGateway()
  const clients = [await generateClient(documented, url), await generateClient(shortForm, url)]
  expect(compile(clients.map((folder) => join(folder, 'use.ts')))).toEqual([])
}, 120_000)
