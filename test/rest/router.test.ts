import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { startTestGateway } from '../support/gateway.js'

it('a short request is answered before some of the long lists that were requested before it', async () => {
  const gateway = await startTestGateway()
  for (let i = 0; i < 10; i++) {
    await gateway.addApp({ slug: `app-${String(i)}` })
    await gateway.publish({
      slug: `app-${String(i)}`,
      version: '1.0.0',
      manifest: { long_description: 'a'.repeat(200_000) },
    })
  }
  const answeredNames: string[] = []
  const { hostname, port } = new URL(gateway.url)
  const open = async (name: string) => {
    const socket = connect(Number(port), hostname)
    onTestFinished(() => void socket.destroy())
    await once(socket, 'connect')
    const answered = new Promise<void>((resolve) => {
      socket.once('data', () => {
        answeredNames.push(name)
        resolve()
      })
    })
    socket.resume()
    return { socket, answered }
  }
  const lists = await Promise.all(Array.from({ length: 100 }, () => open('list')))
  const probe = await open('probe')
  lists.forEach(({ socket }, i) => {
    socket.write(`GET /registry?limit=${String(100 + i)} HTTP/1.1\r\nHost: here\r\n\r\n`)
  })
  probe.socket.write('GET /health HTTP/1.1\r\nHost: here\r\n\r\n')
  await Promise.all([probe, ...lists].map(({ answered }) => answered))
  // The probe is the last of 101 requests. Up to 79 lists may be answered before it, but not all 100.
  expect(answeredNames.indexOf('probe')).toBeLessThan(80)
})
