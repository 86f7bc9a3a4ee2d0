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

// What the documentation speaks of, and other addresses stand for in the test.
const documentedGateway = 'http://localhost:8080'
const documentedBuilds = '9000'
const documentedMetrics = 'http://localhost:9464'

// Milliseconds for all blocks of a page: one that waits for ever shall show what it printed.
const patience = 60_000

/** How the blocks of a page ended. */
export interface Outcome {
  status: number | null
  /** All that was printed, with a line in front of each block that tells where it is. */
  output: string
}

/**
 * Runs the commands and the GraphQL operations of a page one after the other, in one shell and in a folder of their own, as
 * a reader pastes them while `npm start` runs there. A block that runs `serve` takes the place of that gateway.
 * @param curl path of the program
 */
export async function runPage(blocks: readonly Block[], curl: string): Promise<Outcome> {
  const folder = await temporaryFolder()
  const gateway = await startQuickstart(folder)
  const [metricsPort = 0, buildsPort = 0] = await freePorts(2)
  const socket = join(folder, '.socket')
  const endPrograms = await startPrograms(socket, { 'stop-gateway': gateway.stop })
  const written = blocks.map((block) => scriptOf(block, gateway.token)).join('')
  const script = join(folder, '.page.sh')
  await writeFile(
    script,
    written
      .replaceAll(documentedGateway, gateway.url)
      .replaceAll(documentedBuilds, String(buildsPort))
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
    timeout: patience,
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

// It goes on in the background, where people would give it a terminal of its own.
const serving = / serve\b.*$/m

function scriptOf({ kind, text, line }: Block, token: string): string {
  const place = `printf '\\n--- line ${line}\\n'\n`
  if (kind === 'graphql') return `${place}${operation(text, token)}`
  if (!serving.test(text)) return `${place}${text}\n`
  const waiting = `until curl -o /dev/null ${documentedGateway}/health 2>/dev/null; do kill -0 $!; sleep 0.1; done\n`
  return `${place}node ${program} stop-gateway\n${text.replace(serving, '$& &')}\n${waiting}`
}

// Errors, and refusals of mutations, which have a code, end the page.
function operation(query: string, token: string): string {
  const headers = [`Authorization: Token ${token}`, 'Content-Type: application/json']
  return `answer=$(curl ${headers.map((header) => `-H '${header}'`).join(' ')} --data @- ${documentedGateway}/graphql <<'END'
${JSON.stringify({ query })}
END
)
echo "$answer"
case $answer in *'"errors":'* | *'"code":'*) exit 1 ;; esac
`
}

/** Makes the commands that the documentation calls, where they are not simply installed. Gives their folder. */
async function makeCommands(folder: string, curl: string): Promise<string> {
  const bin = join(folder, '.bin')
  await mkdir(bin)
  const registry = `exec node ${program} "$@"`
  const commands = {
    'cozy-registry': registry,
    'cozy-apps-registry': registry,
    npx: 'exec "$@"',
    // A refusal is not a success here.
    curl: `exec ${curl} --silent --show-error --fail-with-body "$@"`,
  }
  for (const [name, line] of Object.entries(commands)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${line}\n`, { mode: 0o755 })
  }
  return bin
}

// The shell, and what it left running in the background.
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid)
  } catch {
    // All of it has ended.
  }
}
