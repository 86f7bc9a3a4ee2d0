import { expect, it } from 'vitest'
import { sha256 } from '../support/archives.js'
import { archiveOf, startTestGateway } from '../support/gateway.js'
import { dataOf } from './ask.js'

const publish = `mutation ($input: PublishVersionInput!) {
  publishVersion(input: $input) {
    __typename ... on PublishVersionSuccess { version { releaseNotes } } ... on Refusal { code message }
  }
}`
const virtualSpaces = [{ name: 'mirror', source: '', filter: 'reject' as const, slugs: [] }]

it('release notes are those of the publication, else those of the manifest, also after an approval and in virtual spaces', async () => {
  const gateway = await startTestGateway({ virtualSpaces })
  await gateway.operations.createEditor('Slow', false)
  await gateway.addApp({ slug: 'notes', editor: 'Slow' })
  const token = gateway.master
  const send = async (version: string, releaseNotes: { locale: string; text: string }[]) => {
    const manifest = { editor: 'Slow', locales: { en: { changes: `${version} of the manifest` } } }
    const archive = await archiveOf({ slug: 'notes', version, manifest })
    const file = { url: gateway.archives.serve(`${version}.tar.gz`, archive), sha256: sha256(archive) }
    return dataOf(gateway, publish, { variables: { input: { app: 'notes', version, ...file, releaseNotes } }, token })
  }
  expect(await send('1.0.0', [])).toMatchObject({
    publishVersion: { version: { releaseNotes: '1.0.0 of the manifest' } },
  })
  expect(await send('1.1.0', [{ locale: 'en\n', text: 'a' }])).toMatchObject({
    publishVersion: { __typename: 'InvalidInput', code: 'INVALID_INPUT' },
  })
  const given = [
    { locale: 'en', text: 'Faster' },
    { locale: 'fr', text: 'Plus rapide' },
  ]
  expect(await send('1.1.0', given)).toMatchObject({ publishVersion: { version: { releaseNotes: 'Faster' } } })
  const approve =
    'mutation ($v: VersionNumber!) { approvePendingVersion(input: { app: "notes", version: $v }) { __typename } }'
  for (const v of ['1.0.0', '1.1.0']) await dataOf(gateway, approve, { variables: { v }, token })
  const read = `query ($space: String) {
    space(name: $space) { app(slug: "notes") { versions { nodes { version releaseNotes(locales: ["fr"]) } } } }
  }`
  for (const space of ['__default__', 'mirror']) {
    expect(await dataOf(gateway, read, { variables: { space } })).toEqual({
      space: {
        app: {
          versions: {
            nodes: [
              { version: '1.1.0', releaseNotes: 'Plus rapide' },
              { version: '1.0.0', releaseNotes: '1.0.0 of the manifest' },
            ],
          },
        },
      },
    })
  }
  // REST answers have only the members that clients know.
  expect((await gateway.send('/registry/notes/1.1.0')).text).not.toContain('Faster')
})
