import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { send } from './http.js'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

// An absolute URL, because Node can't resolve the name `tsx` from the working directory of the processes.
const tsx = import.meta.resolve('tsx')

/**
 * `cozy-registry` as an operator uses it: a server and commands. They are processes that share a folder, a secret and
 * settings.
 */
export interface Program {
  /** Starts `serve` on a port of the loopback address, and waits until it answers. */
  serve(port: number): Promise<ChildProcess>
  /** Runs a command; returns its output. */
  command(...args: string[]): Promise<string>
}

/**
 * Creates a secret, and returns functions that run the program.
 * @param folder the working directory of the processes, with the file of the secret
 * @param settings environment variables; archives may always be downloaded from loopback addresses
 * @param uid the user that runs the processes; the folder is given to this user
 */
export async function programIn(folder: string, settings: Record<string, string>, uid?: number): Promise<Program> {
  const secret = join(folder, 'secret.key')
  await writeFile(secret, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 })
  if (uid !== undefined) for (const path of [folder, secret]) await chown(path, uid, uid)
  const env = {
    PATH: process.env.PATH,
    COZY_REGISTRY_SHUTDOWN_DRAIN: '0s',
    ...settings,
    COZY_REGISTRY_SESSION_SECRET: secret,
    COZY_REGISTRY_PUBLISH_TRUSTED_NETWORKS: '127.0.0.0/8',
  }
  const start = (...args: string[]): ChildProcess => {
    const child = spawn(process.execPath, ['--import', tsx, main, ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid !== undefined && { uid }),
    })
    child.stderr.pipe(process.stderr)
    return child
  }
  return {
    async serve(port) {
      const child = start('serve', '--host', '127.0.0.1', '--port', String(port))
      child.stdout?.resume()
      try {
        await waitUntilHealthy(port, child)
      } catch (error) {
        child.kill('SIGKILL')
        throw error
      }
      return child
    },
    async command(...args) {
      const child = start(...args)
      let output = ''
      child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text))
      const [status] = await once(child, 'close')
      if (status !== 0) throw new Error(`"${args.join(' ')}" exited with status ${String(status)}`)
      return output
    },
  }
}

/** Stops a process with SIGTERM, if it still runs. Returns its exit status. */
export async function stopProcess(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    await exit
  }
  return child.exitCode
}

async function waitUntilHealthy(port: number, child: ChildProcess): Promise<void> {
  const url = `http://127.0.0.1:${String(port)}`
  while ((await send(url, '/health').catch(() => undefined))?.status !== 200) {
    if (child.exitCode !== null) throw new Error(`The gateway at ${url} exited`)
    await pause(50)
  }
}
