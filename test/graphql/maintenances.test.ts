import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/json.js'
import type { Documents, StoredDocument } from '../../src/documents/documents.js'
import { ForwardingDocuments } from '../support/forwarding-stores.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'
import { ask, dataOf } from './ask.js'

const virtualSpaces = [{ name: 'mirror', source: '', filter: 'reject' as const, slugs: ['bee'] }]

async function startWithApps(wrap?: (documents: Documents) => Documents): Promise<TestGateway> {
  const gateway = await startTestGateway({ virtualSpaces }, (engines) =>
    wrap ? { ...engines, documents: wrap(engines.documents) } : engines,
  )
  for (const slug of ['ant', 'bee', 'cat']) await gateway.addApp({ slug })
  return gateway
}

/** Documents that can't be read for the application `bee` while `isBroken` returns true. */
class BrokenForBee extends ForwardingDocuments {
  readonly #isBroken: () => boolean

  constructor(inner: Documents, isBroken: () => boolean) {
    super(inner)
    this.#isBroken = isBroken
  }

  override get(database: string, id: string): Promise<StoredDocument | undefined> {
    return id === 'bee' && this.#isBroken() ? Promise.reject(new Error('broken')) : super.get(database, id)
  }
}

const selection = `{
  __typename
  ... on MaintenancesSuccess {
    results {
      slug
      result {
        __typename
        ... on MaintenanceSuccess { app { maintenance { short messages { locale short } } } }
        ... on Refusal { code message }
      }
    }
  }
  ... on Refusal { code message }
}`
const activate = `mutation ($input: ActivateMaintenancesInput!) { changed: activateMaintenances(input: $input) ${selection} }`
const deactivate = `mutation ($input: DeactivateMaintenancesInput!) { changed: deactivateMaintenances(input: $input) ${selection} }`

const messages = [{ locale: 'en', short: 'Soon', long: 'Back soon' }]

function change(gateway: TestGateway, mutation: string, input: Record<string, Json>) {
  return dataOf(gateway, mutation, { variables: { input }, token: gateway.master })
}

async function inMaintenance(gateway: TestGateway, space?: string): Promise<Json | undefined> {
  const query = 'query ($space: String) { space(name: $space) { maintenance { slug } } }'
  return dataOf(gateway, query, { variables: space === undefined ? {} : { space } })
}

describe('the maintenance of several applications', () => {
  it('begins and ends, with a result for each application in order', async () => {
    const gateway = await startWithApps()
    const success = {
      __typename: 'MaintenanceSuccess',
      app: { maintenance: { short: true, messages: [{ locale: 'en', short: 'Soon' }] } },
    }
    const input = { slugs: ['cat', 'gone', 'ant', 'No'], short: true, messages }
    expect(await change(gateway, activate, input)).toEqual({
      changed: {
        __typename: 'MaintenancesSuccess',
        results: [
          { slug: 'cat', result: success },
          {
            slug: 'gone',
            result: expect.objectContaining({ __typename: 'AppNotFound', code: 'APP_NOT_FOUND' }),
          },
          { slug: 'ant', result: success },
          { slug: 'No', result: expect.objectContaining({ __typename: 'InvalidInput', code: 'INVALID_SLUG' }) },
        ],
      },
    })
    expect(await inMaintenance(gateway)).toEqual({ space: { maintenance: [{ slug: 'ant' }, { slug: 'cat' }] } })
    expect(await change(gateway, deactivate, { slugs: ['ant', 'bee'] })).toMatchObject({
      changed: { results: [{ result: { app: { maintenance: null } } }, { result: { app: { maintenance: null } } }] },
    })
    expect(await inMaintenance(gateway)).toEqual({ space: { maintenance: [{ slug: 'cat' }] } })
  })

  it('begins in one virtual space only', async () => {
    const gateway = await startWithApps()
    const input = { space: 'mirror', slugs: ['ant', 'bee'] }
    expect(await change(gateway, activate, input)).toMatchObject({
      changed: { results: [{ result: { __typename: 'MaintenanceSuccess' } }, { result: { code: 'APP_NOT_FOUND' } }] },
    })
    expect(await inMaintenance(gateway, 'mirror')).toEqual({ space: { maintenance: [{ slug: 'ant' }] } })
    expect(await inMaintenance(gateway)).toEqual({ space: { maintenance: [] } })
  })

  it.each<[string, Record<string, Json>, string, string]>([
    ['more than 100 slugs', { slugs: Array<string>(101).fill('ant') }, 'INVALID_INPUT', 'There are 101 slugs'],
    [
      'two messages for a locale',
      { slugs: ['ant'], messages: [...messages, ...messages] },
      'INVALID_INPUT',
      'locale "en"',
    ],
    ['an unknown space', { space: 'gone', slugs: ['ant'] }, 'SPACE_NOT_FOUND', '"gone" does not exist'],
  ])('is refused as a whole for %s', async (_, input, code, message) => {
    const gateway = await startWithApps()
    expect(await change(gateway, activate, input)).toMatchObject({
      changed: { code, message: expect.stringContaining(message) },
    })
    expect(await inMaintenance(gateway)).toEqual({ space: { maintenance: [] } })
  })

  it('has a line in the log for each application', async () => {
    const gateway = await startWithApps()
    await change(gateway, activate, { slugs: ['ant', 'gone'] })
    const lines = gateway.logged().filter((line) => line.includes('activateMaintenance"'))
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { on: { space: '__default__', app: 'ant' }, by: { kind: 'master' }, outcome: 'done' },
      { on: { space: '__default__', app: 'gone' }, by: { kind: 'master' }, outcome: 'refused', code: 'APP_NOT_FOUND' },
    ])
  })

  it('changes the other applications when the database fails for one of them', async () => {
    let isBroken = false
    const gateway = await startWithApps((documents) => new BrokenForBee(documents, () => isBroken))
    isBroken = true
    const answer = await ask(gateway, activate, {
      variables: { input: { slugs: ['ant', 'bee', 'cat'] } },
      token: gateway.master,
    })
    expect(answer.data).toMatchObject({
      changed: {
        results: [{ result: { __typename: 'MaintenanceSuccess' } }, { slug: 'bee', result: null }, { result: {} }],
      },
    })
    expect(answer.errors).toMatchObject([{ path: ['changed', 'results', 1, 'result'] }])
    expect(await inMaintenance(gateway)).toEqual({ space: { maintenance: [{ slug: 'ant' }, { slug: 'cat' }] } })
  })

  it('runs again with the same clientMutationId when it failed for one of the applications', async () => {
    let isBroken = false
    const gateway = await startWithApps((documents) => new BrokenForBee(documents, () => isBroken))
    const input = { slugs: ['ant', 'bee'], clientMutationId: 'again' }
    for (isBroken of [true, false]) await ask(gateway, activate, { variables: { input }, token: gateway.master })
    expect(await inMaintenance(gateway)).toEqual({ space: { maintenance: [{ slug: 'ant' }, { slug: 'bee' }] } })
  })

  it('has an entry in the audit log for each application, written before its change', async () => {
    const gateway = await startWithApps()
    await change(gateway, activate, { slugs: ['ant'], messages })
    const query = '{ auditLog(filter: { app: "ant", operation: "activateMaintenance" }) { nodes { outcome after } } }'
    expect(await dataOf(gateway, query, { token: gateway.master })).toMatchObject({
      auditLog: { nodes: [{ outcome: 'DONE', after: expect.anything() }] },
    })
  })
})
