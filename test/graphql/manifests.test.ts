import { describe, expect, test } from 'vitest'
import { parseJson } from '../../src/json.js'
import { createSchema } from '../../src/graphql/schema.js'
import { fixtureNames, fixtureText } from '../support/manifest-fixtures.js'
import { packArchive, sha256 } from '../support/archives.js'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'
import type { Answer } from '../support/http.js'
import { dataOf } from './ask.js'
import { everyField } from './every-field.js'

const query = `query ($slug: String!, $version: VersionNumber!) {
  space {
    app(slug: $slug) {
      name(locales: ["fr"]) shortDescription longDescription categories label labelReason
      icon { name contentType size }
      screenshots(locales: ["fr"]) { name contentType size }
      version(version: $version) ${everyField(createSchema(), 'Version')}
    }
  }
}`

interface Published {
  slug: string
  type: 'webapp' | 'konnector'
  /** The text of the manifest. */
  manifest: string
  version: string
}

async function publish(gateway: TestGateway, { slug, type, manifest, version }: Published): Promise<Answer> {
  await gateway.addApp({ slug, type })
  const archive = await packArchive(
    [
      { name: `manifest.${type}`, content: manifest },
      { name: 'public/app-icon.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
      { name: 'assets/icon.tide.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
      { name: 'shots/fr.png', content: Buffer.from('89504e470d0a1a0a', 'hex') },
    ],
    { gzip: true },
  )
  const url = gateway.archives.serve('archive.tar.gz', archive)
  const body = { version, url, sha256: sha256(archive) }
  return gateway.send(`/registry/${slug}`, { method: 'POST', headers: authorized(gateway.master), body })
}

// A publication refuses fixtures with errors. These functions correct the errors, so that the rest of the manifest is tested.
const corrections: Partial<Record<(typeof fixtureNames)[number], (text: string) => string>> = {
  'old-mill.konnector': (text) => text.replace('"login": "Identifiant",', ''),
  'Attic.webapp': (text) =>
    text
      .replace('"slug": "Attic"', '"slug": "attic"')
      .replace('"editor": ""', '"editor": "Acme"')
      .replace('1.33.7-temp', '1.33.7'),
  'minimal.webapp': (text) => text.replace('{', '{ "editor": "Acme", "version": "1.0.0",'),
}
const versions = {
  'tidewater.konnector': '2.4.0-beta.1',
  'old-mill.konnector': '0.3.1',
  'bare.konnector': '1.0.0-dev.ab',
  'orchard.webapp': '1.62.0',
  'Attic.webapp': '1.33.7',
  'minimal.webapp': '1.0.0',
}

describe('every GraphQL field of a version with an unusual manifest can be read', () => {
  test.each(fixtureNames)('%s', async (name) => {
    const gateway = await startTestGateway()
    const manifest = (corrections[name] ?? String)(fixtureText(name))
    const type = name.endsWith('.webapp') ? 'webapp' : 'konnector'
    const slug = name.replace(/\..*/, '').toLowerCase()
    const version = versions[name]
    const published = await publish(gateway, { slug, type, manifest, version })
    expect(published.status).toBe(201)
    // Unknown members of the manifest are kept. If a key occurs twice, the last value counts, as in `parseJson`.
    expect(published.json()).toMatchObject({ manifest: parseJson(manifest) })
    expect(await dataOf(gateway, query, { variables: { slug, version } })).toMatchObject({
      space: { app: { version: { version, manifest: parseJson(manifest), type: type.toUpperCase() } } },
    })
  })
})
