import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { defaultContext } from '../../src/installed-apps/context.js'
import { packArchive } from '../support/archives.js'
import { domain } from '../support/cozy.js'
import { startInstallingCozy, type InstallingCozy } from '../support/installable.js'

const answerShape = z.object({ data: z.object({ change: z.object({ message: z.string() }) }) })

async function refusalOf(cozy: InstallingCozy, field: string, input: string): Promise<string> {
  const query = `mutation { change: ${field}(input: { domain: "${domain}", ${input} }) { ... on Refusal { message } } }`
  const headers = { Authorization: `Token ${cozy.master}` }
  const answer = await cozy.send('/graphql', { method: 'POST', headers, body: { query } })
  return answerShape.parse(answer.json()).data.change.message
}

describe('a refusal in GraphQL', () => {
  it('names an invalid slug, and says what a slug may be', async () => {
    const cozy = await startInstallingCozy()
    const message = '"Notes" is no slug: give at most 128 lower-case letters, digits and hyphens'
    for (const field of ['installApp', 'updateInstalledApp', 'uninstallApp']) {
      expect(await refusalOf(cozy, field, 'app: "Notes"')).toBe(message)
    }
  })

  it('names the length of a source that is too long, and the limit', async () => {
    const cozy = await startInstallingCozy()
    const source = `https://example.org/${'x'.repeat(2029)}`
    const message = await refusalOf(cozy, 'installApp', `app: "notes", source: "${source}"`)
    expect(message).toBe('The source has 2049 characters: give 2048 at most')
  })

  it('names the checksum of an archive and the announced checksum when they differ', async () => {
    const cozy = await startInstallingCozy()
    const { url, sha256 } = await cozy.pack('notes.tar.gz', { name: 'Notes', slug: 'notes', version: '1.0.0' })
    const announced = '0'.repeat(64)
    const message = await refusalOf(cozy, 'installApp', `app: "notes", source: "${url}#${announced}"`)
    expect(message).toBe(`The archive has the SHA-256 ${sha256}, not the announced ${announced}`)
  })

  it('names the path of a manifest that is not UTF-8', async () => {
    const cozy = await startInstallingCozy()
    const content = Buffer.from('{"name":"Caf\xe9","slug":"notes","version":"1.0.0"}', 'latin1')
    const archive = await packArchive([{ name: 'top/manifest.webapp', content }], { gzip: true })
    const source = cozy.archives.serve('latin1.tar.gz', archive)
    expect(await refusalOf(cozy, 'installApp', `app: "notes", source: "${source}"`)).toBe(
      'The manifest is not valid: /top/manifest.webapp is not UTF-8: save it in this encoding',
    )
    expect(await cozy.document('notes')).toBeUndefined()
  })

  it('distinguishes an unusable registry from a registry without the application', async () => {
    const instanceContexts = (registry: string) =>
      new Map([
        [
          'default',
          {
            ...defaultContext,
            additionalPlatformApps: [],
            registry,
            firstFolders: { administrative: true, photos: true },
          },
        ],
      ])
    const unreachable = await startInstallingCozy({ instanceContexts: instanceContexts('http://127.0.0.1:1') })
    expect(await refusalOf(unreachable, 'installApp', 'app: "notes"')).toMatch(
      /^The registry 127\.0\.0\.1:1 can't be used: the server could not be reached/,
    )
    const page = createServer((_request, response) => response.end('<html>'))
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void page.close())
    const address = page.address()
    const host = `127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`
    const odd = await startInstallingCozy({ instanceContexts: instanceContexts(`http://${host}`) })
    expect(await refusalOf(odd, 'installApp', 'app: "notes"')).toBe(
      `The registry ${host} can't be used: its answer is no version of an application`,
    )
    const own = await startInstallingCozy()
    expect(await refusalOf(own, 'installApp', 'app: "notes"')).toBe(
      'The registry has nothing at "registry://notes/stable"',
    )
  })

  it('names the state of an application that is not ready', async () => {
    const cozy = await startInstallingCozy()
    const updated_at = new Date().toISOString()
    const document = { _id: 'io.cozy.apps/notes', slug: 'notes', state: 'installing', updated_at }
    await cozy.instances.documents.put(cozy.instance, 'io.cozy.apps', document)
    expect(await refusalOf(cozy, 'uninstallApp', 'app: "notes"')).toBe(
      'The application "notes" is installing: wait until this has ended, and try again',
    )
  })
})
