import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import Koa from 'koa'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { listen } from '../../src/http/listen.js'
import { bodyReader } from '../../src/rest/body.js'
import { HttpError } from '../../src/rest/errors.js'

/** Sends half of a JSON body to a server that waits 200 ms for the rest, and answers with the body. Returns the connection. */
async function sendHalf() {
  const app = new Koa()
  app.use(async (ctx) => {
    try {
      ctx.body = await bodyReader(ctx, z.object({ slug: z.string().optional() }), 200)()
    } catch (error) {
      if (!(error instanceof HttpError)) throw error
      ctx.set(error.headers)
      ctx.body = { error: error.message }
      ctx.status = error.status
    }
  })
  const handle = app.callback()
  const server = await listen((request, response) => void handle(request, response), { host: '127.0.0.1', port: 0 })
  onTestFinished(server.close)
  const socket = connect(server.address.port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.write('POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 16\r\n\r\n{"slug":')
  return socket
}

test('a request is answered with 408 when its body does not arrive in time', async () => {
  const answer = await text(await sendHalf())
  expect(answer).toMatch(/^HTTP\/1\.1 408 [^]*Connection: close[^]*\{"error":"Request Timeout"\}$/)
})

test('a body may arrive in pieces', async () => {
  const socket = await sendHalf()
  setTimeout(() => socket.end('"notes"}'), 50)
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 [^]*\{"slug":"notes"\}$/)
})
