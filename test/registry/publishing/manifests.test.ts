import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectArchive, type ArchiveContents } from '../../../src/registry/publishing/archive.js'
import { extractAssets, wantedAssets } from '../../../src/registry/publishing/assets.js'
import { checkManifest } from '../../../src/registry/publishing/checks.js'
import { publicationWarnings } from '../../../src/registry/publishing/warnings.js'
import { packArchive } from '../../support/archives.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { fixtureNames, fixtureText } from '../../support/manifest-fixtures.js'

const url = 'https://files.example/app.tar.gz'

// One locale of this manifest is not an object. So the manifest is refused. `oldMill` is the manifest without this
// locale.
const refusedNames = ['old-mill.konnector']
const acceptedNames = fixtureNames.filter((name) => !refusedNames.includes(name))
const oldMill = fixtureText('old-mill.konnector').replace('"login": "Identifiant",', '')

/** Packs a manifest, an icon and a screenshot into an archive. Inspects the archive. */
async function inspect(text: string, type: string): Promise<{ file: string; contents: ArchiveContents }> {
  const file = join(await temporaryFolder(), 'archive')
  const entries = [
    { name: `app/manifest.${type}`, content: text },
    { name: 'app/public/app-icon.svg', content: '<svg/>' },
    { name: 'app/shots/fr.png', content: 'x' },
  ]
  await writeFile(file, await packArchive(entries, { gzip: true }))
  return { file, contents: await inspectArchive(file, url) }
}

function typeOf(name: string): 'webapp' | 'konnector' {
  return name.endsWith('.webapp') ? 'webapp' : 'konnector'
}

describe('unusual manifests:', () => {
  test.each(acceptedNames)('%s is read unchanged', async (name) => {
    const text = fixtureText(name)
    // The second variant has no final line feed. The third variant has Windows line ends.
    for (const variant of [text, text.trimEnd(), text.replaceAll('\n', '\r\n')]) {
      const { contents } = await inspect(variant, typeOf(name))
      expect(contents.manifest).toMatchObject({ text: variant, value: JSON.parse(text), type: typeOf(name) })
    }
  })

  test('a manifest with a locale that is a string is refused', async () => {
    await expect(inspect(fixtureText('old-mill.konnector'), 'konnector')).rejects.toMatchObject({
      code: 'ARCHIVE_INVALID',
      message: expect.stringMatching(
        /^Content of the manifest is not JSON valid: "locales\.login" must be an object, and is the text "/,
      ),
    })
  })

  test('old-mill.konnector without its invalid locale is accepted with warnings', async () => {
    const { contents } = await inspect(oldMill, 'konnector')
    const { value: manifest } = contents.manifest
    expect(() =>
      checkManifest(manifest, { slug: 'old-mill', version: '0.3.1', packageVersion: undefined }),
    ).not.toThrow()
    expect(
      publicationWarnings({
        url: 'https://acme.example/a.tgz',
        archive: contents,
        manifest,
        appType: 'konnector',
        icon: 'icon.svg',
        extracted: [],
      }).map(({ code }) => code),
    ).toEqual(['MISSING_ICON', 'MISSING_ENGLISH_LOCALE'])
  })

  const check = async (name: (typeof fixtureNames)[number], expected: { slug: string; version: string }) => {
    const { value } = (await inspect(fixtureText(name), typeOf(name))).contents.manifest
    checkManifest(value, { ...expected, packageVersion: undefined })
  }

  test.each([
    ['tidewater.konnector', { slug: 'tidewater', version: '2.4.0-beta.1' }],
    ['bare.konnector', { slug: 'bare', version: '1.0.0-dev.ab' }],
    ['orchard.webapp', { slug: 'orchard', version: '1.62.0' }],
  ] as const)('%s may be published as %j', async (name, expected) => {
    await check(name, expected)
  })

  test.each([
    [
      'Attic.webapp',
      { slug: 'attic', version: '1.33.7' },
      '2 errors occurred:\n\t* The "editor" field is empty\n\t* Content of the manifest does not match: ' +
        '1 error occurred:\n\t* "version" field does not match ("1.33.7" != "1.33.7-temp")\n\n\n\n',
    ],
    [
      'minimal.webapp',
      { slug: 'minimal', version: '1.0.0' },
      '2 errors occurred:\n\t* The "editor" field is empty\n\t* Content of the manifest does not match: ' +
        '1 error occurred:\n\t* "version" field does not match ("1.0.0" != "")\n\n\n\n',
    ],
  ] as const)('%s, published as %j, is refused with the message %j', async (name, expected, message) => {
    await expect(check(name, expected)).rejects.toMatchObject({ code: 'ARCHIVE_INVALID', message })
  })

  test('a slug with a capital letter does not match the application', async () => {
    const { value } = (await inspect(fixtureText('Attic.webapp'), 'webapp')).contents.manifest
    const complete = { ...value, editor: 'Harbour', version: '1.0.0' }
    expect(() => checkManifest(complete, { slug: 'attic', version: '1.0.0', packageVersion: undefined })).toThrow(
      'Version slug does not match the application',
    )
  })

  const extractions: [(typeof fixtureNames)[number], string[], string[]][] = [
    ['tidewater.konnector', [], ['UNKNOWN_CATEGORY', 'UNKNOWN_DATA_TYPE', 'MISSING_ICON']],
    ['bare.konnector', [], ['MISSING_ICON', 'MISSING_ENGLISH_LOCALE']],
    ['orchard.webapp', ['icon', 'screenshots/shots/fr.png'], ['UNKNOWN_CATEGORY']],
    ['Attic.webapp', [], ['MISSING_ICON', 'MISSING_ENGLISH_LOCALE']],
    ['minimal.webapp', [], ['MISSING_ICON', 'MISSING_ENGLISH_LOCALE']],
  ]
  test.each(extractions)(
    'the archive of %s has the assets %j and causes the warnings %j',
    async (name, files, codes) => {
      const { file, contents } = await inspect(fixtureText(name), typeOf(name))
      const wanted = wantedAssets({}, contents.manifest.value)
      const extracted = await extractAssets(file, contents, wanted, await temporaryFolder())
      expect(extracted.map((asset) => asset.name)).toEqual(files)
      const { value: manifest } = contents.manifest
      const warnings = publicationWarnings({
        url: 'https://acme.example/a.tgz',
        archive: contents,
        manifest,
        appType: typeOf(name),
        icon: 'icon.svg',
        extracted,
      })
      expect(warnings.map(({ code }) => code)).toEqual(codes)
    },
  )

  const invalidJson: [string, string][] = [
    ['missing comma', '{"slug": "a" "version": "1"}'],
    ['missing quote', '{"slug": "a, "version": "1"}'],
    ['trailing comma', '{"slug": "a",}'],
    ['line break in a string', '{"slug": "a\nb"}'],
    ['bad escape', '{"slug": "\\d"}'],
    ['extra brace', '{"slug": "a"}}'],
  ]
  test.each(invalidJson)('invalid JSON is refused: %s', async (_case, text) => {
    await expect(inspect(text, 'webapp')).rejects.toMatchObject({
      code: 'ARCHIVE_INVALID',
      message: expect.stringMatching(/^Content of the manifest is not JSON valid: ./),
    })
  })
})
