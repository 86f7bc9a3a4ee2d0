import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { InstanceContextConfig } from '../../src/config/instance-contexts.js'
import { Instances } from '../../src/instances/instances.js'
import { readRules } from '../../src/instances/permissions/rule.js'
import { parseJson, type Json } from '../../src/json.js'
import { startTestGateway } from '../support/gateway.js'
import { openInstances } from '../support/instances.js'

const exchangeShape = z.object({
  n: z.number(),
  name: z.string(),
  host: z.string(),
  /** The scope of a token of the command line, or `app` with a slug. */
  as: z.string(),
  method: z.string(),
  path: z.string(),
  body: z.string().optional(),
  type: z.string().optional(),
  status: z.number().optional(),
  answer: z.json().optional(),
})
type Exchange = z.infer<typeof exchangeShape>

/** Exchanges that are not repeated. */
const omitted = new Map([
  [352, 'there are no notes: folders have no files'],
  [353, 'there are no notes, so nothing creates their folder'],
])

interface Deviation {
  why: string
  answer: (recorded: { answer?: Json | undefined }) => { status?: number; answer: Json }
}

/** Where answers differ from those of cozy-stack, and why. */
const deviations = new Map<number, Deviation>([
  [
    301,
    {
      why: 'no folder for notes',
      answer: ({ answer }) => ({ answer: withoutNotes(answer) }),
    },
  ],
  [
    307,
    {
      why: 'the path in the storage of a stranger does not concern the client',
      answer: () => ({ answer: refusal('409', 'Conflict', 'file already exists') }),
    },
  ],
  [
    316,
    {
      why: 'invalid JSON is a mistake of the client, not a failure of the server',
      answer: () => ({
        status: 400,
        answer: { error: 'code=400, message=the body is no JSON:API document with the needed members' },
      }),
    },
  ],
  ...[319, 329, 382].map((n): [number, Deviation] => [
    n,
    {
      why: 'a link to the next page has to be followed as it is: the slash of the id is escaped',
      answer: ({ answer }) => ({
        answer: parseJson(JSON.stringify(answer).replace('io.cozy.apps/photos/rel', 'io.cozy.apps%2Fphotos/rel')),
      }),
    },
  ]),
])

async function recorded(host: string): Promise<Exchange[]> {
  const lines = (await readFile(new URL('transcripts/folders.jsonl', import.meta.url), 'utf8')).trim().split('\n')
  const exchanges = lines.map((line) => exchangeShape.parse(parseJson(line)))
  return exchanges.filter((exchange) => exchange.host === host && !omitted.has(exchange.n))
}

async function startCozy(domain: string, locale: string, firstFolders: InstanceContextConfig['firstFolders']) {
  const context = {
    space: '',
    registry: undefined,
    additionalPlatformApps: [],
    allowsInstallByApps: false,
    skipsPermissionConsent: false,
    firstFolders,
  }
  const gateway = await startTestGateway({ instanceContexts: new Map([['rec', context]]) })
  const { documents, secret, config } = gateway
  const query = `mutation { createInstance(input: { domain: "${domain}", locale: "${locale}", context: "Rec" }) { __typename } }`
  await gateway.send('/graphql', {
    method: 'POST',
    headers: { Authorization: `Token ${gateway.master}` },
    body: { query },
  })
  const parts = { documents, prefix: config.prefix, secret, clock: Date.now, log: pino({ level: 'silent' }) }
  const instances = await openInstances(new Instances(parts))
  const instance = instances.get(domain)
  const values = ['io.cozy.apps/administrative']
  const installed = { refapp: { apps: { type: 'io.cozy.apps', verbs: ['GET'], values } }, refnone: {} }
  for (const [slug, rules] of Object.entries(installed)) {
    await instances.permissions.create(instance, { kind: 'app', slug }, readRules(rules), '1.0.0')
  }
  const tokenOf = (as: string): Promise<string> => {
    const [, slug] = /^app (.*)$/.exec(as) ?? []
    return instances.tokens.create(instance, slug === undefined ? { kind: 'cli', scope: as } : { kind: 'app', slug })
  }
  return { ...gateway, tokenOf }
}

