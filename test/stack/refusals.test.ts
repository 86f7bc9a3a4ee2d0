import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startTestCozy } from '../support/cozy.js'

const lineShape = z.object({ msg: z.literal('a request was refused'), error_msg: z.string(), detail: z.string() })

describe('the log of refused requests', () => {
  it('says what is wrong with a token, which the answer to the client does not say', async () => {
    const cozy = await startTestCozy()
    const scope = 'io.cozy.contacts'
    const own = await cozy.tokenOf({ kind: 'cli', scope })
    const bob = await cozy.instances.add({ domain: 'bob.example.org', locale: 'en', context: 'default' })
    const authorizations: [authorization: string | undefined, detail: string][] = [
      [undefined, 'The request has no Authorization header: send "Authorization: Bearer <token>"'],
      [`Token ${own}`, 'The Authorization header must be the word "Bearer", one blank, and the token'],
      [
        `Bearer ${cozy.master}`,
        'The token is no JSON Web Token: it may be cut off, or be a token of the registry. Make one with gen-instance-token',
      ],
      [
        `Bearer ${await cozy.instances.tokens.create(bob, { kind: 'cli', scope })}`,
        'The token belongs to "bob.example.org", not to "alice.example.org"',
      ],
      [
        `Bearer ${own.slice(0, -5)}`,
        'The signature of the token is wrong: it was changed or cut off, or is older than this instance',
      ],
      [
        `Bearer ${await cozy.tokenOf({ kind: 'cli', scope }, -60)}`,
        expect.stringMatching(/^The token has expired at 20\d\d-.*Z$/),
      ],
      [
        `Bearer ${await cozy.tokenOf({ kind: 'app', slug: 'gone' })}`,
        'The application "gone" of the token is not installed any more',
      ],
      [`Bearer ${own}`, 'The token has no permission for GET on the whole doctype "io.cozy.apps"'],
    ]
    for (const [authorization] of authorizations) {
      await cozy.ask('/apps/', undefined, { headers: { ...(authorization && { Authorization: authorization }) } })
    }
    const lines = cozy.logged().flatMap((line) => lineShape.safeParse(JSON.parse(line)).data ?? [])
    expect(lines.map(({ detail }) => detail)).toEqual(authorizations.map(([, detail]) => detail))
    for (const [authorization = ' '] of authorizations) {
      const [, token = ''] = authorization.split(' ')
      if (token !== '') expect(cozy.logged().join('')).not.toContain(token)
    }
  })
})
