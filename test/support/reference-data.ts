import type { JsonObject } from '../../src/json.js'
import { packArchive, sha256 } from './archives.js'
import { appsIndexes, byDate, viewsOfApp } from './reference-design.js'

/** A document or a design document, with its `_id`. */
export interface ReferenceDocument extends JsonObject {
  _id: string
}

/** An object as the reference registry (cozy-apps-registry) stores it. */
export interface ReferenceObject {
  container: string
  key: string
  contentType: string
  content: Buffer
}

/** All data of a reference registry that has been in use for years. */
export interface ReferenceData {
  /** The documents by database, in the form of the body of a `PUT` request. */
  databases: Record<string, ReferenceDocument[]>
  objects: ReferenceObject[]
  /** The expected content of files, by their path in the REST interface. */
  files: Record<string, Buffer>
}

/** The configuration for these data, except for the prefix of the databases. */
export const referenceSpaces = {
  spaces: ['', 'partners'],
  virtualSpaces: [{ name: 'kids', source: '', filter: 'select' as const, slugs: ['notes', 'drive'] }],
}

const salt = Buffer.alloc(16, 's').toString('base64')
const icon = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><title>notes</title></svg>')
const kidsIcon = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><title>kids</title></svg>')
const shot = Buffer.from('not really a picture')

/**
 * Data as several releases of the reference registry wrote them. They include design documents for each application, and
 * leftovers that nothing uses. The releases stored archives and icons in different places: each place occurs here. Some
 * documents lack the members that later releases of the reference registry added.
 * @param prefix the prefix of the names of databases
 */
