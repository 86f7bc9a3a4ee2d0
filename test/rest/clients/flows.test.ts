import { expect, it } from 'vitest'
import type { z } from 'zod'
import { authorized, startTestGateway, type TestGateway } from '../../support/gateway.js'
import * as decoders from './decoders.js'
import { Stack } from './stack.js'

// The sequences of requests of a stack (the server on which a user installs applications).

/** An application that is installed on a stack. */
interface Installed {
  slug: string
  /** A channel, or a fixed version number. */
  source: string
  version: string
  files: Map<string, string>
}

const channels = ['stable', 'beta', 'dev']

function findVersion(stack: Stack, slug: string, source: string): Promise<z.infer<typeof decoders.version>> {
  return channels.includes(source) ? stack.latest(slug, source) : stack.version(slug, source)
}

async function install(stack: Stack, slug: string, source: string): Promise<Installed> {
  const found = await findVersion(stack, slug, source)
  return { slug, source, version: found.version, files: await stack.install(found) }
}

/** Opens an application. First, a stack looks up the latest version, and updates the application unless this version is installed. */
async function open(stack: Stack, installed: Installed): Promise<Installed> {
  const { slug, source, version } = installed
  // A stack sends this request even for an application with a fixed version. It does not update this application.
  const latest = await stack.latest(slug, channels.includes(source) ? source : 'stable')
  return latest.version === version ? installed : update(stack, installed, source)
}

/** Looks up the version of a source. Installs the version when it is not installed yet. */
async function update(stack: Stack, installed: Installed, source: string): Promise<Installed> {
  const found = await findVersion(stack, installed.slug, source)
  if (found.version === installed.version) return { ...installed, source }
  return { ...installed, source, version: found.version, files: await stack.install(found) }
}

/**
 * Runs a konnector (a program that collects a person's data). During a maintenance, a stack allows only manual runs, and
 * only if the maintenance does not forbid them. Returns `undefined` without a run.
 */
async function run(
  stack: Stack,
  installed: Installed,
  trigger: 'manual' | 'automatic',
): Promise<Installed | undefined> {
  const { maintenance_activated, maintenance_options } = await stack.application(installed.slug)
  const isAllowedInMaintenance = trigger === 'manual' && maintenance_options?.flag_disallow_manual_exec === false
  return maintenance_activated && !isAllowedInMaintenance ? undefined : open(stack, installed)
}

// The paths of the requests since the last call of this function, without `/registry/drive`.
function takeRequests(stack: Stack): string[] {
  return stack.requestedPaths.splice(0).map((path) => path.replace('/registry/drive', ''))
}

async function publish(gateway: TestGateway, version: string, manifest: object = {}): Promise<void> {
  const files = [{ name: 'index.html', content: `This is ${version}` }]
  expect((await gateway.publish({ slug: 'drive', version, manifest, files })).status).toBe(201)
}

async function startWithDrive(
  type: 'webapp' | 'konnector' = 'webapp',
): Promise<{ gateway: TestGateway; stack: Stack }> {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'drive', type })
  await publish(gateway, '1.0.0')
  return { gateway, stack: new Stack(gateway.url) }
}

const archivePath = (version: string): string => `/${version}/tarball/drive-${version}.tar.gz`

it('a stack installs a newer version before it opens an application', async () => {
  const { gateway, stack } = await startWithDrive()
  let drive = await install(stack, 'drive', 'stable')
  expect(takeRequests(stack)).toEqual(['/stable/latest', archivePath('1.0.0')])
  drive = await open(stack, drive)
  expect(takeRequests(stack)).toEqual(['/stable/latest'])
  await publish(gateway, '1.1.0')
  drive = await open(stack, drive)
  expect(takeRequests(stack)).toEqual(['/stable/latest', '/stable/latest', archivePath('1.1.0')])
  expect([drive.version, drive.files.get('/index.html')]).toEqual(['1.1.0', 'This is 1.1.0'])
  expect(await open(stack, drive)).toBe(drive)
  // Three requests got 304: the first `open`, the second request of the update, and the last `open`.
  expect(stack.notModifiedCount).toBe(3)
})

