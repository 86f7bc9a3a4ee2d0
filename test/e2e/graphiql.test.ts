import { chromium, type Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { chromiumPath, describeWith } from '../support/engines.js'
import { sourcesCommand, start } from '../quickstart/program.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const missing = 'no Chromium here: install it, or name it with CHROMIUM'

describeWith('GraphiQL in Chromium', chromiumPath(), missing, (executablePath) => {
  it(
    'runs the prepared query of npm start and shows the examples, without network access beyond loopback',
    { timeout: 90_000 },
    async () => {
      const { lines } = await start(
        { COZY_REGISTRY_DATA: await temporaryFolder(), COZY_REGISTRY_PORT: '0' },
        sourcesCommand,
      )
      const address = new URL(lines.GraphiQL)
      address.hostname = '127.0.0.1'
      const { page, asked, complaints } = await open(executablePath)

      await page.goto(address.href)
      await page.getByText('# { "Authorization": "Token …" }').waitFor()
      expect(await hiddenLines(page)).toEqual([])
      await page.getByRole('button', { name: /Execute query/i }).click()
      for (const name of ['Bonjour Jardin', 'Recettes de poche', 'Lumen Énergie']) {
        await page.locator('.result-window').getByText(`"${name}"`).waitFor({ state: 'attached' })
      }
      expect([...asked]).toEqual([address.origin])
      expect(complaints).toEqual([])
    },
  )
})

// Lines of the ready query that the editor shows in part, or not at all.
function hiddenLines(page: Page): Promise<string[]> {
  const editor = page.locator('.monaco-editor').first()
  return editor.evaluate((element) => {
    const bounds = element.getBoundingClientRect()
    const lines = [...element.querySelectorAll('.view-line > span')]
    if (!lines.some((line) => line.textContent === '}')) return ['the last one']
    return lines
      .filter((line) => {
        const { right, bottom } = line.getBoundingClientRect()
        return right > bounds.right || bottom > bounds.bottom
      })
      .map((line) => line.textContent)
  })
}

/** A page of a browser of its own, what origins it asked, and what it complained about. */
interface Opened {
  page: Page
  asked: Set<string>
  complaints: string[]
}

async function open(executablePath: string): Promise<Opened> {
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
  const asked = new Set<string>()
  const complaints: string[] = []
  page.on('request', (request) => asked.add(new URL(request.url()).origin))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  return { page, asked, complaints }
}
