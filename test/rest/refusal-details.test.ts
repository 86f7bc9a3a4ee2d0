import { describe, expect, it, test } from 'vitest'
import { changesIn, type LoggedChange } from '../support/changes.js'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'

const virtualSpaces = [{ name: 'some', source: '', filter: 'select' as const, slugs: ['notes'] }]

async function start(): Promise<TestGateway> {
  const gateway = await startTestGateway({ spaces: ['', 'labs'], virtualSpaces })
  expect((await gateway.addApp({ slug: 'notes' })).status).toBe(201)
  return gateway
}

/** The last change in the log. */
function lastChange({ logged }: TestGateway): LoggedChange | undefined {
  return changesIn(logged()).at(-1)
}

describe('a change in an unknown space', () => {
  const reason = 'Space "nospace" does not exist; the spaces are: the default one, "labs", "some"'

  test.each([
    ['POST', '/nospace/registry/notes', 'publishVersion'],
    ['PATCH', '/nospace/registry/notes', 'updateApp'],
    ['PUT', '/nospace/registry/maintenance/notes/activate', 'activateMaintenance'],
    ['PUT', '/nospace/registry/pending/notes/1.0.0/approval', 'approvePendingVersion'],
  ])('is refused with the name of the space: %s %s', async (method, path, operation) => {
    const gateway = await start()
    const answer = await gateway.send(path, { method, headers: authorized(gateway.master), body: {} })
    const message = 'Space "nospace" does not exist'
    expect([answer.status, answer.json()]).toEqual([404, { error: message, message, detail: reason }])
    expect(lastChange(gateway)).toMatchObject({
      operation,
      on: { space: 'nospace' },
      by: { kind: 'master' },
      outcome: 'refused',
      reason,
    })
  })

  it('is logged with the reason even if the client gets a plain 405', async () => {
    const gateway = await start()
    const request = { method: 'POST', headers: authorized(gateway.master), body: {} }
    expect(await gateway.send('/nospace/registry', request)).toMatchObject({ status: 405, text: 'Method Not Allowed' })
    expect(lastChange(gateway)).toMatchObject({ operation: 'createApp', outcome: 'refused', reason })
  })
})

test.each([
  ['POST', '/some/registry', 405, 'createApp'],
  ['POST', '/some/registry/notes', 405, 'publishVersion'],
  ['PUT', '/some/registry/pending/notes/1.0.0/approval', 404, 'approvePendingVersion'],
])(
  'a change in a virtual space is refused with the name of its source: %s %s',
  async (method, path, status, operation) => {
    const gateway = await start()
    const answer = await gateway.send(path, { method, headers: authorized(gateway.master), body: {} })
    const detail =
      'Space "some" is virtual and can only be read: applications and versions are changed in its source, the default space'
    expect([answer.status, answer.json()]).toMatchObject([status, { detail }])
    expect(lastChange(gateway)).toMatchObject({ operation, on: { space: 'some' }, outcome: 'refused', reason: detail })
  },
)

it('a publication with a large body or an invalid Host header is logged as refused', async () => {
  const gateway = await start()
  const headers = authorized(gateway.master)
  const body = { version: 'x'.repeat(200_000) }
  expect((await gateway.send('/registry/notes', { method: 'POST', headers, body })).status).toBe(413)
  const publication = { operation: 'publishVersion', on: { app: 'notes' }, outcome: 'refused' }
  expect(lastChange(gateway)).toMatchObject({ ...publication, reason: 'The body may have 100000 bytes at most' })
  const answer = await gateway.send('/registry/notes', {
    method: 'POST',
    headers: { ...headers, Host: 'a b' },
    body: {},
  })
  expect(answer.status).toBe(400)
  expect(lastChange(gateway)).toMatchObject({ ...publication, reason: expect.stringContaining('"a b"') })
})

it('only the log tells that the server of an archive has a forbidden address', async () => {
  const gateway = await start()
  const url = 'http://10.0.0.1/notes.tgz'
  const body = { version: '1.0.0', url, sha256: '0'.repeat(64) }
  const answer = await gateway.send('/registry/notes', { method: 'POST', headers: authorized(gateway.master), body })
  const reason =
    `The archive could not be downloaded from ${url}: the server could not be reached, or this registry may not ` +
    'connect to it: it must be at a public address, or in a network that the operator trusts'
  expect([answer.status, answer.json()]).toMatchObject([422, { detail: reason }])
  expect(answer.text).not.toContain('not allowed')
  expect(lastChange(gateway)).toMatchObject({ reason, cause: expect.stringContaining('10.0.0.1) are not allowed') })
})

const versionFormats = 'use X.Y.Z, X.Y.Z-beta.N or X.Y.Z-dev.HASH, such as 1.0.0, 1.0.0-beta.1 or 1.0.0-dev.3f2a90b'
const versionLimits =
  'numbers have no zero in front and are at most 99999, HASH has at most 40 hexadecimal digits in lower case'

