import { readFile } from 'node:fs/promises'
import { getNamedType, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { isJsonObject, parseJson, type Json, type JsonObject } from '../../src/json.js'
import { createSchema } from '../../src/graphql/schema.js'
import { dataOf } from '../graphql/ask.js'
import { everyField } from '../graphql/every-field.js'
import { packArchive } from '../support/archives.js'
import { startTestGateway } from '../support/gateway.js'

/** A row of a table in docs/manifest.md. */
interface Row {
  property: string
  example: Json
  /** Paths of the fields of `Version` that return the property. */
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

/** A manifest with the examples of all these rows. */
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

/** The value at a path of fields. Of each list on the path, the first entry is used. */
function valueAt(value: Json | undefined, [step, ...rest]: string[]): Json | undefined {
  if (step === undefined) return value
  const [entry] = Array.isArray(value) ? value : [value]
  return isJsonObject(entry) ? valueAt(entry[step], rest) : undefined
}

async function publishAndQuery(type: 'webapp' | 'konnector', rows: readonly Row[]): Promise<Json> {
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
  return valueAt(await dataOf(gateway, query), ['space', 'app', 'latestVersion']) ?? null
}

test.each([
  ['webapp', [...common, ...webapp]],
  ['konnector', [...common, ...konnector]],
] as const)(
  'the examples for a %s can be published, and the fields in the last column return them',
  async (type, rows) => {
    const version = await publishAndQuery(type, rows)
    for (const { property, example, fields } of rows) {
      for (const field of fields) {
        const value = valueAt(version, field.split('.'))
        const first = Array.isArray(value) && !Array.isArray(example) ? value[0] : value
        expect(first, `${property} in ${field}`).toSatisfy(isPresent)
        if (isPlain(first) && isPlain(example)) expect(first, `${property} in ${field}`).toEqual(example)
      }
    }
  },
)

function isPresent(value: Json | undefined): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)
}

// In GraphQL, files and other objects have another shape than in the manifest. So they can't be compared with the example.
function isPlain(value: Json | undefined): boolean {
  return Array.isArray(value) ? value.every(isPlain) : typeof value !== 'object'
}

// The fields of `Version` that don't come from the manifest.
const fieldsOutsideManifest = [
  ...['id', 'app', 'editor', 'channel', 'state', 'isLatest', 'isOverwritten', 'createdAt', 'sha256', 'size'],
  ...['archive', 'archiveFolder', 'files', 'manifest', 'type', 'withdrawn.reason', 'withdrawn.at', 'withdrawn.by'],
  // A sentence about the whole permission.
  'permissions.inWords',
]

function leavesOf(typeName: string): string[] {
  const type = schema.getType(typeName)
  if (!isObjectType(type)) throw new Error(`${typeName} is not an object type`)
  return Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type)
    if (!isObjectType(inner) || inner.name === 'File' || inner.getInterfaces().length > 0) return [field.name]
    return leavesOf(inner.name).map((leaf) => `${field.name}.${leaf}`)
  })
}

test('the tables of docs/manifest.md name every field that comes from the manifest', () => {
  const documented = new Set([...common, ...webapp, ...konnector].flatMap(({ fields }) => fields))
  const expected = leavesOf('Version').filter((leaf) => !fieldsOutsideManifest.includes(leaf))
  // A table can name the parent field instead, such as `icon` for `icon.url`.
  const isDocumented = (leaf: string) => documented.has(leaf) || documented.has(leaf.replace(/\.\w+$/, ''))
  expect(expected.filter((leaf) => !isDocumented(leaf))).toEqual([])
})
