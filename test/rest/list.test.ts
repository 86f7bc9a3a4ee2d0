import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { startTestGateway } from '../support/gateway.js'

const page = z.object({
  data: z.array(z.object({ slug: z.string(), type: z.string(), editor: z.string(), created_at: z.string() })),
  meta: z.object({ count: z.number(), next_cursor: z.string().regex(/^\d+$/).optional() }),
})

const slugs = Array.from({ length: 23 }, (_, i) => `app-${(i * 7) % 23}`)
const typeOf = (slug: string): 'webapp' | 'konnector' => (slugs.indexOf(slug) % 2 ? 'webapp' : 'konnector')
const editorOf = (slug: string): string => (slugs.indexOf(slug) % 3 ? 'Acme' : 'Zeta')

const query = fc.record(
  {
    sort: fc.constantFrom('slug', '-slug', 'type', '-type', 'editor', '-editor', 'created_at', '-created_at', '-no'),
    'filter[type]': fc.constantFrom('webapp', 'konnector'),
    'filter[editor]': fc.constantFrom('Acme', 'Zeta'),
    'filter[select]': fc.subarray(slugs).map((selected) => selected.join(',')),
    'filter[reject]': fc.subarray(slugs).map((selected) => selected.join(',')),
  },
  { requiredKeys: [] },
)
type Query = Partial<Record<'sort' | `filter[${'type' | 'editor' | 'select' | 'reject'}]`, string>>

function matches(slug: string, query: Query): boolean {
  return (
    (query['filter[type]'] ?? typeOf(slug)) === typeOf(slug) &&
    (query['filter[editor]'] ?? editorOf(slug)) === editorOf(slug) &&
    (query['filter[select]']?.split(',').includes(slug) ?? true) &&
    !query['filter[reject]']?.split(',').includes(slug)
  )
}

it('the pages of a list contain each matching application once, in the order of the whole list', async () => {
  const gateway = await startTestGateway()
  await gateway.operations.createEditor('Zeta', true)
  for (const slug of slugs) await gateway.addApp({ slug, editor: editorOf(slug), type: typeOf(slug) })
  const read = async (parameters: Record<string, string>): Promise<z.infer<typeof page>> =>
    page.parse((await gateway.send(`/registry?${new URLSearchParams(parameters).toString()}`)).json())
  await fc.assert(
    fc.asyncProperty(query, fc.integer({ min: 1, max: 30 }), async (filters, limit) => {
      const whole = await read({ ...filters, limit: '200' })
      expect(whole.meta).toEqual({ count: whole.data.length })
      expect(whole.data.map(({ slug }) => slug).sort()).toEqual(slugs.filter((slug) => matches(slug, filters)).sort())
      const collected: unknown[] = []
      for (let cursor: string | undefined = '0'; cursor !== undefined;) {
        expect(cursor).toBe(String(collected.length))
        const { data, meta }: z.infer<typeof page> = await read({ ...filters, limit: String(limit), cursor })
        expect(data.length).toBeLessThanOrEqual(limit)
        expect(meta.count).toBe(data.length)
        collected.push(...data)
        cursor = meta.next_cursor
      }
      expect(collected).toEqual(whole.data)
    }),
    { numRuns: 40 },
  )
})
