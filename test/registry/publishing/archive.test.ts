import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { archiveCeilings } from '../../../src/registry/publishing/limits.js'
import { packArchive, type ArchiveEntry } from '../../support/archives.js'
import { entry, inspect, inspectBytes, manifest, withEntryType } from './archive-fixture.js'

test('warnings and errors contain only the start of long paths', async () => {
  const name = `${'x'.repeat(900)}/a/manifest.webapp`
  const { warnings } = await inspect(entry(name))
  expect(warnings.map(({ message }) => message)).toEqual([expect.stringMatching(/ \/x{199}…$/)])
  const tooLarge = inspect(entry(name, ' '.repeat(archiveCeilings.manifestBytes + 1)))
  await expect(tooLarge).rejects.toThrow(/ \/x{199}… of more than/)
})

describe('the prefix of an archive (the folder of all its files)', () => {
  const cases: [string, string[], string][] = [
    ['all files in one folder', ['notes-1/manifest.webapp', 'notes-1/a/b'], '/notes-1'],
    ['a file at the root', ['notes-1/manifest.webapp', 'a'], ''],
    ['a file at the root, before the folder', ['a', 'notes-1/manifest.webapp'], ''],
    ['two folders', ['one/manifest.webapp', 'two/a'], ''],
    ['paths with ".", ".." and double slashes', ['./notes//manifest.webapp', '../notes/a', '/notes/b'], '/notes'],
    ['a folder whose manifest lies deeper', ['notes/build/manifest.webapp', 'notes/a'], '/notes'],
  ]
  test.each(cases)('with %s: %j gives "%s"', async (_case, names, prefix) => {
    expect(await inspect(...names.map((name) => entry(name)))).toMatchObject({ prefix })
  })

  test('is read correctly after a directory entry with a size and without content', async () => {
    const plain = await packArchive([{ name: 'elsewhere' }, entry('notes/manifest.webapp'), entry('notes/a')])
    plain.write('00000001000', 124, 'latin1')
    expect(await inspectBytes(withEntryType(plain, 0, '5'))).toMatchObject({ prefix: '/notes' })
  })

  test('depends only on regular files', async () => {
    const contents = await inspect(
      { name: 'elsewhere/', type: 'directory' },
      entry('notes/manifest.webapp'),
      { name: 'link', type: 'symlink', linkname: 'notes/manifest.webapp' },
      { name: 'other/manifest.konnector', type: 'link', linkname: 'notes/manifest.webapp' },
    )
    expect(contents).toMatchObject({ prefix: '/notes', manifest: { type: 'webapp' }, warnings: [] })
  })

  test('takes long names from PAX headers into account', async () => {
    const long = `notes/${'deep/'.repeat(60)}é.txt`
    expect(await inspect(entry('notes/manifest.webapp'), { name: long })).toMatchObject({ prefix: '/notes' })
    expect(await inspect(entry('notes/manifest.webapp'), { name: `x${long}` })).toMatchObject({ prefix: '' })
  })

  test('takes long names from GNU headers into account', async () => {
    const plain = await packArchive([
      { name: '././@LongLink', content: `notes/${'deep/'.repeat(60)}manifest.webapp\0` },
      entry('cut'),
    ])
    const contents = await inspectBytes(withEntryType(plain, 0, 'L'))
    expect(contents).toMatchObject({ prefix: '/notes', manifest: { type: 'webapp' } })
  })

  test('ignores global PAX headers, such as those of git', async () => {
    const plain = await packArchive([
      { name: 'pax_global_header', content: '52 comment=0123456789012345678901234567890123456789\n' },
      entry('notes/manifest.webapp'),
    ])
    expect(await inspectBytes(withEntryType(plain, 0, 'g'))).toMatchObject({ prefix: '/notes' })
  })

  test('is the first folder if and only if all files share it', async () => {
    const part = fc.constantFrom('a', 'b', 'c')
    const paths = fc.array(fc.array(part, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(paths, async (otherPaths) => {
        const names = [...otherPaths, ['a', 'manifest.webapp']].map((parts) => parts.join('/'))
        const folders = names.map((name) => (name.includes('/') ? name.split('/')[0] : undefined))
        const shared = folders.every((folder) => folder === 'a')
        const bytes = await packArchive(names.map((name) => entry(name)))
        expect((await inspectBytes(bytes)).prefix).toBe(shared ? '/a' : '')
      }),
      { numRuns: 50 },
    )
  })
})

describe('the manifest', () => {
  test('has a text, a parsed value, and the type in its file name', async () => {
    const text = `\n${manifest}\n`
    expect((await inspect(entry('manifest.konnector', text))).manifest).toEqual({
      path: '/manifest.konnector',
      text,
      value: { slug: 'notes', editor: 'Acme', version: '1.0.0' },
      type: 'konnector',
    })
  })

  const selections: [string, ArchiveEntry[], string, string[]][] = [
    [
      'the one at the root, not a nested one',
      [entry('a/manifest.konnector', '{"slug":"x"}'), entry('manifest.webapp')],
      'notes',
      ['NESTED_MANIFESTS'],
    ],
    [
      'the one at the root of the top folder, not a nested one',
      [entry('t/a/manifest.konnector', '{"slug":"x"}'), entry('t/manifest.webapp')],
      'notes',
      ['NESTED_MANIFESTS'],
    ],
    [
      'the first nested one when none is at the root',
      [entry('b'), entry('a/manifest.webapp'), entry('c/manifest.webapp', '{"slug":"x"}')],
      'notes',
      ['NESTED_MANIFESTS'],
    ],
    [
      'the first of two at the root',
      [entry('manifest.webapp'), entry('manifest.konnector', '{"slug":"x"}')],
      'notes',
      ['NESTED_MANIFESTS'],
    ],
    [
      'the one at the root although all earlier files were in folders',
      [entry('a/manifest.webapp', '{"slug":"x"}'), entry('b/c'), entry('manifest.konnector')],
      'notes',
      ['NESTED_MANIFESTS'],
    ],
    ['the only one', [entry('manifest.webapp')], 'notes', []],
  ]
  test.each(selections)('is %s', async (_case, entries, slug, warnings) => {
    const contents = await inspect(...entries)
    expect(contents.manifest.value.slug).toBe(slug)
    expect(contents.warnings.map(({ code }) => code)).toEqual(warnings)
  })

  test.each([
    [
      'begins with a byte order mark',
      [entry('manifest.webapp', `\uFEFF${manifest}`)],
      /byte order mark.*save it as UTF-8/,
    ],
    ['is in UTF-16', [entry('manifest.webapp', manifest.split('').join('\0'))], /UTF-16.*save it as UTF-8/],
    [
      'is in Latin-1',
      [{ name: 'a/manifest.webapp', content: Buffer.from('{"name":"Caf\xe9"}', 'latin1') }],
      /^The file \/a\/manifest\.webapp in the archive is not UTF-8: save it in this encoding$/,
    ],
    ['is missing because the archive has no files', [], /There is no file in the archive/],
  ])('is refused with an explanation when it %s', async (_case, entries, detail) => {
    await expect(inspect(...entries)).rejects.toMatchObject({
      code: 'ARCHIVE_INVALID',
      details: { detail: expect.stringMatching(detail) },
    })
  })

  test('is missing in a file of zero bytes', async () => {
    await expect(inspectBytes(Buffer.alloc(0))).rejects.toMatchObject({
      details: { detail: expect.stringMatching(/There is no file in the archive/) },
    })
  })

  const invalid: [string, string, string | RegExp][] = [
    ['is empty', '', 'Application tarball does not contain a manifest'],
    ['is null', 'null', 'Tarball does not contain a manifest'],
    ['is not JSON', '{"slug": "a",}', /^Content of the manifest is not JSON valid: ./],
    ['has a byte order mark', `\uFEFF${manifest}`, /^Content of the manifest is not JSON valid: ./],
    ['is an array', '[]', /^Content of the manifest is not JSON valid: ./],
    ['is a string', '"a"', /^Content of the manifest is not JSON valid: ./],
    ['has a version that is a number', '{"version": 1}', /not JSON valid: "version"/],
    ['has a slug that is a number, in the member "Slug"', '{"Slug": 1}', /not JSON valid: "slug"/],
    ['has a locale that is a string', '{"locales": {"en": "x"}}', /not JSON valid: "locales\.en"/],
    ['has a partnership that is a list', '{"partnership": []}', /not JSON valid: "partnership"/],
    ['has a partner icon that is a number', '{"partnership": {"icon": 1}}', /not JSON valid: "partnership\.icon"/],
    ['has a screenshot that is a number', '{"screenshots": [1]}', /not JSON valid: "screenshots\.0"/],
    [
      'has a locale with screenshots that are a string',
      '{"locales": {"fr": {"screenshots": "a"}}}',
      /"locales\.fr\.screenshots"/,
    ],
  ]
  test.each(invalid)('is refused when it %s', async (_case, text, message) => {
    await expect(inspect(entry('manifest.webapp', text))).rejects.toMatchObject({
      code: 'ARCHIVE_INVALID',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    })
  })

  test.each([
    ['{"locales": "en"}', '"locales" must be an object, and is the text "en"'],
    ['{"Version": null, "VERSION": 3}', '"version" must be a text, and is the number 3'],
    ['{"version": "1.0.0", "Version": 3}', '"version" must be a text, and is the number 3'],
    ['{"locales": {"fr": {"screenshots": "a"}}}', '"locales.fr.screenshots" must be a list, and is the text "a"'],
    ['{"screenshots": ["a", {}]}', '"screenshots.1" must be a text, and is an object'],
    ['{"partnership": [true]}', '"partnership" must be an object, and is a list'],
  ])('is refused with an error in plain words: %s', async (text, cause) => {
    const message = `Content of the manifest is not JSON valid: ${cause}`
    await expect(inspect(entry('manifest.webapp', text))).rejects.toMatchObject({ message })
  })

  test('may have at most 200 levels of nesting', async () => {
    const nested = (levels: number) => `{"x":${'['.repeat(levels)}${']'.repeat(levels)}}`
    expect((await inspect(entry('manifest.webapp', nested(199)))).manifest.text).toBe(nested(199))
    for (const levels of [200, 1_000_000]) {
      await expect(inspect(entry('manifest.webapp', nested(levels)))).rejects.toMatchObject({
        code: 'ARCHIVE_INVALID',
        message: 'Content of the manifest is not JSON valid: it is nested more than 200 levels deep',
      })
    }
  })

  const nulls = ['editor', 'name', 'slug', 'version', 'icon', 'partnership', 'screenshots', 'locales']
  test.each(nulls)('may have null as "%s"', async (member) => {
    const contents = await inspect(entry('manifest.webapp', JSON.stringify({ [member]: null })))
    expect(contents.manifest.value).toEqual({ [member]: null })
  })

  test('may have values of any type in members that the registry does not interpret', async () => {
    const value = { fields: 'x', permissions: [], type: 1, categories: {}, locales: { en: { name: 1 }, fr: null } }
    expect((await inspect(entry('manifest.webapp', JSON.stringify(value)))).manifest.value).toEqual(value)
  })

  test('must exist, or the archive is refused', async () => {
    const refusal = { code: 'ARCHIVE_INVALID', message: 'Tarball does not contain a manifest' }
    await expect(inspect(entry('manifest.json'))).rejects.toMatchObject(refusal)
    await expect(inspectBytes(Buffer.alloc(10 * 512))).rejects.toMatchObject(refusal)
    await expect(inspectBytes(Buffer.alloc(0))).rejects.toMatchObject(refusal)
  })

  test('may have at most 2 MiB', async () => {
    const huge = ' '.repeat(2 * 1024 * 1024 + 1)
    await expect(inspect(entry('manifest.webapp', huge))).rejects.toMatchObject({ code: 'ARCHIVE_TOO_LARGE' })
    // A nested manifest that is not used may be larger.
    const contents = await inspect(entry('a/manifest.webapp', huge), entry('manifest.webapp'))
    expect(contents.manifest.text).toBe(manifest)
  })
})

describe('the version in package.json', () => {
  const root = entry('manifest.webapp')
  const cases: [string, string | undefined, ArchiveEntry[]][] = [
    ['without this file', undefined, [root]],
    ['with this file at the root', '1.2.3', [root, entry('package.json', '{"version": "1.2.3"}')]],
    [
      'with this file in the top folder',
      '1.2.3',
      [entry('a/package.json', '{"version": "1.2.3"}'), entry('a/manifest.webapp')],
    ],
    [
      'with two such files, of which the last one counts,',
      '1.2.3',
      [root, entry('package.json', '{'), entry('package.json', '{"version": "1.2.3"}')],
    ],
    ['with this file only in another folder', undefined, [root, entry('a/package.json', '{"version": "1.2.3"}')]],
    ['with an invalid file of this name in another folder', undefined, [entry('a/package.json', '{'), root]],
    ['with such a file without a version', undefined, [root, entry('package.json', '{"name": "x"}')]],
    ['with such a file whose version is null', undefined, [root, entry('package.json', '{"version": null}')]],
  ]

  test('is read from a file that is not UTF-8', async () => {
    const content = Buffer.from('{"version": "1.2.3", "author": "Ren\xe9"}', 'latin1')
    expect((await inspect(root, { name: 'package.json', content })).packageVersion).toBe('1.2.3')
  })

  test.each(cases)('of an archive %s is %s', async (_case, packageVersion, entries) => {
    expect((await inspect(...entries)).packageVersion).toBe(packageVersion)
  })

  test.each(['', '{', '[]', '{"version": 1}'])('is refused when the file contains %j', async (text) => {
    await expect(inspect(root, entry('package.json', text))).rejects.toMatchObject({
      code: 'ARCHIVE_INVALID',
      message: expect.stringMatching(/^File package\.json is not valid in https:\/\/files\.example\/app\.tar\.gz: ./),
    })
  })
})
