import { describe, expect, it } from 'vitest'
import { version } from '../rest/clients/decoders.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'
import { ask, dataOf } from './ask.js'

const query = `query ($from: VersionNumber!, $to: VersionNumber!, $first: Int! = 20) {
  space {
    app(slug: "notes") {
      changes(from: $from, to: $to) {
        from { version } to { version }
        permissions { kind before { type verbs } after { type verbs inWords(locales: ["fr"]) } }
        terms { before { version } after { version } }
        sizeDifference
        needsConsent
        versions(first: $first) { version changes(locales: ["fr"]) }
      }
    }
  }
}`

const manifests = {
  '1.0.0': { permissions: { files: { type: 'io.cozy.files', verbs: ['GET'] }, jobs: { type: 'io.cozy.jobs' } } },
  '1.1.0-beta.1': {},
  '1.1.0': { locales: { fr: { changes: 'Plus rapide' } } },
  '2.0.0': {
    locales: { fr: { changes: 'Étiquettes' } },
    permissions: { files: { type: 'io.cozy.files', verbs: ['GET', 'PUT'] }, tags: { type: 'io.cozy.tags' } },
    terms: { id: 'notes', version: '2' },
  },
}

async function startWithVersions(): Promise<TestGateway> {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  for (const [version, manifest] of Object.entries(manifests)) {
    const number = version.replace(/-.*/, '')
    const published = await gateway.publish({ slug: 'notes', version, manifest: { ...manifest, version: number } })
    expect(published.status).toBe(201)
  }
  return gateway
}

const sizeOf = async (gateway: TestGateway, number: string) => {
  const { json } = await gateway.send(`/registry/notes/${number}`)
  return Number(version.parse(json()).size)
}

describe('the changes between two versions', () => {
  it('are the permissions, terms, size and texts', async () => {
    const gateway = await startWithVersions()
    const difference = (await sizeOf(gateway, '2.0.0')) - (await sizeOf(gateway, '1.0.0'))
    expect(await dataOf(gateway, query, { variables: { from: '1.0.0', to: '2.0.0' } })).toEqual({
      space: {
        app: {
          changes: {
            from: { version: '1.0.0' },
            to: { version: '2.0.0' },
            permissions: [
              {
                kind: 'WIDENED',
                before: { type: 'io.cozy.files', verbs: ['GET'] },
                after: {
                  type: 'io.cozy.files',
                  verbs: ['GET', 'PUT'],
                  inWords: 'Lire et modifier vos fichiers et dossiers.',
                },
              },
              {
                kind: 'ADDED',
                before: null,
                after: {
                  type: 'io.cozy.tags',
                  verbs: [],
                  inWords: 'Lire, ajouter, modifier et supprimer vos étiquettes.',
                },
              },
              { kind: 'REMOVED', before: { type: 'io.cozy.jobs', verbs: [] }, after: null },
            ],
            terms: { before: null, after: { version: '2' } },
            sizeDifference: difference,
            needsConsent: true,
            versions: [
              { version: '2.0.0', changes: 'Étiquettes' },
              { version: '1.1.0', changes: 'Plus rapide' },
            ],
          },
        },
      },
    })
  })

  it('lists the versions that the channel of the later version offers, at most `first` of them', async () => {
    const gateway = await startWithVersions()
    const versions = async (from: string, to: string, first = 20) =>
      JSON.stringify(await dataOf(gateway, query, { variables: { from, to, first } })).match(
        /(?<="versions":.*"version":")[^"]*/g,
      )
    expect(await versions('1.0.0', '1.1.0-beta.1')).toEqual(['1.1.0-beta.1'])
    expect(await versions('1.0.0', '2.0.0', 1)).toEqual(['2.0.0'])
    expect(await versions('1.1.0-beta.1', '1.1.0')).toEqual(['1.1.0'])
    expect(await versions('2.0.0', '1.0.0')).toBeNull()
  })

  it('need no consent without a difference of permissions or terms', async () => {
    const gateway = await startWithVersions()
    expect(await dataOf(gateway, query, { variables: { from: '1.1.0-beta.1', to: '1.1.0' } })).toMatchObject({
      space: { app: { changes: { permissions: [], terms: null, needsConsent: false } } },
    })
  })

  it('are null for a version that does not exist', async () => {
    const gateway = await startWithVersions()
    for (const variables of [
      { from: '1.0.0', to: '9.0.0' },
      { from: '9.0.0', to: '1.0.0' },
    ])
      expect(await dataOf(gateway, query, { variables })).toEqual({ space: { app: { changes: null } } })
  })

  it('refuse a negative number of versions', async () => {
    const gateway = await startWithVersions()
    const variables = { from: '1.0.0', to: '2.0.0', first: -1 }
    expect(await ask(gateway, query, { variables })).toMatchObject({
      errors: [{ extensions: { code: 'INVALID_INPUT' } }],
    })
  })
})
