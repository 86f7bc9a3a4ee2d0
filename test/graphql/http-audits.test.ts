import { serverAudits } from 'graphql-http'
import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.js'

// The audits of the specification "GraphQL over HTTP" by `graphql-http`: what a server MUST, SHOULD and MAY do.
test('the gateway passes all audits of GraphQL over HTTP', { timeout: 60_000 }, async () => {
  const { url } = await startTestGateway()
  const audits = serverAudits({ url: `${url}/graphql` })
  expect(audits.length).toBeGreaterThan(50)
  const results = []
  for (const audit of audits) results.push(await audit.fn())
  const failed = results.flatMap((result) =>
    result.status === 'ok' ? [] : [`${result.status} ${result.id} ${result.name}: ${result.reason}`],
  )
  expect(failed).toEqual([])
})
