import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/*
 * Asks the gateway at the address that is its argument for `/health` all the time, each time over a new connection, and sends the
 * longest wait in milliseconds when it gets a message. A process of its own: one that is busy measures itself.
 */

const [, , origin = ''] = process.argv
let worst = 0

process.on('message', () => process.send?.({ worst }, () => process.exit()))
for (;;) {
  const start = performance.now()
  await answered()
  worst = Math.max(worst, performance.now() - start)
  await pause(20)
}

function answered(): Promise<void> {
  return new Promise((resolve) => {
    get(`${origin}/health`, { agent: new Agent() }, (response) => response.resume().on('close', resolve)).on(
      'error',
      () => resolve(),
    )
  })
}
