import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Documents, Index } from '../../documents/documents.js'
import { treatMissingIndexAs } from '../../documents/treat-missing-index-as.js'
import type { Json } from '../../json.js'
import { readVersion, timeOf, type VersionRecord } from '../records.js'
import { versionsBySlug, withdrawnVersions } from '../spaces.js'
import { channelOf, channels, compareVersions, offers, type Channel } from '../versions.js'

/** One published version, without its manifest. */
export interface VersionEntry {
  version: string
  /** The channel that the version belongs to. */
  channel: Channel
  /** The time of the submission, in milliseconds since 1970. */
  time: number
  isWithdrawn: boolean
}

/** The published versions of one application. */
export interface AppVersions {
  /** All versions, even withdrawn ones, oldest first, as `compareVersions` sorts them for the dev channel. */
  all: readonly VersionEntry[]
  /** The versions that are not withdrawn, in the order of `all`. Channels and lists have only these. */
  entries: readonly VersionEntry[]
  /** The newest version that each channel offers. */
  latest: Readonly<Record<Channel, VersionRecord | undefined>>
}

const documentsPerQuery = 100

/**
 * Reads the published versions of many applications, in the order of `slugs`. One query reads the numbers of all their
 * versions, and one query the numbers of the withdrawn ones. Further queries read the newest version of each channel, up to 100 versions in each query.
 */
export async function readAppVersions(
  documents: Documents,
  database: string,
  slugs: readonly string[],
): Promise<AppVersions[]> {
  const rows = await rowsOf(documents, database, versionsBySlug, slugs)
  const withdrawn = await readWithdrawn(documents, database, slugs)
  const bySlug = new Map<string, Row[]>(slugs.map((slug) => [slug, []]))
  for (const row of rows) bySlug.get(textIn(row.slug))?.push(row)
  const outlines = slugs.map((slug) => outlineOf(slug, bySlug.get(slug) ?? [], withdrawn))
  const ids = new Set(outlines.flatMap(({ latest }) => [...latest.values()]))
  const latest = await readById(documents, database, [...ids])
  return outlines.map((outline) => ({
    all: outline.all,
    entries: outline.entries,
    latest: {
      stable: latest.get(outline.latest.get('stable') ?? ''),
      beta: latest.get(outline.latest.get('beta') ?? ''),
      dev: latest.get(outline.latest.get('dev') ?? ''),
    },
  }))
}

type Row = Record<string, Json | undefined>

function rowsOf(documents: Documents, database: string, index: Index, slugs: readonly string[]): Promise<Row[]> {
  return documents.findFields(database, { index, where: { slug: { in: [...slugs] } } }, index.fields)
}

// The document ids of the withdrawn versions.
async function readWithdrawn(
  documents: Documents,
  database: string,
  slugs: readonly string[],
): Promise<ReadonlySet<string>> {
  // A command that only reads may open a database that has been used with older releases only. They can't withdraw versions.
  const rows = await treatMissingIndexAs<Row[]>([], () => rowsOf(documents, database, withdrawnVersions, slugs))
  return new Set(rows.map(({ slug, version }) => versionId(textIn(slug), textIn(version))))
}

/** The ids of the documents of all withdrawn versions. */
export async function readWithdrawnIds(documents: Documents, database: string): Promise<string[]> {
  const { fields } = withdrawnVersions
  const rows = await treatMissingIndexAs<Row[]>([], () =>
    documents.findFields(database, { index: withdrawnVersions, where: {} }, fields),
  )
  return rows.map(({ slug, version }) => versionId(textIn(slug), textIn(version)))
}

function textIn(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

interface Outline extends Omit<AppVersions, 'latest'> {
  /** The document id of the newest version that each channel offers. */
  latest: Map<Channel, string>
}

function outlineOf(slug: string, rows: Row[], withdrawn: ReadonlySet<string>): Outline {
  const all = rows
    .map((row) => ({ version: textIn(row.version), time: timeOf(row.created_at) }))
    .map((row) => ({
      ...row,
      channel: channelOf(row.version),
      isWithdrawn: withdrawn.has(versionId(slug, row.version)),
    }))
    .sort((a, b) => compareVersions('dev', a, b))
  const entries = all.some(({ isWithdrawn }) => isWithdrawn) ? all.filter(({ isWithdrawn }) => !isWithdrawn) : all
  const latest = new Map<Channel, string>()
  for (const channel of channels) {
    const newest = newestIn(channel, entries)
    if (newest) latest.set(channel, versionId(slug, newest.version))
  }
  return { all, entries, latest }
}

function newestIn(channel: Channel, entries: readonly VersionEntry[]): VersionEntry | undefined {
  return entries
    .filter((entry) => offers(channel, entry.channel))
    .reduce<VersionEntry | undefined>(
      (best, entry) => (best && compareVersions(channel, best, entry) > 0 ? best : entry),
      undefined,
    )
}

async function readById(documents: Documents, database: string, ids: string[]): Promise<Map<string, VersionRecord>> {
  const records = new Map<string, VersionRecord>()
  // Reads few documents per query, because the documents of versions are large.
  for (let start = 0; start < ids.length; start += documentsPerQuery) {
    // The embedded engine reads within this process. Other events are handled between its queries.
    await nextTurn()
    const found = await documents.getMany(database, ids.slice(start, start + documentsPerQuery))
    for (const document of found) if (document) records.set(document._id, readVersion(document))
  }
  return records
}

/** The document id of a version. */
export function versionId(slug: string, version: string): string {
  return `${slug}-${version}`
}

/** The slug in the document id of a version. `undefined` for another id. */
export function slugOfVersionId(id: string): string | undefined {
  // A slug has no dot. The version begins after the last dash before the first dot.
  const dash = id.lastIndexOf('-', id.indexOf('.'))
  return id.includes('.') && dash > 0 ? id.slice(0, dash) : undefined
}
