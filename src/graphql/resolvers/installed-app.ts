import { z } from 'zod'
import type { AppId, InstalledApp } from '../../installed-apps/installed-app.js'
import type { Instance } from '../../instances/instance.js'
import { isJsonObject, type Json, type JsonObject } from '../../json.js'
import { pageOf, type ListOrder, type Page } from '../../registry/cursors.js'
import { RegistryError } from '../../registry/errors.js'
import type { Context } from '../context.js'
import type { Resolvers } from '../generated/resolvers.js'
import { pageInfo } from '../page-info.js'
import { payload } from '../refusals.js'

const bySlug: ListOrder<string, string> = {
  key: z.string(),
  keyOf: (slug) => slug,
  compare: (a, b) => (a === b ? 0 : a < b ? -1 : 1),
}

interface PageArguments {
  first: number
  after?: string | null | undefined
}

/** The installed applications of instances. */
export const installedApp: Pick<
  Resolvers,
  'InstalledApp' | 'InstalledAppConnection' | 'InstallAppPayload' | 'UpdateInstalledAppPayload' | 'UninstallAppPayload'
> & {
  Instance: Pick<Resolvers['Instance'], 'apps' | 'konnectors' | 'installedApp'>
  Mutation: Pick<Resolvers['Mutation'], 'installApp' | 'updateInstalledApp' | 'uninstallApp'>
} = {
  Instance: {
    apps: (instance, request, context) => listed(instance, 'webapp', request, context),
    konnectors: (instance, request, context) => listed(instance, 'konnector', request, context),
    installedApp: async (instance, { app: slug, type }, { installedApps, dependencies }) => {
      dependencies?.markUncacheable()
      return (await installedApps.find(instance, { slug, type })) ?? null
    },
  },
  Mutation: {
    installApp: async (_parent, { input }, { instances, installedApps }) => {
      const { domain, app: slug, type, source, deactivated, parameters } = input
      const request = { type, slug, source: source ?? undefined, deactivated, parameters: checkParameters(parameters) }
      return { installedApp: await installedApps.install(instances.get(domain), request).result }
    },
    updateInstalledApp: async (_parent, { input }, { instances, installedApps }) => {
      const { domain, app: slug, type, source, permissionsAcked, parameters } = input
      const changes = { source: source ?? undefined, permissionsAcked, parameters: checkParameters(parameters) }
      return { installedApp: await installedApps.update(instances.get(domain), { type, slug, ...changes }).result }
    },
    uninstallApp: async (_parent, { input: { domain, app: slug, type } }, { instances, installedApps }) => ({
      installedApp: await installedApps.uninstall(instances.get(domain), { type, slug }),
    }),
  },
  InstalledAppConnection: {
    edges: ({ edges }) => edges,
    nodes: ({ edges }) => edges.map(({ node }) => node),
    pageInfo: (page) => pageInfo(page),
    totalCount: ({ totalCount }) => totalCount,
  },
  InstalledApp: {
    slug: ({ slug }) => slug,
    type: ({ type }) => type,
    name: ({ name }) => name,
    source: ({ source }) => source,
    state: ({ state }) => state,
    version: ({ version }) => version,
    availableVersion: ({ availableVersion }) => availableVersion ?? null,
    checksum: ({ checksum }) => checksum || null,
    createdAt: ({ createdAt }) => createdAt,
    updatedAt: ({ updatedAt }) => updatedAt,
    document: ({ document }) => document,
  },
  InstallAppPayload: payload(
    'InstallAppSuccess',
    'InstanceNotFound',
    'AppExists',
    'ArchiveRejected',
    'InvalidInput',
    'Busy',
  ),
  UpdateInstalledAppPayload: payload(
    'UpdateInstalledAppSuccess',
    'InstanceNotFound',
    'AppNotFound',
    'ArchiveRejected',
    'InvalidInput',
    'Busy',
  ),
  UninstallAppPayload: payload('UninstallAppSuccess', 'InstanceNotFound', 'AppNotFound', 'InvalidInput', 'Busy'),
}

async function listed(
  instance: Instance,
  type: AppId['type'],
  request: PageArguments,
  { installedApps, dependencies }: Context,
): Promise<Page<InstalledApp>> {
  dependencies?.markUncacheable()
  const { edges, ...page } = pageOf(await installedApps.slugs(instance, type), bySlug, request)
  // Manifests may be large, so only those on the page are read.
  const slugs = edges.map(({ node }) => node)
  const apps = await installedApps.findEach(instance, type, slugs)
  return { ...page, edges: edges.flatMap(({ cursor }, i) => withNode(cursor, apps[i])) }
}

// None for an application that was removed meanwhile.
function withNode(cursor: string, node: InstalledApp | undefined) {
  return node ? [{ cursor, node }] : []
}

function checkParameters(parameters: Json | undefined): JsonObject | undefined {
  if (parameters === undefined || parameters === null) return undefined
  if (isJsonObject(parameters)) return parameters
  throw new RegistryError('INVALID_INPUT', 'Invalid parameters', {
    detail: '"parameters" is no object: give an object with a member for each parameter, or leave it out',
  })
}
