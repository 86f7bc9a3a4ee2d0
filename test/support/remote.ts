import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { Documents, StoredDocument } from '../../src/documents/documents.js'
import type { Rule } from '../../src/instances/permissions/rule.js'
import { createOutgoing, type OutgoingOptions } from '../../src/outgoing/client.js'
import type { Verb } from '../../src/remote/definition.js'
import { outgoingOptions, remoteLimits } from '../../src/remote/limits.js'
import type { RemoteAnswer } from '../../src/remote/remote-answer.js'
import { RemoteDoctypes, type RemoteParts } from '../../src/remote/remote-doctypes.js'
import { variablesOfBody, variablesOfQuery } from '../../src/remote/variables.js'
import { openTestEngines } from './engine-sets.js'
import { temporaryFolder } from './temporary-folder.js'

/** Remote doctypes with their own engines and their own folder of definitions. */
export interface TestRemote {
  remote: RemoteDoctypes
  documents: Documents
  /** The folder of the definitions. */
  folder: string
  /** Writes the definition of a remote doctype to the folder. */
  define: (doctype: string, definition: string | Buffer) => Promise<void>
  call: (doctype: string, call?: TestCall) => Promise<RemoteAnswer>
  /** Calls a remote doctype, and reads the whole answer. */
  read: (doctype: string, call?: TestCall) => Promise<{ status: number; body: string; headers: Headers }>
  /** The stored log entries, which the user of the instance can read. */
  logEntries: () => Promise<StoredDocument[]>
  /** The lines of the gateway's log. */
  logLines: string[]
}

/** A call. By default it is a GET without variables, by an application with permission for all doctypes. */
export interface TestCall {
  verb?: Verb
  query?: string
  body?: string
  rules?: Rule[]
  slug?: string | undefined
  id?: string
  domain?: string
  signal?: AbortSignal
}

/** The settings of remote doctypes in a test. */
export interface RemoteSettings extends Partial<Omit<RemoteParts, 'outgoing'>> {
  folder?: string
  /** The private networks to which calls are allowed. Default: the loopback networks. */
  trustedNetworks?: string[]
  outgoing?: Partial<OutgoingOptions>
}

const logDatabase = 'test-log'

/** Opens remote doctypes until the end of the test. */
export async function openRemote(settings: RemoteSettings = {}): Promise<TestRemote> {
  const { trustedNetworks = ['127.0.0.0/8', '::1'], outgoing, folder: given, ...parts } = settings
  const folder = given ?? (await temporaryFolder())
  const { documents } = await openTestEngines(await temporaryFolder())
  onTestFinished(() => documents.close())
  await documents.ensure(logDatabase, [])
  const logLines: string[] = []
  const allowsCustomPorts = parts.allowsCustomPorts ?? true
  const remote = new RemoteDoctypes({
    documents,
    outgoing: createOutgoing({
      ...outgoingOptions(trustedNetworks, allowsCustomPorts, parts.limits ?? remoteLimits),
      ...outgoing,
    }),
    prefix: 'test',
    secret: randomBytes(32),
    userAgent: 'cozy-stack test (node)',
    definitions: { folder },
    assets: new Map(),
    limits: remoteLimits,
    appendLog: (domain, entry) => documents.put(logDatabase, { ...entry, domain }),
    clock: Date.now,
    log: pino({ level: 'info' }, { write: (line) => void logLines.push(line) }),
    ...parts,
    allowsCustomPorts,
  })
  const call = (doctype: string, { verb = 'GET', query = '', body = '{}', ...rest }: TestCall = {}) =>
    remote.call({
      instance: { domain: rest.domain ?? 'alice.example' },
      caller: {
        rules: rest.rules ?? [{ type: '*' }],
        slug: 'slug' in rest ? rest.slug : 'energy',
        id: rest.id ?? 'io.cozy.apps/energy',
      },
      doctype,
      verb,
      variables: () => (verb === 'GET' ? variablesOfQuery(query) : variablesOfBody(body)),
      signal: rest.signal ?? new AbortController().signal,
    })
  return {
    remote,
    documents,
    folder,
    async define(doctype, definition) {
      await mkdir(join(folder, doctype), { recursive: true })
      await writeFile(join(folder, doctype, 'request'), definition)
    },
    call,
    async read(doctype, request) {
      const { status, headers, body } = await call(doctype, request)
      return { status, headers: new Headers(headers), body: await text(body) }
    },
    async logEntries() {
      return documentsOf(documents, logDatabase)
    },
    logLines,
  }
}

/** All documents of a database. */
export async function documentsOf(documents: Documents, database: string): Promise<StoredDocument[]> {
  const found: StoredDocument[] = []
  for await (const document of documents.list(database)) found.push(document)
  return found
}
