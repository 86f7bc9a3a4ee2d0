import { expect, it } from 'vitest'
import { sha256 } from '../../support/archives.js'
import { archiveOf, manifestOf } from '../../support/gateway.js'
import { version as versionShape } from '../clients/decoders.js'
import { startWithNotes, version } from './attempt.js'

const own = { icon: 'own.svg', partnership: { icon: 'own-partner.svg' }, screenshots: ['own-1.svg', 'own-2.svg'] }
const others = { icon: 'other.svg', partnership: { icon: 'other-partner.svg' }, screenshots: ['other-1.svg'] }

const drawing = (name: string): string => `<svg id="${name}"/>`

/** The manifest of this version names the files of `own`. Its archive also contains the files of `others`. */
const illustrated = {
  ...version,
  manifest: own,
  files: [own, others]
    .flatMap(({ icon, partnership, screenshots }) => [icon, partnership.icon, ...screenshots])
    .map((name) => ({ name, content: drawing(name) })),
}

/** The files that are stored for a version. */
interface StoredFiles {
  icon: string
  partnership_icon: string
  screenshots: string[]
}

const ownFiles: StoredFiles = { icon: 'own.svg', partnership_icon: 'own-partner.svg', screenshots: own.screenshots }

it.each<[string, object, StoredFiles]>([
  ['names nothing', {}, ownFiles],
  ['names an icon', { icon: 'other.svg' }, { ...ownFiles, icon: 'other.svg' }],
  [
    'names a partnership icon',
    { partnership: others.partnership },
    { ...ownFiles, partnership_icon: 'other-partner.svg' },
  ],
  ['names screenshots', { screenshots: ['other-1.svg'] }, { ...ownFiles, screenshots: ['other-1.svg'] }],
  ['has an empty list of screenshots', { screenshots: [] }, { ...ownFiles, screenshots: [] }],
  [
    'names an icon, a partnership icon and screenshots',
    others,
    { icon: 'other.svg', partnership_icon: 'other-partner.svg', screenshots: ['other-1.svg'] },
  ],
  ['has empty names', { icon: '', partnership: { icon: '' } }, ownFiles],
  ['has nulls', { icon: null, partnership: null, screenshots: null }, ownFiles],
  ['has null as partnership icon', { partnership: { icon: null } }, ownFiles],
])('files of the request replace the files of the manifest when the request %s', async (_case, body, storedFiles) => {
  const { publish, send } = await startWithNotes()
  expect((await publish({ ...illustrated, body })).status).toBe(201)
  const { screenshots, ...icons } = storedFiles
  const expected = { ...icons, ...Object.fromEntries(screenshots.map((name) => [`screenshots/${name}`, name])) }
  const { attachments, manifest } = versionShape.parse((await send('/registry/notes/1.0.0')).json())
  const names = [...Object.keys(expected), 'notes-1.0.0.tar.gz']
  expect(Object.keys(attachments).toSorted()).toEqual(names.toSorted())
  for (const [name, file] of Object.entries(expected)) {
    expect((await send(`/registry/notes/1.0.0/${name}`)).text).toBe(drawing(file))
  }
  expect(manifest).toEqual(manifestOf(illustrated))
})

it.each([[null], [{ a: 1 }], [[]], [false], ['text']])(
  'the parameters %j of a publication replace the parameters of the manifest',
  async (parameters) => {
    const { publish, send } = await startWithNotes()
    const manifest = { parameters: { of: 'the archive' } }
    expect((await publish({ ...version, manifest, body: { parameters } })).status).toBe(201)
    const stored = versionShape.parse((await send('/registry/notes/1.0.0')).json())
    expect(stored.manifest).toEqual({ ...manifestOf(version), parameters })
  },
)

it('a publication without parameters does not change the parameters of the manifest', async () => {
  const { publish, send } = await startWithNotes()
  const manifest = { parameters: { of: 'the archive' } }
  await publish({ ...version, manifest })
  await publish({ ...version, version: '1.0.1' })
  const stored = async (number: string) => versionShape.parse((await send(`/registry/notes/${number}`)).json()).manifest
  expect(await stored('1.0.0')).toEqual(manifestOf({ ...version, manifest }))
  expect(await stored('1.0.1')).not.toHaveProperty('parameters')
})

it('a checksum keeps its submitted upper and lower case', async () => {
  const { publish, send } = await startWithNotes()
  const archive = await archiveOf(version)
  const submitted = `${sha256(archive).slice(0, 32).toUpperCase()}${sha256(archive).slice(32)}`
  const answer = await publish({ ...version, archive, body: { sha256: submitted } })
  expect(answer.json()).toMatchObject({ sha256: submitted })
  expect((await send('/registry/notes/1.0.0')).json()).toMatchObject({ sha256: submitted })
  expect((await send('/registry/notes/1.0.0/tarball/notes-1.0.0.tar.gz')).bytes).toEqual(archive)
})
