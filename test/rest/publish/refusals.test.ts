import { randomBytes } from 'node:crypto'
import { describe, expect, it, test } from 'vitest'
import { parseJson } from '../../../src/json.js'
import { RevokeTokensDocument } from '../../../src/cli/generated/operations.js'
import { answerWithStatus } from '../../support/archive-server.js'
import { packArchive, sha256, type ArchiveEntry } from '../../support/archives.js'
import { changesIn } from '../../support/changes.js'
import { archiveOf, authorized, manifestOf } from '../../support/gateway.js'
import { attempt, readRefusal, startWithNotes, version } from './attempt.js'

/** The manifest of notes 1.0.0 with these changes. */
function manifest(changes: object = {}): ArchiveEntry {
  return { name: 'manifest.webapp', content: JSON.stringify({ ...manifestOf(version), ...changes }) }
}

describe('a publication is refused and stores nothing', () => {
  const wrongChecksum = '0'.repeat(64)

  test('for a wrong checksum', async () => {
    const gateway = await startWithNotes()
    const computed = sha256(await archiveOf(version))
    expect(await attempt(gateway, { body: { sha256: wrongChecksum } })).toEqual({
      status: 422,
      error: `Checksum does not match the calculated one (expecting "${wrongChecksum}", got "${computed}")`,
      cacheControl: 'no-cache',
    })
  })

  test('for an archive of 20 MiB, but not for a smaller one', async () => {
    const gateway = await startWithNotes()
    // The archive has the bundle, two headers (512 bytes each), the padded manifest (512 bytes), and an end marker
    // (1024 bytes).
    const archiveOfSize = (bytes: number) =>
      packArchive([manifest(), { name: 'bundle', content: randomBytes(bytes - 3 * 512 - 1024) }])
    const [tooLarge, largest] = [await archiveOfSize(20 * 1024 * 1024), await archiveOfSize(20 * 1024 * 1024 - 512)]
    expect([tooLarge.length, largest.length]).toEqual([20_971_520, 20_971_008])
    expect(await attempt(gateway, { archive: tooLarge })).toEqual({
      status: 422,
      error: 'Application is larger than max allowed 20MB',
      cacheControl: 'no-cache',
    })
    const url = gateway.archives.serve('largest.tar', largest)
    const answer = await gateway.send('/registry/notes', {
      method: 'POST',
      headers: authorized(await gateway.token({ app: 'notes' })),
      body: { version: '1.0.0', url, sha256: sha256(largest) },
    })
    expect(answer.json()).toMatchObject({ size: '20971008', sha256: sha256(largest) })
  })

  const archives: [string, () => Buffer | Promise<Buffer>, number, string | RegExp][] = [
    [
      'for bytes that are not a tar',
      () => Buffer.alloc(5000, 'no tar'),
      422,
      /^Could not reach version on specified url http:\/\/127\.0\.0\.1:\d+\/notes\.tar\.gz: \S/,
    ],
    [
      'for a truncated gzip',
      async () => (await archiveOf(version)).subarray(0, 200),
      422,
      /^Could not reach version on specified url http:\/\/127\.0\.0\.1:\d+\/notes\.tar\.gz: \S/,
    ],
    [
      'for an archive without a manifest',
      () => packArchive([{ name: 'index.html', content: 'hello' }]),
      422,
      'Tarball does not contain a manifest',
    ],
    [
      'for an empty manifest',
      () => packArchive([{ name: 'manifest.webapp', content: '' }]),
      422,
      'Application tarball does not contain a manifest',
    ],
    [
      'for a manifest of invalid JSON',
      () => packArchive([{ name: 'manifest.webapp', content: '{"slug": "notes",}' }]),
      422,
      /^Content of the manifest is not JSON valid: \S/,
    ],
    [
      'for a manifest with a lone surrogate',
      () => packArchive([manifest({ name: 'Notes \ud83d' })]),
      422,
      'Content of the manifest is not JSON valid: it has half of a surrogate pair',
    ],
    [
      'for a manifest with a lone surrogate in the name of a member',
      () => packArchive([manifest({ locales: { en: { '\udcdd': {} } } })]),
      422,
      'Content of the manifest is not JSON valid: it has half of a surrogate pair',
    ],
    [
      "for another application's slug in the manifest",
      () => packArchive([manifest({ slug: 'other' })]),
      400,
      'Version slug does not match the application',
    ],
    [
      'for a path traversal in the slug of the manifest',
      () => packArchive([manifest({ slug: '../other' })]),
      400,
      'Version slug does not match the application',
    ],
    [
      'for another version number in the manifest',
      () => packArchive([manifest({ version: '1.0.1' })]),
      422,
      '1 error occurred:\n\t* Content of the manifest does not match: 1 error occurred:\n\t* ' +
        '"version" field does not match ("1.0.0" != "1.0.1")\n\n\n\n',
    ],
    [
      'with an error that lists all problems of the manifest',
      () => packArchive([manifest({ editor: '', slug: '', version: '2.0.0' }), packageOf({ version: '1.0.1' })]),
      422,
      '3 errors occurred:\n\t* The "editor" field is empty\n\t* The "slug" field is empty\n\t* ' +
        'Content of the manifest does not match: 2 errors occurred:\n\t* ' +
        '"version" field does not match ("1.0.0" != "2.0.0")\n\t* "version" from package.json ("1.0.0" != "1.0.1")\n\n\n\n',
    ],
    [
      'for a package.json of invalid JSON',
      () => packArchive([manifest(), { name: 'package.json', content: '{' }]),
      422,
      /^File package\.json is not valid in http:\/\/127\.0\.0\.1:\d+\/notes\.tar\.gz: \S/,
    ],
  ]
  test.each(archives)('%s', async (_case, pack, status, error) => {
    const gateway = await startWithNotes()
    const found = await attempt(gateway, { archive: await pack() })
    expect(found).toMatchObject({ status, cacheControl: 'no-cache' })
    expect(found.error).toEqual(typeof error === 'string' ? error : expect.stringMatching(error))
  })

  const fields = 'Invalid version: the following fields are missing or erroneous: '
  const bodies: [string, object, number, string | RegExp][] = [
    ['for an invalid version number', { version: '1.0' }, 400, `${fields}version`],
    ['for a version number with a prefix', { version: 'notes/1.0.0' }, 400, `${fields}version`],
    ['for empty required fields', { version: '', url: '', sha256: '' }, 400, `${fields}version, url, sha256`],
    ['for members that are null', { version: null, url: null, sha256: null }, 400, `${fields}version, url, sha256`],
    ['for a lone surrogate in the parameters', { parameters: ['\ud83d'] }, 400, `${fields}parameters`],
    [
      'for parameters that nest too deep',
      { parameters: parseJson('['.repeat(3000) + ']'.repeat(3000)) },
      400,
      `${fields}parameters`,
    ],
    ...['http://here/a\n.tgz', ' http://here/a.tgz', 'http://here/%zz.tgz', 'http://here/a%2', '\u007fa'].map(
      (url): [string, object, number, string] => [
        `for the invalid URL ${JSON.stringify(url)}`,
        { url },
        400,
        `${fields}url`,
      ],
    ),
    ['for a checksum that is too short', { sha256: 'ab' }, 400, `${fields}sha256`],
    [
      'for a version that is a number',
      { version: 1 },
      400,
      /^Unmarshal type error: expected=string, got=number, field=version/,
    ],
    ['for screenshots that are not a list', { screenshots: 'a.png' }, 400, /field=screenshots/],
    ['for a version that exists', { version: '0.9.0' }, 409, 'Version already exists'],
    ['for a version that exists, with a "v" before its number', { version: 'v0.9.0' }, 409, 'Version already exists'],
    ['for a URL without a scheme', { url: 'foobar' }, 422, /^Could not reach version on specified url foobar: \S/],
    [
      'for a file URL',
      { url: 'file:///etc/hostname' },
      422,
      /^Could not reach version on specified url file:\/\/\/etc\/hostname: \S/,
    ],
  ]
  test.each(bodies)('%s', async (_case, body, status, error) => {
    const gateway = await startWithNotes()
    const found = await attempt(gateway, { body })
    expect(found).toMatchObject({ status, cacheControl: 'no-cache' })
    expect(found.error).toEqual(typeof error === 'string' ? error : expect.stringMatching(error))
  })

  test('for an archive that does not exist', async () => {
    const gateway = await startWithNotes()
    const url = gateway.archives.serve('gone.tar.gz', answerWithStatus(404))
    expect(await attempt(gateway, { body: { url } })).toEqual({
      status: 422,
      error: `Could not reach version on specified url ${url}: server responded with code 404`,
      cacheControl: 'no-cache',
    })
  })

  test('when the same version is already pending', async () => {
    const gateway = await startWithNotes()
    await gateway.operations.createEditor('Slow', false)
    await gateway.addApp({ slug: 'slow', editor: 'Slow' })
    const token = await gateway.token({ editor: 'Slow', app: 'slow' })
    const submission = { slug: 'slow', version: '1.0.0', token }
    expect((await gateway.publish(submission)).status).toBe(201)
    const before = await gateway.stored()
    expect(readRefusal(await gateway.publish(submission))).toMatchObject({
      status: 409,
      error: 'Version already exists',
    })
    expect(await gateway.stored()).toEqual(before)
  })

  test('for an application that does not exist', async () => {
    const gateway = await startWithNotes()
    const answer = await gateway.publish({ slug: 'nothing', version: '1.0.0', token: gateway.master })
    expect(readRefusal(answer)).toEqual({ status: 404, error: 'Application was not found', cacheControl: 'max-age=60' })
  })
})

