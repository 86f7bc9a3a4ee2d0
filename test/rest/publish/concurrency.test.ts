import { expect, it } from 'vitest'
import { answerInHalves } from '../../support/archive-server.js'
import { sha256 } from '../../support/archives.js'
import { archiveOf, authorized } from '../../support/gateway.js'
import { startWithNotes, version } from './attempt.js'

it('only one of several concurrent publications of a version succeeds', async () => {
  const gateway = await startWithNotes()
  const headers = authorized(await gateway.token({ app: 'notes' }))
  let release = (): void => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  const rivals = await Promise.all(
    ['first', 'second', 'third'].map(async (name) => {
      const archive = await archiveOf({ ...version, files: [{ name: 'file', content: name }] })
      return { archive, url: gateway.archives.serve(`${name}.tar.gz`, answerInHalves(archive, released)) }
    }),
  )
  const downloadsBefore = gateway.archives.paths.length
  const responses = Promise.all(
    rivals.map(({ archive, url }) =>
      gateway.send('/registry/notes', {
        method: 'POST',
        headers,
        body: { version: '1.0.0', url, sha256: sha256(archive) },
      }),
    ),
  )
  // All publications have passed the first check (the version does not exist), and wait for their downloads.
  await expect.poll(() => gateway.archives.paths.length, { timeout: 10_000 }).toBe(downloadsBefore + rivals.length)
  release()
  const answers = await responses
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  for (const { status, json } of answers) {
    if (status === 409) expect(json()).toMatchObject({ error: 'Version already exists' })
  }

  const winner = rivals[answers.findIndex(({ status }) => status === 201)]
  const stored = await gateway.send('/registry/notes/1.0.0')
  expect(stored.json()).toMatchObject({ sha256: sha256(winner?.archive ?? '') })
  const name = winner?.url.split('/').at(-1) ?? ''
  const archive = await gateway.send(`/registry/notes/1.0.0/tarball/${name}`)
  expect(archive.bytes).toEqual(winner?.archive)
})
