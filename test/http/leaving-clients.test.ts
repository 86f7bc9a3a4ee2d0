import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { expect, it } from 'vitest'
import { changesIn } from '../support/changes.js'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'
import { send } from '../support/http.js'

const pollOptions = { timeout: 30_000 }

/**
 * Sends headers and waits for `100 Continue`. Sends `body` and waits for `until`. Then disconnects, before a response.
 */
async function sendAndDisconnect(
  { url, master }: TestGateway,
  path: string,
  body: string,
  until?: Promise<void>,
): Promise<void> {
  const headers = {
    ...authorized(master),
    'Content-Type': 'application/json',
    'Content-Length': '1000',
    Expect: '100-continue',
  }
  const outgoing = request(`${url}${path}`, { method: 'POST', headers, agent: false })
  outgoing.on('error', () => {})
  outgoing.flushHeaders()
  await once(outgoing, 'continue')
  await new Promise((resolve) => outgoing.write(body, resolve))
  await until
  outgoing.destroy()
}

it('the log and the metrics report no error when clients disconnect early', { timeout: 120_000 }, async () => {
  const gateway = await startTestGateway({ accessLog: true, metrics: { host: '127.0.0.1', port: 0 } })
  await gateway.addApp({ slug: 'notes' })
  const large = { name: 'large.bin', content: randomBytes(6_000_000).toString('base64') }
  await gateway.publish({ slug: 'notes', version: '1.0.0', files: [large] })
  await sendAndDisconnect(gateway, '/registry', '{"slug":')
  await sendAndDisconnect(gateway, '/registry/notes', '{"version":')
  await sendAndDisconnect(gateway, '/graphql', '{"query":')
  // Disconnects while the gateway waits for the archive of a publication.
  let notifyFetched = () => {}
  const fetched = new Promise<void>((resolve) => (notifyFetched = resolve))
  const url = gateway.archives.serve('slow.tar.gz', () => notifyFetched())
  const publication = JSON.stringify({ version: '2.0.0', url, sha256: 'a'.repeat(64) })
  await sendAndDisconnect(gateway, '/registry/notes', publication.padEnd(1000), fetched)
  // Disconnects in the middle of a download.
  const reading = request(`${gateway.url}/registry/notes/1.0.0/tarball/notes-1.0.0.tar.gz`, { agent: false })
  reading.on('error', () => {})
  reading.on('response', (response) => response.once('data', () => reading.destroy()).on('error', () => {}))
  reading.end()
  const disconnectCount = () => gateway.logged().filter((line) => line.includes('"outcome":"the client left"')).length
  // The three incomplete bodies, the publication and the download.
  await expect.poll(disconnectCount, pollOptions).toBe(5)
  const abandonedChanges = () => changesIn(gateway.logged()).filter(({ outcome }) => outcome === 'abandoned')
  await expect
    .poll(() => abandonedChanges().map(({ operation }) => operation), pollOptions)
    .toEqual(['createApp', 'publishVersion', 'publishVersion'])
  expect(gateway.logged().filter((line) => /"level":(40|50|60)/.test(line))).toEqual([])
  const metrics = await send(gateway.metricsUrl?.replace('/metrics', '') ?? '', '/metrics')
  expect(metrics.text).toContain('registry_http_request_duration_seconds_count')
  expect(metrics.text).not.toMatch(/status="5\d\d"/)
})
