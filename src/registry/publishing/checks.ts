import type { Json, JsonObject } from '../../json.js'
import { RegistryError } from '../errors.js'
import { shortened } from '../shortened.js'
import { channelOf } from '../versions.js'
import { archiveCeilings, refuseAbove } from './limits.js'
import { interpretManifest, type KnownManifestFields } from './known-manifest-fields.js'

/** The values that a manifest must match. */
export interface ExpectedValues {
  /** Slug of the application. */
  slug: string
  /** The version to publish. */
  version: string
  /** The version in package.json, if it has one. */
  packageVersion: string | undefined
}

/**
 * Checks that a manifest is complete and belongs to the version. The manifest may have another editor or type than the
 * application: publishers rely on this.
 * @throws RegistryError ARCHIVE_INVALID with all problems
 * @throws RegistryError SLUG_MISMATCH for the manifest of another application
 */
export function checkManifest(manifest: JsonObject, expected: ExpectedValues): void {
  const fields = interpretManifest(manifest)
  const empty = [
    ...(fields.editor === '' ? ['The "editor" field is empty'] : []),
    ...(fields.slug === '' ? ['The "slug" field is empty'] : []),
  ]
  const mismatches = versionMismatches(fields, expected)
  const failures =
    mismatches.length > 0 ? [...empty, `Content of the manifest does not match: ${formatFailures(mismatches)}`] : empty
  if (failures.length > 0) {
    const problems = [...empty, ...mismatches]
    const detail = `The manifest can't be published as this version: ${problems.join('; ')}`
    throw new RegistryError('ARCHIVE_INVALID', formatFailures(failures), { problems, detail })
  }
  if (fields.slug !== expected.slug) {
    throw new RegistryError('SLUG_MISMATCH', 'Version slug does not match the application', {
      detail: `The manifest is that of "${shortened(fields.slug)}", not of "${expected.slug}": publish it to its own application`,
    })
  }
}

/**
 * The manifest to store. If the publisher sent `parameters`, they replace those of the manifest.
 * @throws RegistryError ARCHIVE_TOO_LARGE when the result has more bytes than a manifest may have
 */
export function applyParameters(
  manifest: JsonObject,
  parameters: Json | undefined,
  limits = archiveCeilings,
): JsonObject {
  if (parameters === undefined) return manifest
  const whole = { ...manifest, parameters }
  const bytes = Buffer.byteLength(JSON.stringify(whole))
  refuseAbove(
    limits,
    'manifestBytes',
    bytes,
    (maximum) => `has a manifest of more than ${maximum} bytes with "parameters"`,
  )
  return whole
}

function versionMismatches(fields: KnownManifestFields, { version, packageVersion = '' }: ExpectedValues): string[] {
  return [
    ...(versionCore(fields.version) === versionCore(version)
      ? []
      : [`"version" field does not match ("${version}" != "${shortened(fields.version)}")`]),
    ...(packageVersion === '' || versionCore(packageVersion) === versionCore(version)
      ? []
      : [`"version" from package.json ("${version}" != "${shortened(packageVersion)}")`]),
  ]
}

// The number without its pre-release (X.Y.Z), which Semver calls the version core. A manifest need not repeat the pre-release.
function versionCore(version: string): string | undefined {
  const channel = channelOf(version)
  return channel === 'stable' ? version : version.split(`-${channel}.`)[0]
}

// Formats failures like the reference registry: publishing clients print the text unchanged.
function formatFailures(failures: string[]): string {
  const count = failures.length === 1 ? '1 error' : `${failures.length} errors`
  return `${count} occurred:\n\t* ${failures.join('\n\t* ')}\n\n`
}
