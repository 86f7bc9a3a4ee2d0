import { readFileSync } from 'node:fs'
import { parseJson, type Json } from '../../src/json.js'

const folder = new URL('../fixtures/manifests/', import.meta.url)

/**
 * Manifests of invented applications. Together they have every peculiarity that manifests of public applications were
 * found to have.
 */
export const fixtureNames = [
  'tidewater.konnector',
  'old-mill.konnector',
  'bare.konnector',
  'orchard.webapp',
  'Attic.webapp',
  'minimal.webapp',
] as const

/** The text of a fixture. */
export function fixtureText(name: (typeof fixtureNames)[number]): string {
  return readFileSync(new URL(`${name}.json`, folder), 'utf8')
}

/** A fixture, parsed. */
export function fixture(name: (typeof fixtureNames)[number]): Json {
  return parseJson(fixtureText(name))
}
