import { expect, it } from 'vitest'
import { sha256 } from '../../support/archives.js'
import { archiveOf, manifestOf } from '../../support/gateway.js'
import { version as versionShape } from '../clients/decoders.js'
import { startWithNotes, version } from './attempt.js'

const namesInManifest = {
  icon: 'manifest-icon.svg',
  partnership: { icon: 'manifest-partner.svg' },
  screenshots: ['manifest-1.svg', 'manifest-2.svg'],
}
const namesInRequest = {
  icon: 'request-icon.svg',
  partnership: { icon: 'request-partner.svg' },
  screenshots: ['request-1.svg'],
}

const drawing = (name: string): string => `<svg id="${name}"/>`

/** A version whose manifest has `namesInManifest`. Its archive contains these files, and the files of `namesInRequest`. */
const illustrated = {
  ...version,
  manifest: namesInManifest,
  files: [namesInManifest, namesInRequest]
    .flatMap(({ icon, partnership, screenshots }) => [icon, partnership.icon, ...screenshots])
    .map((name) => ({ name, content: drawing(name) })),
}

/** The files that are stored for a version. */
interface StoredFiles {
  icon: string
  partnership_icon: string
  screenshots: string[]
}

const filesOfManifest: StoredFiles = {
  icon: 'manifest-icon.svg',
  partnership_icon: 'manifest-partner.svg',
  screenshots: namesInManifest.screenshots,
}

it.each<[string, string, object, StoredFiles]>([
  ['without file names', 'the files of its manifest', {}, filesOfManifest],
  ['with an icon', 'this icon', { icon: 'request-icon.svg' }, { ...filesOfManifest, icon: 'request-icon.svg' }],
  [
    'with a partnership icon',
    'this partnership icon',
    { partnership: namesInRequest.partnership },
    { ...filesOfManifest, partnership_icon: 'request-partner.svg' },
  ],
  [
    'with screenshots',
    'these screenshots',
    { screenshots: ['request-1.svg'] },
    { ...filesOfManifest, screenshots: ['request-1.svg'] },
  ],
  ['with an empty list of screenshots', 'no screenshots', { screenshots: [] }, { ...filesOfManifest, screenshots: [] }],
  [
    'with an icon, a partnership icon and screenshots',
    'these files',
    namesInRequest,
    { icon: 'request-icon.svg', partnership_icon: 'request-partner.svg', screenshots: ['request-1.svg'] },
  ],
  ['with empty names of icons', 'the files of its manifest', { icon: '', partnership: { icon: '' } }, filesOfManifest],
  [
    'with null instead of file names',
    'the files of its manifest',
    { icon: null, partnership: null, screenshots: null },
    filesOfManifest,
  ],
  ['with null as partnership icon', 'the files of its manifest', { partnership: { icon: null } }, filesOfManifest],
])('a version that is published by a request %s has %s', async (_request, _outcome, body, storedFiles) => {
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
  'the parameters %j of a request replace the parameters of the manifest',
  async (parameters) => {
    const { publish, send } = await startWithNotes()
    const manifest = { parameters: { of: 'the archive' } }
    expect((await publish({ ...version, manifest, body: { parameters } })).status).toBe(201)
    const stored = versionShape.parse((await send('/registry/notes/1.0.0')).json())
    expect(stored.manifest).toEqual({ ...manifestOf(version), parameters })
  },
)

it('a request without parameters does not change the parameters of the manifest', async () => {
  const { publish, send } = await startWithNotes()
  const manifest = { parameters: { of: 'the archive' } }
  await publish({ ...version, manifest })
  await publish({ ...version, version: '1.0.1' })
  const stored = async (number: string) => versionShape.parse((await send(`/registry/notes/${number}`)).json()).manifest
  expect(await stored('1.0.0')).toEqual(manifestOf({ ...version, manifest }))
  expect(await stored('1.0.1')).not.toHaveProperty('parameters')
})

it('a checksum is stored as in the request, with its upper-case and lower-case letters', async () => {
  const { publish, send } = await startWithNotes()
  const archive = await archiveOf(version)
  const submitted = `${sha256(archive).slice(0, 32).toUpperCase()}${sha256(archive).slice(32)}`
  const answer = await publish({ ...version, archive, body: { sha256: submitted } })
  expect(answer.json()).toMatchObject({ sha256: submitted })
  expect((await send('/registry/notes/1.0.0')).json()).toMatchObject({ sha256: submitted })
  expect((await send('/registry/notes/1.0.0/tarball/notes-1.0.0.tar.gz')).bytes).toEqual(archive)
})