describe('the `detail` of a refusal', () => {
  const sha256 = '0'.repeat(64)
  const url = 'http://127.0.0.1/a.tgz'
  const json = { 'Content-Type': 'application/json' }
  const cases: [request: string, body: object | string, headers: Record<string, string>, detail: string][] = [
    ['POST /registry/notes', { version: '1.0', url, sha256 }, {}, `"1.0" is no version: ${versionFormats}`],
    [
      'POST /registry/notes',
      { version: '01.0.0', url, sha256 },
      {},
      `"01.0.0" is no version: ${versionFormats}; ${versionLimits}`,
    ],
    [
      'POST /registry/notes',
      { version: '100000.0.0', url, sha256 },
      {},
      `"100000.0.0" is no version: ${versionFormats}; ${versionLimits}`,
    ],
    ['POST /registry/notes', { url, sha256 }, {}, `The number of the version is missing: ${versionFormats}`],
    [
      'POST /registry/notes',
      { version: '1.0.0', sha256: 'abc' },
      {},
      'The address of the archive ("url") is missing; "sha256" has 3 characters: send the SHA-256 checksum of the ' +
        'archive, 64 hexadecimal digits as sha256sum prints them',
    ],
    ['POST /registry/notes', { version: 1 }, {}, '"version" must be of the JSON type string, and is number'],
    ['POST /registry/notes', '[]', json, 'The body must be of the JSON type object, and is array'],
    ['POST /registry/notes', ' ', json, 'The body is blank: send a JSON object'],
    [
      'POST /registry/notes',
      '{}',
      { 'Content-Type': 'text/plain' },
      'The header "Content-Type" must be "application/json", and it is "text/plain"',
    ],
    [
      'POST /registry/notes',
      {},
      { Accept: 'text/html' },
      'The answer is JSON: accept "application/json" or "*/*", or send no header "Accept"',
    ],
    [
      'POST /registry/Notes',
      {},
      {},
      '"Notes" is no slug for an application: use lowercase letters, digits and dashes, such as "my-app"',
    ],
    [
      'POST /registry/absent',
      {},
      {},
      'The default space has no application "absent": look at its spelling, or let an admin create it first',
    ],
    [
      'POST /labs/registry/notes',
      {},
      {},
      'The space "labs" has no application "notes": look at its spelling, or let an admin create it first',
    ],
    ['DELETE /registry/notes', {}, {}, 'This path supports only GET, HEAD, PATCH, POST'],
    [
      'POST /registry',
      { slug: 'notes', editor: 'Acme', type: 'webapp' },
      {},
      'The space has an application "notes" already: choose another slug',
    ],
    [
      'POST /registry',
      { slug: 'new', editor: 'Nobody', type: 'webapp' },
      {},
      'There is no editor "Nobody" (any more): an operator can create it',
    ],
    [
      'POST /registry',
      { slug: 'pending', editor: 'Acme', type: 'webapp' },
      {},
      '"pending" is no slug for an application: a route of the registry has this name, choose another one',
    ],
    [
      'PATCH /registry/notes',
      { editor: 'Other' },
      {},
      `The editor of this application is "Acme", and can't change: leave the editor out. To give the application to another editor, use transferApp or transfer-app`,
    ],
    ['PUT /registry/pending/notes/1.0/approval', {}, {}, `"1.0" is no version: ${versionFormats}`],
    ['PUT /registry/pending/notes/1.0.0/approval', {}, {}, '"notes" has no version 1.0.0 that waits for approval'],
    ['GET /registry?limit=x', '', {}, '"limit" must be a whole number of zero or more, and is "x"'],
    ['GET /registry/notes/nightly/latest', '', {}, '"nightly" is no channel: use "stable", "beta" or "dev"'],
    [
      'POST /registry/notes',
      {},
      { Authorization: 'Token a*b' },
      'The token has characters that base64 does not have: send it as it was printed, without quotes or blanks',
    ],
    [
      'POST /registry/notes',
      {},
      { Authorization: 'Token YWJjZA=' },
      'The token was cut off or changed: send all of it as it was printed, with each "=" at its end',
    ],
  ]
  test.each(cases)('names the problem, the value and the remedy: %s %j', async (requestLine, body, headers, detail) => {
    const gateway = await start()
    const [method = '', path = ''] = requestLine.split(' ')
    const request = { method, headers: { ...authorized(gateway.master), ...headers } }
    const answer = await gateway.send(path, { ...request, ...(body !== '' && { body }) })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.json()).toMatchObject({ detail })
  })

  it('is missing in a 404 of a read', async () => {
    const gateway = await start()
    const message = 'Application was not found'
    expect((await gateway.send('/registry/absent')).json()).toEqual({ error: message, message })
  })
})
