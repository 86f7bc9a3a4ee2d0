import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { startGatewayOn } from '../support/folder-gateway.js'
import { startArchiveServer } from '../support/archive-server.js'
import { sha256 } from '../support/archives.js'
import { archiveOf, authorized, editor } from '../support/gateway.js'
import { send } from '../support/http.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const publishProcess = new URL('../support/publish-process.ts', import.meta.url).pathname
const commandLine = new URL('../../src/main.ts', import.meta.url).pathname

it('a write of another process to the same data folder invalidates cached answers', { timeout: 120_000 }, async () => {
  const folder = await temporaryFolder()
  const { url, operations } = await startGatewayOn(folder)
  onTestFinished(() => operations.close())
  await operations.createEditor(editor, true)
  const { token } = await operations.createToken({ editor, kind: 'MASTER' })
  const body = { slug: 'notes', editor, type: 'webapp' }
  await send(url, '/registry', { method: 'POST', headers: authorized(token), body })
  const paths = ['', '/notes', '/notes/versions', '/notes/stable/latest'].map((path) => `/registry${path}`)
  const read = () => Promise.all(paths.map((path) => send(url, path)))
  expect((await read()).map(({ text }) => text.includes('1.0.0'))).toEqual([false, false, false, false])
  expect((await send(url, '/editors')).text).not.toContain('Newcomer')

  const archive = await archiveOf({ slug: 'notes', version: '1.0.0' })
  const archiveUrl = (await startArchiveServer()).serve('notes.tar.gz', archive)
  const version = JSON.stringify({ version: '1.0.0', url: archiveUrl, sha256: sha256(archive) })
  expect(await run(publishProcess, [folder, token, 'notes', version])).toContain('status 201')
  const environment = { COZY_REGISTRY_DATA: folder }
  await run(commandLine, ['add-editor', 'Newcomer', '--auto-publication'], environment)

  await until(async () => (await read()).every(({ status, text }) => status === 200 && text.includes('1.0.0')))
  await until(async () => (await send(url, '/editors')).text.includes('Newcomer'))
})

async function run(program: string, args: string[], environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const options = { env: { ...process.env, ...environment } }
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program, ...args], options)
  return stdout
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(10)
}
