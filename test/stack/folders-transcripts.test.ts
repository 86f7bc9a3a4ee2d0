import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readRules } from '../../src/instances/permissions/rule.js'
import { parseJson, type Json } from '../../src/json.js'
import {
  exchangeShape,
  exchangesOf,
  expectRecorded,
  refusal,
  startCozies,
  type Deviation,
  type Omission,
  type RecordedCozy,
} from './transcripts/replay.js'

/** Exchanges that are not repeated. */
const omitted: Omission[] = [{ of: [352, 353], why: 'there are no notes: folders have no files' }]

/** Where answers differ from those of cozy-stack. */
const deviations: Deviation[] = [
  { of: [301], why: 'there is no folder for notes', edit: withoutNotes },
  {
    of: [307],
    why: 'the path in the storage of a stranger does not concern the client',
    is: { answer: refusal('409', 'Conflict', 'file already exists') },
  },
  {
    of: [316],
    why: 'invalid JSON is a mistake of the client, not a failure of the server',
    is: {
      status: 400,
      answer: { error: 'code=400, message=the body is no valid JSON' },
    },
  },
  {
    of: [319, 329, 382],
    why: 'a link to the next page has to be followed as it is: the slash of the id is escaped',
    edit: (answer) => parseJson(JSON.stringify(answer).replace('io.cozy.apps/photos/rel', 'io.cozy.apps%2Fphotos/rel')),
  },
]

/** Repeats the exchanges with a host in their order; ids of folders are replaced by those that this gateway has made. */
async function replay(host: string, instance: RecordedCozy): Promise<number> {
  const cozy = await startCozies({ [host]: instance })
  const values = ['io.cozy.apps/administrative']
  const installed = { refapp: { apps: { type: 'io.cozy.apps', verbs: ['GET'], values } }, refnone: {} }
  for (const [slug, rules] of Object.entries(installed)) {
    await cozy.instances.permissions.create(cozy.instances.get(host), { kind: 'app', slug }, readRules(rules), '1.0.0')
  }
  const ids = new Map<string, string>()
  const ours = (text: string): string => [...ids].reduce((all, [id, own]) => all.replaceAll(id, own), text)
  let compared = 0
  for (const exchange of await exchangesOf('folders', exchangeShape, omitted)) {
    if (exchange.host !== host) continue
    // Ids of folders are in the order of their creation, to the millisecond.
    await sleep(2)
    const answer = await cozy.repeat(exchange, ours)
    learn(ids, exchange.answer, answer.text)
    expectRecorded(exchange, answer, { ours, masked }, deviations)
    if (exchange.status !== undefined) compared++
  }
  return compared
}

// Folders with the same path are the same.
function learn(ids: Map<string, string>, recorded: Json | undefined, given: string): void {
  const paths = (text: string) =>
    new Map(
      [...text.matchAll(/"id":"([0-9a-f]{32})","attributes":\{[^{}]*?"path":"([^"]*)"/g)].map((found) => [
        found[2],
        found[1],
      ]),
    )
  const expected = JSON.stringify(recorded ?? null)
  const here = paths(given)
  for (const [path, id] of paths(expected)) {
    const own = here.get(path)
    if (id !== undefined && own !== undefined && !ids.has(id)) ids.set(id, own)
  }
  // Lists of one folder show it without its path.
  const only = (text: string) => /^\{"data":\[\{"id":"([0-9a-f]{32})","type":"io.cozy.files"\}\]/.exec(text)?.[1]
  const [id, own] = [only(expected), only(given)]
  if (id !== undefined && own !== undefined && !ids.has(id)) ids.set(id, own)
}

// cozy-stack writes `http:` in folders that its command line has made.
function masked(text: string): string {
  return text.replaceAll('"createdOn":"http:', '"createdOn":"https:')
}

function withoutNotes(answer: Json): Json {
  const shape = z.looseObject({
    data: z.looseObject({
      relationships: z.looseObject({
        contents: z.looseObject({
          meta: z.object({ count: z.number() }),
          data: z.array(z.looseObject({ id: z.string() })),
        }),
      }),
    }),
    included: z.array(z.looseObject({ id: z.string(), attributes: z.looseObject({ name: z.string() }) })),
  })
  const root = shape.parse(answer)
  const notes = root.included.find(({ attributes }) => attributes.name === 'Notes')?.id
  const { contents } = root.data.relationships
  contents.meta.count--
  contents.data = contents.data.filter(({ id }) => id !== notes)
  root.included = root.included.filter(({ id }) => id !== notes)
  return parseJson(JSON.stringify(root))
}

describe('exchanges with cozy-stack about folders and references are repeated', () => {
  it('on an instance in French', async () => {
    expect(await replay('recfr.localhost:8190', { locale: 'fr', context: {} })).toBe(34)
  })

  it('on an instance in English', async () => {
    expect(await replay('recen.localhost:8190', { locale: 'en', context: {} })).toBe(28)
  })

  it('on an instance whose context makes no folders', async () => {
    const context = { firstFolders: { administrative: false, photos: false } }
    expect(await replay('recsk.localhost:8190', { locale: 'fr', context })).toBe(3)
  })
})