export async function referenceData(prefix: string): Promise<ReferenceData> {
  const [copied, old, dev, odd, konnector, partner, pending, kids] = await Promise.all([
    archive('notes', '1.1.0'),
    archive('notes', '1.0.0'),
    archive('notes', '1.2.0'),
    archive('notes', '0.9.0'),
    archive('bank', '2.0.0', 'konnector'),
    archive('widget', '3.0.0'),
    archive('notes', '2.0.0'),
    archive('notes', '1.1.0', 'webapp', { name: 'Notes for kids' }),
  ])
  const notes = (version: string, bytes: Buffer, more: JsonObject) => versionOf('notes', version, bytes, more)
  return {
    databases: {
      [`${prefix}-editors`]: [
        {
          _id: 'acme',
          name: 'Acme',
          session_secret_salt: salt,
          master_secret_salt: salt,
          public_key: null,
          auto_publication: true,
        },
        // An editor from before master tokens. It has no `master_secret_salt`.
        {
          _id: 'cozy',
          name: 'Cozy',
          session_secret_salt: salt,
          public_key: 'AAAA',
          auto_publication: false,
          revocation_counters: { drive: 1 },
        },
      ],
      [`${prefix}-apps`]: [
        ...appsIndexes,
        {
          _id: 'notes',
          slug: 'notes',
          type: 'webapp',
          editor: 'Acme',
          created_at: '2026-01-22T01:01:34.400111993Z',
          data_usage_commitment: 'user_reserved',
          data_usage_commitment_by: 'editor',
          label: 0,
        },
        // An application from before data usage commitments.
        { _id: 'drive', slug: 'drive', type: 'webapp', editor: 'Cozy', created_at: '2018-06-01T10:00:00Z' },
        {
          _id: 'bank',
          slug: 'bank',
          type: 'konnector',
          editor: 'Acme',
          created_at: '2026-02-02T03:04:05.37482904Z',
          maintenance_activated: true,
          maintenance_options: {
            flag_infra_maintenance: true,
            flag_short_maintenance: false,
            flag_disallow_manual_exec: false,
            messages: { en: { long_message: 'We repair it', short_message: 'Repair' } },
          },
          data_usage_commitment: 'none',
          data_usage_commitment_by: 'none',
          label: 0,
        },
      ],
      [`${prefix}-versions`]: [
        byDate,
        ...['notes', 'bank', 'drive'].map(viewsOfApp),
        // Views of an older release of the reference registry, and views that a request for an invalid slug created.
        { ...viewsOfApp('notes'), _id: '_design/versions-notes' },
        { ...viewsOfApp('notes'), _id: '_design/versions-Not a slug-v2' },
        notes('0.9.0-betaX5', odd, { attachments: { icon: sha256(icon) }, created_at: '2026-01-01T00:00:00Z' }),
        notes('1.0.0', old, { attachments: { icon: sha256(icon) }, created_at: '2026-01-23T00:00:00.5Z' }),
        // The first download copied the archive of this version to the asset store.
        notes('1.1.0', copied, {
          attachments: { icon: sha256(icon), 'screenshots/one.png': sha256(shot), 'notes.tar.gz': sha256(copied) },
          created_at: '2026-01-24T00:00:00.123456789Z',
        }),
        // Versions from before the asset store.
        notes('1.2.0-beta.1', dev, { attachments: null, created_at: '2026-01-25T00:00:00.100000001Z' }),
        notes('1.2.0-dev.abc', dev, {
          created_at: '2026-01-25T00:00:00.2Z',
          _attachments: { icon: { content_type: 'image/svg+xml', data: icon.toString('base64') } },
        }),
        versionOf('bank', '2.0.0', konnector, {
          type: 'konnector',
          sha256: sha256(konnector).toUpperCase(),
          attachments: {},
          created_at: '2026-02-03T00:00:00Z',
        }),
      ],
      [`${prefix}-pending`]: [
        notes('2.0.0', pending, {
          attachments: null,
          created_at: '2026-03-01T00:00:00Z',
          _attachments: { icon: { content_type: 'image/svg+xml', data: icon.toString('base64') } },
        }),
      ],
      [`${prefix}-partners-apps`]: [
        ...appsIndexes,
        { _id: 'widget', slug: 'widget', type: 'webapp', editor: 'Acme', created_at: '2026-01-05T00:00:00Z' },
      ],
      [`${prefix}-partners-versions`]: [
        ...[byDate, viewsOfApp('widget')],
        versionOf('widget', '3.0.0', partner, { created_at: '2026-01-06T00:00:00Z', attachments: {} }),
      ],
      [`${prefix}-partners-pending`]: [],
      [`${prefix}-assets`]: [
        asset(icon, 'icon', 'image/svg+xml', ['notes/0.9.0-betaX5', 'notes/1.0.0', 'notes/1.1.0']),
        asset(shot, 'screenshots/one.png', 'image/png', ['notes/1.1.0']),
        asset(copied, 'notes.tar.gz', 'application/x-gzip', ['notes/1.1.0']),
        asset(kidsIcon, 'kids.svg', 'image/svg+xml', ['kids/notes/*']),
        asset(Buffer.from('nobody'), 'icon', 'image/png', null),
      ],
      [`${prefix}-kids-overwrites`]: [
        { _id: 'notes', name: 'Notes for kids', icon: sha256(kidsIcon) },
        // An empty document is left over from a maintenance that has ended.
        { _id: 'drive' },
      ],
      [`${prefix}-kids-versions`]: [
        notes('1.1.0', kids, {
          attachments: { tarball: sha256(kids) },
          manifest: null,
          created_at: '2026-01-24T00:00:00.123456789Z',
          url: archiveUrl('notes', '1.1.0', 'kids/'),
        }),
      ],
    },
    objects: [
      archiveObject('__default__', 'notes/0.9.0-betaX5/notes.tar.gz', odd),
      archiveObject('__default__', 'notes/1.0.0/notes.tar.gz', old),
      // This archive is also in the asset store. The reference registry did not remove the original.
      archiveObject('__default__', 'notes/1.1.0/notes.tar.gz', copied),
      archiveObject('__default__', 'notes/1.2.0-beta.1/notes.tar.gz', dev),
      archiveObject('__default__', 'notes/1.2.0-dev.abc/notes.tar.gz', dev),
      archiveObject('__default__', 'notes/2.0.0/notes.tar.gz', pending),
      archiveObject('__default__', 'bank/2.0.0/bank.tar.gz', konnector),
      archiveObject('partners', 'widget/3.0.0/widget.tar.gz', partner),
      archiveObject('__assets__', sha256(copied), copied),
      archiveObject('kids', sha256(kids), kids),
      { container: '__default__', key: 'notes/1.2.0-beta.1/icon', contentType: 'image/svg+xml', content: icon },
      {
        container: '__default__',
        key: 'notes/1.2.0-beta.1/screenshots/one.png',
        contentType: 'image/png',
        content: shot,
      },
      {
        container: '__default__',
        key: 'universallink/assetlinks.json',
        contentType: 'application/json',
        content: Buffer.from('[]'),
      },
      { container: '__assets__', key: sha256(icon), contentType: 'image/svg+xml', content: icon },
      { container: '__assets__', key: sha256(kidsIcon), contentType: 'image/svg+xml', content: kidsIcon },
      { container: '__assets__', key: sha256(shot), contentType: 'image/png', content: shot },
    ],
    files: {
      '/registry/notes/icon': icon,
      '/registry/notes/beta/latest/icon': icon,
      '/registry/notes/1.0.0/icon': icon,
      '/registry/notes/1.2.0-beta.1/icon': icon,
      '/registry/notes/1.1.0/screenshots/one.png': shot,
      '/registry/notes/1.2.0-beta.1/screenshots/one.png': shot,
      '/registry/notes/0.9.0-betaX5/tarball/notes.tar.gz': odd,
      '/registry/notes/1.0.0/tarball/notes.tar.gz': old,
      '/registry/notes/1.1.0/tarball/notes.tar.gz': copied,
      '/registry/notes/1.2.0-beta.1/tarball/notes.tar.gz': dev,
      '/registry/notes/1.2.0-dev.abc/tarball/notes.tar.gz': dev,
      '/registry/notes/2.0.0/tarball/notes.tar.gz': pending,
      '/registry/bank/2.0.0/tarball/bank.tar.gz': konnector,
      '/partners/registry/widget/3.0.0/tarball/widget.tar.gz': partner,
      '/kids/registry/notes/1.0.0/tarball/notes.tar.gz': old,
    },
  }
}

