import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { openSqliteDocuments } from '../../../src/documents/sqlite/sqlite.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { drivers } from './drivers.js'

const program = fileURLToPath(new URL('program.ts', import.meta.url))
const rounds = 15

describe.each(drivers)('several processes, with $name', (driver) => {
  const startProgram = (folder: string, ...rest: string[]) =>
    spawn(process.execPath, ['--import', 'tsx', program, folder, driver.name, ...rest], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })

  test('all acknowledged writes survive SIGKILL', { timeout: 60_000 }, async () => {
    const folder = await temporaryFolder()
    const acknowledged = new Map<string, string>()
    for (let round = 0; round < rounds; round++) {
      const child = startProgram(folder, `round-${round}`, 'put')
      const output = text(child.stdout)
      await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
      await pause(Math.random() * 100)
      await kill(child)
      for (const [, id = '', revision = ''] of (await output).matchAll(/^(\S+) (\S+)$/gm))
        acknowledged.set(id, revision)
    }
    expect(acknowledged.size).toBeGreaterThan(rounds)
    const documents = await openSqliteDocuments(folder, driver)
    const found = await documents.getMany('apps', [...acknowledged.keys()])
    expect(found.map((document) => document?._rev)).toEqual([...acknowledged.values()])
    const complete = found.filter((document) => document?.text === 'x'.repeat(Number(document?.n) % 5000))
    expect(complete).toHaveLength(found.length)
    const indexed = await documents.findFields('apps', { index: { name: 'by-n', fields: ['n'] }, where: {} }, ['n'])
    expect(indexed).toHaveLength((await documents.ids('apps')).length)
    await documents.close()
  })

  test('two processes that write at once lose no update', { timeout: 30_000 }, async () => {
    const folder = await temporaryFolder()
    const children = ['one', 'two'].map((name) => startProgram(folder, name, 'together', '150'))
    const reading = children.map(({ stdout }) => text(stdout))
    await Promise.all(children.map(({ stdout }) => once(stdout, 'data')))
    for (const { stdin } of children) stdin.end('go')
    const outputs = await Promise.all(reading)
    expect(outputs.map((output) => /^seen (.*)$/m.exec(output)?.[1])).toEqual([
      'hello-one,hello-two',
      'hello-one,hello-two',
    ])
    const documents = await openSqliteDocuments(folder, driver)
    const counter = await documents.get('apps', 'counter')
    expect(counter?.n).toBe(300)
    expect(counter?._rev).toMatch(/^300-/)
    await documents.close()
    // A conflict shows that the two processes have run at the same time.
    expect(outputs.join('')).toMatch(/^conflicts [1-9]/m)
  })
})

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) throw new Error('The program ended before it was killed')
  child.kill('SIGKILL')
  await once(child, 'exit')
}
