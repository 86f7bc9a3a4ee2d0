// Run by tests as a separate process: `install-process.ts FOLDER TOKEN QUERY [WRITE]`. It starts a gateway on a folder of data,
// and runs a GraphQL operation. It prints the number of writes, and the answer. With WRITE, the process kills itself after the
// write with this number (from 1), and prints nothing.
import { writeSync } from 'node:fs'
import { Fault, faultyEngines } from '../faults/faulty-engines.js'
import { startGatewayOn } from './folder-gateway.js'
import { send } from './http.js'

const [folder = '', token = '', query = '', write] = process.argv.slice(2)
const fault = new Fault()
const gateway = await startGatewayOn(folder, (engines) => faultyEngines(engines, fault))
fault.arm(write === undefined ? undefined : { write: Number(write), moment: 'after' })
const headers = { Authorization: `Token ${token}` }
const answer = await send(gateway.url, '/graphql', { method: 'POST', headers, body: { query } })
writeSync(1, `writes ${fault.writes} ${answer.text}\n`)
await gateway.operations.close()
