import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { resolveConfig, type Config } from '../../src/config/config.js'
import { maxAnswerTime } from '../../src/http/max-answer-time.js'

function configWith(env: Record<string, string> = {}): Config {
  return resolveConfig({ argvFlags: {}, env, cwd: '/' }, undefined).config
}

const readRoot = (name: string) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8')

test.each([
  ['with the default settings', {}, 600_000],
  ['with a long limits.publish.queue_timeout', { COZY_REGISTRY_LIMITS_PUBLISH_QUEUE_TIMEOUT: '1h' }, 3_900_000],
  ['with a long limits.publish.run_timeout', { COZY_REGISTRY_LIMITS_PUBLISH_RUN_TIMEOUT: '2h' }, 7_500_000],
  ['with a long limits.graphql.run_timeout', { COZY_REGISTRY_LIMITS_GRAPHQL_RUN_TIMEOUT: '3h' }, 10_800_000],
  ['with a long limits.remote.timeout', { COZY_REGISTRY_LIMITS_REMOTE_TIMEOUT: '4h' }, 14_400_000],
])('the maximum answer time is longer than the limits allow for one answer, %s', (_, env, longestAnswer) => {
  expect(maxAnswerTime(configWith(env).limits)).toBeGreaterThan(longestAnswer)
})

test('systemd, Docker Compose and HAProxy wait longer than the gateway needs to stop with the default settings', async () => {
  const { drain, limits } = configWith()
  const seconds = (drain + maxAnswerTime(limits)) / 1000
  const unit = await readRoot('deploy/cozy-registry.service')
  const composition = z
    .object({ services: z.object({ gateway: z.object({ stop_grace_period: z.string() }) }).loose() })
    .loose()
    .parse(parse(await readRoot('docker-compose.yml'), { merge: true }))
  const balancer = await readRoot('deploy/haproxy.cfg')
  const waits = [
    /set-timeout server (\d+)s if METH_POST$/m.exec(balancer)?.[1],
    /^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1],
    composition.services.gateway.stop_grace_period.replace('s', ''),
  ]
  for (const wait of waits) expect(Number(wait)).toBeGreaterThan(seconds)
})
