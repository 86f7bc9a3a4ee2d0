import { describe, expect, test } from 'vitest'
import { dataOf } from '../graphql/ask.js'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'
import type { Answer } from '../support/http.js'
import { withRateLimits } from '../support/rate-limits.js'

const setLabel = (token?: string) => ({
  method: 'PATCH',
  headers: token === undefined ? {} : authorized(token),
  body: { data_usage_commitment: 'user_ciphered' },
})
const graphql = (query: string, headers: Record<string, string> = {}) => ({ method: 'POST', headers, body: { query } })

/** The answers to requests that are sent one after another. */
async function sendAll(gateway: TestGateway, path: string, requests: Parameters<TestGateway['send']>[1][]) {
  const answers: Answer[] = []
  for (const request of requests) answers.push(await gateway.send(path, request))
  return answers
}

const statusOf = ({ status }: Answer): number => status

describe('changes', () => {
  test('by REST are refused with 429 over the limit, in the format of REST, and change nothing', async () => {
    const gateway = await startTestGateway(await withRateLimits({ writesPerToken: 2 }))
    const create = (slug: string) => ({
      method: 'POST',
      headers: authorized(gateway.master),
      body: { slug, type: 'webapp', editor: 'Acme' },
    })
    const answers = await sendAll(gateway, '/registry', [create('one'), create('two'), create('three')])
    expect(answers.map(statusOf)).toEqual([201, 201, 429])
    expect(answers.map(({ headers }) => headers['ratelimit-policy'])).toEqual(
      Array(3).fill('"writes_per_token";q=2;w=60, "writes_per_address";q=12000;w=60'),
    )
    const [, , refused] = answers
    const wait = Number(refused?.headers['retry-after'])
    expect(wait).toBeGreaterThanOrEqual(1)
    expect(wait).toBeLessThanOrEqual(60)
    expect(refused?.headers.ratelimit).toBe(
      `"writes_per_token";r=0;t=${String(wait)}, "writes_per_address";r=11997;t=${String(wait)}`,
    )
    const message = `There are too many changes with this token: at most 2 in a minute are allowed (limits.rate.writes_per_token). Try again in ${String(wait)} s`
    expect(refused?.json()).toEqual({ error: message, message })
    expect((await gateway.send('/registry/three')).status).toBe(404)
    expect(gateway.logged().filter((line) => line.includes('a client exceeded a rate limit'))).toHaveLength(1)
  })

  test('by GraphQL count together with those by REST, each field of Mutation as one', async () => {
    const gateway = await startTestGateway(await withRateLimits({ writesPerToken: 3 }))
    await gateway.addApp({ slug: 'notes' })
    const fields = 'fragment F on Mutation { b: createEditor(input: { name: "B" }) { __typename } }'
    const query = `mutation { a: createEditor(input: { name: "A" }) { __typename } ...F __typename } ${fields}`
    const headers = { ...authorized(gateway.master), Origin: 'https://store.example.org' }
    expect((await gateway.send('/graphql', graphql(query, headers))).status).toBe(200)
    const refused = await gateway.send('/graphql', graphql(query, headers))
    expect(refused.status).toBe(429)
    expect(refused.headers).toMatchObject({
      'access-control-allow-origin': 'https://store.example.org',
      'access-control-expose-headers': 'RateLimit, RateLimit-Policy, Retry-After',
      'retry-after': expect.stringMatching(/^\d+$/),
      ratelimit: expect.stringMatching(/^"writes_per_token";r=0;t=\d+, /),
    })
    const retryAfter = Number(refused.headers['retry-after'])
    expect(refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', limit: 'limits.rate.writes_per_token', retryAfter } }],
    })
    expect((await gateway.send('/registry/notes', setLabel(gateway.master))).status).toBe(429)
  })

  test('that are publications have a limit of their own', async () => {
    const gateway = await startTestGateway(await withRateLimits({ publicationsPerToken: 1 }))
    await gateway.addApp({ slug: 'notes' })
    const token = await gateway.token({ app: 'notes' })
    expect((await gateway.publish({ slug: 'notes', version: '1.0.0', token })).status).toBe(201)
    const refused = await gateway.publish({ slug: 'notes', version: '1.0.1', token })
    expect(refused.status).toBe(429)
    expect(refused.text).toContain('limits.rate.publications_per_token')
    expect((await gateway.publish({ slug: 'notes', version: '1.0.1' })).status).toBe(429)
    expect((await gateway.publish({ slug: 'notes', version: '1.0.1', token: gateway.master })).status).toBe(201)
  })

  test('without a valid token are refused with 429 over the limit, and are then not in the log of changes', async () => {
    const gateway = await startTestGateway(await withRateLimits({ failedTokensPerAddress: 3 }))
    await gateway.addApp({ slug: 'notes' })
    const expired = await gateway.expiredToken('notes')
    const requests = [setLabel(), setLabel(expired), setLabel('nonsense'), setLabel(expired), setLabel()]
    const answers = await sendAll(gateway, '/registry/notes', requests)
    expect(answers.map(statusOf)).toEqual([401, 401, 401, 429, 429])
    const pending = await gateway.send('/registry/pending', { headers: authorized(expired) })
    expect(pending.status).toBe(429)
    const query = 'mutation { createEditor(input: { name: "New" }) { __typename } }'
    expect((await gateway.send('/graphql', graphql(query))).status).toBe(429)
    const changes = gateway.logged().filter((line) => line.includes('"a change"') && line.includes('"refused"'))
    expect(changes).toHaveLength(3)
    // A valid token behind the same address works, and reading does, too.
    expect((await gateway.send('/registry/notes', setLabel(gateway.master))).status).toBe(200)
    expect((await gateway.send('/registry/notes')).status).toBe(200)
    expect(await dataOf(gateway, '{ space { slugs } }')).toEqual({ space: { slugs: ['notes'] } })
  })
})

