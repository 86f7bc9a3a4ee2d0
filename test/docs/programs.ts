import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { runCli } from '../../src/cli/program.js'
import { connect, startServer } from '../../src/gateway.js'
import { parseJson } from '../../src/json.js'

// The call that `program.mjs` sends: the arguments (`argv`), the working directory and the environment.
const callSchema = z.object({ argv: z.array(z.string()), cwd: z.string(), env: z.record(z.string(), z.string()) })

/**
 * Runs `cozy-registry` in this process whenever `program.mjs` is called, until the end of the test. A process for each
 * command would be slow.
 * @param socket path of the socket to listen on
 * @param others functions that replace `cozy-registry`, by the first argument of the call
 * @returns a function that ends running commands, such as `serve`
 */
export async function startPrograms(
  socket: string,
  others: Readonly<Record<string, () => Promise<void>>>,
): Promise<() => Promise<void>> {
  const running = new Set<Promise<void>>()
  const server = createServer((request, response) => {
    const run = answer(request, response, others).finally(() => running.delete(run))
    running.add(run)
  })
  await once(server.listen(socket), 'listening')
  const close = async (): Promise<void> => {
    server.close()
    server.closeAllConnections()
    await Promise.all(running)
  }
  onTestFinished(close)
  return close
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  others: Readonly<Record<string, () => Promise<void>>>,
): Promise<void> {
  const header = Buffer.from(String(request.headers.call), 'base64').toString()
  const call = callSchema.parse(parseJson(header))
  const other = others[call.argv[0] ?? '']
  await other?.()
  const status = other ? 0 : await runCommand(call, request, response)
  response.end(`${JSON.stringify({ status })}\n`)
}

async function runCommand(
  { argv, cwd, env }: z.infer<typeof callSchema>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number> {
  const [stdout, stderr] = [sink(response, 'stdout'), sink(response, 'stderr')]
  const status = await runCli(argv, {
    stdin: request,
    stdout,
    stderr,
    env,
    cwd,
    now: Date.now,
    connect,
    startServer,
    // When `program.mjs` is killed, its connection closes, and the command is stopped.
    onStop(listener) {
      response.once('close', listener)
      return () => response.off('close', listener)
    },
  })
  for (const stream of [stdout, stderr]) await finished(stream.end())
  return status
}

function sink(response: ServerResponse, name: 'stdout' | 'stderr'): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      response.write(`${JSON.stringify({ [name]: chunk.toString('base64') })}\n`, () => done())
    },
  })
}
