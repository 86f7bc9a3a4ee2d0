import { chromium, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.js'

/** A page in a new browser, with its requests and its errors. */
export interface ObservedPage {
  page: Page
  /** The URLs of the requests. */
  urls: string[]
  /** Uncaught errors, and errors in the console, such as violations of the Content-Security-Policy. */
  errors: string[]
}

/** Why tests in Chromium are skipped. */
export const missingChromium = 'Chromium is not installed: install it, or set the variable CHROMIUM to its path'

/** Opens an empty page in a new browser, which can reach nothing but 127.0.0.1. Closes the browser at the end of the test. */
export async function openPage(executablePath: string): Promise<ObservedPage> {
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
  return observe(await context.newPage())
}

/** Records the requests and the errors of a page. */
export function observe(page: Page): ObservedPage {
  const urls: string[] = []
  const errors: string[] = []
  page.on('request', (request) => urls.push(request.url()))
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  return { page, urls, errors }
}
