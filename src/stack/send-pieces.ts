import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { StackRequest } from './context.js'

// In characters. A shorter answer is sent as a whole, so that a failure while it is made can still be answered with an error.
const longestWhole = 65_536

/** Sends JSON that is made in pieces. A long answer is streamed, so that memory holds only a part of it. */
export async function sendPieces(
  ctx: StackRequest,
  pieces: AsyncIterator<string, void>,
  type = 'application/json',
): Promise<void> {
  let start = ''
  while (start.length <= longestWhole) {
    const next = await pieces.next()
    if (next.done) {
      ctx.body = start
      ctx.set('Content-Type', type)
      return
    }
    start += next.value
  }
  ctx.body = Readable.from(joined(start, pieces), { objectMode: false })
  ctx.set('Content-Type', type)
}

/** The state at the end of a page. */
export interface PageEnd<T> {
  count: number
  last: T | undefined
  /** The first item of the next page. */
  next: T | undefined
}

/** Yields one page of a list as the pieces of a JSON array. Returns the state at the end of the page. */
export async function* pagePieces<T>(
  items: AsyncIterable<T>,
  size: number,
  show: (item: T) => unknown,
): AsyncGenerator<string, PageEnd<T>> {
  const end: PageEnd<T> = { count: 0, last: undefined, next: undefined }
  for await (const item of items) {
    if (end.count === size) {
      end.next = item
      break
    }
    yield `${end.count === 0 ? '[' : ','}${JSON.stringify(show(item))}`
    end.last = item
    end.count++
  }
  yield end.count === 0 ? '[]' : ']'
  return end
}

async function* joined(start: string, rest: AsyncIterator<string, void>): AsyncGenerator<string, void> {
  yield start
  let sinceTurn = 0
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    yield next.value
    sinceTurn += next.value.length
    if (sinceTurn < longestWhole) continue
    // A fast client must not block the event loop.
    await nextTurn()
    sinceTurn = 0
  }
}
