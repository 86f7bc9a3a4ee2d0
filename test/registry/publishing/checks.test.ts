import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/json.js'
import { RegistryError } from '../../../src/registry/errors.js'
import { applyParameters, checkManifest } from '../../../src/registry/publishing/checks.js'
import { archiveCeilings } from '../../../src/registry/publishing/limits.js'

const manifest = { slug: 'notes', editor: 'Acme', version: '1.2.0' }
const expected = { slug: 'notes', version: '1.2.0', packageVersion: undefined }

/** Returns the error of `checkManifest`, or undefined when the manifest is accepted. */
function refusal(value: JsonObject, changes: Partial<Parameters<typeof checkManifest>[1]> = {}): unknown {
  try {
    checkManifest(value, { ...expected, ...changes })
  } catch (error) {
    return error
  }
  return undefined
}

describe('the version of a manifest', () => {
  const matching = ['1.2.0', '1.2.0-beta.3', '1.2.0-dev.cd', '1.2.0-dev.ab']
  test.each(matching)(
    'and the version in package.json may be %s when the version 1.2.0-dev.ab is published',
    (version) => {
      const changes = { version: '1.2.0-dev.ab', packageVersion: version }
      expect(refusal({ ...manifest, version }, changes)).toBeUndefined()
    },
  )

  test.each(['1.2', '1.2.0-rc1', '', '1.2.0.0', '1.2.1', 'v1.2.0', '1.2.0-beta3', '1.2.0-stable.1'])(
    'may not be %j when the version 1.2.0 is published',
    (version) => {
      expect(refusal({ ...manifest, version })).toMatchObject({ code: 'ARCHIVE_INVALID' })
    },
  )

  test('is sufficient when the version in package.json is empty', () => {
    expect(refusal(manifest, { packageVersion: '' })).toBeUndefined()
  })
})

describe('the message of a refusal', () => {
  test('contains the problem when there is only one', () => {
    expect(refusal({ ...manifest, editor: '' })).toMatchObject({
      code: 'ARCHIVE_INVALID',
      message: '1 error occurred:\n\t* The "editor" field is empty\n\n',
      details: { problems: ['The "editor" field is empty'] },
    })
  })

  test('contains only the start of long versions and names', () => {
    const long = 'x'.repeat(100_000)
    const wrong = [
      refusal({ ...manifest, version: long }),
      refusal(manifest, { packageVersion: long }),
      refusal({ ...manifest, slug: long }),
      refusal({ ...manifest, locales: { [long]: 1 } }),
    ]
    for (const error of wrong) {
      if (!(error instanceof RegistryError)) throw new Error('The manifest was not refused')
      const { message, details } = error
      expect(JSON.stringify({ message, details }).length).toBeLessThan(1500)
      expect(JSON.stringify({ message, details })).toMatch(/x{150,200}…/)
    }
  })

  test('contains all problems of the manifest', () => {
    const versions = [
      '"version" field does not match ("1.2.0" != "1.0.0")',
      '"version" from package.json ("1.2.0" != "2.0.0")',
    ]
    expect(refusal({ version: '1.0.0', slug: null }, { packageVersion: '2.0.0' })).toMatchObject({
      code: 'ARCHIVE_INVALID',
      message:
        '3 errors occurred:\n\t* The "editor" field is empty\n\t* The "slug" field is empty\n\t* ' +
        'Content of the manifest does not match: ' +
        `2 errors occurred:\n\t* ${versions[0]}\n\t* ${versions[1]}\n\n\n\n`,
      details: { problems: ['The "editor" field is empty', 'The "slug" field is empty', ...versions] },
    })
  })
})

describe('the members of a manifest', () => {
  test('are read case-insensitively', () => {
    expect(refusal({ SLUG: 'notes', Editor: 'Acme', version: '9.9.9', Version: '1.2.0' })).toBeUndefined()
    expect(refusal({ ...manifest, Version: '9.9.9' })).toMatchObject({ code: 'ARCHIVE_INVALID' })
    expect(refusal({ ...manifest, Version: null })).toBeUndefined()
  })

  test('are checked before the slug is compared with that of the application', () => {
    const other = { ...manifest, slug: 'other' }
    expect(refusal(other)).toMatchObject({
      code: 'SLUG_MISMATCH',
      message: 'Version slug does not match the application',
    })
    expect(refusal({ ...other, editor: '' })).toMatchObject({ code: 'ARCHIVE_INVALID' })
  })

  test('may contain another editor and another type than those of the application', () => {
    expect(refusal({ ...manifest, editor: 'Somebody', type: 'konnector' })).toBeUndefined()
  })
})

describe('the parameters of a publication', () => {
  test('replace those of the manifest even when they are null', () => {
    const withParameters = { ...manifest, parameters: { bank: 1 } }
    expect(applyParameters(withParameters, [2])).toEqual({ ...manifest, parameters: [2] })
    expect(applyParameters(withParameters, null)).toEqual({ ...manifest, parameters: null })
    expect(applyParameters(manifest, { a: 1 })).toEqual({ ...manifest, parameters: { a: 1 } })
  })

  test('count towards the size limit of the manifest', () => {
    const limits = { ...archiveCeilings, manifestBytes: 1024 }
    expect(() => applyParameters(manifest, 'x'.repeat(1024), limits)).toThrow('limits.archive.manifest_bytes')
    expect(() => applyParameters(manifest, 'é'.repeat(500), limits)).toThrow('with "parameters"')
    expect(applyParameters(manifest, 'x'.repeat(900), limits)).toMatchObject(manifest)
  })

  test('leave the manifest unchanged when they are missing', () => {
    expect(applyParameters({ ...manifest, parameters: 1 }, undefined)).toEqual({ ...manifest, parameters: 1 })
  })
})
