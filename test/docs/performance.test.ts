import { readdir, readFile } from 'node:fs/promises'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { resultSchema } from '../../bench/performance/result.js'
import { plot } from '../../docs/generate/plot.js'

const docs = new URL('../../docs/', import.meta.url)
const results = (await readdir(new URL('performance/', docs))).filter((name) => name.endsWith('.json'))

describe('the page about performance', () => {
  it.each(results)('has every measured request of %s, with each size of the registry', async (name) => {
    const page = await readFile(new URL('performance.md', docs), 'utf8')
    const text = await readFile(new URL(`performance/${name}`, docs), 'utf8')
    const { engines, registries } = resultSchema.parse(JSON.parse(text))
    const section = page.split(/^## /m).find((part) => part.startsWith(`With ${engines}\n`)) ?? ''
    for (const { apps, routes, firstReads } of registries) {
      expect(section).toContain(`With ${apps} applications:`)
      for (const route of routes) expect(section).toContain(`| ${route.name} `)
      for (const read of firstReads) expect(section).toContain(`| ${read.name}: CPU, cold `)
    }
  })
})

describe('a plot', () => {
  const curves = [
    { name: 'flat', points: [300, 3_000, 30_000].map((x) => ({ x, y: 2 })) },
    { name: 'A & <B>', points: [300, 3_000, 30_000].map((x) => ({ x, y: x / 100 })) },
  ]
  const text = plot('Growth', 'ms', curves)
  const paths = [...text.matchAll(/<path d="M([^"]*)" fill="none"/g)].map(([, path = '']) =>
    path.split('L').map((point) => point.split(' ').map(Number)),
  )

  it('escapes the names of the curves', () => {
    expect(JSON.stringify(new XMLParser().parse(text))).toContain('A & <B>')
  })

  it('draws equal values at equal heights, and equal factors at equal distances', () => {
    const [flat = [], growing = []] = paths
    expect(new Set(flat.map(([, y]) => y)).size).toBe(1)
    const [[x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = [], [x3 = 0, y3 = 0] = []] = growing
    expect(x3 - x2).toBeCloseTo(x2 - x1, 0)
    expect(y2 - y1).toBeLessThan(0)
    expect(y3 - y2).toBeCloseTo(y2 - y1, 0)
  })
})
