import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/*
 * Polls `/health` of a gateway, whose address is the argument of this program, over a new connection for each request. For each
 * message from the parent process it sends back the number of requests since the previous message, and the longest wait in
 * milliseconds. It runs in its own process: in a process that also sends the load, the waits would include delays of that process.
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
