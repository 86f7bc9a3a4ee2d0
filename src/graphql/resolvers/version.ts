import { appNotFound } from '../../registry/not-found.js'
import type { Version as VersionModel } from '../../registry/catalogue/catalogue.js'
import { storedArchiveName, isOverwritten } from '../../registry/files.js'
import { termsOf } from '../../registry/manifests/publisher-info.js'
import { objectIn, textIn } from '../../registry/manifests/read.js'
import { localised } from '../../registry/manifests/texts.js'
import { releaseNotesOf } from '../../registry/release-notes.js'
import type { Context } from '../context.js'
import type { Resolvers } from '../generated/resolvers.js'
import { encodeId } from '../ids.js'
import { fileOf, filesOf, screenshotsOf } from './file.js'
import { manifestFields } from './manifest-fields.js'

/** The resolvers of versions. */
export const version: Pick<Resolvers, 'Version'> = {
  Version: {
    ...manifestFields(({ record }: VersionModel) => record.manifest),
    manifest: ({ record }) => record.manifest,
    type: ({ record }) => record.type,
    name: ({ record }, { locales }) => localised(record.manifest, 'name', locales ?? []) ?? null,
    source: ({ record }) => textIn(objectIn(record.manifest).source) ?? null,
    releaseNotes: ({ record }, { locales }) => releaseNotesOf(record, locales ?? []) ?? null,
    terms: ({ record }) => termsOf(record.manifest) ?? null,
    konnector: ({ record }) => (record.type === 'konnector' ? { manifest: record.manifest } : null),
    id: ({ space, record }) => encodeId('Version', space.name, record.slug, record.version),
    app: async ({ space, record }, _args, { registry }) => {
      const app = await registry.catalogue.app(space, record.slug)
      if (!app) throw appNotFound(space, record.slug)
      return app
    },
    slug: ({ record }) => record.slug,
    editor: ({ record }) => ({ name: record.editor }),
    version: ({ record }) => record.version,
    channel: ({ record }) => record.channel,
    state: ({ state }) => state,
    withdrawn: ({ record }) => record.withdrawn ?? null,
    isLatest,
    isOverwritten: (parent) => isOverwritten(parent),
    createdAt: ({ record }) => record.createdAt,
    sha256: ({ record }) => record.sha256,
    size: ({ record }) => record.size,
    archive: (parent) => ({ version: parent, name: storedArchiveName(parent.record.url) }),
    archiveFolder: ({ record }) => record.prefix.slice(1) || null,
    icon: (parent, _args, context) => fileOf(parent, 'icon', context),
    partnershipIcon: (parent, _args, context) => fileOf(parent, 'partnership_icon', context),
    screenshots: (parent, { locales }) => screenshotsOf(parent, locales ?? []),
    files: (parent) => filesOf(parent),
  },
}

async function isLatest(parent: VersionModel, _args: unknown, { registry }: Context): Promise<boolean> {
  const { slug, channel, version: number } = parent.record
  const app = await registry.catalogue.app(parent.space, slug)
  return app !== undefined && (await registry.catalogue.latest(app, channel))?.record.version === number
}
