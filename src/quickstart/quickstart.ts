import type { Writable } from 'node:stream'
import { createLog } from '../operator/log.js'
import { operatorOf } from '../operator/operator.js'
import type { Environment } from '../config/environment.js'
import { startGateway, type Gateway } from '../gateway.js'
import { exampleDomain, provisionCozy } from './cozy.js'
import { startExampleServer, type ExampleServer } from './example-server.js'
import { findExamples, type Example } from './examples.js'
import { prepareNextVersion, publishIfEmpty } from './publishing.js'
import { ensureSecret } from './secret.js'
import { startSettings, type StartSettings } from './settings.js'
import { defineWeather } from './weather.js'
import { welcomeLines } from './welcome.js'

/** The parts of the process that the quick start uses. */
export interface QuickstartProcess {
  env: Environment
  cwd: string
  stdout: Writable
  stderr: Writable & { isTTY?: boolean }
  /** Resolves when the gateway is to stop. */
  stopped: Promise<unknown>
}

/**
 * Starts a gateway for a first look:
 * - If they are missing, creates a secret, an editor, example applications, and an instance with one of them.
 * - Prints URLs and commands to try.
 * - Serves until it is stopped.
 */
export async function quickstart({ env, cwd, stdout, stderr, stopped }: QuickstartProcess): Promise<void> {
  const settings = startSettings(env, cwd)
  const { config } = settings
  const log = createLog(config, stderr)
  for (const warning of settings.warnings) log.warn(warning)
  const gateway = await startGateway(config, { secret: await ensureSecret(settings.folder), log }).catch(
    explainUsedPort(settings),
  )
  try {
    const server = await startExampleServer()
    try {
      for (const line of await provisionExamples(gateway, server, settings)) stdout.write(`${line}\n`)
      await stopped
    } finally {
      await server.close()
    }
  } finally {
    await gateway.close()
  }
}

// Publishes the examples if there are no applications yet. Installs one example if there are no instances yet. Returns the lines
// to print.
async function provisionExamples(
  gateway: Gateway,
  server: ExampleServer,
  { folder, doctypes }: StartSettings,
): Promise<string[]> {
  const { address, execute } = gateway
  const operations = operatorOf(gateway)
  const examples = await findExamples()
  const [example] = examples
  if (!example) throw new Error('There are no examples')
  const { editor } = example
  if (!(await operations.editor(editor))) await operations.createEditor(editor, true)
  const published = await publishIfEmpty(examples, execute, server)
  const submission = await prepareNextVersion(example, execute, server)
  await defineWeather(doctypes, server.origin)
  const appToken = await provisionCozy(example, execute)
  const { token } = await operations.createToken({ editor, kind: 'MASTER' })
  return [
    `The gateway runs at ${address.url}, and keeps everything in ${folder}. Ctrl-C stops it.`,
    'For the examples, it may send requests to loopback addresses of this machine. By default, only npm start allows this.',
    ...published.map(publishedLine),
    ...(appToken === undefined ? [] : [installedLine(example)]),
    'docs/first-steps.md continues from here.',
    ...welcomeLines({ url: address.url, token, offer: submission && { example, submission }, appToken }),
  ]
}

function publishedLine({ slug, version }: Example): string {
  return `Published the example ${slug} ${version}.`
}

function installedLine({ slug }: Example): string {
  return `${slug} is installed on the Cozy ${exampleDomain}. Below, the command after "Fetch" requests the weather with the token of ${slug}, and the command after "Log" lists such requests.`
}

function explainUsedPort({ config }: StartSettings): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    const advice =
      'stop the program that listens there, or choose another port, as in COZY_REGISTRY_PORT=8081 npm start'
    throw new Error(`The port ${config.port} is in use: ${advice}`, { cause: error })
  }
}
