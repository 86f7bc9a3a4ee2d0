import type { Page, Request } from 'playwright-core'
import { vi } from 'vitest'

/** Enters a token. */
export async function logIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Token').fill(token)
  await page.getByRole('button', { name: 'Log in' }).click()
}

/** Runs one of several operations of a tab. */
export function runOperation(page: Page, name: string): Promise<void> {
  return untilSent(page, name, async () => {
    await pressPlay(page)
    await page.getByRole('menuitem', { name }).click({ timeout: 1_000 })
  })
}

/** Runs the only operation of a tab. */
export function play(page: Page, name: string): Promise<void> {
  return untilSent(page, name, () => pressPlay(page))
}

// GraphiQL reads the operations a moment after it has opened a tab. Until then, the play button does nothing.
async function untilSent(page: Page, operation: string, run: () => Promise<void>): Promise<void> {
  let isSent = false
  const listen = (request: Request): void => {
    // GraphiQL subscribes with GET.
    isSent ||= `${request.url()} ${request.postData() ?? ''}`.includes(operation)
  }
  page.on('request', listen)
  const runOnce = async (): Promise<void> => {
    if (!isSent) await run()
    await vi.waitUntil(() => isSent, { timeout: 5_000 })
  }
  await vi.waitFor(runOnce, { timeout: 60_000 })
  page.off('request', listen)
}

async function pressPlay(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Execute query/i }).click()
}

/** Waits for a text in the answer. The window shows only a part of a long answer. */
export function resultWith(page: Page, text: string): Promise<void> {
  return page.locator('.result-window').getByText(text).first().waitFor({ state: 'attached' })
}

/** Opens the tab with this title. */
export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click()
}

/** Replaces the variables of the open tab by pasting. Typed brackets and quotation marks would be completed by the editor. */
export async function setVariables(page: Page, variables: object): Promise<void> {
  const editor = page.locator('.monaco-editor[data-uri$="variables.json"]')
  const text = JSON.stringify(variables, null, 2)
  const [firstValue = ''] = /"\w+"(?=[,\n])/.exec(text) ?? []
  const replace = async (): Promise<void> => {
    await editor.click()
    await page.keyboard.press('Control+A')
    await page.evaluate((pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(paste)
    }, text)
    // An editor that has just been opened may lose what is pasted.
    await editor.getByText(firstValue).first().waitFor({ timeout: 5_000 })
  }
  await vi.waitFor(replace, { timeout: 60_000 })
}
