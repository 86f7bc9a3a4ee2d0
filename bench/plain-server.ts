import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/*
 * A plain `node:http` server that only sends prepared responses. Its speed is the upper limit for a gateway. It runs as a child
 * process, and gets each response in a message.
 */

/** A prepared response. */
export interface PlainAnswer {
  status: number
  /** Alternating names and values. */
  headers: string[]
  /** Base64. */
  body: string
}

/** A message to this process. From then on, it sends this response for this path. */
export interface PrepareMessage {
  path: string
  answer: PlainAnswer
}

const answers = new Map<string, { status: number; headers: string[]; body: Buffer }>()
const server = createServer((request, response) => {
  if (request.method === 'POST') request.resume().on('end', () => respond(request, response))
  else respond(request, response)
})

function respond({ url = '' }: IncomingMessage, response: ServerResponse): void {
  const answer = answers.get(url)
  if (answer) response.writeHead(answer.status, answer.headers).end(answer.body)
  else response.writeHead(404).end()
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  sendMessage({ port: typeof address === 'object' ? address?.port : undefined })
})

process.on('message', (message: PrepareMessage | 'cpu' | 'memory') => {
  // `probe` (`servers.ts`) is also loaded into this process. It answers these messages.
  if (message === 'cpu' || message === 'memory') return
  const { status, headers, body } = message.answer
  answers.set(message.path, { status, headers, body: Buffer.from(body, 'base64') })
  sendMessage({})
})
process.on('disconnect', () => process.exit())

function sendMessage(message: object): void {
  process.send?.(message)
}
