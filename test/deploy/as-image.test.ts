import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { freePorts } from '../servers/processes.js'
import { describeWith } from '../support/requirements.js'
import { send } from '../support/http.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'dist/main.js')
const nobody = 65_534

// Runs in a new mount namespace. Makes the whole file system read-only, except for the folder $DATA. Drops all privileges. Then
// runs a command as the user `nobody`.
const sandboxScript = `
  mount --make-rprivate /
  mount --bind "$DATA" "$DATA"
  for point in $(findmnt -rno TARGET | grep -vE '^/(proc|sys|dev)(/|$)'); do
    case "$point" in "$DATA"*) ;; *) mount -o remount,bind,ro "$point" 2>/dev/null || true ;; esac
  done
  touch "$ROOT/.writable" 2>/dev/null && exit 90
  exec setpriv --reuid=${String(nobody)} --regid=${String(nobody)} --clear-groups --no-new-privs --bounding-set=-all "$@"`

const canRun =
  process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'mount', '--make-rprivate', '/']).status === 0
    ? existsSync(program) || undefined
    : undefined
const requirements = 'needs root, unshare, setpriv, and "npm run build"'

describeWith(
  'the command of the Docker image, as the user `nobody` on a read-only file system',
  canRun,
  requirements,
  () => {
    test('creates a secret, serves, and exits with status 0 after SIGTERM', async () => {
      const data = await mkdtemp(join(tmpdir(), 'registry-image-'))
      onTestFinished(() => rm(data, { recursive: true, force: true }))
      await chown(data, nobody, nobody)
      await chmod(data, 0o700)
      const [port = 0] = await freePorts(1)
      const env = {
        PATH: process.env.PATH,
        ROOT: root,
        DATA: data,
        TMPDIR: data,
        ...(await settingsOfImage()),
        COZY_REGISTRY_PORT: String(port),
        COZY_REGISTRY_DATA: data,
        COZY_REGISTRY_SESSION_SECRET: join(data, 'session-secret.key'),
      }
      const start = (...args: string[]) =>
        spawn('unshare', ['-m', 'sh', '-c', sandboxScript, 'sh', process.execPath, program, ...args], {
          env,
          cwd: '/',
          stdio: ['ignore', 'pipe', 'inherit'],
        })
      const [status] = await once(start('gen-session-secret', '--passphrase=false'), 'exit')
      expect(status).toBe(0)

      const server = start('serve')
      const exit = once(server, 'exit')
      onTestFinished(() => void server.kill('SIGKILL'))
      const url = `http://127.0.0.1:${String(port)}`
      while ((await send(url, '/health').catch(() => undefined))?.status !== 200) await pause(50)
      expect((await send(url, '/ready')).json()).toMatchObject({ status: 'ok' })
      server.kill('SIGTERM')
      expect(await exit).toEqual([0, null])
    })
  },
)

/** The environment variables that the Dockerfile sets. */
async function settingsOfImage(): Promise<Record<string, string>> {
  const lines = await readFile(join(root, 'Dockerfile'), 'utf8')
  return Object.fromEntries(
    [...lines.matchAll(/\b([A-Z_]+)=(\S+)(?: \\)?$/gm)].map(([, name = '', value = '']) => [name, value]),
  )
}
