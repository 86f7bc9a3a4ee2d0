import { json } from 'node:stream/consumers'
import { z } from 'zod'
import { listen } from './http-servers.js'

/** The login that the stub of Keystone (OpenStack's identity service) accepts, and the data that it returns. */
export interface KeystoneSettings {
  user: { name: string; password: string; domain: string; project: string }
  /** The tokens to return, one for each login. Further logins get the last token. */
  tokens: readonly string[]
  /** The public URL of the account in the catalogue. */
  storageUrl: string
  /** Seconds until the expiry of a token; default: an hour. */
  lifetime?: number
}

const login = z.object({
  auth: z.object({
    identity: z.object({
      methods: z.tuple([z.literal('password')]),
      password: z.object({
        user: z.object({ name: z.string(), password: z.string(), domain: z.object({ name: z.string() }) }),
      }),
    }),
    scope: z.object({ project: z.object({ name: z.string(), domain: z.object({ name: z.string() }) }) }),
  }),
})

/**
 * Starts a stub of Keystone (version 3), until the end of the test. It checks a login with a password. It answers with one of
 * the given tokens, which the Swift server of the test must accept, and with a service catalogue. Returns the value of
 * `swift.auth_url`, and a function that returns the number of logins.
 */
export async function startKeystone(settings: KeystoneSettings): Promise<{ authUrl: string; logins: () => number }> {
  const { user, tokens, storageUrl, lifetime = 3600 } = settings
  let logins = 0
  const { origin } = await listen(async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/identity/v3/auth/tokens') return response.writeHead(404).end()
    const sent = login.safeParse(await json(request))
    if (!sent.success) return response.writeHead(400).end()
    const { identity, scope } = sent.data.auth
    const given = { ...identity.password.user, domain: identity.password.user.domain.name, project: scope.project.name }
    const isRight = JSON.stringify(Object.entries(given).sort()) === JSON.stringify(Object.entries(user).sort())
    if (!isRight || scope.project.domain.name !== user.domain) return response.writeHead(401).end()
    const token = tokens[Math.min(logins, tokens.length - 1)] ?? ''
    logins++
    response.writeHead(201, { 'Content-Type': 'application/json', 'X-Subject-Token': token })
    response.end(JSON.stringify({ token: { expires_at: inSeconds(lifetime), catalog: catalogOf(storageUrl) } }))
  })
  return { authUrl: `${origin}/identity/v3/`, logins: () => logins }
}

function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString()
}

function catalogOf(storageUrl: string): object[] {
  const endpoint = (side: string, url: string) => ({ interface: side, url, region: 'one', region_id: 'one', id: side })
  return [
    { type: 'identity', name: 'keystone', endpoints: [endpoint('public', 'http://identity.example')] },
    { type: 'object-store', name: 'swift', endpoints: [endpoint('admin', 'http://x'), endpoint('public', storageUrl)] },
  ]
}
