import { expect, it } from 'vitest'
import { enginesForCommands } from '../engines.js'
import { createNotes } from '../notes.js'

const minutes = 60_000
const success = { status: 0, stderr: '' }

it.each(enginesForCommands())(
  'withdraw-version hides a version from ls-versions, and restore-version shows it again, on %s',
  { timeout: 5 * minutes },
  async (_, make) => {
    const { call, json } = await createNotes(make(), ['1.0.0', '1.1.0'])
    expect(await call(['withdraw-version', 'notes', '1.1.0', '--reason', 'It loses data'])).toEqual({
      ...success,
      stdout: 'Withdrawing notes/1.1.0...ok\n',
    })
    expect(await call(['ls-versions', 'notes'])).toEqual({ ...success, stdout: '1.0.0\n' })
    expect(await call(['restore-version', 'notes', '1.1.0'])).toEqual({
      ...success,
      stdout: 'Restoring notes/1.1.0...ok\n',
    })
    expect(await call(['ls-versions', 'notes'])).toEqual({ ...success, stdout: '1.1.0\n1.0.0\n' })

    const withdrawn = { reason: 'Wrong icon', at: expect.stringMatching(/Z$/), by: 'operator' }
    const asked = await call(['withdraw-version', 'notes', '1.1.0', '--json'], 'Wrong icon\n')
    expect(asked).toMatchObject({ status: 0, stderr: 'Reason: ' })
    expect(JSON.parse(asked.stdout)).toMatchObject({ slug: 'notes', version: '1.1.0', state: 'published', withdrawn })
    expect(await json('restore-version', 'notes', '1.1.0')).not.toHaveProperty('withdrawn')
  },
)

it('withdraw-version explains its refusals', { timeout: 5 * minutes }, async () => {
  const { call } = await createNotes(enginesForCommands()[0]?.[1]() ?? expect.fail('no engines'), ['1.0.0'])
  const refusals: [string[], RegExp][] = [
    [['withdraw-version', 'notes', '9.0.0', '--reason', 'Old'], /"notes" has no version 9\.0\.0/],
    [['withdraw-version', 'none', '1.0.0', '--reason', 'Old'], /no application "none"/],
    [['withdraw-version', 'notes', '1.0.0', '--reason', ''], /reason is empty/],
    [['withdraw-version', 'notes', '1.0.0'], /give --reason/],
    [['restore-version', 'notes', 'one'], /"one" is no version/],
  ]
  for (const [words, message] of refusals) {
    const { status, stderr } = await call(words)
    expect([words, status, stderr]).toEqual([words, 1, expect.stringMatching(message)])
  }
})
