import { z } from 'zod'
import { isJsonObject, parseJson, type Json, type JsonObject } from '../../json.js'
import { describeInvalid } from '../describe-invalid.js'
import { RegistryError } from '../errors.js'
import { unstorableReason } from '../storable.js'
import { archiveCeilings, refuseAbove, type ArchiveLimits } from './limits.js'

const text = z.string().nullish()
const texts = z.array(text).nullish()
const localeSchema = anyCase({ screenshots: texts })
const manifestSchema = anyCase({
  editor: text,
  name: text,
  slug: text,
  version: text,
  icon: text,
  partnership: anyCase({ icon: text, description: text }).nullish(),
  screenshots: texts,
  locales: z.record(z.string(), localeSchema.nullish()).nullish(),
})
const packageSchema = anyCase({ version: text })

/** The members of a manifest that the registry itself uses. Absent and `null` members are empty. */
export interface KnownManifestFields {
  editor: string
  slug: string
  version: string
  icon: string
  partnershipIcon: string
  /** Paths in the manifest, then paths in its locales. */
  screenshots: string[]
}

/**
 * Reads the members of a manifest that the registry uses. Member names are case-insensitive. If a name occurs several times, the
 * last member is used.
 * @throws RegistryError ARCHIVE_INVALID when one of these members has a wrong type
 */
export function interpretManifest(manifest: JsonObject): KnownManifestFields {
  const { data, error } = manifestSchema.safeParse(manifest)
  if (!data) throw invalidManifest(describeInvalid(error, manifest, anyCaseMember))
  const screenshots = [data, ...Object.values(data.locales ?? {})].flatMap((holder) => holder?.screenshots ?? [])
  return {
    editor: data.editor ?? '',
    slug: data.slug ?? '',
    version: data.version ?? '',
    icon: data.icon ?? '',
    partnershipIcon: data.partnership?.icon ?? '',
    screenshots: screenshots.map((path) => path ?? ''),
  }
}

/**
 * Parses the text of a manifest, and checks the types of the members that the registry uses.
 * @throws RegistryError ARCHIVE_INVALID, ARCHIVE_TOO_LARGE when the manifest has too many values
 */
export function parseManifest(source: string, limits: ArchiveLimits = archiveCeilings): JsonObject {
  if (source === '') {
    throw new RegistryError('ARCHIVE_INVALID', 'Application tarball does not contain a manifest', {
      detail: 'The manifest in the archive is an empty file',
    })
  }
  const detail = encodingMistake(source)
  const manifest = parseOrRefuse(
    () => parseJson(source),
    (cause) => invalidManifest(cause, detail),
  )
  if (manifest === null) throw noManifest()
  if (!isJsonObject(manifest)) throw invalidManifest('it is not an object')
  checkValueCount('manifest', manifest, limits)
  const reason = unstorableReason(manifest)
  if (reason !== undefined) throw invalidManifest(reason)
  interpretManifest(manifest)
  return manifest
}

/**
 * The version in a package.json, if it has one.
 * @param url URL of the archive, for messages
 * @throws RegistryError ARCHIVE_INVALID
 */
export function packageVersionOf(
  source: string,
  url: string,
  limits: ArchiveLimits = archiveCeilings,
): string | undefined {
  const invalid = (cause: string) =>
    new RegistryError('ARCHIVE_INVALID', `File package.json is not valid in ${url}: ${cause}`)
  const content = parseOrRefuse(() => parseJson(source), invalid)
  checkValueCount('package.json', content, limits)
  const { data, error } = packageSchema.nullable().safeParse(content)
  if (error) throw invalid(describeInvalid(error, content, anyCaseMember))
  return data?.version ?? undefined
}

// Refuses JSON with too many values. Iterative, because values may be nested too deeply for the stack.
function checkValueCount(name: string, value: Json, limits: ArchiveLimits): void {
  const stack: (Json | undefined)[] = [value]
  let count = 0
  for (let next = stack.pop(); next !== undefined && count <= limits.manifestValues; next = stack.pop()) {
    count++
    if (typeof next === 'object' && next !== null) for (const member of Object.values(next)) stack.push(member)
  }
  refuseAbove(limits, 'manifestValues', count, (maximum) => `has a ${name} of more than ${maximum} values`)
}

/** The refusal of an archive without manifest. */
export function noManifest(
  detail = 'The archive has no manifest: put manifest.webapp or manifest.konnector at its root, or in its single top folder',
): RegistryError {
  return new RegistryError('ARCHIVE_INVALID', 'Tarball does not contain a manifest', { detail })
}

/** The refusal of a manifest that can't be used. */
export function invalidManifest(cause: string, detail?: string): RegistryError {
  const message = `Content of the manifest is not JSON valid: ${cause}`
  return new RegistryError('ARCHIVE_INVALID', message, detail === undefined ? {} : { detail })
}

// With a wrong encoding, the message of a JSON parser would only quote invisible characters.
function encodingMistake(source: string): string | undefined {
  if (source.startsWith('\ufeff')) {
    return 'The manifest begins with a byte order mark, which JSON does not allow: save it as UTF-8 without one'
  }
  return source.slice(0, 4).includes('\0') ? 'The manifest is in UTF-16 or UTF-32: save it as UTF-8' : undefined
}

function parseOrRefuse(parse: () => Json, refusal: (cause: string) => RegistryError): Json {
  try {
    return parse()
  } catch (error) {
    throw refusal(error instanceof Error ? error.message : String(error))
  }
}

// An object schema with case-insensitive member names. A member that is `null` does not replace an earlier one of the same name.
function anyCase<Shape extends z.ZodRawShape>(shape: Shape) {
  const fold = (value: unknown) => {
    if (!isJsonObject(value)) return value
    const members = Object.entries(value).filter(([, member]) => member !== null)
    return Object.fromEntries(members.map(([name, member]) => [name.toLowerCase(), member]))
  }
  return z.preprocess(fold, z.object(shape))
}

// The member that an `anyCase` schema reads for a name.
function anyCaseMember(object: JsonObject, name: string): Json | undefined {
  return Object.entries(object).findLast(([key, member]) => key.toLowerCase() === name && member !== null)?.[1]
}
