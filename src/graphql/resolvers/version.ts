import { appNotFound } from '../../registry/not-found.js'
import type { Version as VersionModel } from '../../registry/catalogue/catalogue.js'
import { storedArchiveName, isOverwritten } from '../../registry/files.js'
import { developerOf, licenseOf, mobileOf, partnershipOf, termsOf } from '../../registry/manifests/publisher-info.js'
import { manifestCategories } from '../../registry/manifests/categories.js'
import { doctypesOf, permissionsOf } from '../../registry/manifests/permissions.js'
import { objectIn, textIn, textsIn } from '../../registry/manifests/read.js'
import { langsOf, localeNames, localised } from '../../registry/manifests/texts.js'
import { intentsOf, notificationsOf, platformsOf, routesOf, servicesOf } from '../../registry/manifests/webapp.js'
import type { Context } from '../context.js'
import type { Resolvers, VersionResolvers } from '../generated/resolvers.js'
import { encodeId } from '../ids.js'
import { fileOf, filesOf, screenshotsOf } from './file.js'

// The fields that are read from the manifest, in the types of the schema.
const manifestFields = {
  manifest: ({ record }) => record.manifest,
  type: ({ record }) => record.type,
  name: ({ record }, { locales }) => localised(record.manifest, 'name', locales ?? []) ?? null,
  namePrefix: ({ record }) => textIn(objectIn(record.manifest).name_prefix) ?? null,
  shortDescription: ({ record }, { locales }) => localised(record.manifest, 'short_description', locales ?? []) ?? null,
  longDescription: ({ record }, { locales }) => localised(record.manifest, 'long_description', locales ?? []) ?? null,
  changes: ({ record }, { locales }) => localised(record.manifest, 'changes', locales ?? []) ?? null,
  categories: ({ record }) => manifestCategories(record.manifest),
  tags: ({ record }) => textsIn(objectIn(record.manifest).tags),
  langs: ({ record }) => langsOf(record.manifest),
  locales: ({ record }) => localeNames(record.manifest),
  developer: ({ record }) => developerOf(record.manifest) ?? null,
  license: ({ record }) => licenseOf(record.manifest) ?? null,
  source: ({ record }) => textIn(objectIn(record.manifest).source) ?? null,
  permissions: ({ record }) => permissionsOf(record.manifest),
  doctypes: ({ record }) => doctypesOf(record.manifest),
  terms: ({ record }) => termsOf(record.manifest) ?? null,
  partnership: ({ record }) => partnershipOf(record.manifest) ?? null,
  routes: ({ record }) => routesOf(record.manifest),
  intents: ({ record }) => intentsOf(record.manifest),
  services: ({ record }) => servicesOf(record.manifest),
  notifications: ({ record }) => notificationsOf(record.manifest),
  platforms: ({ record }) => platformsOf(record.manifest),
  mobile: ({ record }) => mobileOf(record.manifest) ?? null,
  konnector: ({ record }) => (record.type === 'konnector' ? { manifest: record.manifest } : null),
} satisfies Partial<VersionResolvers>

/** The resolvers of versions. */
export const version: Pick<Resolvers, 'Version'> = {
  Version: {
    ...manifestFields,
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
