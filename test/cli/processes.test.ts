import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { connect } from '../../src/gateway.js'
import { freePorts } from '../servers/processes.js'
import { send } from '../support/http.js'
import { stopped } from '../support/program.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { run } from './harness.js'
import { programArguments, runProcess } from '../support/program-process.js'

/** A folder with a secret, the editor `Acme`, its application `notes`, and the space `labs`. */
async function prepared(): Promise<string> {
  const cwd = await temporaryFolder()
  await writeFile(join(cwd, 'cozy-registry.yml'), 'data: data\nspaces: __default__ labs\nsession-secret: secret.key\n')
  for (const words of [
    ['gen-session-secret', '--passphrase=false'],
    ['add-editor', 'Acme'],
    ['add-app', 'notes', '--app-editor', 'Acme', '--app-type', 'webapp'],
  ]) {
    expect(await run(words, { cwd, connect })).toMatchObject({ status: 0 })
  }
  return cwd
}

it('every question can be answered by a pipe', { timeout: 300_000 }, async () => {
  const cwd = await prepared()
  const answers = async (words: string[], input: string) => {
    const { status, stderr } = await runProcess(words, cwd, input)
    expect({ words, status, stderr }).toMatchObject({ words, status: 0 })
  }
  await Promise.all([
    answers(['revoke-tokens'], 'Acme\r\nmaybe\r\nyes\r\n'),
    answers(['maintenance', 'activate', 'notes'], 'fr\nCourt\nLong\nen\nShort\nLong\n\n'),
    answers(['rm-space', 'labs'], 'labs'),
    answers(['gen-session-secret', 'sealed.key'], 'one\ntwo\nthree\nthree\n'),
  ])
})

it(
  'a question without a terminal fails at once, and names the flag to use instead',
  {
    timeout: 300_000,
  },
  async () => {
    const cwd = await prepared()
    const questions = [
      { words: ['add-editor'], instead: 'the name as an argument' },
      { words: ['revoke-tokens', 'Acme'], instead: '--yes' },
      { words: ['maintenance', 'activate', 'notes'], instead: '--message, or --yes for no message' },
      { words: ['rm-space', 'labs'], instead: '--yes' },
      { words: ['gen-session-secret', 'other.key'], instead: 'it as REGISTRY_SESSION_PASS, or --passphrase=false' },
    ]
    await Promise.all(
      questions.map(async ({ words, instead }) => {
        const { status, stderr } = await runProcess(words, cwd)
        expect({ words, status }).toEqual({ words, status: 1 })
        expect(stderr).toMatch(new RegExp(`EOF\\nNobody is there to answer: give ${instead}\\n$`))
      }),
    )
  },
)

it('without a terminal, only the questions of the reference registry are asked', { timeout: 300_000 }, async () => {
  const cwd = await prepared()
  for (const words of [
    ['rm-app', 'notes'],
    ['rm-editor', 'Acme'],
  ]) {
    expect(await runProcess(words, cwd)).toMatchObject({ status: 0 })
  }
})

it('a command succeeds when the reader of its output closes early', { timeout: 300_000 }, async () => {
  const cwd = await prepared()
  const words = ['completion', 'fish']
  const child = spawn(process.execPath, [...programArguments, ...words], { cwd })
  child.stdout.once('data', () => child.stdout.destroy())
  expect(await outcomeOf(child)).toEqual({ stderr: '', status: 0 })
  const unread = spawn(process.execPath, [...programArguments, 'ls-editors'], { cwd })
  unread.stdout.destroy()
  expect(await outcomeOf(unread)).toEqual({ stderr: '', status: 0 })
})

it('an export fails when the reader of its output closes early', { timeout: 300_000 }, async () => {
  const child = spawn(process.execPath, [...programArguments, 'export'], { cwd: await prepared() })
  child.stdout.destroy()
  const { stderr, status } = await outcomeOf(child)
  expect(stderr).toMatch(/^Error: .*EPIPE\n$/m)
  expect(stderr).not.toContain('    at ')
  expect(status).toBe(1)
})

it('a stopped server exits with success, also when its output was lost', { timeout: 300_000 }, async (context) => {
  if (!existsSync('/dev/full')) return context.skip('this system has no /dev/full')
  const cwd = await prepared()
  const full = await open('/dev/full', 'w')
  onTestFinished(() => full.close())
  const statusAfterStop = async (stdout: number | 'pipe', stderr: number | 'pipe') => {
    const [port = 0] = await freePorts(1)
    const serving = spawn(process.execPath, [...programArguments, 'serve', '--port', String(port)], {
      cwd,
      env: { ...process.env, HOME: cwd, COZY_REGISTRY_SHUTDOWN_DRAIN: '0s' },
      stdio: ['ignore', stdout, stderr],
    })
    onTestFinished(() => void serving.kill('SIGKILL'))
    serving.stdout?.destroy()
    serving.stderr?.destroy()
    const isHealthy = () => send(`http://127.0.0.1:${port}`, '/health').then(({ status }) => status === 200)
    await expect.poll(() => isHealthy().catch(() => false), { timeout: 120_000 }).toBe(true)
    return stopped(serving)
  }
  expect(await statusAfterStop(full.fd, full.fd)).toBe(0)
  expect(await statusAfterStop('pipe', 'pipe')).toBe(0)
})

async function outcomeOf(child: ChildProcessWithoutNullStreams): Promise<{ stderr: string; status: number | null }> {
  const exit = once(child, 'exit')
  const stderr = await text(child.stderr)
  await exit
  return { stderr, status: child.exitCode }
}