describe('queries', () => {
  const slugs = '{ space { slugs } }'

  test('cost their address what they resolve, unless the answer comes from the cache', async () => {
    const gateway = await startTestGateway(await withRateLimits({ queryCostPerAddress: 1_350 }))
    const left = async (query: string): Promise<[number, string]> => {
      const { status, headers } = await gateway.send('/graphql', graphql(query))
      return [status, String(headers.ratelimit).replace(/;t=\d+/, '')]
    }
    // A text costs 1000 the first time. An answer costs 100 at least.
    expect(await left(slugs)).toEqual([200, '"query_cost_per_address";r=250'])
    for (let request = 0; request < 20; request++) expect(await left(slugs)).toEqual([200, 'undefined'])
    await gateway.addApp({ slug: 'notes' })
    expect(await left(slugs)).toEqual([200, '"query_cost_per_address";r=150'])
    expect(await left('{ editors { name } }')).toEqual([429, '"query_cost_per_address";r=0'])
    // The limit is exceeded for all but cached answers.
    expect(await left(slugs)).toEqual([200, 'undefined'])
    const get = await gateway.send(`/graphql?query=${encodeURIComponent('{ registry { version } }')}`)
    expect([get.status, get.headers['retry-after'], get.headers.ratelimit]).toEqual([
      429,
      expect.stringMatching(/^\d+$/),
      expect.stringMatching(/^"query_cost_per_address";r=0;t=\d+$/),
    ])
  })

  test('that are invalid cost, too', async () => {
    const gateway = await startTestGateway(await withRateLimits({ queryCostPerAddress: 2_500 }))
    const answers = await sendAll(gateway, '/graphql', [graphql('{'), graphql('{ nothing }'), graphql('{')])
    expect(answers.map(statusOf)).toEqual([200, 200, 429])
  })

  test('with a token cost the token, and not the strangers at the address', async () => {
    const gateway = await startTestGateway(
      await withRateLimits({ queryCostPerAddress: 1_100, queryCostPerToken: 1_300 }),
    )
    const token = authorized(gateway.master)
    const answers = await sendAll(gateway, '/graphql', [
      graphql(slugs, token),
      graphql(slugs, token),
      graphql(slugs, token),
      graphql(slugs, token),
      graphql(slugs),
    ])
    expect(answers.map(statusOf)).toEqual([200, 200, 200, 429, 200])
  })

  test('of REST without a token are not counted', async () => {
    const gateway = await startTestGateway(
      await withRateLimits({ queryCostPerAddress: 1, failedTokensPerAddress: 1, writesPerAddress: 1 }),
    )
    for (let request = 0; request < 5; request++) {
      const answer = await gateway.send(`/registry?limit=${String(request + 1)}`)
      expect([answer.status, answer.headers.ratelimit]).toEqual([200, undefined])
    }
  })
})

test('opened subscriptions count for their address, and are refused with 429 over the limit', async () => {
  const gateway = await startTestGateway(await withRateLimits({ subscriptionsPerAddress: 2 }))
  const query = 'subscription { appChanged { slug } }'
  const open = async (token?: string): Promise<number> => {
    const leaving = new AbortController()
    const { status } = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        Accept: 'text/event-stream',
        'Content-Type': 'application/json',
        ...(token !== undefined && authorized(token)),
      },
      body: JSON.stringify({ query }),
      signal: leaving.signal,
    })
    leaving.abort()
    return status
  }
  expect([await open(), await open(gateway.master), await open(), await open(gateway.master)]).toEqual([
    200, 200, 429, 429,
  ])
  expect((await gateway.send('/graphql', graphql('{ space { slugs } }'))).status).toBe(200)
})
