import { expect, it } from 'vitest'
import { DeprecateAppDocument, UndeprecateAppDocument } from '../../src/cli/generated/operations.js'
import { startTestGateway } from '../support/gateway.js'

const virtualSpaces = [{ name: 'mirror', source: '', filter: 'reject' as const, slugs: [] }]

it.each(['/registry', '/mirror/registry'])(
  'a deprecated application has the member "deprecated" below %s, and no other application has it',
  async (root) => {
    const gateway = await startTestGateway({ virtualSpaces })
    for (const slug of ['notes', 'tasks']) await gateway.addApp({ slug })
    const paths = [root, `${root}/notes`, `${root}/tasks`]
    const texts = () => Promise.all(paths.map(async (path) => (await gateway.send(path)).text))
    const before = await texts()
    const { etag = '' } = (await gateway.send(`${root}/notes`)).headers
    const input = { space: '__default__', slug: 'notes', message: 'Use Tasks', successor: 'tasks' }
    await gateway.execute(DeprecateAppDocument, { input })

    const deprecated = { message: 'Use Tasks', successor: 'tasks', at: expect.stringMatching(/Z$/), by: 'operator' }
    const changed = await gateway.send(`${root}/notes`, { headers: { 'If-None-Match': etag } })
    expect([changed.status, changed.json()]).toEqual([200, expect.objectContaining({ slug: 'notes', deprecated })])
    expect(changed.text.replace(/,"deprecated":\{[^}]*\}/, '')).toBe(before[1])
    expect((await gateway.send(root)).json()).toMatchObject({
      data: [{ slug: 'notes', deprecated }, { slug: 'tasks' }],
    })
    expect((await gateway.send(`${root}/tasks`)).text).toBe(before[2])

    await gateway.execute(DeprecateAppDocument, { input: { ...input, successor: null } })
    const { successor, ...withoutSuccessor } = deprecated
    expect((await gateway.send(`${root}/notes`)).json()).toMatchObject({ deprecated: withoutSuccessor })
    expect((await gateway.send(`${root}/notes`)).text).not.toContain('"successor"')

    await gateway.execute(UndeprecateAppDocument, { input: { space: '__default__', slug: 'notes' } })
    expect(await texts()).toEqual(before)
  },
)
