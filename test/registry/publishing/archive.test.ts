import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packArchive, type ArchiveEntry } from '../../support/archives.js'
import { entry, inspect, inspectBytes, manifest, retyped } from './inspecting.js'

describe('prefix', () => {
  const cases: [string, string[], string][] = [
    ['all files in one folder', ['notes-1/manifest.webapp', 'notes-1/a/b'], '/notes-1'],
    ['a file at the root', ['notes-1/manifest.webapp', 'a'], ''],
    ['a file at the root, first', ['a', 'notes-1/manifest.webapp'], ''],
    ['two folders', ['one/manifest.webapp', 'two/a'], ''],
    ['names to normalise', ['./notes//manifest.webapp', '../notes/a', '/notes/b'], '/notes'],
    ['a folder whose manifest lies deeper', ['notes/build/manifest.webapp', 'notes/a'], '/notes'],
  ]
  test.each(cases)('%s', async (_case, names, prefix) => {
    expect(await inspect(...names.map((name) => entry(name)))).toMatchObject({ prefix })
  })

  test('a directory has no content, whatever size it claims', async () => {
    const plain = await packArchive([{ name: 'elsewhere' }, entry('notes/manifest.webapp'), entry('notes/a')])
    plain.write('00000001000', 124, 'latin1')
    expect(await inspectBytes(retyped(plain, 0, '5'))).toMatchObject({ prefix: '/notes' })
  })

  test('only regular files count', async () => {
    const contents = await inspect(
      { name: 'elsewhere/', type: 'directory' },
      entry('notes/manifest.webapp'),
      { name: 'link', type: 'symlink', linkname: 'notes/manifest.webapp' },
      { name: 'other/manifest.konnector', type: 'link', linkname: 'notes/manifest.webapp' },
    )
    expect(contents).toMatchObject({ prefix: '/notes', manifest: { type: 'webapp' }, warnings: [] })
  })

  test('long names are read from PAX headers', async () => {
    const long = `notes/${'deep/'.repeat(60)}é.txt`
    expect(await inspect(entry('notes/manifest.webapp'), { name: long })).toMatchObject({ prefix: '/notes' })
    expect(await inspect(entry('notes/manifest.webapp'), { name: `x${long}` })).toMatchObject({ prefix: '' })
  })

  test('long names are read from GNU headers', async () => {
    const plain = await packArchive([
      { name: '././@LongLink', content: `notes/${'deep/'.repeat(60)}manifest.webapp\0` },
      entry('cut'),
    ])
    const contents = await inspectBytes(retyped(plain, 0, 'L'))
    expect(contents).toMatchObject({ prefix: '/notes', manifest: { type: 'webapp' } })
  })

  test('global headers, as git writes them, are not files', async () => {
    const plain = await packArchive([
      { name: 'pax_global_header', content: '52 comment=0123456789012345678901234567890123456789\n' },
      entry('notes/manifest.webapp'),
    ])
    expect(await inspectBytes(retyped(plain, 0, 'g'))).toMatchObject({ prefix: '/notes' })
  })

  test('is the first folder if and only if all files share it', async () => {
    const name = fc.constantFrom('a', 'b', 'c')
    const paths = fc.array(fc.array(name, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(paths, async (all) => {
        const names = [...all, ['a', 'manifest.webapp']].map((parts) => parts.join('/'))
        const folders = names.map((each) => (each.includes('/') ? each.split('/')[0] : undefined))
        const shared = folders.every((folder) => folder === 'a')
        const bytes = await packArchive(names.map((each) => entry(each)))
        expect((await inspectBytes(bytes)).prefix).toBe(shared ? '/a' : '')
      }),
      { numRuns: 50 },
    )
  })
})

describe('manifest', () => {
  test('gives text, value and the type of its name', async () => {
    const text = `\n${manifest}\n`
    expect((await inspect(entry('manifest.konnector', text))).manifest).toEqual({
      path: '/manifest.konnector',
      text,
      value: { slug: 'notes', editor: 'Acme', version: '1.0.0' },
      type: 'konnector',
    })
  })

  const choices: [string, ArchiveEntry[], string, string[]][] = [
    [
      'at the root before nested ones',
      [entry('a/manifest.konnector', '{"slug":"x"}'), entry('manifest.webapp')],
      'notes',
      ['NESTED_MANIFESTS'],
    ],
    [
      'at the root of the top folder',
      [entry('t/a/manifest.konnector', '{"slug":"x"}'), entry('t/manifest.webapp')],
      'notes',
      ['NESTED_MANIFESTS'],
    ],
    [
      'the first nested one without any at the root',
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
      'a folder that only seemed to be the top one',
      [entry('a/manifest.webapp', '{"slug":"x"}'), entry('b/c'), entry('manifest.konnector')],
      'notes',
      ['NESTED_MANIFESTS'],
    ],
    ['the only one', [entry('manifest.webapp')], 'notes', []],
  ]
  test.each(choices)('is %s', async (_case, entries, slug, warnings) => {
    const contents = await inspect(...entries)
    expect(contents.manifest.value.slug).toBe(slug)
    expect(contents.warnings.map(({ code }) => code)).toEqual(warnings)
  })

  const wrong: [string, string, string | RegExp][] = [
    ['empty', '', 'Application tarball does not contain a manifest'],
    ['null', 'null', 'Tarball does not contain a manifest'],
    ['no JSON', '{"slug": "a",}', /^Content of the manifest is not JSON valid: ./],
    ['with byte order mark', `\uFEFF${manifest}`, /^Content of the manifest is not JSON valid: ./],
    ['an array', '[]', /^Content of the manifest is not JSON valid: ./],
    ['a text', '"a"', /^Content of the manifest is not JSON valid: ./],
    ['with a version that is a number', '{"version": 1}', /not JSON valid: "version"/],
    ['with a slug that is none, in capitals', '{"Slug": 1}', /not JSON valid: "slug"/],
    ['with a locale that is a text', '{"locales": {"en": "x"}}', /not JSON valid: "locales\.en"/],
    ['with a partnership that is a list', '{"partnership": []}', /not JSON valid: "partnership"/],
    ['with a partner icon that is none', '{"partnership": {"icon": 1}}', /not JSON valid: "partnership\.icon"/],
    ['with screenshots that are none', '{"screenshots": [1]}', /not JSON valid: "screenshots\.0"/],
    [
      'with screenshots of a locale that are none',
      '{"locales": {"fr": {"screenshots": "a"}}}',
      /"locales\.fr\.screenshots"/,
    ],
  ]
  test.each(wrong)('%s is refused', async (_case, text, message) => {
    await expect(inspect(entry('manifest.webapp', text))).rejects.toMatchObject({
      code: 'ARCHIVE_INVALID',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    })
  })

  test('200 levels of nesting are enough', async () => {
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
  test.each(nulls)('%s may be null', async (member) => {
    const contents = await inspect(entry('manifest.webapp', JSON.stringify({ [member]: null })))
    expect(contents.manifest.value).toEqual({ [member]: null })
  })

  test('other members may be anything', async () => {
    const value = { fields: 'x', permissions: [], type: 1, categories: {}, locales: { en: { name: 1 }, fr: null } }
    expect((await inspect(entry('manifest.webapp', JSON.stringify(value)))).manifest.value).toEqual(value)
  })

  test('an archive without a manifest is refused', async () => {
    const refusal = { code: 'ARCHIVE_INVALID', message: 'Tarball does not contain a manifest' }
    await expect(inspect(entry('manifest.json'))).rejects.toMatchObject(refusal)
    await expect(inspectBytes(Buffer.alloc(10 * 512))).rejects.toMatchObject(refusal)
    await expect(inspectBytes(Buffer.alloc(0))).rejects.toMatchObject(refusal)
  })

  test('more than 2 MiB are refused, unless the file is not used', async () => {
    const huge = ' '.repeat(2 * 1024 * 1024 + 1)
    await expect(inspect(entry('manifest.webapp', huge))).rejects.toMatchObject({ code: 'ARCHIVE_TOO_LARGE' })
    const contents = await inspect(entry('a/manifest.webapp', huge), entry('manifest.webapp'))
    expect(contents.manifest.text).toBe(manifest)
  })
})

describe('package.json', () => {
  const root = entry('manifest.webapp')
  const cases: [string, ArchiveEntry[], string | undefined][] = [
    ['none', [root], undefined],
    ['at the root', [root, entry('package.json', '{"version": "1.2.3"}')], '1.2.3'],
    ['in the top folder', [entry('a/package.json', '{"version": "1.2.3"}'), entry('a/manifest.webapp')], '1.2.3'],
    ['twice', [root, entry('package.json', '{'), entry('package.json', '{"version": "1.2.3"}')], '1.2.3'],
    ['nested only', [root, entry('a/package.json', '{"version": "1.2.3"}')], undefined],
    ['nested and no JSON', [entry('a/package.json', '{'), root], undefined],
    ['without version', [root, entry('package.json', '{"name": "x"}')], undefined],
    ['version null', [root, entry('package.json', '{"version": null}')], undefined],
  ]
  test.each(cases)('%s', async (_case, entries, packageVersion) => {
    expect((await inspect(...entries)).packageVersion).toBe(packageVersion)
  })

  test.each(['', '{', '[]', '{"version": 1}'])('%j is refused', async (text) => {
    await expect(inspect(root, entry('package.json', text))).rejects.toMatchObject({
      code: 'ARCHIVE_INVALID',
      message: expect.stringMatching(/^File package\.json is not valid in https:\/\/files\.example\/app\.tar\.gz: ./),
    })
  })
})