/** Repeats the exchanges with a host in their order; ids of folders are replaced by those that this gateway has made. */
async function replay(
  host: string,
  locale: string,
  firstFolders = { administrative: true, photos: true },
): Promise<number> {
  const cozy = await startCozy(host, locale, firstFolders)
  const ids = new Map<string, string>()
  const ours = (text: string): string => [...ids].reduce((all, [id, own]) => all.replaceAll(id, own), text)
  let compared = 0
  for (const exchange of await recorded(host)) {
    const { n, name, method, path, body, as } = exchange
    const headers = { Host: host, Authorization: `Bearer ${await cozy.tokenOf(as)}` }
    // Ids of folders are in the order of their creation, to the millisecond.
    await sleep(2)
    const answer = await cozy.send(ours(path), { method, headers, ...(body !== undefined && { body: ours(body) }) })
    const shown = `${String(n)} ${name}`
    const given = answer.text.startsWith('{') ? answer.json() : answer.text || undefined
    learn(ids, exchange.answer, given)
    if (exchange.status === undefined) {
      expect(answer.status, shown).toBeLessThan(300)
      continue
    }
    const deviation = deviations.get(n)
    const expected = { ...exchange, ...deviation?.answer(exchange) }
    expect(
      { status: answer.status, type: answer.headers['content-type'], answer: masked(given) },
      `${shown}${deviation ? `, differs since ${deviation.why}` : ''}`,
    ).toEqual({ status: expected.status, type: expected.type, answer: masked(parsed(ours(text(expected.answer)))) })
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    compared++
  }
  return compared
}

// Folders with the same path are the same.
function learn(ids: Map<string, string>, recorded: Json | undefined, given: Json | undefined): void {
  const paths = (value: Json | undefined) =>
    new Map(
      [...text(value).matchAll(/"id":"([0-9a-f]{32})","attributes":\{[^{}]*?"path":"([^"]*)"/g)].map((found) => [
        found[2],
        found[1],
      ]),
    )
  const here = paths(given)
  for (const [path, id] of paths(recorded)) {
    const own = here.get(path)
    if (id !== undefined && own !== undefined && !ids.has(id)) ids.set(id, own)
  }
  // Lists of one folder show it without its path.
  const only = (value: Json | undefined) =>
    /^\{"data":\[\{"id":"([0-9a-f]{32})","type":"io.cozy.files"\}\]/.exec(text(value))?.[1]
  const [id, own] = [only(recorded), only(given)]
  if (id !== undefined && own !== undefined && !ids.has(id)) ids.set(id, own)
}

// What differs at each run: dates and revisions. cozy-stack writes `http:` in folders that its command line has made.
function masked(value: Json | undefined): Json | undefined {
  return parsed(
    text(value)
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<date>')
      .replaceAll(/"rev":"\d+-[0-9a-f]{32}"/g, '"rev":"<revision>"')
      .replaceAll('"createdOn":"http:', '"createdOn":"https:'),
  )
}

function text(value: Json | undefined): string {
  return value === undefined ? '' : JSON.stringify(value)
}

function parsed(json: string): Json | undefined {
  return json === '' ? undefined : parseJson(json)
}

function refusal(status: string, title: string, detail: string): Json {
  return { errors: [{ status, title, detail, source: {} }] }
}

function withoutNotes(answer: Json | undefined): Json {
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
    expect(await replay('recfr.localhost:8190', 'fr')).toBe(34)
  })

  it('on an instance in English', async () => {
    expect(await replay('recen.localhost:8190', 'en')).toBe(28)
  })

  it('on an instance whose context makes no folders', async () => {
    expect(await replay('recsk.localhost:8190', 'fr', { administrative: false, photos: false })).toBe(3)
  })
})
