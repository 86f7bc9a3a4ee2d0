import { expect, it } from 'vitest'
import type { z } from 'zod'
import { authorized, startTestGateway, type TestGateway } from '../../support/gateway.js'
import * as decoders from './decoders.js'
import { Stack } from './stack.js'

// What stacks do with an application, request by request.

/** An application as it is installed. */
interface Installed {
  slug: string
  /** A channel to follow, or one version. */
  source: string
  version: string
  files: Map<string, string>
}

const channels = ['stable', 'beta', 'dev']

function find(stack: Stack, slug: string, source: string): Promise<z.infer<typeof decoders.version>> {
  return channels.includes(source) ? stack.latest(slug, source) : stack.version(slug, source)
}

async function install(stack: Stack, slug: string, source: string): Promise<Installed> {
  const found = await find(stack, slug, source)
  return { slug, source, version: found.version, files: await stack.install(found) }
}

/** Before an application is used: looks for another version, and updates to it. */
async function open(stack: Stack, installed: Installed): Promise<Installed> {
  const { slug, source, version } = installed
  // Applications with a fixed version are looked up, too, and stay.
  const latest = await stack.latest(slug, channels.includes(source) ? source : 'stable')
  return latest.version === version ? installed : update(stack, installed, source)
}

/** Gets what a source has now, and its archive when that is another version. */
async function update(stack: Stack, installed: Installed, source: string): Promise<Installed> {
  const found = await find(stack, installed.slug, source)
  if (found.version === installed.version) return { ...installed, source }
  return { ...installed, source, version: found.version, files: await stack.install(found) }
}

/** Runs a konnector, unless it is in maintenance; people may run it in spite of that, unless they are not allowed to. */
async function run(stack: Stack, installed: Installed, by: 'hand' | 'itself'): Promise<Installed | undefined> {
  const { maintenance_activated, maintenance_options } = await stack.application(installed.slug)
  const mayRun = by === 'hand' && maintenance_options?.flag_disallow_manual_exec === false
  return maintenance_activated && !mayRun ? undefined : open(stack, installed)
}

// The requests since the last call.
function asked(stack: Stack): string[] {
  return stack.asked.splice(0).map((path) => path.replace('/registry/drive', ''))
}

async function publish(gateway: TestGateway, version: string, manifest: object = {}): Promise<void> {
  const files = [{ name: 'index.html', content: `This is ${version}` }]
  expect((await gateway.publish({ slug: 'drive', version, manifest, files })).status).toBe(201)
}

async function withDrive(type: 'webapp' | 'konnector' = 'webapp'): Promise<{ gateway: TestGateway; stack: Stack }> {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'drive', type })
  await publish(gateway, '1.0.0')
  return { gateway, stack: new Stack(gateway.url) }
}

const archive = (version: string): string => `/${version}/tarball/drive-${version}.tar.gz`

it('opening an application installs a newer version first', async () => {
  const { gateway, stack } = await withDrive()
  let drive = await install(stack, 'drive', 'stable')
  expect(asked(stack)).toEqual(['/stable/latest', archive('1.0.0')])
  drive = await open(stack, drive)
  expect(asked(stack)).toEqual(['/stable/latest'])
  await publish(gateway, '1.1.0')
  drive = await open(stack, drive)
  expect(asked(stack)).toEqual(['/stable/latest', '/stable/latest', archive('1.1.0')])
  expect([drive.version, drive.files.get('/index.html')]).toEqual(['1.1.0', 'This is 1.1.0'])
  expect(await open(stack, drive)).toBe(drive)
  // Before the update, again for it, and after it.
  expect(stack.unchanged).toBe(3)
})

it('an application with a fixed version is not updated', async () => {
  const { gateway, stack } = await withDrive()
  const drive = await install(stack, 'drive', '1.0.0')
  await publish(gateway, '1.1.0')
  expect(await open(stack, drive)).toEqual(drive)
  expect(asked(stack)).toEqual(['/1.0.0', archive('1.0.0'), '/stable/latest', '/1.0.0'])
})

it('a change of channel installs the latest version of the new channel', async () => {
  const { gateway, stack } = await withDrive()
  await publish(gateway, '1.1.0-beta.1')
  await publish(gateway, '1.1.0-dev.1')
  let drive = await install(stack, 'drive', 'stable')
  const steps = []
  for (const source of ['beta', 'beta', 'dev', '1.1.0-dev.1', '1.0.0', 'stable']) {
    asked(stack)
    drive = await update(stack, drive, source)
    steps.push([...asked(stack), drive.files.get('/index.html')])
  }
  expect(steps).toEqual([
    ['/beta/latest', archive('1.1.0-beta.1'), 'This is 1.1.0-beta.1'],
    ['/beta/latest', 'This is 1.1.0-beta.1'],
    ['/dev/latest', archive('1.1.0-dev.1'), 'This is 1.1.0-dev.1'],
    ['/1.1.0-dev.1', 'This is 1.1.0-dev.1'],
    ['/1.0.0', archive('1.0.0'), 'This is 1.0.0'],
    ['/stable/latest', 'This is 1.0.0'],
  ])
})

it('a konnector runs after its maintenance and its latest version were checked', async () => {
  const { gateway, stack } = await withDrive('konnector')
  const maintain = (action: string, body: object): Promise<unknown> =>
    gateway.send(`/registry/maintenance/drive/${action}`, { method: 'PUT', headers: authorized(gateway.master), body })
  const drive = await install(stack, 'drive', 'stable')
  await publish(gateway, '1.0.1')
  asked(stack)
  expect((await run(stack, drive, 'itself'))?.version).toBe('1.0.1')
  expect(asked(stack)).toEqual(['', '/stable/latest', '/stable/latest', archive('1.0.1')])
  await maintain('activate', { flag_short_maintenance: true })
  expect(await run(stack, drive, 'itself')).toBeUndefined()
  expect(asked(stack)).toEqual([''])
  expect((await run(stack, drive, 'hand'))?.version).toBe('1.0.1')
  await maintain('activate', { flag_disallow_manual_exec: true })
  expect(await run(stack, drive, 'hand')).toBeUndefined()
  await maintain('deactivate', {})
  expect((await run(stack, drive, 'itself'))?.version).toBe('1.0.1')
})

it('a mobile client that is linked to an application has the permissions of its latest stable version', async () => {
  const { gateway, stack } = await withDrive()
  const link = async (): Promise<z.infer<typeof decoders.linked>> => {
    const { slug } = await stack.application('drive')
    return decoders.linked.parse((await stack.latest(slug, 'stable')).manifest)
  }
  const files = { files: { type: 'io.cozy.files', verbs: ['GET'] } }
  const contacts = { contacts: { type: 'io.cozy.contacts' } }
  await publish(gateway, '1.1.0', { name: 'Drive', permissions: files })
  await publish(gateway, '2.0.0-beta.1', { name: 'Drive 2', permissions: contacts })
  await publish(gateway, '2.0.0-dev.1', { name: 'Drive 2', permissions: contacts })
  asked(stack)
  expect(await link()).toEqual({ slug: 'drive', name: 'Drive', permissions: files })
  expect(asked(stack)).toEqual(['', '/stable/latest'])
  await publish(gateway, '2.0.0', { name: 'Drive 2', permissions: contacts })
  expect(await link()).toEqual({ slug: 'drive', name: 'Drive 2', permissions: contacts })
})
