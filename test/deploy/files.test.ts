import { execFile } from 'node:child_process'
import { cp, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { describeWith } from '../support/requirements.js'
import { programPath } from '../support/program-path.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const resolvedServices = z.object({ services: z.record(z.string(), z.looseObject({ ports: z.json().optional() })) })
const mountedServices = z.object({
  services: z.record(
    z.string(),
    z.looseObject({ tmpfs: z.array(z.string()).optional(), volumes: z.array(z.string()).optional() }),
  ),
})
const inRoot = (path: string) => join(root, path)

describeWith('docker-compose.yml', programPath('docker-compose'), 'docker-compose is not installed', (compose) => {
  const config = async (...profile: string[]) => {
    const { stdout } = await run(compose, ['-f', inRoot('docker-compose.yml'), ...profile, 'config'])
    return resolvedServices.parse(parse(stdout)).services
  }

  test('is valid, and starts one gateway with CouchDB, Redis and an S3 store', async () => {
    const services = await config()
    expect(Object.keys(services)).toEqual(expect.arrayContaining(['gateway', 'couchdb', 'redis', 's3']))
    expect(services.gateway).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      environment: { COZY_REGISTRY_REDIS_ADDRS: 'redis:6379' },
      // The same time as `TimeoutStopSec` of the systemd unit, so that running publications can end.
      stop_grace_period: expect.stringMatching(/^(680s|11m20s)$/),
    })
  })

  test('has a profile of three gateways with the same configuration behind a load balancer', async () => {
    const { gateway, ...services } = await config('--profile', 'replicas')
    expect(services).toHaveProperty('balancer')
    for (const name of ['gateway-2', 'gateway-3']) {
      expect({ ...services[name], ports: gateway?.ports }).toEqual({ ...gateway, profiles: ['replicas'] })
    }
  })
})

describeWith('haproxy.cfg', programPath('haproxy'), 'haproxy is not installed', (haproxy) => {
  test('is valid', async () => {
    await run(haproxy, ['-c', '-f', inRoot('deploy/haproxy.cfg')])
  })
})

describeWith('cozy-registry.service', programPath('systemd-analyze'), 'systemd-analyze is not installed', (analyze) => {
  test('is valid', async () => {
    const folder = await temporaryFolder()
    const unit = await readFile(inRoot('deploy/cozy-registry.service'), 'utf8')
    // The program is not installed where the tests run.
    const file = join(folder, 'cozy-registry.service')
    await writeFile(file, unit.replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`))
    const { stderr } = await run(analyze, ['verify', file])
    expect(stderr).not.toContain('cozy-registry.service')
  })
})

test('.dockerignore excludes no file that building or running the image needs', async () => {
  const ignored = await readFile(inRoot('.dockerignore'), 'utf8')
  expect(ignored).toMatch(/^\*$/m)
  const paths = [...ignored.matchAll(/^!(.+)$/gm)].map(([, path = '']) => path)
  expect(paths).toEqual(expect.arrayContaining(['package-lock.json', 'tsconfig.json', 'tsconfig.build.json']))
  const folder = await temporaryFolder()
  for (const path of paths) await cp(inRoot(path), join(folder, path), { recursive: true })
  await symlink(inRoot('node_modules'), join(folder, 'node_modules'))
  // This command loads the whole gateway, with its schema and its favicon.
  const env = { PATH: process.env.PATH, COZY_REGISTRY_DATA: join(folder, 'data') }
  await run(process.execPath, ['--import', 'tsx', 'src/main.ts', 'ls-editors'], { cwd: folder, env })
})

test('the image contains the licence, and docker-compose.yml causes no anonymous volumes', async () => {
  expect(await readFile(inRoot('.dockerignore'), 'utf8')).toMatch(/^!LICENSE$/m)
  expect(await readFile(inRoot('Dockerfile'), 'utf8')).not.toMatch(/^VOLUME/m)
  const { services } = mountedServices.parse(
    parse(await readFile(inRoot('docker-compose.yml'), 'utf8'), { merge: true }),
  )
  // The official images declare these folders as volumes. If docker-compose.yml mounts nothing there, Docker creates an
  // anonymous volume.
  const declared = { couchdb: '/opt/couchdb/data', 'couchdb-databases': '/opt/couchdb/data', redis: '/data' }
  for (const [name, folder] of Object.entries(declared)) {
    const { tmpfs = [], volumes = [] } = services[name] ?? {}
    const targets = [...tmpfs, ...volumes.map((volume) => volume.split(':')[1])]
    expect(targets, name).toContain(folder)
  }
})
