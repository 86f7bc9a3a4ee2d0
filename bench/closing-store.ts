import { createServer } from 'node:http'

/*
 * An S3 store that closes the connection after each response. It runs as a child process, and sends its port to the parent
 * process in a message. The object `…/<n>` has n bytes. Every request for the bucket itself gets an empty listing.
 */

const server = createServer((request, response) => {
  response.setHeader('Connection', 'close')
  const bytes = Number(/\/(\d+)(?:\?|$)/.exec(request.url ?? '')?.[1] ?? NaN)
  if (Number.isNaN(bytes)) {
    response.end('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>')
    return
  }
  response.setHeader('Content-Type', 'image/png')
  response.setHeader('Content-Length', bytes)
  response.setHeader('ETag', `"${bytes}"`)
  response.setHeader('Last-Modified', 'Thu, 01 Jan 2026 00:00:00 GMT')
  response.end(request.method === 'HEAD' ? undefined : Buffer.alloc(bytes, 'x'))
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address) process.send?.({ port: address.port })
})
process.on('disconnect', () => process.exit())
