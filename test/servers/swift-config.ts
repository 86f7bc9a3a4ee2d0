import { join } from 'node:path'

/** The servers that keep data, with the name of the ring of each. */
export const storageKinds = ['account', 'container', 'object'] as const
export type StorageKind = (typeof storageKinds)[number]

interface Place {
  /** Holds the rings, and a folder `disks`. */
  folder: string
  /** The user who runs the server. */
  user: string
  port: number
}

// A busy machine is slow, not broken: what one server puts off when another is late would be done by daemons that don't run here.
const patience = 60

/** The configuration of the proxy server, which clients talk to: version 1 authentication at `/auth/v1.0`, and S3. */
export function proxyConfig({ folder, user, port, cachePort }: Place & { cachePort: number }): string {
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
conn_timeout = ${patience}
node_timeout = ${patience}

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

/** The configuration of a server that keeps accounts, containers or objects. */
export function storageConfig({ kind, folder, user, port }: Place & { kind: StorageKind }): string {
  return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${user}
swift_dir = ${folder}
devices = ${join(folder, 'disks')}
mount_check = false
disable_fallocate = true
conn_timeout = ${patience}
node_timeout = ${patience}
container_update_timeout = ${patience}

[pipeline:main]
pipeline = ${kind}-server

[app:${kind}-server]
use = egg:swift#${kind}
`
}
