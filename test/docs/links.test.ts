import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const docs = new URL('../../docs/', import.meta.url)
const names = (await readdir(docs)).filter((name) => name.endsWith('.md'))
const pages = [new URL('../README.md', docs), ...names.map((name) => new URL(name, docs))]

async function linksOf(page: URL): Promise<string[]> {
  const text = await readFile(page, 'utf8')
  return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link = '']) => link)
}

test.each(pages.map((page) => [fileURLToPath(page), page] as const))('%s leads to what is there', async (_, page) => {
  const files = (await linksOf(page)).filter((link) => !/^https?:/.test(link))
  expect(files.filter((link) => !existsSync(new URL(link, page)))).toEqual([])
})

test('the index has all pages', async () => {
  const links = new Set(await linksOf(new URL('README.md', docs)))
  expect(names.filter((name) => !links.has(name))).toEqual(['README.md'])
})