describe('the token of a publication', () => {
  const invalid = 'Token could not be verified'
  const long = Buffer.alloc(772).toString('base64')
  const headers: [string, Record<string, string>, string][] = [
    ['the header Authorization is missing', {}, 'Missing prefix from authorization header'],
    ['it has the scheme Bearer', { Authorization: 'Bearer abcd' }, 'Missing prefix from authorization header'],
    ['its scheme is in lower case', { Authorization: 'token abcd' }, 'Missing prefix from authorization header'],
    ['it is too long', authorized(long), 'Token is too long'],
    ['it is invalid base64', authorized('a*b'), 'Token is not properly base64 encoded'],
    ['it was made by another registry', authorized(randomBytes(60).toString('base64')), invalid],
  ]
  test.each(headers)('is refused when %s', async (_case, authorization, error) => {
    const gateway = await startWithNotes()
    const found = await attempt(gateway, { headers: { 'Content-Type': 'application/json', ...authorization } })
    expect(found).toEqual({ status: 401, error, cacheControl: 'no-cache' })
  })

  test('is refused when it is bound to another application', async () => {
    const gateway = await startWithNotes()
    const token = await gateway.token({ app: 'other' })
    expect(await attempt(gateway, { headers: authorized(token) })).toMatchObject({ status: 401, error: invalid })
  })

  test('is refused when it belongs to another editor', async () => {
    const gateway = await startWithNotes()
    await gateway.operations.createEditor('Rival', true)
    const token = await gateway.token({ editor: 'Rival' })
    expect(await attempt(gateway, { headers: authorized(token) })).toMatchObject({ status: 401, error: invalid })
  })

  test('is refused when it is expired', async () => {
    const gateway = await startWithNotes()
    const token = await gateway.expiredToken('notes')
    expect(await attempt(gateway, { headers: authorized(token) })).toMatchObject({ status: 401, error: invalid })
  })

  test('is refused with the same reason in REST, GraphQL and the log', async () => {
    const gateway = await startWithNotes()
    await gateway.addApp({ slug: 'drive' })
    await gateway.operations.createEditor('Rival', true)
    const tokens = {
      otherApp: await gateway.token({ app: 'drive' }),
      rival: await gateway.token({ editor: 'Rival' }),
      expired: await gateway.expiredToken('notes'),
      revoked: await gateway.token({ app: 'notes' }),
    }
    await gateway.operations.execute(RevokeTokensDocument, { input: { editor: 'Acme', kind: 'EDITOR', app: 'notes' } })
    const anyApp = await gateway.token()
    const foreign = randomBytes(60).toString('base64')
    const reasons: [string | undefined, string][] = [
      [undefined, 'The request has no Authorization header: send "Authorization: Token <token>"'],
      [foreign, 'The token was not made by this registry, or it was changed or cut off'],
      [tokens.otherApp, 'The token is for the application "drive" alone, not for "notes"'],
      [tokens.rival, 'The token is for applications of the editor "Rival", and "notes" belongs to "Acme"'],
      [tokens.expired, 'The token expired at 2001-09-09T01:46:40.000Z: ask for a new one'],
      [tokens.revoked, 'The token was revoked, or its editor was removed: ask for a new one'],
      [anyApp, 'The tokens for "notes" were revoked: ask for a new one that is bound to it'],
    ]
    const query = `mutation { publishVersion(input: { app: "notes", version: "1.0.0", url: "", sha256: "" }) {
      ... on Refusal { message } } }`
    for (const [token, detail] of reasons) {
      const headers = token === undefined ? {} : authorized(token)
      const answer = await gateway.send('/registry/notes', { method: 'POST', headers, body: {} })
      const error = token === undefined ? 'Missing prefix from authorization header' : invalid
      expect([answer.status, answer.json()]).toEqual([401, { error, message: error, detail }])
      expect((await gateway.send('/graphql', { method: 'POST', headers, body: { query } })).text).toContain(
        JSON.stringify(detail),
      )
      expect(changesIn(gateway.logged()).slice(-2)).toMatchObject([{ reason: detail }, { reason: detail }])
    }
  })

  test('is checked before the application is looked up', async () => {
    const gateway = await startWithNotes()
    const answer = await gateway.publish({ slug: 'nothing', version: '1.0.0', token: 'AAAA' })
    expect(readRefusal(answer)).toMatchObject({ status: 401, error: invalid })
  })
})

describe('the request of a publication', () => {
  it('must contain JSON, and accept JSON', async () => {
    const gateway = await startWithNotes()
    const token = authorized(await gateway.token({ app: 'notes' }))
    const contentType = { 'Content-Type': 'text/plain' }
    expect(await attempt(gateway, { headers: { ...token, ...contentType } })).toMatchObject({
      status: 415,
      error: 'Content-Type should be application/json',
    })
    expect(await attempt(gateway, { headers: { ...token, Accept: 'text/html' } })).toMatchObject({
      status: 406,
      error: 'Accept header does not contain application/json',
    })
  })

  it('is refused with 413 when its body has 2 MB', async () => {
    const gateway = await startWithNotes()
    const before = await gateway.stored()
    const answer = await gateway.send('/registry/notes', {
      method: 'POST',
      headers: authorized(await gateway.token({ app: 'notes' })),
      body: { version: '1.0.0', padding: 'x'.repeat(2_000_000) },
    })
    expect([answer.status, answer.text]).toEqual([413, 'Request Entity Too Large'])
    expect(await gateway.stored()).toEqual(before)
  })
})

function packageOf(content: object): ArchiveEntry {
  return { name: 'package.json', content: JSON.stringify(content) }
}
