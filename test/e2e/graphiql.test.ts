import { chromium, type Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { chromiumPath, describeWith } from '../support/requirements.js'
import { sourcesCommand, start } from '../quickstart/program.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const missing = 'Chromium is not installed: install it, or set the variable CHROMIUM to its path'

describeWith('GraphiQL in Chromium', chromiumPath(), missing, (executablePath) => {
  it('runs the example query of npm start, without requests to another origin', { timeout: 90_000 }, async () => {
    const { lines } = await start(
      { COZY_REGISTRY_DATA: await temporaryFolder(), COZY_REGISTRY_PORT: '0' },
      sourcesCommand,
    )
    const address = new URL(lines.GraphiQL)
    address.hostname = '127.0.0.1'
    const { page, origins, errors } = await openPage(executablePath)

    await page.goto(address.href)
    await page.getByText('# { "Authorization": "Token …" }').waitFor()
    expect(await hiddenLines(page)).toEqual([])
    await page.getByRole('button', { name: /Execute query/i }).click()
    for (const name of ['Bonjour Jardin', 'Recettes de poche', 'Lumen Énergie']) {
      await page.locator('.result-window').getByText(`"${name}"`).waitFor({ state: 'attached' })
    }
    expect([...origins]).toEqual([address.origin])
    expect(errors).toEqual([])
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

/** A page in a new browser, with the origins of its requests and its errors. */
interface ObservedPage {
  page: Page
  origins: Set<string>
  errors: string[]
}

async function openPage(executablePath: string): Promise<ObservedPage> {
  const context = await chromium.launchPersistentContext(await temporaryFolder(), {
    executablePath,
    viewport: { width: 1280, height: 720 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const origins = new Set<string>()
  const errors: string[] = []
  page.on('request', (request) => origins.add(new URL(request.url()).origin))
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  return { page, origins, errors }
}
