import type { App as AppModel, Version } from '../../registry/catalogue/catalogue.js'
import { listVersions } from '../../registry/catalogue/version-list.js'
import { labelOf, labelReason } from '../../registry/labels.js'
import { manifestCategories } from '../../registry/manifests/categories.js'
import { localised } from '../../registry/manifests/texts.js'
import { channels } from '../../registry/versions.js'
import type { Context } from '../context.js'
import type { AppVersionsArgs, Resolvers } from '../generated/resolvers.js'
import { encodeId } from '../ids.js'
import type { VersionConnection } from '../models.js'
import { pageInfo } from '../page-info.js'
import { payload } from '../refusals.js'
import { fileOf, screenshotsOf } from './file.js'

/** The resolvers of applications. */
export const app: Pick<
  Resolvers,
  'VersionConnection' | 'CreateAppPayload' | 'UpdateAppPayload' | 'RemoveAppPayload'
> & {
  App: Omit<Resolvers['App'], 'changes' | 'downloadUrl' | 'related'>
  Mutation: Pick<Resolvers['Mutation'], 'createApp' | 'updateApp' | 'removeApp'>
} = {
  Mutation: {
    createApp: async (_parent, { input }, { registry }) => {
      const space = registry.spaces.getReal(input.space)
      const { slug, editor, type } = input
      const commitment = input.dataUsageCommitment ?? undefined
      const commitmentBy = input.dataUsageCommitmentBy ?? undefined
      return { app: await registry.apps.create(space, { slug, editor, type, commitment, commitmentBy }) }
    },
    updateApp: async (_parent, { input }, { registry }) => {
      const space = registry.spaces.getReal(input.space)
      const commitment = input.dataUsageCommitment ?? undefined
      const commitmentBy = input.dataUsageCommitmentBy ?? undefined
      const { editor, type } = { editor: input.editor ?? undefined, type: input.type ?? undefined }
      return { app: await registry.apps.update(space, input.slug, { editor, type, commitment, commitmentBy }) }
    },
    removeApp: async (_parent, { input: { space, slug } }, { registry, progress }) => {
      const real = registry.spaces.getReal(space)
      return { slug, versions: await registry.removal.removeApp(real, slug, progress) }
    },
  },
  CreateAppPayload: payload('CreateAppSuccess', 'SpaceNotFound', 'EditorNotFound', 'AppExists', 'InvalidInput'),
  UpdateAppPayload: payload('UpdateAppSuccess', 'SpaceNotFound', 'AppNotFound', 'InvalidInput'),
  RemoveAppPayload: payload('RemoveAppSuccess', 'SpaceNotFound', 'AppNotFound', 'InvalidInput'),
  App: {
    id: ({ space, record }) => encodeId('App', space.name, record.slug),
    slug: ({ record }) => record.slug,
    space: ({ space }) => space,
    type: ({ record }) => record.type,
    editor: ({ record }) => ({ name: record.editor }),
    createdAt: ({ record }) => record.createdAt,
    revision: ({ record }) => record.document._rev,
    label: async (parent, { channel }, { registry }) =>
      labelOf(parent.record, (await registry.catalogue.latest(parent, channel))?.record.manifest),
    labelReason: async (parent, { channel }, { registry }) =>
      labelReason(parent.record, (await registry.catalogue.latest(parent, channel))?.record.manifest),
    dataUsageCommitment: ({ record }) => record.commitment,
    dataUsageCommitmentBy: ({ record }) => record.commitmentBy,
    maintenance: ({ record }) => record.maintenance ?? null,
    deprecation: ({ space, record: { deprecated } }) => (deprecated ? { space, deprecated } : null),
    name: (parent, { locales }, context) => localisedText(parent, 'name', locales, context),
    shortDescription: (parent, { locales }, context) => localisedText(parent, 'short_description', locales, context),
    longDescription: (parent, { locales }, context) => localisedText(parent, 'long_description', locales, context),
    categories: async (parent, _args, context) =>
      manifestCategories((await displayedVersion(parent, context))?.record.manifest ?? null),
    icon: async (parent, _args, context) => fileOf(await displayedVersion(parent, context), 'icon', context),
    partnershipIcon: async (parent, _args, context) =>
      fileOf(await displayedVersion(parent, context), 'partnership_icon', context),
    screenshots: async (parent, { locales }, context) =>
      screenshotsOf(await displayedVersion(parent, context), locales ?? []),
    latestVersion: async (parent, { channel }, { registry }) =>
      (await registry.catalogue.latest(parent, channel)) ?? null,
    version: async (parent, { version }, { registry }) => (await registry.catalogue.version(parent, version)) ?? null,
    versions: versionsOf,
    channels: (parent) => channels.map((name) => ({ app: parent, name })),
    hasVersions: async (parent, _args, { registry }) =>
      (await registry.catalogue.versionsOf(parent)).entries.length > 0,
  },
  VersionConnection: {
    edges: async ({ page, nodes }) => {
      const cursors = new Map(page.edges.map(({ node, cursor }) => [node.version, cursor]))
      return (await nodes()).map((node) => ({ node, cursor: cursors.get(node.record.version) ?? '' }))
    },
    nodes: ({ nodes }) => nodes(),
    pageInfo: ({ page }) => pageInfo(page),
    totalCount: ({ page }) => page.totalCount,
  },
}

function displayedVersion(parent: AppModel, { registry }: Context): Promise<Version | undefined> {
  return registry.catalogue.displayedVersion(parent)
}

async function localisedText(
  parent: AppModel,
  member: string,
  locales: readonly string[] | null | undefined,
  context: Context,
): Promise<string | null> {
  const version = await displayedVersion(parent, context)
  return (version && localised(version.record.manifest, member, locales ?? [])) ?? null
}

async function versionsOf(
  parent: AppModel,
  { channel, direction, first, after }: Pick<AppVersionsArgs, 'channel' | 'direction' | 'first' | 'after'>,
  { registry }: Context,
): Promise<VersionConnection> {
  const page = listVersions(await registry.catalogue.versionsOf(parent), { channel, direction, first, after })
  const numbers = page.edges.map(({ node }) => node.version)
  let loading: Promise<Version[]> | undefined
  return { page, nodes: () => (loading ??= registry.catalogue.versions(parent, numbers)) }
}