function manifestOf(slug: string, version: string, type: string, more: JsonObject = {}): JsonObject {
  return { slug, version, type, editor: 'Acme', name: `The ${slug}`, icon: 'icon.svg', ...more }
}

function archive(slug: string, version: string, type = 'webapp', more: JsonObject = {}): Promise<Buffer> {
  const manifest = { name: `manifest.${type}`, content: JSON.stringify(manifestOf(slug, version, type, more)) }
  return packArchive([manifest, { name: 'icon.svg', content: icon }], { gzip: true })
}

function archiveUrl(slug: string, version: string, space = ''): string {
  return `https://apps.example.org/${space}registry/${slug}/${version}/tarball/${slug}.tar.gz`
}

// Sets the members that all releases of the reference registry write. `more` adds or replaces members.
function versionOf(slug: string, version: string, bytes: Buffer, more: JsonObject): ReferenceDocument {
  const type = slug === 'bank' ? 'konnector' : 'webapp'
  return {
    _id: `${slug}-${version}`,
    slug,
    editor: 'Acme',
    type,
    version,
    manifest: manifestOf(slug, version.replace(/-.*/, ''), type),
    url: archiveUrl(slug, version),
    size: String(bytes.length),
    sha256: sha256(bytes),
    tar_prefix: '',
    ...more,
  }
}

function asset(content: Buffer, name: string, contentType: string, usedBy: string[] | null): ReferenceDocument {
  const shasum = sha256(content)
  return { _id: shasum, name, shasum, appslug: 'notes', content_type: contentType, used_by: usedBy }
}

function archiveObject(container: string, key: string, content: Buffer): ReferenceObject {
  return { container, key, contentType: 'application/x-gzip', content }
}
