import { readFile } from 'node:fs/promises'
import { SignJWT } from 'jose'
import { pino } from 'pino'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Config } from '../../../src/config/config.js'
import type { InstanceContextConfig } from '../../../src/config/instance-contexts.js'
import type { Instance } from '../../../src/instances/instance.js'
import { Instances } from '../../../src/instances/instances.js'
import { isJsonObject, parseJson, type Json, type JsonObject } from '../../../src/json.js'
import { Sealer } from '../../../src/sealer.js'
import { startTestGateway, type TestGateway } from '../../support/gateway.js'
import type { Answer } from '../../support/http.js'
import { openInstances } from '../../support/instances.js'

/** A recorded request to cozy-stack, and the answer of cozy-stack. */
export const exchangeShape = z.object({
  n: z.number(),
  name: z.string(),
  host: z.string(),
  /**
   * The token of the request:
   * - empty: none
   * - `text <token>`: this text
   * - `app <slug>` or `konnector <slug>`: a token of an application
   * - `app <slug> of <host>`: a token of an application of another instance
   * - `expired app <slug>`: an expired token
   * - `signed <scope>`: a token of the command line with a scope for which this gateway creates no token
   * - `<scope>`: a token of the command line
   */
  as: z.string(),
  method: z.string(),
  path: z.string(),
  body: z.string().optional(),
  accept: z.string().optional(),
  /** Absent if the answer was not recorded. Later exchanges show that the request succeeded. */
  status: z.number().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  answer: z.json().optional(),
  /** The number of another exchange with the same answer. */
  like: z.number().optional(),
})
export type Exchange = z.infer<typeof exchangeShape>

/** Exchanges that a test does not repeat. */
export interface Omission {
  /** The numbers of the exchanges. */
  of: number[]
  why: string
}

/** Exchanges whose answers differ from those of cozy-stack. */
export interface Deviation extends Omission {
  /** Replaces these parts of the recorded answer. */
  is?: { status?: number; headers?: Record<string, string>; answer?: Json | undefined }
  /** Edits the recorded answer. */
  edit?: (answer: Json) => Json
}

/** How to replace texts that differ between the recording and this run. */
export interface Variable {
  /** Replaces recorded addresses and ids by those of this run. */
  ours: (recorded: string) => string
  /** Replaces texts that can't be predicted by placeholders. */
  masked: (text: string) => string
}

// These headers are compared in every answer. If cozy-stack did not send one, this gateway must not send it either.
const comparedHeaders = ['content-type', 'cache-control', 'www-authenticate', 'location']

// cozy-stack sent these headers with all answers, and this gateway must send them, too.
const securityHeaders = {
  'content-security-policy': "default-src 'none';frame-src 'none';frame-ancestors 'none';base-uri 'none';",
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
}

/** Reads the lines of a file in this folder. */
export async function linesOf<T>(name: string, shape: z.ZodType<T>): Promise<T[]> {
  const text = await readFile(new URL(`${name}.jsonl`, import.meta.url), 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => shape.parse(parseJson(line)))
}

/** Reads the exchanges of a file in this folder, in the order in which they happened. */
export async function exchangesOf<T extends Exchange>(
  name: string,
  shape: z.ZodType<T>,
  omitted: Omission[] = [],
): Promise<T[]> {
  const exchanges = await linesOf(name, shape)
  const repeated = exchanges.filter((exchange) => !omitted.some(({ of }) => of.includes(exchange.n)))
  return repeated.map((exchange) => {
    const same = exchanges.find(({ n }) => n === exchange.like)
    return same ? { ...exchange, answer: same.answer } : exchange
  })
}

/**
 * Returns an edit of an answer that sets members, given by paths such as `data/attributes/version`. The value `undefined`
 * removes the member.
 */
export function change(values: JsonObject): (answer: Json) => Json {
  return (answer) => Object.entries(values).reduce((all, [path, value]) => changed(all, path.split('/'), value), answer)
}

function changed(json: Json | undefined, [name = '', ...rest]: string[], value: Json | undefined): Json {
  if (!isJsonObject(json)) throw new TypeError(`There is no object with a member "${name}" to change`)
  return { ...json, [name]: rest.length === 0 ? value : changed(json[name], rest, value) }
}

/** A refusal in the format JSON:API. */
export function refusal(status: string, title: string, detail: string, parameter?: string): Json {
  return { errors: [{ status, title, detail, source: parameter === undefined ? {} : { parameter } }] }
}

/** A gateway with the recorded instances. */
export interface RecordedCozies extends TestGateway {
  instances: Instances
  /** Repeats the request of an exchange. `ours` replaces recorded addresses and ids by those of this run. */
  repeat: (exchange: Exchange, ours: (recorded: string) => string) => Promise<Answer>
}

/** The properties of a recorded instance. */
export interface RecordedCozy {
  locale: string
  context: Partial<InstanceContextConfig>
}

