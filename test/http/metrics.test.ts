import { expect, it } from 'vitest'
import { startTestGateway } from '../support/gateway.js'
import { send } from '../support/http.js'

it('the metrics contain the outcomes of cache lookups and publications, the durations of requests, and which engines are reachable', async () => {
  const gateway = await startTestGateway({ metrics: { host: '127.0.0.1', port: 0 } })
  await gateway.addApp({ slug: 'notes' })
  await gateway.publish({ slug: 'notes', version: '1.0.0' })
  await gateway.publish({ slug: 'notes', version: '1.0.0' })
  await gateway.send('/registry/notes')
  await gateway.send('/registry/notes')
  await gateway.send('/registry/nothing')
  const { origin } = new URL(gateway.metricsUrl ?? '')
  const { text, headers } = await send(origin, '/metrics')
  expect(headers['content-type']).toContain('text/plain; version=0.0.4')
  const lines = text.split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'registry_http_cache_requests_total{outcome="hit"} 1',
      'registry_http_cache_requests_total{outcome="miss"} 2',
      'registry_http_cache_requests_total{outcome="pass"} 3',
      'registry_http_request_duration_seconds_count{method="GET",status="200"} 1',
      'registry_http_request_duration_seconds_count{method="GET",status="404"} 1',
      'registry_http_request_duration_seconds_count{method="POST",status="201"} 2',
      'registry_publications_total{outcome="published"} 1',
      'registry_publications_total{outcome="submitted"} 0',
      'registry_publications_total{outcome="failed"} 1',
      'registry_engine_up{engine="documents"} 1',
      'registry_engine_up{engine="objects"} 1',
      'registry_engine_up{engine="cache"} 1',
    ]),
  )
  expect(await send(origin, '/')).toMatchObject({ status: 404 })
  // The public port does not serve the metrics.
  expect(await gateway.send('/metrics')).toMatchObject({ status: 404 })
})

it('the metrics are not served when no port is configured', async () => {
  expect((await startTestGateway()).metricsUrl).toBeUndefined()
})
