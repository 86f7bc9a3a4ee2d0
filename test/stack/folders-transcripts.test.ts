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

/** The recorded exchanges that this test does not repeat. */
const omitted: Omission[] = [{ of: [352, 353], why: 'there are no notes: folders have no files' }]

/** The exchanges in which this gateway answers differently from cozy-stack. */
const deviations: Deviation[] = [
  { of: [301], why: 'there is no folder for notes', edit: withoutNotes },
  {
    of: [307],
    why: 'the path in the storage of the server does not concern the client',
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
    why: 'the slash in the id is escaped, so that clients can follow the link to the next page unchanged',
    edit: (answer) => parseJson(JSON.stringify(answer).replace('io.cozy.apps/photos/rel', 'io.cozy.apps%2Fphotos/rel')),
  },
]

/**
 * Repeats the exchanges with a host in their order, and returns how many answers were compared. Recorded ids of folders are
 * replaced by the ids that this gateway has generated.
 */
async function replay(host: string, instance: RecordedCozy): Promise<number> {
  const cozy = await startCozies({ [host]: instance })
  const values = ['io.cozy.apps/administrative']
  const installed = { refapp: { apps: { type: 'io.cozy.apps', verbs: ['GET'], values } }, refnone: {} }
  for (const [slug, rules] of Object.entries(installed)) {
    await cozy.instances.permissions.create(cozy.instances.get(host), { kind: 'app', slug }, readRules(rules), '1.0.0')
  }
  const ids = new Map<string, string>()
  const ours = (text: string): string =>
    [...ids].reduce((all, [recorded, generated]) => all.replaceAll(recorded, generated), text)
  let compared = 0
  for (const exchange of await exchangesOf('folders', exchangeShape, omitted)) {
    if (exchange.host !== host) continue
    // The ids of folders are sorted by the millisecond of their creation. So no two folders may be created in the same one.
    await sleep(2)
    const answer = await cozy.repeat(exchange, ours)
    addIds(ids, exchange.answer, answer.text)
    expectRecorded(exchange, answer, { ours, masked }, deviations)
    if (exchange.status !== undefined) compared++
  }
  return compared
}

// Maps each recorded id of a folder to the id of the folder with the same path in this gateway's answer.
function addIds(ids: Map<string, string>, recorded: Json | undefined, given: string): void {
  const idsByPath = (text: string) =>
    new Map(
      [...text.matchAll(/"id":"([0-9a-f]{32})","attributes":\{[^{}]*?"path":"([^"]*)"/g)].map((found) => [
        found[2],
        found[1],
      ]),
    )
  const expected = JSON.stringify(recorded ?? null)
  const generatedIds = idsByPath(given)
  for (const [path, id] of idsByPath(expected)) {
    const generated = generatedIds.get(path)
    if (id !== undefined && generated !== undefined && !ids.has(id)) ids.set(id, generated)
  }
  // A list of references with only one folder contains its id, but not its path.
  const onlyId = (text: string) => /^\{"data":\[\{"id":"([0-9a-f]{32})","type":"io.cozy.files"\}\]/.exec(text)?.[1]
  const [id, generated] = [onlyId(expected), onlyId(given)]
  if (id !== undefined && generated !== undefined && !ids.has(id)) ids.set(id, generated)
}

// cozy-stack writes `http:` into the folders that its command line has created.
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

describe('repeated requests for folders and references get the answers of cozy-stack', () => {
  it('on an instance in French', async () => {
    expect(await replay('recfr.localhost:8190', { locale: 'fr', context: {} })).toBe(34)
  })

  it('on an instance in English', async () => {
    expect(await replay('recen.localhost:8190', { locale: 'en', context: {} })).toBe(28)
  })

  it('on an instance whose context creates no folders', async () => {
    const context = { firstFolders: { administrative: false, photos: false } }
    expect(await replay('recsk.localhost:8190', { locale: 'fr', context })).toBe(3)
  })
})
