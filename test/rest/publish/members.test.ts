import { expect, it } from 'vitest'
import { sha256 } from '../../support/archives.js'
import { archiveOf, manifestOf } from '../../support/gateway.js'
import { version as versionShape } from '../clients/decoders.js'
import { startWithNotes, version } from './attempt.js'

const own = { icon: 'own.svg', partnership: { icon: 'own-partner.svg' }, screenshots: ['own-1.svg', 'own-2.svg'] }
const others = { icon: 'other.svg', partnership: { icon: 'other-partner.svg' }, screenshots: ['other-1.svg'] }

const drawing = (name: string): string => `<svg id="${name}"/>`

/** A version whose manifest names its own files, and whose archive has others, too. */
const illustrated = {
  ...version,
  manifest: own,
  files: [own, others]
    .flatMap(({ icon, partnership, screenshots }) => [icon, partnership.icon, ...screenshots])
    .map((name) => ({ name, content: drawing(name) })),
}

/** Which files of the archive a version has. */
interface Kept {
  icon: string
  partnership_icon: string
  screenshots: string[]
}

const usual: Kept = { icon: 'own.svg', partnership_icon: 'own-partner.svg', screenshots: own.screenshots }

it.each<[string, object, Kept]>([
  ['names nothing', {}, usual],
  ['names an icon', { icon: 'other.svg' }, { ...usual, icon: 'other.svg' }],
  [
    'names the icon of a partner',
    { partnership: others.partnership },
    { ...usual, partnership_icon: 'other-partner.svg' },
  ],
  ['names screenshots', { screenshots: ['other-1.svg'] }, { ...usual, screenshots: ['other-1.svg'] }],
  ['wants no screenshots', { screenshots: [] }, { ...usual, screenshots: [] }],
  [
    'names all of them',
    others,
    { icon: 'other.svg', partnership_icon: 'other-partner.svg', screenshots: ['other-1.svg'] },
  ],
  ['has empty names', { icon: '', partnership: { icon: '' } }, usual],
  ['has nulls', { icon: null, partnership: null, screenshots: null }, usual],
  ['has a null deeper inside', { partnership: { icon: null } }, usual],
])('the members of a publication override its manifest, which is unchanged: one that %s', async (_what, body, kept) => {
  const { publish, send } = await startWithNotes()
  expect((await publish({ ...illustrated, body })).status).toBe(201)
  const { screenshots, ...icons } = kept
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
  'parameters in a publication, here %j, replace those of the manifest, whose other members stay',
  async (parameters) => {
    const { publish, send } = await startWithNotes()
    const manifest = { parameters: { of: 'the archive' } }
    expect((await publish({ ...version, manifest, body: { parameters } })).status).toBe(201)
    const stored = versionShape.parse((await send('/registry/notes/1.0.0')).json())
    expect(stored.manifest).toEqual({ ...manifestOf(version), parameters })
  },
)

it('a publication without parameters does not change those of the manifest', async () => {
  const { publish, send } = await startWithNotes()
  const manifest = { parameters: { of: 'the archive' } }
  await publish({ ...version, manifest })
  await publish({ ...version, version: '1.0.1' })
  const stored = async (number: string) => versionShape.parse((await send(`/registry/notes/${number}`)).json()).manifest
  expect(await stored('1.0.0')).toEqual(manifestOf({ ...version, manifest }))
  expect(await stored('1.0.1')).not.toHaveProperty('parameters')
})

it('a checksum is shown in the case in which it was submitted', async () => {
  const { publish, send } = await startWithNotes()
  const archive = await archiveOf(version)
  const submitted = `${sha256(archive).slice(0, 32).toUpperCase()}${sha256(archive).slice(32)}`
  const answer = await publish({ ...version, archive, body: { sha256: submitted } })
  expect(answer.json()).toMatchObject({ sha256: submitted })
  expect((await send('/registry/notes/1.0.0')).json()).toMatchObject({ sha256: submitted })
  expect((await send('/registry/notes/1.0.0/tarball/notes-1.0.0.tar.gz')).bytes).toEqual(archive)
})
