import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { chromiumPath, describeWith } from '../support/requirements.js'
import { sourcesCommand, start } from '../quickstart/program.js'
import { startTestGateway } from '../support/gateway.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { missingChromium, openPage } from './browser-page.js'
import { logIn, resultWith, runOperation } from './graphiql-page.js'

describeWith('GraphiQL in Chromium', chromiumPath(), missingChromium, (executablePath) => {
  it('runs the example query of npm start, without requests to another origin', async () => {
    const { lines } = await start(
      { COZY_REGISTRY_DATA: await temporaryFolder(), COZY_REGISTRY_PORT: '0' },
      sourcesCommand,
    )
    const address = new URL(lines.GraphiQL)
    address.hostname = '127.0.0.1'
    const { page, urls, errors } = await openPage(executablePath)

    await page.goto(address.href)
    await page.getByText('# Changes need a token: enter it above.').waitFor()
    expect(await hiddenLines(page)).toEqual([])
    await page.getByRole('button', { name: /Execute query/i }).click()
    for (const name of ['Bonjour Jardin', 'Recettes de poche', 'Lumen Énergie']) {
      await page.locator('.result-window').getByText(`"${name}"`).waitFor({ state: 'attached' })
    }
    expect([...new Set(urls.map((url) => new URL(url).origin))]).toEqual([address.origin])
    expect(errors).toEqual([])
  })

  it('opens tabs for the usual work of an admin, filled with data of the registry', async () => {
    const gateway = await startTestGateway()
    await gateway.operations.createEditor('Visitor', false)
    await gateway.addApp({ slug: 'garden', editor: 'Visitor' })
    const token = await gateway.token({ editor: 'Visitor', app: 'garden' })
    await gateway.publish({ slug: 'garden', version: '1.2.3', token, manifest: { editor: 'Visitor' } })
    const { page, errors } = await openPage(executablePath)
    await page.goto(`${gateway.url}/graphql`)
    await logIn(page, gateway.master)

    await page.getByText('Logged in as Acme, with a master token.').waitFor()
    await page.getByRole('tab', { name: 'Pending' }).waitFor()
    const tabs = await page.getByRole('tab').allInnerTexts()
    expect(tabs.map((title) => title.trim())).toEqual([
      'Pending',
      'ApproveVersion',
      'StartMaintenance',
      'CreateEditor',
      'PublishVersion',
      'WithdrawVersion',
      'AuditLog',
      'Changes',
    ])
    await page.getByRole('button', { name: /Execute query/i }).click()
    await resultWith(page, '"1.2.3"')
    await page.getByRole('tab', { name: 'ApproveVersion' }).click()
    await runOperation(page, 'ApproveVersion')
    await resultWith(page, '"PUBLISHED"')
    expect(errors).toEqual([])
  })

  it('keeps the token in memory only, and forgets it when the page is loaded again', async () => {
    const gateway = await startTestGateway()
    const { page, urls } = await openPage(executablePath)
    const address = `${gateway.url}/graphql`
    await page.goto(address)
    const stored = { 'graphiql:headers': `{"Authorization":"Token ${gateway.master}"}`, other: 'kept' }
    await page.evaluate((items) => Object.assign(localStorage, items), stored)
    await page.goto(`${address}?query={spaces{name}}`)
    await logIn(page, 'AAAA')
    await page.getByText('The registry does not accept this token.').waitFor()
    await logIn(page, `Token ${gateway.master}`)
    await page.getByRole('tab', { name: 'Pending' }).click()
    await page.getByRole('button', { name: /Execute query/i }).click()
    await resultWith(page, 'pendingVersions')

    const kept = await page.evaluate(async () => ({
      local: Object.entries(localStorage),
      session: Object.entries(sessionStorage),
      cookie: document.cookie,
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
    }))
    expect(kept).toEqual({ local: [['other', 'kept']], session: [], cookie: '', databases: [], caches: [] })
    expect(page.url()).toBe(address)
    for (const url of urls) expect(decodeURIComponent(url)).not.toContain(gateway.master)

    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByRole('button', { name: 'Log in' }).waitFor()
    await page.getByRole('tab', { name: 'Applications' }).waitFor()
    expect(await page.getByLabel('Token').inputValue()).toBe('')
  })
})

// The lines of the example query that do not fit into the editor. The query must be visible without scrolling.
function hiddenLines(page: Page): Promise<string[]> {
  const editor = page.locator('.monaco-editor').first()
  return editor.evaluate((element) => {
    const bounds = element.getBoundingClientRect()
    const lines = [...element.querySelectorAll('.view-line > span')]
    if (!lines.some((line) => line.textContent === '}')) return ['the last line']
    return lines
      .filter((line) => {
        const { right, bottom } = line.getBoundingClientRect()
        return right > bounds.right || bottom > bounds.bottom
      })
      .map((line) => line.textContent)
  })
}
