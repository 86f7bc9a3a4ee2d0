import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { readBlocks } from '../docs/blocks.js'
import { freePorts } from '../servers/processes.js'
import { send } from '../support/http.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))

test(
  'the systemd commands of docs/operating.md install a running gateway, and create a token',
  { timeout: 120_000 },
  async () => {
    // A folder that stands for the root of the file system.
    const machine = await temporaryFolder()
    const moveIntoMachine = (text: string) => text.replaceAll(/(?<=^|[ =])\/(?=(etc|usr|var)\/)/gm, `${machine}/`)
    const page = await readFile(join(root, 'docs/operating.md'), 'utf8')
    const blocks = readBlocks(page).filter(({ notRun }) => notRun?.includes('test/deploy/systemd.test.ts'))
    const [install = '', commands = ''] = blocks.map(({ text }) => moveIntoMachine(text))
    const bin = await makeCommands(machine)
    const [port = 0] = await freePorts(1)
    const env = { PATH: `${bin}:${process.env.PATH ?? ''}`, HOME: machine, COZY_REGISTRY_PORT: String(port) }

    await run('sh', ['-ec', install], { cwd: machine, env })
    const unit = moveIntoMachine(await readFile(join(machine, 'etc/systemd/system/cozy-registry.service'), 'utf8'))
    const setting = (name: string) => RegExp(`^${name}=(.+)$`, 'm').exec(unit)?.[1] ?? ''
    // systemd itself creates this folder for the unit.
    await mkdir(join(machine, 'var/lib', setting('StateDirectory')), { recursive: true, mode: 0o700 })
    const [program = '', ...args] = setting('ExecStart').split(' ')
    const server = spawn(program, args, { cwd: setting('WorkingDirectory'), env, stdio: 'ignore' })
    const exit = once(server, 'exit')
    onTestFinished(() => void server.kill('SIGKILL'))
    const url = `http://127.0.0.1:${String(port)}`
    while ((await send(url, '/ready').catch(() => undefined))?.status !== 200) {
      expect(server.exitCode).toBeNull()
      await pause(100)
    }
    const { stdout } = await run('sh', ['-ec', commands], { cwd: machine, env })
    expect(stdout).toMatch(/^[\w+/]{60,}=*$/m)
    server.kill('SIGINT')
    expect(await exit).toEqual([0, null])
  },
)

/** Creates stubs of the programs that a test can't run, such as `systemctl`. Returns their folder. */
async function makeCommands(machine: string): Promise<string> {
  const bin = join(machine, 'usr/bin')
  const config = join(machine, 'etc/cozy/cozy-registry.yml')
  await mkdir(bin, { recursive: true })
  await mkdir(join(machine, 'etc/systemd/system'), { recursive: true })
  const main = `exec node --import ${join(root, 'node_modules/tsx/dist/esm/index.mjs')} ${join(root, 'src/main.ts')}`
  const scripts = {
    // Creates the files that npm would install, except for the program itself.
    npm: `mkdir -p ${machine}/usr/lib/node_modules && ln -s ${root} ${machine}/usr/lib/node_modules/cozy-registry-gateway`,
    useradd: 'true',
    chown: 'true',
    systemctl: 'true',
    runuser: 'shift 3; exec "$@"',
    'cozy-registry': `case "$*" in *cozy-registry.yml*) ${main} "$@" ;; esac; ${main} "$@" --config ${config}`,
  }
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`)
    await chmod(join(bin, name), 0o755)
  }
  return bin
}
