import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const docs = new URL('../../docs/', import.meta.url)
const names = (await readdir(docs)).filter((name) => name.endsWith('.md'))
const pages = ['../README.md', ...names]

async function linksOf(page: string): Promise<string[]> {
  const text = await readFile(new URL(page, docs), 'utf8')
  return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link = '']) => link)
}

test.each(pages)('%s contains no broken links', async (page) => {
  const files = (await linksOf(page)).filter((link) => !/^https?:/.test(link))
  expect(files.filter((link) => !existsSync(new URL(link, new URL(page, docs))))).toEqual([])
})

test('docs/README.md links to all other pages', async () => {
  const links = new Set(await linksOf('README.md'))
  expect(names.filter((name) => !links.has(name))).toEqual(['README.md'])
})
