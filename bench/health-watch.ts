import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/*
 * Asks the gateway at the address that is its argument for `/health` all the time, each time over a new connection. On a message
 * it sends the number of requests since the last message, and the longest wait in milliseconds. A process of its own: one that
 * sends requests itself would measure its own delays.
 */

const [, , origin = ''] = process.argv
let [polls, worst, isAsked] = [0, 0, false]

process.on('message', () => (isAsked = true))
process.on('disconnect', () => process.exit())
for (;;) {
  const start = performance.now()
  await answered()
  worst = Math.max(worst, performance.now() - start)
  polls++
  if (isAsked) {
    process.send?.({ polls, worst })
    ;[polls, worst, isAsked] = [0, 0, false]
  }
  await pause(10)
}

function answered(): Promise<void> {
  return new Promise((resolve) => {
    get(`${origin}/health`, { agent: new Agent() }, (response) => response.resume().on('close', resolve)).on(
      'error',
      () => resolve(),
    )
  })
}
