import { expect, it } from 'vitest'
import { startTestGateway } from '../support/gateway.js'

it('a created application and its version can be read', async () => {
  const gateway = await startTestGateway()
  expect((await gateway.addApp({ slug: 'notes' })).status).toBe(201)
  expect((await gateway.publish({ slug: 'notes', version: '1.0.0' })).status).toBe(201)
  const appUrl = `${gateway.url}/registry/notes`
  expect(await (await fetch(appUrl)).json()).toMatchObject({ slug: 'notes', latest_version: { version: '1.0.0' } })
  expect(await (await fetch(`${appUrl}/stable/latest`)).json()).toMatchObject({ version: '1.0.0' })
})
