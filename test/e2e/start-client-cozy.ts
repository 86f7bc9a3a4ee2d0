import { z } from 'zod'
import type { Config } from '../../src/config/config.js'
import { dataOf } from '../graphql/ask.js'
import { startInstallingCozy, type InstallingCozy } from '../support/installable.js'
import type { StackClient, StackClientModules } from './load-stack-client.js'

/** A new Cozy, and clients of it. */
export interface ClientCozy {
  /** Its gateway. The Cozy has the gateway's address as its domain, so that clients need no name server. */
  gateway: InstallingCozy
  /** A token of the command line. */
  token: string
  /** A client with this token. */
  client: StackClient
  /** The client of the application registry in cozy-client. It sends its requests through `client`. */
  registry: InstanceType<StackClientModules['Registry']>
  /** A client with a token of an installed application. */
  clientOfApp: (slug: string) => Promise<StackClient>
}

const tokenShape = z.object({ result: z.object({ token: z.string() }) })

/**
 * Starts a Cozy, and creates its clients.
 * @param scope the scope of the token of the command line
 */
export async function startClientCozy(
  { StackClient, Registry }: StackClientModules,
  scope: string,
  settings?: Partial<Config>,
): Promise<ClientCozy> {
  const gateway = await startInstallingCozy(settings)
  const domain = new URL(gateway.url).host
  const mutate = (name: string, input: string, payload: string) => {
    const query = `mutation { result: ${name}(input: { domain: "${domain}" ${input} }) { ${payload} } }`
    return dataOf(gateway, query, { token: gateway.master })
  }
  const tokenOf = async (kind: 'Cli' | 'App', input: string): Promise<string> => {
    const created = await mutate(`create${kind}Token`, input, `... on Create${kind}TokenSuccess { token }`)
    return tokenShape.parse(created).result.token
  }
  await mutate('createInstance', '', '__typename')
  const token = await tokenOf('Cli', `scope: "${scope}"`)
  const client = new StackClient({ uri: gateway.url, token })
  return {
    gateway,
    token,
    client,
    registry: new Registry({ client: { stackClient: client } }),
    clientOfApp: async (slug) => new StackClient({ uri: gateway.url, token: await tokenOf('App', `app: "${slug}"`) }),
  }
}