it('a stack does not update an application with a fixed version', async () => {
  const { gateway, stack } = await startWithDrive()
  const drive = await install(stack, 'drive', '1.0.0')
  await publish(gateway, '1.1.0')
  expect(await open(stack, drive)).toEqual(drive)
  expect(takeRequests(stack)).toEqual(['/1.0.0', archivePath('1.0.0'), '/stable/latest', '/1.0.0'])
})

it('a stack installs the version of a new source (a channel or a version number) unless this version is installed', async () => {
  const { gateway, stack } = await startWithDrive()
  await publish(gateway, '1.1.0-beta.1')
  await publish(gateway, '1.1.0-dev.1')
  let drive = await install(stack, 'drive', 'stable')
  const steps = []
  for (const source of ['beta', 'beta', 'dev', '1.1.0-dev.1', '1.0.0', 'stable']) {
    takeRequests(stack)
    drive = await update(stack, drive, source)
    steps.push([...takeRequests(stack), drive.files.get('/index.html')])
  }
  expect(steps).toEqual([
    ['/beta/latest', archivePath('1.1.0-beta.1'), 'This is 1.1.0-beta.1'],
    ['/beta/latest', 'This is 1.1.0-beta.1'],
    ['/dev/latest', archivePath('1.1.0-dev.1'), 'This is 1.1.0-dev.1'],
    ['/1.1.0-dev.1', 'This is 1.1.0-dev.1'],
    ['/1.0.0', archivePath('1.0.0'), 'This is 1.0.0'],
    ['/stable/latest', 'This is 1.0.0'],
  ])
})

it('a stack checks the maintenance and the latest version of a konnector before the konnector runs', async () => {
  const { gateway, stack } = await startWithDrive('konnector')
  const setMaintenance = (action: string, body: object): Promise<unknown> =>
    gateway.send(`/registry/maintenance/drive/${action}`, { method: 'PUT', headers: authorized(gateway.master), body })
  const drive = await install(stack, 'drive', 'stable')
  await publish(gateway, '1.0.1')
  takeRequests(stack)
  expect((await run(stack, drive, 'automatic'))?.version).toBe('1.0.1')
  expect(takeRequests(stack)).toEqual(['', '/stable/latest', '/stable/latest', archivePath('1.0.1')])
  await setMaintenance('activate', { flag_short_maintenance: true })
  expect(await run(stack, drive, 'automatic')).toBeUndefined()
  expect(takeRequests(stack)).toEqual([''])
  expect((await run(stack, drive, 'manual'))?.version).toBe('1.0.1')
  await setMaintenance('activate', { flag_disallow_manual_exec: true })
  expect(await run(stack, drive, 'manual')).toBeUndefined()
  await setMaintenance('deactivate', {})
  expect((await run(stack, drive, 'automatic'))?.version).toBe('1.0.1')
})

it('a linked mobile client has the permissions of the latest stable version of its application', async () => {
  const { gateway, stack } = await startWithDrive()
  const link = async (): Promise<z.infer<typeof decoders.linkableManifest>> => {
    const { slug } = await stack.application('drive')
    return decoders.linkableManifest.parse((await stack.latest(slug, 'stable')).manifest)
  }
  const files = { files: { type: 'io.cozy.files', verbs: ['GET'] } }
  const contacts = { contacts: { type: 'io.cozy.contacts' } }
  await publish(gateway, '1.1.0', { name: 'Drive', permissions: files })
  await publish(gateway, '2.0.0-beta.1', { name: 'Drive 2', permissions: contacts })
  await publish(gateway, '2.0.0-dev.1', { name: 'Drive 2', permissions: contacts })
  takeRequests(stack)
  expect(await link()).toEqual({ slug: 'drive', name: 'Drive', permissions: files })
  expect(takeRequests(stack)).toEqual(['', '/stable/latest'])
  await publish(gateway, '2.0.0', { name: 'Drive 2', permissions: contacts })
  expect(await link()).toEqual({ slug: 'drive', name: 'Drive 2', permissions: contacts })
})
