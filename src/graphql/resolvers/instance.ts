import { z } from 'zod'
import { permissionSource } from '../../installed-apps/installed-app.js'
import { InstanceError } from '../../instances/errors.js'
import type { Instance } from '../../instances/instance.js'
import { pageOf, type ListOrder } from '../../registry/cursors.js'
import { RegistryError } from '../../registry/errors.js'
import { shortened } from '../../registry/shortened.js'
import { checkText } from '../../registry/storable.js'
import type { Resolvers } from '../generated/resolvers.js'
import { pageInfo } from '../page-info.js'
import { payload } from '../refusals.js'

const byDomain: ListOrder<Instance, string> = {
  key: z.string(),
  keyOf: ({ domain }) => domain,
  compare: (a, b) => (a === b ? 0 : a < b ? -1 : 1),
}

/** The resolvers of instances, their tokens, and the log of their remote requests. */
export const instance: Pick<
  Resolvers,
  | 'InstanceConnection'
  | 'RemoteRequest'
  | 'RemoteRequestConnection'
  | 'CreateInstancePayload'
  | 'RemoveInstancePayload'
  | 'CreateAppTokenPayload'
  | 'CreateCliTokenPayload'
> & {
  Instance: Omit<Resolvers['Instance'], 'apps' | 'konnectors' | 'installedApp'>
  Query: Pick<Resolvers['Query'], 'instance' | 'instances'>
  Mutation: Pick<Resolvers['Mutation'], 'createInstance' | 'removeInstance' | 'createAppToken' | 'createCliToken'>
} = {
  Query: {
    instances: (_parent, request, { instances, dependencies }) => {
      dependencies?.markUncacheable()
      return pageOf(instances.all(), byDomain, request)
    },
    instance: (_parent, { domain }, { instances, dependencies }) => {
      dependencies?.markUncacheable()
      return instances.find(domain) ?? null
    },
  },
  Mutation: {
    createInstance: async (_parent, { input }, { instances }) => {
      const added = await instances.add(input)
      return { instance: added, warnings: instances.warningsAbout(added) }
    },
    removeInstance: async (_parent, { input: { domain } }, { instances }) => {
      await instances.remove(domain)
      return { domain }
    },
    createAppToken: async (_parent, { input }, { instances, installedApps }) => {
      const [found, maxAge] = [instances.get(input.domain), checkMaxAge(input.maxAge)]
      const app = { type: input.type, slug: input.app }
      const source = permissionSource(app)
      if (!(await instances.permissions.find(found, source))) throw notInstalled(found, input.app)
      // An application can't be used without a token, so its first token is its first use.
      await installedApps.activate(found, app)
      return { token: await instances.tokens.create(found, source, maxAge) }
    },
    createCliToken: async (_parent, { input }, { instances }) => {
      checkText('scope', input.scope, longestScope)
      const client = { kind: 'cli', scope: input.scope } as const
      const [found, maxAge] = [instances.get(input.domain), checkMaxAge(input.maxAge)]
      return { token: await explainInvalidScope(input.scope, () => instances.tokens.create(found, client, maxAge)) }
    },
  },
  Instance: {
    domain: ({ domain }) => domain,
    locale: ({ locale }) => locale,
    context: ({ context }) => context,
    createdAt: ({ createdAt }) => createdAt,
    remoteRequests: (parent, { first, after, filter }, { instances, dependencies }) => {
      dependencies?.markUncacheable()
      const { app, doctype, since } = filter ?? {}
      const conditions = { app: app ?? undefined, doctype: doctype ?? undefined, since: since ?? undefined }
      return instances.remoteRequests.page(parent, conditions, { first, after })
    },
  },
  InstanceConnection: {
    edges: ({ edges }) => edges,
    nodes: ({ edges }) => edges.map(({ node }) => node),
    pageInfo: (page) => pageInfo(page),
    totalCount: ({ totalCount }) => totalCount,
  },
  RemoteRequestConnection: {
    edges: ({ edges }) => edges,
    nodes: ({ edges }) => edges.map(({ node }) => node),
    pageInfo: (page) => pageInfo(page),
  },
  RemoteRequest: {
    id: ({ id }) => id,
    doctype: ({ doctype }) => doctype,
    verb: ({ verb }) => verb,
    url: ({ url }) => url,
    responseCode: ({ responseCode }) => responseCode,
    contentType: ({ contentType }) => contentType,
    variables: ({ variables }) => variables,
    createdAt: ({ createdAt }) => createdAt,
    app: ({ app }) => app ?? null,
  },
  CreateInstancePayload: payload('CreateInstanceSuccess', 'InstanceExists', 'InvalidInput'),
  RemoveInstancePayload: payload('RemoveInstanceSuccess', 'InstanceNotFound'),
  CreateAppTokenPayload: payload('CreateAppTokenSuccess', 'InstanceNotFound', 'AppNotFound', 'InvalidInput', 'Busy'),
  CreateCliTokenPayload: payload('CreateCliTokenSuccess', 'InstanceNotFound', 'InvalidInput'),
}

// A token contains its scope, and is sent in a header. All headers of a request together may have 16 KiB.
const longestScope = 8_000

function notInstalled({ domain }: Instance, app: string): RegistryError {
  return new RegistryError('APP_NOT_FOUND', 'Application is not installed', {
    detail: `No application "${shortened(app)}" of this type is installed on "${domain}": look at its spelling and its type`,
  })
}

function checkMaxAge(maxAge?: number | null): number | undefined {
  if (maxAge === undefined || maxAge === null) return undefined
  if (maxAge > 0) return maxAge
  throw new RegistryError('INVALID_INPUT', 'Invalid lifetime', {
    detail: `"maxAge" is ${String(maxAge)} seconds: give a positive number, or leave it out`,
  })
}

// For an invalid scope, throws an error that quotes the scope. The original error has only the message of cozy-stack.
async function explainInvalidScope<T>(scope: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof InstanceError)) throw error
    throw new RegistryError('INVALID_INPUT', error.message, {
      detail: `"${shortened(scope)}" is no scope: give rules such as "io.cozy.apps:GET,POST io.cozy.contacts"`,
    })
  }
}
