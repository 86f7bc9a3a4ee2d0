import { readFile } from 'node:fs/promises'
import { getNamedType, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { isJsonObject, parseJson, type Json, type JsonObject } from '../../src/json.js'
import { createSchema } from '../../src/graphql/schema.js'
import { dataOf } from '../graphql/ask.js'
import { everyField } from '../graphql/every-field.js'
import { packArchive } from '../support/archives.js'
import { startTestGateway } from '../support/gateway.js'

/** A line of a table in docs/manifest.md. */
interface Row {
  property: string
  example: Json
  /** Paths of the fields of `Version` that show it. */
  fields: string[]
}

const page = await readFile(new URL('../../docs/manifest.md', import.meta.url), 'utf8')
const schema = createSchema()

function rowsUnder(heading: string): Row[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
  return [...section.matchAll(/^\| `(\S+)` +\|[^|]*\| `(.+?)` +\|[^|]*\|(.*)\|$/gm)].map(
    ([, property = '', example = '', fields = '']) => ({
      property,
      example: parseJson(example),
      fields: [...fields.matchAll(/`(\S+)`/g)].map(([, field = '']) => field),
    }),
  )
}

const common = rowsUnder('All applications')
const webapp = rowsUnder('Webapps')
const konnector = rowsUnder('Konnectors')

/** A manifest with the examples of all these lines. */
function manifestWith(rows: readonly Row[]): JsonObject {
  const manifest: JsonObject = {}
  for (const { property, example } of rows) put(manifest, property.split('.'), example)
  return manifest
}

function put(into: JsonObject, [step = '', ...rest]: string[], value: Json): void {
  const name = step.replace('[]', '')
  if (rest.length === 0) {
    into[name] = value
    return
  }
  const member = into[name]
  const [entry] = Array.isArray(member) ? member : [member]
  const inner = isJsonObject(entry) ? entry : {}
  into[name] = name === step ? inner : [inner]
  put(inner, rest, value)
}

/** What a field shows: of a list on the way, its first entry. */
function shown(value: Json | undefined, [step, ...rest]: string[]): Json | undefined {
  if (step === undefined) return value
  const [entry] = Array.isArray(value) ? value : [value]
  return isJsonObject(entry) ? shown(entry[step], rest) : undefined
}

async function publishedWith(type: 'webapp' | 'konnector', rows: readonly Row[]): Promise<Json> {
  const gateway = await startTestGateway()
  const manifest = { ...manifestWith(rows), type }
  await gateway.addApp({ slug: 'notes', type })
  const picture = '<svg xmlns="http://www.w3.org/2000/svg"/>'
  const files = ['icon.svg', 'partner.svg', 'screenshots/list.png'].map((name) => ({ name, content: picture }))
  const own = { name: `manifest.${type}`, content: JSON.stringify(manifest) }
  const archive = await packArchive([own, ...files], { gzip: true })
  const answer = await gateway.publish({ slug: 'notes', version: '1.4.0', archive })
  expect(answer.status, answer.text).toBe(201)
  expect(answer.json()).not.toHaveProperty('warnings')
  const query = `{ space { app(slug: "notes") { latestVersion ${everyField(schema, 'Version')} } } }`
  return shown(await dataOf(gateway, query), ['space', 'app', 'latestVersion']) ?? null
}

test.each([
  ['webapp', [...common, ...webapp]],
  ['konnector', [...common, ...konnector]],
] as const)('the examples for a %s can be published, and are shown by the fields named', async (type, rows) => {
  const version = await publishedWith(type, rows)
  for (const { property, example, fields } of rows) {
    for (const field of fields) {
      const value = shown(version, field.split('.'))
      const first = Array.isArray(value) && !Array.isArray(example) ? value[0] : value
      expect(first, `${property} in ${field}`).toSatisfy(isThere)
      if (isPlain(first) && isPlain(example)) expect(first, `${property} in ${field}`).toEqual(example)
    }
  }
})

function isThere(value: Json | undefined): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)
}

// Files and other objects are shown in a shape of their own.
function isPlain(value: Json | undefined): boolean {
  return Array.isArray(value) ? value.every(isPlain) : typeof value !== 'object'
}

// Of the version itself, not of its manifest.
const ownFields = [
  ...['id', 'app', 'editor', 'channel', 'state', 'isLatest', 'isOverwritten', 'createdAt', 'sha256', 'size'],
  ...['archive', 'archiveFolder', 'files', 'manifest', 'type'],
]

function leavesOf(typeName: string): string[] {
  const type = schema.getType(typeName)
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type`)
  return Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type)
    if (!isObjectType(inner) || inner.name === 'File' || inner.getInterfaces().length > 0) return [field.name]
    return leavesOf(inner.name).map((leaf) => `${field.name}.${leaf}`)
  })
}

test('every field that comes from the manifest is in the tables', () => {
  const documented = new Set([...common, ...webapp, ...konnector].flatMap(({ fields }) => fields))
  const wanted = leavesOf('Version').filter((leaf) => !ownFields.includes(leaf))
  // Perhaps with what it is a part of.
  const named = (leaf: string) => documented.has(leaf) || documented.has(leaf.replace(/\.\w+$/, ''))
  expect(wanted.filter((leaf) => !named(leaf))).toEqual([])
})
