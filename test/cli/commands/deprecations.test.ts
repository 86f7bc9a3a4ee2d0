import { expect, it } from 'vitest'
import { enginesForCommands } from '../engines.js'
import { createNotes } from '../notes.js'

const minutes = 60_000
const success = { status: 0, stderr: '' }

it.each(enginesForCommands())(
  'deprecate-app deprecates an application, and undeprecate-app ends the deprecation, on %s',
  { timeout: 5 * minutes },
  async (_, make) => {
    const { call, json } = await createNotes(make(), [])
    const words = ['deprecate-app', 'notes', '--message', 'Use Tasks', '--successor', 'tasks']
    expect(await call(words)).toEqual({ ...success, stdout: 'Deprecating notes...ok\n' })
    const deprecated = { message: 'Use Tasks', successor: 'tasks', at: expect.stringMatching(/Z$/), by: 'operator' }
    expect(await json('show-app', 'notes')).toMatchObject({ deprecated })
    expect(await call(['undeprecate-app', 'notes'])).toEqual({
      ...success,
      stdout: 'Ending the deprecation of notes...ok\n',
    })
    expect(await json('show-app', 'notes')).not.toHaveProperty('deprecated')
    const asked = await call(['deprecate-app', 'notes', '--json'], 'Old\n')
    expect(asked).toMatchObject({ status: 0, stderr: 'Message: ' })
    expect(JSON.parse(asked.stdout)).toMatchObject({ slug: 'notes', deprecated: { message: 'Old' } })
    for (const [refused, message] of [
      [[...words.slice(0, -1), 'none'], /successor "none" is no application/],
      [['deprecate-app', 'none', '--message', 'Old'], /no application "none"/],
      [['undeprecate-app', 'none'], /no application "none"/],
    ] as const) {
      const { status, stderr } = await call([...refused])
      expect([status, stderr]).toEqual([1, expect.stringMatching(message)])
    }
  },
)
