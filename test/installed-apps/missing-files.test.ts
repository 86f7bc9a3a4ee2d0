import { expect, it } from 'vitest'
import { z } from 'zod'
import { codeContainer } from '../../src/installed-apps/code-store.js'
import { startInstallingCozy, type InstallingCozy } from '../support/installable.js'

const lineShape = z.object({
  msg: z.literal('a file of an installed application is missing in the store, or in its archive'),
  instance: z.string(),
  app: z.string(),
  file: z.string(),
})

function missingFiles(cozy: InstallingCozy): string[] {
  const lines = cozy.logged().flatMap((line) => lineShape.safeParse(JSON.parse(line)).data ?? [])
  return lines.map(({ instance, app, file }) => `${instance} ${app} ${file}`)
}

it('a lost file of an installed application is logged once, not for each request', async () => {
  const cozy = await startInstallingCozy()
  const { url } = await cozy.pack('notes.tar.gz', { name: 'Notes', slug: 'notes', version: '1.0.0', icon: 'icon.svg' })
  await cozy.request('POST', `/apps/notes?Source=${encodeURIComponent(url)}`)
  await cozy.until('notes', (found) => found?.state === 'ready')
  expect((await cozy.request('GET', '/apps/notes/icon')).status).toBe(200)
  expect(missingFiles(cozy)).toEqual([])
  for await (const key of cozy.objects.list(codeContainer)) await cozy.objects.remove(codeContainer, key)
  for (const path of ['icon', 'icon', 'download', 'download']) {
    expect((await cozy.request('GET', `/apps/notes/${path}`)).status).toBe(path === 'icon' ? 404 : 412)
  }
  expect(missingFiles(cozy)).toEqual(['alice.example.org notes icon.svg', 'alice.example.org notes archive'])
})