/** Starts a gateway with instances, by their domains. */
export async function startCozies(
  cozies: Record<string, RecordedCozy>,
  settings: Partial<Config> = {},
): Promise<RecordedCozies> {
  const contexts = Object.entries(cozies).map(
    ([domain, { context }], i) => [domain, `context${String(i)}`, context] as const,
  )
  const instanceContexts = new Map(contexts.map(([, name, context]) => [name, { ...defaultContext, ...context }]))
  const gateway = await startTestGateway({ instanceContexts, ...settings })
  const { documents, secret, config, master } = gateway
  for (const [domain, name] of contexts) {
    const input = `{ domain: "${domain}", locale: "${cozies[domain]?.locale ?? ''}", context: "${name}" }`
    const query = `mutation { createInstance(input: ${input}) { __typename } }`
    await gateway.send('/graphql', { method: 'POST', headers: { Authorization: `Token ${master}` }, body: { query } })
  }
  const parts = { documents, prefix: config.prefix, secret, clock: Date.now, log: pino({ level: 'silent' }) }
  const instances = await openInstances(new Instances(parts))
  return {
    ...gateway,
    instances,
    async repeat({ host, as, method, path, body, accept }, ours) {
      const token = await tokenOf(instances, secret, host, as)
      const headers = {
        Host: host,
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(accept !== undefined && { Accept: accept }),
      }
      return gateway.send(ours(path), { method, headers, ...(body !== undefined && { body: ours(body) }) })
    },
  }
}

const defaultContext: InstanceContextConfig = {
  space: '',
  registry: undefined,
  additionalPlatformApps: [],
  allowsInstallByApps: false,
  skipsPermissionConsent: false,
  firstFolders: { administrative: true, photos: true },
}

async function tokenOf(instances: Instances, secret: Buffer, host: string, as: string): Promise<string | undefined> {
  if (as === '') return undefined
  if (as.startsWith('text ')) return as.slice('text '.length)
  const [, expired, kind, slug = '', instanceHost = host] =
    /^(expired )?(app|konnector) (\S+)(?: of (\S+))?$/.exec(as) ?? []
  const instance = instances.get(instanceHost)
  if (as.startsWith('signed ')) return sign(instance, secret, as.slice('signed '.length))
  if (kind !== 'app' && kind !== 'konnector') return instances.tokens.create(instance, { kind: 'cli', scope: as })
  return instances.tokens.create(instance, { kind, slug }, expired === undefined ? undefined : -60)
}

function sign({ domain, sealedKey }: Instance, secret: Buffer, scope: string): Promise<string> {
  const key = new Sealer(secret, 'keys of instances').unseal(sealedKey, domain)
  if (!key) throw new Error(`The key of ${domain} can't be unsealed`)
  return new SignJWT({ scope })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(domain)
    .setAudience('cli')
    .setIssuedAt()
    .setExpirationTime('30m')
    .sign(key)
}

/** Compares an answer with the recorded one. */
export function expectRecorded(
  exchange: Exchange,
  given: Answer,
  { ours, masked }: Variable,
  deviations: Deviation[],
): void {
  const deviation = deviations.find(({ of }) => of.includes(exchange.n))
  const shown = `${String(exchange.n)} ${exchange.name}${deviation ? `, differs since ${deviation.why}` : ''}`
  if (exchange.status === undefined) {
    expect(given.status, `${shown}: ${given.text}`).toBeLessThan(300)
    return
  }
  const { status, headers = {}, answer } = { ...exchange, ...deviation?.is }
  const expected = readAnswer(answer)
  const names = [...new Set([...comparedHeaders, ...Object.keys(exchange.headers ?? {})])]
  const comparable = (
    of: { status: number | undefined; headers: Record<string, Json | undefined>; answer: Json },
    put = (text: string): string => text,
  ): Json => {
    const compared = { ...of, headers: names.map((name) => [name, of.headers[name] ?? null]) }
    return parseJson(masked(maskedAlways(put(JSON.stringify(compared)))))
  }
  const isArchive = given.headers['content-type'] === 'application/gzip'
  expect
    .soft(
      comparable({ status: given.status, headers: given.headers, answer: isArchive ? null : readAnswer(given.text) }),
      shown,
    )
    .toEqual(comparable({ status, headers, answer: deviation?.edit?.(expected) ?? expected }, ours))
  expect(given.headers, shown).toMatchObject({ ...securityHeaders, ...deviation?.is?.headers })
}

// Parses the JSON in answers and event streams, because the order of members does not matter.
function readAnswer(answer: Json | undefined): Json {
  if (typeof answer !== 'string') return answer ?? null
  if (answer === '') return null
  if (/^[[{]/.test(answer)) return parseJson(answer)
  const events = [...answer.matchAll(/event: (\w+)\r\ndata: (.*)\r\n\r\n/g)]
  const isStream = events.length > 0 && events.map(([event]) => event).join('') === answer
  return isStream ? events.map(([, event = '', data = '']) => ({ event, data: parseJson(data) })) : answer
}

// Masks dates and revisions, except dates in the year 1, which mean that there is no date.
function maskedAlways(text: string): string {
  return text
    .replaceAll(/(?!0001)\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<date>')
    .replaceAll(/\b\d+-[0-9a-f]{32}\b/g, '<revision>')
}
