import { join } from 'node:path'

/** The kinds of storage servers. Each has a ring (the map from data to disks) of the same name. */
export const storageKinds = ['account', 'container', 'object'] as const
export type StorageKind = (typeof storageKinds)[number]

/** The settings that all Swift servers have. */
interface ServerSettings {
  /** The folder with the rings and with a folder `disks`. */
  folder: string
  /** The user that runs the server. */
  user: string
  port: number
}

// After a timeout, a Swift server leaves the work to background daemons, which don't run in tests. So the timeout is long
// enough for a busy machine.
const timeoutSeconds = 60

/**
 * The configuration of the proxy server, to which clients connect. The server offers version 1 of Swift's authentication at
 * `/auth/v1.0`, and the S3 interface.
 */
export function proxyConfig({ folder, user, port, cachePort }: ServerSettings & { cachePort: number }): string {
  return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${user}
swift_dir = ${folder}

[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache bulk s3api tempauth copy slo dlo versioned_writes symlink proxy-server

[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
conn_timeout = ${timeoutSeconds}
node_timeout = ${timeoutSeconds}

[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${cachePort}

[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin

[filter:s3api]
use = egg:swift#s3api
location = us-east-1

[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_object_versioning = true
${['catch_errors', 'gatekeeper', 'healthcheck', 'bulk', 'copy', 'slo', 'dlo', 'symlink'].map(filter).join('')}`
}

function filter(name: string): string {
  return `
[filter:${name}]
use = egg:swift#${name}
`
}

/** The configuration of a server that stores accounts, containers or objects. */
export function storageConfig({ kind, folder, user, port }: ServerSettings & { kind: StorageKind }): string {
  return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${user}
swift_dir = ${folder}
devices = ${join(folder, 'disks')}
mount_check = false
disable_fallocate = true
conn_timeout = ${timeoutSeconds}
node_timeout = ${timeoutSeconds}
container_update_timeout = ${timeoutSeconds}

[pipeline:main]
pipeline = ${kind}-server

[app:${kind}-server]
use = egg:swift#${kind}
`
}
