import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePorts, type Processes } from './processes.js'
import { proxyConfig, storageConfig, type StorageKind, storageKinds } from './swift-config.js'

const run = promisify(execFile)

/**
 * Starts OpenStack Swift with its S3 interface: a proxy server, and one server each for accounts, containers and objects.
 * Everything has one replica. A folder serves as the disk. Returns the environment variables for the tests of S3
 * and of Swift.
 */
export async function startSwift(processes: Processes, folder: string): Promise<Record<string, string>> {
  const [proxyPort = 0, cachePort = 0, ...storagePorts] = await freePorts(2 + storageKinds.length)
  const user = userInfo().username
  await mkdir(join(folder, 'disks', 'd1'), { recursive: true })
  const cacheArgs = ['-l', '127.0.0.1', '-p', String(cachePort), '-U', '0', '-u', user]
  await Promise.all([
    processes.start({ name: 'memcached', port: cachePort, command: 'memcached', args: cacheArgs }),
    ...storageKinds.map((kind, index) => startStorage(processes, folder, user, kind, storagePorts[index] ?? 0)),
  ])
  const config = await writeConfig(folder, 'proxy', proxyConfig({ folder, user, port: proxyPort, cachePort }))
  await processes.start({
    name: 'swift-proxy',
    port: proxyPort,
    command: 'swift-proxy-server',
    args: [config, '--verbose'],
  })
  const origin = `http://127.0.0.1:${proxyPort}`
  return {
    S3_ENDPOINT: origin,
    S3_ACCESS_KEY: 'test:tester',
    S3_SECRET_KEY: 'testing',
    SWIFT_AUTH_URL: `${origin}/auth/v1.0`,
    SWIFT_USERNAME: 'test:tester',
    SWIFT_API_KEY: 'testing',
  }
}

async function startStorage(
  processes: Processes,
  folder: string,
  user: string,
  kind: StorageKind,
  port: number,
): Promise<void> {
  await buildRing(folder, kind, port)
  const config = await writeConfig(folder, kind, storageConfig({ kind, folder, user, port }))
  const command = `swift-${kind}-server`
  await processes.start({ name: `swift-${kind}`, port, command, args: [config, '--verbose'] })
}

/** Builds a ring with only one disk. A ring is Swift's map from data to disks. */
async function buildRing(folder: string, kind: StorageKind, port: number): Promise<void> {
  const [partPower, replicas, hoursBetweenMoves] = ['4', '1', '1']
  const builder = join(folder, `${kind}.builder`)
  await run('swift-ring-builder', [builder, 'create', partPower, replicas, hoursBetweenMoves])
  await run('swift-ring-builder', [builder, 'add', `r1z1-127.0.0.1:${port}/d1`, '1'])
  await run('swift-ring-builder', [builder, 'rebalance'])
}

async function writeConfig(folder: string, name: string, config: string): Promise<string> {
  const path = join(folder, `${name}-server.conf`)
  await writeFile(path, config)
  return path
}
