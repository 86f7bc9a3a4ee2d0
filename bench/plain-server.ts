import { createServer } from 'node:http'

/*
 * The ceiling: sends finished answers with plain `node:http`, and does nothing else. A process of its own, which learns
 * by messages, one at a time.
 */

/** An answer to send as it is. */
export interface PlainAnswer {
  status: number
  /** Names and values in turn. */
  headers: string[]
  /** Base64. */
  body: string
}

/** To give this answer at a path from now on. */
export interface Question {
  path: string
  answer: PlainAnswer
}

const answers = new Map<string, { status: number; headers: string[]; body: Buffer }>()
const server = createServer((request, response) => {
  const answer = answers.get(request.url ?? '')
  if (answer) response.writeHead(answer.status, answer.headers).end(answer.body)
  else response.writeHead(404).end()
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  tell({ port: typeof address === 'object' ? address?.port : undefined })
})

process.on('message', (question: Question | 'cpu') => {
  if (question === 'cpu') return
  const { status, headers, body } = question.answer
  answers.set(question.path, { status, headers, body: Buffer.from(body, 'base64') })
  tell({})
})
process.on('disconnect', () => process.exit())

function tell(message: object): void {
  process.send?.(message)
}
