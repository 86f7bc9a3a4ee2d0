import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/json.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'
import { dataOf } from './ask.js'

const virtualSpaces = [{ name: 'mirror', source: '', filter: 'reject' as const, slugs: [] }]

/** A gateway with the application `notes` of the editor `Acme`, which has version 1.0.0, and with the editor `Zoo`. */
async function startWithNotes(): Promise<TestGateway> {
  const gateway = await startTestGateway({ virtualSpaces })
  await gateway.operations.createEditor('Zoo', true)
  await gateway.addApp({ slug: 'notes' })
  await gateway.publish({ slug: 'notes', version: '1.0.0' })
  return gateway
}

const mutation = `mutation ($input: TransferAppInput!) {
  transferApp(input: $input) {
    __typename
    ... on TransferAppSuccess {
      previousEditor
      app { editor { name } dataUsageCommitment dataUsageCommitmentBy label version(version: "1.0.0") { editor { name } } }
    }
    ... on Refusal { code message }
  }
}`

async function transfer(gateway: TestGateway, input: Record<string, Json>): Promise<Json | undefined> {
  return dataOf(gateway, mutation, { variables: { input }, token: gateway.master })
}

async function setCommitment(gateway: TestGateway, by: string): Promise<void> {
  const update = `mutation { updateApp(input: {
    slug: "notes", dataUsageCommitment: USER_RESERVED, dataUsageCommitmentBy: ${by}
  }) { __typename } }`
  await dataOf(gateway, update, { token: gateway.master })
}

describe('the transfer of an application', () => {
  it('changes its editor, but not that of its published versions', async () => {
    const gateway = await startWithNotes()
    expect(await transfer(gateway, { slug: 'notes', editor: 'ZOO' })).toMatchObject({
      transferApp: {
        __typename: 'TransferAppSuccess',
        previousEditor: 'Acme',
        app: { editor: { name: 'Zoo' }, version: { editor: { name: 'Acme' } } },
      },
    })
    expect((await gateway.send('/registry/notes')).json()).toMatchObject({ editor: 'Zoo' })
    expect((await gateway.send('/mirror/registry/notes')).json()).toMatchObject({ editor: 'Zoo' })
  })

  it('makes the tokens of the new editor valid for the application, and those of the previous editor invalid', async () => {
    const gateway = await startWithNotes()
    const [previous, current] = [await gateway.token({ app: 'notes' }), await gateway.token({ editor: 'Zoo' })]
    const publish = async (version: string, token: string) =>
      (await gateway.publish({ slug: 'notes', version, token })).status
    expect([await publish('1.1.0', previous), await publish('1.2.0', current)]).toEqual([201, 401])
    await transfer(gateway, { slug: 'notes', editor: 'Zoo' })
    expect([await publish('1.3.0', previous), await publish('1.4.0', current)]).toEqual([401, 201])
    expect((await gateway.send('/registry/notes/1.4.0')).json()).toMatchObject({ editor: 'Zoo' })
  })

  it('lets the new editor have pending versions once they are approved', async () => {
    const gateway = await startWithNotes()
    await gateway.operations.createEditor('Shy', false)
    await gateway.addApp({ slug: 'tasks', editor: 'Shy' })
    const token = await gateway.token({ editor: 'Shy' })
    await gateway.publish({ slug: 'tasks', version: '1.0.0', token })
    await transfer(gateway, { slug: 'tasks', editor: 'Zoo' })
    const approve = `mutation {
      approvePendingVersion(input: { app: "tasks", version: "1.0.0" }) {
        ... on ApprovePendingVersionSuccess { version { editor { name } } }
      }
    }`
    expect(await dataOf(gateway, approve, { token: gateway.master })).toEqual({
      approvePendingVersion: { version: { editor: { name: 'Zoo' } } },
    })
  })

  it.each([
    ['EDITOR', 'Zoo', { dataUsageCommitment: 'NONE', dataUsageCommitmentBy: 'NONE', label: 'F' }],
    ['EDITOR', 'acme', { dataUsageCommitment: 'USER_RESERVED', dataUsageCommitmentBy: 'EDITOR', label: 'C' }],
    ['COZY', 'Zoo', { dataUsageCommitment: 'USER_RESERVED', dataUsageCommitmentBy: 'COZY', label: 'B' }],
  ])('of the editor Acme with a commitment by %s to %s leaves %j', async (by, editor, expected) => {
    const gateway = await startWithNotes()
    await setCommitment(gateway, by)
    expect(await transfer(gateway, { slug: 'notes', editor })).toMatchObject({ transferApp: { app: expected } })
  })

  it('works when the previous editor was removed', async () => {
    const gateway = await startWithNotes()
    await gateway.addApp({ slug: 'orphan', editor: 'Zoo' })
    const remove = 'mutation { removeEditor(input: { name: "Zoo" }) { __typename } }'
    await dataOf(gateway, remove, { token: gateway.master })
    expect(await transfer(gateway, { slug: 'orphan', editor: 'Acme' })).toMatchObject({
      transferApp: { previousEditor: 'Zoo', app: { editor: { name: 'Acme' } } },
    })
  })

  it('loses no concurrent change of the application', async () => {
    const gateway = await startWithNotes()
    const maintenance = 'mutation { activateMaintenance(input: { slug: "notes", short: true }) { __typename } }'
    await Promise.all([
      transfer(gateway, { slug: 'notes', editor: 'Zoo' }),
      dataOf(gateway, maintenance, { token: gateway.master }),
      setCommitment(gateway, 'COZY'),
    ])
    expect((await gateway.send('/registry/notes')).json()).toMatchObject({
      editor: 'Zoo',
      maintenance_activated: true,
      data_usage_commitment_by: 'cozy',
    })
  })

  it.each<[Record<string, Json>, string, string]>([
    [{ slug: 'gone', editor: 'Zoo' }, 'AppNotFound', 'has no application "gone"'],
    [{ slug: 'notes', editor: 'Nobody' }, 'EditorNotFound', 'There is no editor "Nobody"'],
    [{ slug: 'No', editor: 'Zoo' }, 'InvalidInput', '"No" is no slug'],
    [{ slug: 'notes', editor: 'Z/' }, 'InvalidInput', 'is not a valid name of an editor'],
    [{ space: 'gone', slug: 'notes', editor: 'Zoo' }, 'SpaceNotFound', '"gone" does not exist'],
    [{ space: 'mirror', slug: 'notes', editor: 'Zoo' }, 'SpaceNotFound', 'is virtual and can only be read'],
  ])('with the input %j is refused as %s', async (input, __typename, message) => {
    const gateway = await startWithNotes()
    expect(await transfer(gateway, input)).toMatchObject({
      transferApp: { __typename, message: expect.stringContaining(message) },
    })
    expect((await gateway.send('/registry/notes')).json()).toMatchObject({ editor: 'Acme' })
  })
})
