import { pino } from 'pino'
import type { Config } from '../../src/config/config.js'
import type { Instance } from '../../src/instances/instance.js'
import { Instances } from '../../src/instances/instances.js'
import { readRules } from '../../src/instances/permissions/rule.js'
import type { TokenSubject } from '../../src/instances/tokens.js'
import type { JsonObject } from '../../src/json.js'
import type { RemoteAccess } from '../../src/stack/remote.js'
import { startTestGateway, type TestGateway } from './gateway.js'
import type { Answer, TestRequest } from './http.js'
import { openInstances } from './instances.js'

/** The domain of the instance in a `TestCozy`. */
export const domain = 'alice.example.org'

/** A gateway with one instance, whose domain is `domain`. */
export interface TestCozy extends TestGateway {
  instance: Instance
  /** A second `Instances` on the documents of the gateway, as another process would have. */
  instances: Instances
  /** Stores permissions of an application, without installing the application. */
  storePermissions: (slug: string, permissions: JsonObject, kind?: 'app' | 'konnector') => Promise<void>
  /** Creates a token for the instance. `maxAge` is in seconds. */
  tokenOf: (subject: TokenSubject, maxAge?: number) => Promise<string>
  /** Sends a request to the instance. */
  ask: (path: string, token?: string, request?: TestRequest) => Promise<Answer>
}

/** Starts a gateway with an instance. */
export async function startTestCozy(remote?: RemoteAccess, settings: Partial<Config> = {}): Promise<TestCozy> {
  const gateway = await startTestGateway(settings, undefined, remote ? { remote } : {})
  const { documents, secret, config } = gateway
  const log = pino({ level: 'silent' })
  const parts = { documents, prefix: config.prefix, secret, clock: Date.now, log }
  await gateway.send('/graphql', {
    method: 'POST',
    headers: { Authorization: `Token ${gateway.master}` },
    body: { query: `mutation { createInstance(input: { domain: "${domain}" }) { __typename } }` },
  })
  const instances = await openInstances(new Instances(parts))
  const instance = instances.get(domain)
  return {
    ...gateway,
    instance,
    instances,
    storePermissions: (slug, permissions, kind = 'app') =>
      instances.permissions.create(instance, { kind, slug }, readRules(permissions), '1.0.0'),
    tokenOf: (subject, maxAge) => instances.tokens.create(instance, subject, maxAge),
    ask: (path, token, { headers, ...request } = {}) =>
      gateway.send(path, {
        ...request,
        headers: { Host: domain, ...(token !== undefined && { Authorization: `Bearer ${token}` }), ...headers },
      }),
  }
}
