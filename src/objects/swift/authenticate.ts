import { z } from 'zod'
import { discard, redirectOrigin, type HttpAnswer } from '../../http-client.js'
import { jsonOf } from '../../json.js'
import { textOf, type StoreClient } from '../remote/store-client.js'
import { StorageEndpointError, RefusedError } from '../remote/store-errors.js'

/** The address and the credentials for the log-in. */
export interface SwiftSettings {
  authUrl: string
  /** 1 is Swift's own protocol, 3 is Keystone's. */
  authVersion: 1 | 3
  username: string
  /** The password. */
  apiKey: string
  /** The interface of the endpoint in Keystone's catalogue. */
  endpointType: 'public' | 'internal' | 'admin'
  /** Name of the project in Keystone; `''` for none. */
  tenant: string
  /** Name of the Keystone domain to which the user and the project belong; `''` for none. */
  domain: string
  /** The region of the endpoint in Keystone's catalogue; `''` if the catalogue has only one region. */
  region: string
}

/** The result of a log-in: the access to an account. */
export interface Access {
  token: string
  /** Address of the account, without a slash at its end. */
  storageUrl: string
  /** Milliseconds since 1970; `Infinity` when unknown. */
  expiresAt: number
}

/**
 * Logs in to Swift or Keystone.
 * @throws RefusedError UnreachableError
 */
export function authenticate(client: StoreClient, settings: SwiftSettings): Promise<Access> {
  return settings.authVersion === 1 ? authenticateV1(client, settings) : authenticateV3(client, settings)
}

async function authenticateV1(client: StoreClient, settings: SwiftSettings): Promise<Access> {
  const { authUrl, username, apiKey } = settings
  const headers = { 'x-auth-user': username, 'x-auth-key': apiKey }
  const answer = await requireSuccess(await client.send(authUrl, { method: 'GET', headers }), settings)
  await discard(answer.body)
  const seconds = answer.headers['x-auth-token-expires']
  return {
    token: headerOf(answer, 'x-auth-token', settings),
    storageUrl: addressOf(headerOf(answer, 'x-storage-url', settings), settings),
    expiresAt: typeof seconds === 'string' ? Date.now() + Number(seconds) * 1000 : Infinity,
  }
}

const endpoint = z.object({
  interface: z.string(),
  url: z.string(),
  region: z.string().nullish(),
  region_id: z.string().nullish(),
})

const issuedToken = z.object({
  token: z.object({
    expires_at: z.string(),
    catalog: z.array(z.object({ type: z.string(), endpoints: z.array(endpoint) })).nullish(),
  }),
})

async function authenticateV3(client: StoreClient, settings: SwiftSettings): Promise<Access> {
  const answer = await client.send(`${withoutSlash(settings.authUrl)}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(credentialsV3(settings)),
    idempotent: true,
  })
  const { origin } = new URL(settings.authUrl)
  const found = issuedToken.safeParse(jsonOf(await textOf(await requireSuccess(answer, settings), origin)))
  if (!found.success) throw refusal(settings, answer.status, 'with something that is not a Keystone token')
  const { token } = found.data
  const services = (token.catalog ?? []).filter(({ type }) => type === 'object-store')
  const url = storageUrlIn(
    services.flatMap(({ endpoints }) => endpoints),
    settings,
  )
  return {
    token: headerOf(answer, 'x-subject-token', settings),
    storageUrl: addressOf(url, settings),
    expiresAt: Date.parse(token.expires_at),
  }
}

/**
 * The URL of the configured interface and region. Different URLs are an error, because the order in a catalogue has no meaning.
 */
function storageUrlIn(endpoints: z.infer<typeof endpoint>[], settings: SwiftSettings): string {
  const { authUrl, username, tenant, endpointType, region } = settings
  const ofType = endpoints.filter((found) => found.interface === endpointType)
  const inRegion = ofType.filter((found) => region === '' || [found.region, found.region_id].includes(region))
  const urls = new Set(inRegion.map(({ url }) => url))
  const [url] = urls
  const regions = [...new Set(ofType.map((found) => found.region ?? found.region_id ?? ''))].sort().join(', ')
  if (url === undefined) {
    const where = region && ` in region "${region}" (swift.region). Regions with one: ${regions || 'none'}`
    throw new StorageEndpointError(
      `${authUrl} knows no ${endpointType} address of an object store for user "${username}" in project "${tenant}"${where}`,
    )
  }
  if (urls.size > 1) {
    throw new StorageEndpointError(
      region === ''
        ? `${authUrl} knows object stores in several regions: set "swift.region" to one of ${regions}`
        : `${authUrl} knows several object stores in region "${region}": ${[...urls].join(', ')}`,
    )
  }
  return url
}

function credentialsV3({ username, apiKey, tenant, domain }: SwiftSettings): object {
  const inDomain = domain && { domain: { name: domain } }
  const user = { name: username, password: apiKey, ...inDomain }
  const scope = tenant && { scope: { project: { name: tenant, ...inDomain } } }
  return { auth: { identity: { methods: ['password'], password: { user } }, ...scope } }
}

async function requireSuccess(answer: HttpAnswer, settings: SwiftSettings): Promise<HttpAnswer> {
  if (answer.status >= 200 && answer.status < 300) return answer
  // The error does not contain the text of the answer, because the answer may repeat the credentials.
  await discard(answer.body)
  const newOrigin = redirectOrigin(answer)
  throw refusal(settings, answer.status, newOrigin === undefined ? '' : `it redirects to "${newOrigin}"`)
}

function refusal({ authUrl, username }: SwiftSettings, status: number, reason: string): RefusedError {
  return new RefusedError(new URL(authUrl).origin, `the log-in of "${username}"`, status, reason)
}

function headerOf(answer: HttpAnswer, name: string, settings: SwiftSettings): string {
  const value = answer.headers[name]
  if (typeof value !== 'string') throw refusal(settings, answer.status, `without the header "${name}"`)
  return value
}

/** Checks the URL of an account, and removes a slash at its end. */
function addressOf(url: string, { authUrl }: SwiftSettings): string {
  const protocol = URL.canParse(url) ? new URL(url).protocol : ''
  if (protocol === 'http:' || protocol === 'https:') return withoutSlash(url)
  throw new StorageEndpointError(`${authUrl} names an object store whose address is not valid: "${url}"`)
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
