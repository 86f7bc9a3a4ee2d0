import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { archiveOf, startTestGateway } from '../support/gateway.js'
import { sha256 } from '../support/archives.js'
import { chromiumPath, describeWith } from '../support/requirements.js'
import { missingChromium, observe, openPage } from './browser-page.js'
import { logIn, openTab, play, resultWith, runOperation, setVariables } from './graphiql-page.js'

const log = z.object({
  data: z.object({ auditLog: z.object({ nodes: z.array(z.object({ operation: z.string() })) }) }),
})

describeWith('the work of an admin in Chromium', chromiumPath(), missingChromium, (executablePath) => {
  it('is done in the tabs of GraphiQL, and a second page shows each change', async () => {
    const gateway = await startTestGateway()
    const version = { slug: 'garden', version: '1.0.0', manifest: { editor: 'Visitor' } }
    const archive = await archiveOf(version)
    const url = gateway.archives.serve('garden.tar.gz', archive)
    const address = `${gateway.url}/graphql`
    const { page, errors } = await openPage(executablePath)
    page.context().setDefaultTimeout(90_000)
    await page.goto(address)
    await logIn(page, gateway.master)
    const follower = await follow(page, address, gateway.master)

    await openTab(page, 'CreateEditor')
    const app = { slug: 'garden', editor: 'Visitor', type: 'WEBAPP' }
    await setVariables(page, { editor: { name: 'Visitor' }, app })
    await runOperation(page, 'CreateEditor')
    await resultWith(page, '"autoPublication"')
    await runOperation(page, 'CreateApp')
    await resultWith(page, '"garden"')

    await openTab(page, 'PublishVersion')
    await setVariables(page, { version: { app: 'garden', version: '1.0.0', url, sha256: sha256(archive) } })
    await play(page, 'PublishVersion')
    await resultWith(page, '"PENDING"')

    // Opens the tabs again, filled with the new application.
    await page.getByRole('button', { name: 'Log out' }).click()
    await logIn(page, gateway.master)
    await openTab(page, 'ApproveVersion')
    await runOperation(page, 'ApproveVersion')
    await resultWith(page, '"PUBLISHED"')
    await resultWith(follower.page, '"PUBLISHED"')

    await openTab(page, 'StartMaintenance')
    await runOperation(page, 'StartMaintenance')
    await resultWith(page, '"Back tomorrow"')
    await resultWith(follower.page, '"MAINTENANCE"')

    await openTab(page, 'WithdrawVersion')
    await runOperation(page, 'WithdrawVersion')
    await resultWith(page, '"It deletes photos."')
    await resultWith(follower.page, '"WITHDRAWN"')

    await openTab(page, 'AuditLog')
    const answer = page.waitForResponse((response) => Boolean(response.request().postData()?.includes('AuditLog')))
    await play(page, 'AuditLog')
    await resultWith(page, '"withdrawVersion"')
    expect(log.parse(await (await answer).json()).data.auditLog.nodes.map(({ operation }) => operation)).toEqual([
      'withdrawVersion',
      'activateMaintenance',
      'approvePendingVersion',
      'publishVersion',
      'createApp',
    ])
    expect([...errors, ...follower.errors]).toEqual([])
  })
})

// Subscribes to the changes in a second page of the same browser.
async function follow(first: Page, address: string, token: string) {
  const follower = observe(await first.context().newPage())
  await follower.page.goto(address)
  await logIn(follower.page, token)
  await openTab(follower.page, 'Changes')
  await play(follower.page, 'Changes')
  await first.bringToFront()
  return follower
}
