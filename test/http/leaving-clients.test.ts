import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { expect, it } from 'vitest'
import { changesIn } from '../support/changes.js'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'
import { send } from '../support/http.js'

const patience = { timeout: 30_000 }

/** Sends the beginning of a body once the gateway has the headers, and hangs up when `until` resolves. */
async function leave({ url, master }: TestGateway, path: string, body: string, until?: Promise<void>): Promise<void> {
  const headers = {
    ...authorized(master),
    'Content-Type': 'application/json',
    'Content-Length': '1000',
    Expect: '100-continue',
  }
  const asked = request(`${url}${path}`, { method: 'POST', headers, agent: false })
  asked.on('error', () => {})
  asked.flushHeaders()
  await once(asked, 'continue')
  await new Promise((resolve) => asked.write(body, resolve))
  await until
  asked.destroy()
}

it('are not an error in the log or the metrics, whenever they leave', { timeout: 120_000 }, async () => {
  const gateway = await startTestGateway({ accessLog: true, metrics: { host: '127.0.0.1', port: 0 } })
  await gateway.addApp({ slug: 'notes' })
  const large = { name: 'large.bin', content: randomBytes(6_000_000).toString('base64') }
  await gateway.publish({ slug: 'notes', version: '1.0.0', files: [large] })
  await leave(gateway, '/registry', '{"slug":')
  await leave(gateway, '/registry/notes', '{"version":')
  await leave(gateway, '/graphql', '{"query":')
  // While the archive of a publication does not come.
  let isFetched = () => {}
  const fetched = new Promise<void>((resolve) => (isFetched = resolve))
  const url = gateway.archives.serve('slow.tar.gz', () => isFetched())
  const publication = JSON.stringify({ version: '2.0.0', url, sha256: 'a'.repeat(64) })
  await leave(gateway, '/registry/notes', publication.padEnd(1000), fetched)
  // In the middle of a file.
  const reading = request(`${gateway.url}/registry/notes/1.0.0/tarball/notes-1.0.0.tar.gz`, { agent: false })
  reading.on('error', () => {})
  reading.on('response', (response) => response.once('data', () => reading.destroy()).on('error', () => {}))
  reading.end()
  const left = () => gateway.logged().filter((line) => line.includes('"outcome":"the client left"')).length
  await expect.poll(left, patience).toBe(5)
  const abandoned = () => changesIn(gateway.logged()).filter(({ outcome }) => outcome === 'abandoned')
  await expect
    .poll(() => abandoned().map(({ operation }) => operation), patience)
    .toEqual(['createApp', 'publishVersion', 'publishVersion'])
  expect(gateway.logged().filter((line) => /"level":(40|50|60)/.test(line))).toEqual([])
  const metrics = await send(gateway.metricsUrl?.replace('/metrics', '') ?? '', '/metrics')
  expect(metrics.text).toContain('registry_http_request_duration_seconds_count')
  expect(metrics.text).not.toMatch(/status="5\d\d"/)
})
