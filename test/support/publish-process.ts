// Run by tests as a separate process: `publish-process.ts FOLDER TOKEN SLUG BODY [WRITE MOMENT]`. It starts a gateway on a
// folder of data, and publishes a version over REST. It prints the status of the answer, and the number of writes. With
// WRITE and MOMENT (`before` or `after`), the process kills itself before or after the write with this number (from 1), and
// prints nothing.
import { writeSync } from 'node:fs'
import { send } from './http.js'
import { Fault, faultyEngines, type FaultPoint } from '../faults/faulty-engines.js'
import { startGatewayOn } from './folder-gateway.js'

const [folder = '', token = '', slug = '', body = '', write, moment] = process.argv.slice(2)
const fault = new Fault()
const gateway = await startGatewayOn(folder, (engines) => faultyEngines(engines, fault))
fault.arm(pointOf(write, moment))
const headers = { Authorization: `Token ${token}`, 'Content-Type': 'application/json' }
const answer = await send(gateway.url, `/registry/${slug}`, { method: 'POST', headers, body })
writeSync(1, `status ${answer.status} writes ${fault.writes}\n`)
await gateway.operations.close()

function pointOf(write: string | undefined, moment: string | undefined): FaultPoint | undefined {
  return moment === 'before' || moment === 'after' ? { write: Number(write), moment } : undefined
}
