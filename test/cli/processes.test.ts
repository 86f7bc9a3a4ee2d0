import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { existsSync } from 'node:fs'
import { open, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { connect } from '../../src/gateway.js'
import { freePorts } from '../servers/processes.js'
import { changesIn } from '../support/changes.js'
import { send } from '../support/http.js'
import { stopProcess } from '../support/program.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { run } from './harness.js'
import { programArguments, runProcess } from '../support/run-program.js'

/** Creates a folder with a secret, the editor `Acme`, its application `notes`, and the space `labs`. */
async function createRegistryFolder(): Promise<string> {
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

it('questions can be answered through a pipe', { timeout: 300_000 }, async () => {
  const cwd = await createRegistryFolder()
  const expectAnswered = async (words: string[], input: string) => {
    const { status, stderr } = await runProcess(words, cwd, input)
    expect({ words, status, stderr }).toMatchObject({ words, status: 0 })
  }
  await Promise.all([
    expectAnswered(['revoke-tokens'], 'Acme\r\nmaybe\r\nyes\r\n'),
    expectAnswered(['maintenance', 'activate', 'notes'], 'fr\nCourt\nLong\nen\nShort\nLong\n\n'),
    expectAnswered(['rm-space', 'labs'], 'labs'),
    expectAnswered(['gen-session-secret', 'sealed.key'], 'one\ntwo\nthree\nthree\n'),
  ])
})

it(
  'a question fails when the input is empty, and the error says how to avoid the question',
  {
    timeout: 300_000,
  },
  async () => {
    const cwd = await createRegistryFolder()
    const questions = [
      { words: ['add-editor'], instead: 'give the name as an argument' },
      { words: ['revoke-tokens', 'Acme'], instead: 'give --yes' },
      { words: ['maintenance', 'activate', 'notes'], instead: 'give --message, or --yes for no message' },
      { words: ['rm-space', 'labs'], instead: 'give --yes' },
      { words: ['gen-session-secret', 'other.key'], instead: 'set REGISTRY_SESSION_PASS, or give --passphrase=false' },
    ]
    await Promise.all(
      questions.map(async ({ words, instead }) => {
        const { status, stderr } = await runProcess(words, cwd)
        expect({ words, status }).toEqual({ words, status: 1 })
        expect(stderr).toMatch(new RegExp(`EOF\\nThere is no terminal to answer on: ${instead}\\n$`))
      }),
    )
  },
)

it('rm-app and rm-editor need no confirmation when the input is empty', { timeout: 300_000 }, async () => {
  const cwd = await createRegistryFolder()
  for (const words of [
    ['rm-app', 'notes'],
    ['rm-editor', 'Acme'],
  ]) {
    expect(await runProcess(words, cwd)).toMatchObject({ status: 0 })
  }
})

it('a command succeeds when the reader of its output closes early', { timeout: 300_000 }, async () => {
  const cwd = await createRegistryFolder()
  const words = ['completion', 'fish']
  const child = spawn(process.execPath, [...programArguments, ...words], { cwd })
  child.stdout.once('data', () => child.stdout.destroy())
  expect(await outcomeOf(child)).toEqual({ stderr: '', status: 0 })
  const unread = spawn(process.execPath, [...programArguments, 'ls-editors'], { cwd })
  unread.stdout.destroy()
  expect(await outcomeOf(unread)).toEqual({ stderr: '', status: 0 })
})

it('an export fails when the reader of its output closes early', { timeout: 300_000 }, async () => {
  const child = spawn(process.execPath, [...programArguments, 'export'], { cwd: await createRegistryFolder() })
  child.stdout.destroy()
  const { stderr, status } = await outcomeOf(child)
  expect(stderr).toMatch(/^Error: The program that reads the output has closed it before its end\n$/m)
  expect(stderr).not.toContain('    at ')
  expect(status).toBe(1)
})

it("an import or an export fails with one sentence when a file can't be read or written to its end", async (context) => {
  if (!existsSync('/proc/self/mem') || !existsSync('/dev/full')) return context.skip('this system has no such files')
  const cwd = await createRegistryFolder()
  const env = { ...process.env, HOME: cwd }
  const start = (words: string[], stdin: number | 'ignore', stdout: number | 'ignore') =>
    spawn(process.execPath, [...programArguments, ...words], { cwd, env, stdio: [stdin, stdout, 'pipe'] })
  const statusOf = async (child: ReturnType<typeof start>) => {
    const exit = once(child, 'exit')
    const stderr = child.stderr ? await text(child.stderr) : ''
    await exit
    return { status: child.exitCode, error: stderr.split('\n').filter((line) => line.startsWith('Error: ')) }
  }
  // The memory at address 0 can be opened, but not read.
  expect(await statusOf(start(['import', '/proc/self/mem'], 'ignore', 'ignore'))).toEqual({
    status: 1,
    error: ["Error: The archive can't be read: EIO: i/o error, read"],
  })
  const memory = await open('/proc/self/mem', 'r')
  const full = await open('/dev/full', 'w')
  onTestFinished(() => Promise.all([memory.close(), full.close()]).then(() => undefined))
  expect(await statusOf(start(['import'], memory.fd, 'ignore'))).toEqual({
    status: 1,
    error: ["Error: The standard input can't be read: EIO: i/o error, read"],
  })
  expect(await statusOf(start(['export'], 'ignore', full.fd))).toEqual({
    status: 1,
    error: ["Error: The output can't be written: ENOSPC: no space left on device, write"],
  })
}, 300_000)

it(
  "a server keeps running when its output can't be written, and stops with status 0",
  { timeout: 300_000 },
  async (context) => {
    if (!existsSync('/dev/full')) return context.skip('this system has no /dev/full')
    const cwd = await createRegistryFolder()
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
      return stopProcess(serving)
    }
    expect(await statusAfterStop(full.fd, full.fd)).toBe(0)
    expect(await statusAfterStop('pipe', 'pipe')).toBe(0)
  },
)

async function outcomeOf(child: ChildProcessWithoutNullStreams): Promise<{ stderr: string; status: number | null }> {
  const exit = once(child, 'exit')
  const stderr = await text(child.stderr)
  await exit
  return { stderr, status: child.exitCode }
}

it.each(['SIGINT', 'SIGTERM'] as const)(
  'a change that %s interrupts is logged as abandoned',
  { timeout: 120_000 },
  async (signal) => {
    const cwd = await createRegistryFolder()
    const requests = new EventEmitter()
    // Never answers.
    const otherRegistry = createServer(() => requests.emit('request')).listen(0, '127.0.0.1')
    onTestFinished(() => void otherRegistry.close())
    await once(otherRegistry, 'listening')
    const address = otherRegistry.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    const child = spawn(process.execPath, [...programArguments, 'copy-from', `http://127.0.0.1:${port}`], {
      cwd,
      env: { ...process.env, COZY_REGISTRY_LOG_FILE: 'changes.log' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const stderr = text(child.stderr)
    await once(requests, 'request')
    child.kill(signal)
    await once(child, 'exit')
    expect({ status: child.exitCode, stderr: await stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/interrupted\n$/),
    })
    const lines = (await readFile(join(cwd, 'changes.log'), 'utf8')).trim().split('\n')
    expect(changesIn(lines)).toMatchObject([
      {
        operation: 'copyFrom',
        on: { registry: `127.0.0.1:${port}`, space: '__default__' },
        outcome: 'abandoned',
        reason: 'The command was interrupted',
      },
    ])
  },
)

it('the log calls the default space "__default__" for every command', async () => {
  const cwd = await createRegistryFolder()
  const env = { COZY_REGISTRY_LOG_FILE: join(cwd, 'changes.log') }
  const commands = [
    ['add-app', 'tasks', '--app-editor', 'Acme', '--app-type', 'webapp'],
    ['modify-app', 'tasks', '--data-usage-commitment', 'none'],
  ]
  for (const words of commands) expect(await run(words, { cwd, connect, env })).toMatchObject({ status: 0 })
  const lines = (await readFile(env.COZY_REGISTRY_LOG_FILE, 'utf8')).trim().split('\n')
  expect(changesIn(lines).map(({ on }) => on.space)).toEqual(['__default__', '__default__'])
})
