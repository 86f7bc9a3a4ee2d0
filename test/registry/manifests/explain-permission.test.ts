import { describe, expect, it, test } from 'vitest'
import type { Json } from '../../../src/json.js'
import { explainPermission } from '../../../src/registry/manifests/permission-words/explain-permission.js'
import { permissionsOf } from '../../../src/registry/manifests/permissions.js'

/** The explanation of one permission of a manifest. */
function explain(permission: Json, locales: readonly string[] = []): string | undefined {
  const [found] = permissionsOf({ permissions: { x: permission } })
  return found && explainPermission(found, locales)
}

test.each<[Json, string, string]>([
  [{ type: 'io.cozy.contacts', verbs: ['GET'] }, 'Read your contacts.', 'Lire vos contacts.'],
  [
    { type: 'io.cozy.bills' },
    'Read, add, change and remove your bills.',
    'Lire, ajouter, modifier et supprimer vos factures.',
  ],
  [
    { type: 'io.cozy.notes', verbs: ['DELETE', 'PUT', 'PATCH'] },
    'Change and remove your notes.',
    'Modifier et supprimer vos notes.',
  ],
  [
    { type: 'io.cozy.jobs', verbs: ['POST'], selector: 'worker', values: ['sendmail', 'service'] },
    'Add tasks that run in the background (only if "worker" is "sendmail" or "service").',
    'Ajouter des tâches exécutées en arrière-plan (uniquement si « worker » vaut « sendmail » ou « service »).',
  ],
  [
    { type: 'io.cozy.settings', verbs: ['GET'], values: ['instance'] },
    'Read the settings of your Cozy (only if the id is "instance").',
    'Lire les réglages de votre Cozy (uniquement si l’identifiant est « instance »).',
  ],
  [
    { type: 'io.cozy.files', verbs: ['GET'], values: ['root'] },
    'Read your files and folders (only if the id of the file or of a folder around it is "root").',
    'Lire vos fichiers et dossiers (uniquement si l’identifiant du fichier ou d’un dossier parent est « root »).',
  ],
  [
    { type: 'com.acme.plants', verbs: ['GET'], remote: true },
    'Read data of the kind "com.acme.plants". These data leave your Cozy.',
    'Lire des données de type « com.acme.plants ». Ces données quittent votre Cozy.',
  ],
  [
    { type: 'io.cozy.acme.*', verbs: ['GET'] },
    'Read data of all kinds that begin with "io.cozy.acme".',
    'Lire des données de tous les types qui commencent par « io.cozy.acme ».',
  ],
  [{ type: '*', verbs: ['GET'] }, 'Read all data of your Cozy.', 'Lire toutes les données de votre Cozy.'],
  [{ verbs: ['GET'] }, 'Read data of an unknown kind.', 'Lire des données d’un type inconnu.'],
  [
    { type: 'constructor', verbs: ['GET'] },
    'Read data of the kind "constructor".',
    'Lire des données de type « constructor ».',
  ],
])('%j is explained in English and French', (permission, english, french) => {
  expect(explain(permission)).toBe(english)
  expect(explain(permission, ['fr'])).toBe(french)
})

describe('the explanation of a permission', () => {
  it('is in the first of the wanted languages that is delivered, else in English', () => {
    const permission = { type: 'io.cozy.tags', verbs: ['GET'] }
    for (const locales of [['fr'], ['fr_FR'], ['de', 'FR-ca', 'en']])
      expect(explain(permission, locales)).toBe('Lire vos étiquettes.')
    for (const locales of [[], ['de'], ['en-US', 'fr'], ['__proto__']])
      expect(explain(permission, locales)).toBe('Read your tags.')
  })

  it.each([['ALL'], ['get'], ['TRACE']])('permits all actions when a verb is %s', (verb) => {
    expect(explain({ type: 'io.cozy.tags', verbs: ['GET', verb] })).toBe('Read, add, change and remove your tags.')
  })

  it('has no restriction for a selector without values', () => {
    expect(explain({ type: 'io.cozy.jobs', verbs: ['GET'], selector: 'worker' })).toBe(
      'Read tasks that run in the background.',
    )
  })

  it('lists five values, and counts the others', () => {
    const values = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    expect(explain({ type: 'io.cozy.tags', verbs: ['GET'], values })).toContain('"d", "e" or 2 others)')
    expect(explain({ type: 'io.cozy.tags', verbs: ['GET'], values: values.slice(1) })).toContain('"f" or one other)')
  })

  it('shortens long texts of the manifest', () => {
    const long = 'x'.repeat(10_000)
    expect(explain({ type: long, verbs: ['GET'], selector: long, values: [long] })?.length).toBeLessThan(1000)
  })
})
