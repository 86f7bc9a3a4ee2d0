import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/*
 * Polls `/health` of the gateway at the address in the first argument. Each request uses a new connection. Each message from
 * the parent process is answered with two numbers about the time since the previous message: the number of requests, and the
 * longest wait in milliseconds. The polls run in their own process, because the work of sending the load would delay them.
 */

const [, , origin = ''] = process.argv
let [polls, worst, isReportDue] = [0, 0, false]

process.on('message', () => (isReportDue = true))
process.on('disconnect', () => process.exit())
for (;;) {
  const start = performance.now()
  await requestHealth()
  worst = Math.max(worst, performance.now() - start)
  polls++
  if (isReportDue) {
    process.send?.({ polls, worst })
    ;[polls, worst, isReportDue] = [0, 0, false]
  }
  await pause(10)
}

function requestHealth(): Promise<void> {
  return new Promise((resolve) => {
    get(`${origin}/health`, { agent: new Agent() }, (response) => response.resume().on('close', resolve)).on(
      'error',
      () => resolve(),
    )
  })
}
