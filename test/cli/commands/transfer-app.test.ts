import { expect, it } from 'vitest'
import { enginesForCommands } from '../engines.js'
import { createNotes } from '../notes.js'

const minutes = 60_000

it.each(enginesForCommands())(
  'transfer-app gives an application to another editor, on %s',
  { timeout: 5 * minutes },
  async (_, make) => {
    const { call, json } = await createNotes(make(), ['1.0.0'])
    await call(['add-editor', 'Zoo', '--auto-publication'])
    expect(await call(['transfer-app', 'notes', 'zoo'])).toEqual({
      status: 0,
      stdout: 'notes belongs to Zoo now, and no longer to Acme.\n',
      stderr: '',
    })
    expect(await json('transfer-app', 'notes', 'acme', '--json')).toMatchObject({ slug: 'notes', editor: 'Acme' })
    const { status, stderr } = await call(['transfer-app', 'notes', 'Nobody'])
    expect([status, stderr]).toEqual([1, 'Error: Editor not found\n'])
  },
)
