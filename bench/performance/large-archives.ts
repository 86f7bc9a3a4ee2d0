import { get } from 'node:http'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { archiveBytes } from './contents.js'
import type { StartedGateway } from './gateway.js'
import { archivePath } from './routes.js'
import { benchSlug } from './seed.js'

const clients = 32
// In milliseconds.
const interval = 20
const settleTime = 1000

/** Clients that download a large archive at once. Sizes are in bytes. */
export interface LargeDownloads {
  clients: number
  archive: number
  /** The resident memory before the downloads, and its largest value meanwhile. */
  before: number
  peak: number
  megabytesPerSecond: number
}

/** Lets many clients download the largest archive at once. */
export async function downloadLargeArchives(gateway: Pick<StartedGateway, 'url' | 'pid'>): Promise<LargeDownloads> {
  const url = `${gateway.url}${archivePath(benchSlug(archiveBytes.largest.place))}`
  // The first download loads modules and compiles code.
  await download(url)
  await sleep(settleTime)
  const before = await residentBytes(gateway.pid)
  let peak = before
  const watch = setInterval(() => {
    void residentBytes(gateway.pid).then((bytes) => (peak = Math.max(peak, bytes)))
  }, interval)
  const start = performance.now()
  const sizes = await Promise.all(Array.from({ length: clients }, () => download(url)))
  const elapsed = performance.now() - start
  clearInterval(watch)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  return { clients, archive: sizes[0] ?? 0, before, peak, megabytesPerSecond: total / elapsed / 1000 }
}

// Returns the number of bytes.
async function download(url: string): Promise<number> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { agent: false }, resolve).on('error', reject)
  })
  let bytes = 0
  response.on('data', (chunk: Buffer) => (bytes += chunk.length))
  await once(response, 'end')
  if (response.statusCode !== 200) throw new Error(`${url} is answered with ${response.statusCode}`)
  return bytes
}

async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024
}
