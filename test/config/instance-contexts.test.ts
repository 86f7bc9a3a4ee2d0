import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadConfig } from '../../src/config/config.js'

let cwd: string

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'config-'))
})

afterEach(() => rm(cwd, { recursive: true }))

async function load(contexts: string) {
  await writeFile(join(cwd, 'cozy-registry.yml'), `data: x\nspaces: [__default__, one]\n${contexts}\n`)
  return (await loadConfig({ argvFlags: {}, env: {}, cwd, home: undefined })).config.instanceContexts
}

describe('contexts of instances', () => {
  it('have a name in lower case, and the configured or the default settings', async () => {
    const contexts = await load(`instance_contexts:
  default:
  School: { space: one, registry: "https://r.example/x", additional_platform_apps: [notes, mail], allow_install_via_a_permission: true, permissions_skip_verification: true, init_administrative_folder: false, init_photos_folder: false }
`)
    expect(Object.fromEntries(contexts)).toEqual({
      default: {
        space: '',
        registry: undefined,
        additionalPlatformApps: [],
        allowsInstallByApps: false,
        skipsPermissionConsent: false,
        firstFolders: { administrative: true, photos: true },
      },
      school: {
        space: 'one',
        registry: 'https://r.example/x',
        additionalPlatformApps: ['notes', 'mail'],
        allowsInstallByApps: true,
        skipsPermissionConsent: true,
        firstFolders: { administrative: false, photos: false },
      },
    })
  })

  it.each([
    [
      '{ a: { space: nope } }',
      'instance_contexts: a.space: there is no space "nope"; the spaces are: __default__, one',
    ],
    ['{ a: { registry: ftp://x } }', 'instance_contexts: a.registry: "ftp://x" is not an http or https address'],
    ['{ a: { registry: "https://user:pw@r.example" } }', 'without user, password'],
    ['{ a: { allow_install_via_a_permission: maybe } }', '"maybe" is not a boolean'],
    ['{ a: { colour: red } }', 'instance_contexts: a: '],
    ['{ a: text }', 'instance_contexts: a: '],
  ])('are refused when they are %s', async (text, message) => {
    await expect(load(`instance_contexts: ${text}`)).rejects.toThrow(message)
  })

  it('are refused with all of their problems at once', async () => {
    const loading = load('instance_contexts: { a: { space: nope, registry: ftp://x, colour: red } }')
    for (const message of ['a.space: there is no space "nope"', 'a.registry: "ftp://x"', '"colour"']) {
      await expect(loading).rejects.toThrow(message)
    }
  })
})
