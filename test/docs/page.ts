import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { freePorts } from '../servers/processes.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import type { Block } from './blocks.js'
import { startPrograms } from './programs.js'
import { startQuickstart } from './quickstart.js'

const packages = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url))
const program = fileURLToPath(new URL('program.mjs', import.meta.url))

// Addresses in the documentation, and the port of the servers that pages start with `node -e`. Tests replace them by free ones.
const documentedGateway = 'http://localhost:8080'
const documentedServerPort = '9000'
const documentedMetrics = 'http://localhost:9464'

// Milliseconds for all blocks of a page. If a block hangs, the test still fails with the output so far.
const pageTimeout = 60_000

/** The result of running the blocks of a page. */
export interface Outcome {
  status: number | null
  /** Everything that was printed. Above the output of each block is a line with the line number of the block. */
  output: string
}

/**
 * Runs the commands and the GraphQL operations of a page, one after the other. They run in one shell, in a new folder. `npm
 * start` runs in the same folder. A block that runs `serve` replaces the gateway of `npm start`.
 * @param curl path of the program
 */
export async function runPage(blocks: readonly Block[], curl: string): Promise<Outcome> {
  const folder = await temporaryFolder()
  const gateway = await startQuickstart(folder)
  const [metricsPort = 0, serverPort = 0] = await freePorts(2)
  const socket = join(folder, '.socket')
  const endPrograms = await startPrograms(socket, { 'stop-gateway': gateway.stop })
  const commands = blocks.map((block) => scriptOf(block, gateway.token)).join('')
  const script = join(folder, '.page.sh')
  await writeFile(
    script,
    commands
      .replaceAll(documentedGateway, gateway.url)
      .replaceAll(documentedServerPort, String(serverPort))
      .replaceAll(documentedMetrics, `http://localhost:${metricsPort}`),
  )
  const env = {
    HOME: folder,
    DOCS_SOCKET: socket,
    PATH: [await makeCommands(folder, curl), packages, process.env.PATH].join(':'),
    COZY_REGISTRY_PORT: new URL(gateway.url).port,
    COZY_REGISTRY_METRICS_PORT: String(metricsPort),
    COZY_REGISTRY_LOG_LEVEL: 'warn',
  }
  const shell = spawn('sh', ['-e', script], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: pageTimeout,
    detached: true,
  })
  onTestFinished(() => endGroup(shell.pid))
  let output = ''
  for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = once(shell, 'close')
  await once(shell, 'exit')
  // This ends the background processes of the page.
  await endPrograms()
  endGroup(shell.pid)
  await ended
  return { status: shell.exitCode, output }
}

// `serve` runs in the background here. A reader would run it in a second terminal.
const serveCommand = / serve\b.*$/m

function scriptOf({ kind, text, line }: Block, token: string): string {
  const place = `printf '\\n--- line ${line}\\n'\n`
  if (kind === 'graphql') return `${place}${operationScript(text, token)}`
  if (!serveCommand.test(text)) return `${place}${text}\n`
  const waiting = `until curl -o /dev/null ${documentedGateway}/health 2>/dev/null; do kill -0 $!; sleep 0.1; done\n`
  return `${place}node ${program} stop-gateway\n${text.replace(serveCommand, '$& &')}\n${waiting}`
}

// Ends the page with status 1 after an answer with errors, or after a refused mutation.
function operationScript(query: string, token: string): string {
  const headers = [`Authorization: Token ${token}`, 'Content-Type: application/json']
  return `answer=$(curl ${headers.map((header) => `-H '${header}'`).join(' ')} --data @- ${documentedGateway}/graphql <<'END'
${JSON.stringify({ query })}
END
)
echo "$answer"
case $answer in *'"errors":'* | *'"code":'*) exit 1 ;; esac
`
}

/** Creates the commands of the documentation that differ from installed programs. Returns their folder. */
async function makeCommands(folder: string, curl: string): Promise<string> {
  const bin = join(folder, '.bin')
  await mkdir(bin)
  const registry = `exec node ${program} "$@"`
  const commands = {
    'cozy-registry': registry,
    'cozy-apps-registry': registry,
    npx: 'exec "$@"',
    // An answer with an error status makes curl fail.
    curl: `exec ${curl} --silent --show-error --fail-with-body "$@"`,
  }
  for (const [name, line] of Object.entries(commands)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${line}\n`, { mode: 0o755 })
  }
  return bin
}

// Kills the shell and its background processes.
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid)
  } catch {
    // All processes of the group have ended.
  }
}
