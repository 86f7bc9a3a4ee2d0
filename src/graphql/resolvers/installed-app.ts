import { z } from 'zod'
import {
  appUrlOf,
  iconPathOf,
  pathOf,
  permissionSource,
  type AppId,
  type InstalledApp as InstalledAppRecord,
} from '../../installed-apps/installed-app.js'
import type { Instance } from '../../instances/instance.js'
import { rulesToJson } from '../../instances/permissions/rule.js'
import { isJsonObject, type Json, type JsonObject } from '../../json.js'
import { pageOf, type ListOrder, type Page } from '../../registry/cursors.js'
import { RegistryError } from '../../registry/errors.js'
import { permissionsOf } from '../../registry/manifests/permissions.js'
import { termsOf } from '../../registry/manifests/publisher-info.js'
import { textIn } from '../../registry/manifests/read.js'
import { localised } from '../../registry/manifests/texts.js'
import type { Context } from '../context.js'
import type { Resolvers } from '../generated/resolvers.js'
import type { InstalledApp } from '../models.js'
import { pageInfo } from '../page-info.js'
import { payload } from '../refusals.js'
import { manifestFields } from './manifest-fields.js'

const bySlug: ListOrder<string, string> = {
  key: z.string(),
  keyOf: (slug) => slug,
  compare: (a, b) => (a === b ? 0 : a < b ? -1 : 1),
}

interface PageArguments {
  first: number
  after?: string | null | undefined
}

/** The resolvers of the applications that are installed on instances. */
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
      const record = await installedApps.find(instance, { slug, type })
      return record ? { instance, record } : null
    },
  },
  Mutation: {
    installApp: async (_parent, { input }, { instances, installedApps }) => {
      const { domain, app: slug, type, source, deactivated, parameters } = input
      const request = { type, slug, source: source ?? undefined, deactivated, parameters: checkParameters(parameters) }
      const instance = instances.get(domain)
      return { installedApp: { instance, record: await installedApps.install(instance, request).result } }
    },
    updateInstalledApp: async (_parent, { input }, { instances, installedApps }) => {
      const { domain, app: slug, type, source, permissionsAcked, parameters } = input
      const changes = { source: source ?? undefined, permissionsAcked, parameters: checkParameters(parameters) }
      const instance = instances.get(domain)
      const record = await installedApps.update(instance, { type, slug, ...changes }).result
      return { installedApp: { instance, record } }
    },
    uninstallApp: async (_parent, { input: { domain, app: slug, type } }, { instances, installedApps }) => {
      const instance = instances.get(domain)
      return { installedApp: { instance, record: await installedApps.uninstall(instance, { type, slug }) } }
    },
  },
  InstalledAppConnection: {
    edges: ({ edges }) => edges,
    nodes: ({ edges }) => edges.map(({ node }) => node),
    pageInfo: (page) => pageInfo(page),
    totalCount: ({ totalCount }) => totalCount,
  },
  InstalledApp: {
    ...manifestFields(({ record }: InstalledApp) => record.document),
    instance: ({ instance }) => instance,
    slug: ({ record }) => record.slug,
    type: ({ record }) => record.type,
    name: ({ record }, { locales }) => localised(record.document, 'name', locales ?? []) ?? '',
    source: ({ record }) => record.source,
    state: ({ record }) => record.state,
    version: ({ record }) => record.version,
    availableVersion: ({ record }) => record.availableVersion ?? null,
    checksum: ({ record }) => record.checksum || null,
    createdAt: ({ record }) => record.createdAt,
    updatedAt: ({ record }) => record.updatedAt,
    url: ({ instance, record }) => appUrlOf(instance, record) ?? null,
    iconPath: ({ record }) => iconPathOf(record) ?? null,
    downloadPath: ({ record }) => `${pathOf(record)}/download`,
    grantedPermissions: async ({ instance, record }, _args, { instances, dependencies }) => {
      dependencies?.markUncacheable()
      const granted = await instances.permissions.find(instance, permissionSource(record))
      // The document has the translations of the descriptions, as in the manifest.
      return granted ? permissionsOf({ ...record.document, permissions: rulesToJson(granted.rules) }) : []
    },
    document: ({ record }) => record.document,
    editor: ({ record }) => textIn(record.document.editor) ?? null,
    terms: ({ record }) => {
      const terms = termsOf(record.document)
      // Documents have empty terms when the manifest has none.
      return terms && Object.values(terms).some((value) => value !== null) ? terms : null
    },
    konnector: ({ record }) => (record.type === 'konnector' ? { manifest: record.document } : null),
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
  // Manifests may be large, so only the applications of the page are read.
  const slugs = edges.map(({ node }) => node)
  const apps = await installedApps.findMany(instance, type, slugs)
  return { ...page, edges: edges.flatMap(({ cursor }, i) => edgeOf(instance, cursor, apps[i])) }
}

// Leaves out an application that was removed after the slugs were listed.
function edgeOf(instance: Instance, cursor: string, record: InstalledAppRecord | undefined) {
  return record ? [{ cursor, node: { instance, record } }] : []
}

function checkParameters(parameters: Json | undefined): JsonObject | undefined {
  if (parameters === undefined || parameters === null) return undefined
  if (isJsonObject(parameters)) return parameters
  throw new RegistryError('INVALID_INPUT', 'Invalid parameters', {
    detail: '"parameters" is no object: give an object with a member for each parameter, or leave it out',
  })
}
