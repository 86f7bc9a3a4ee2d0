import { pino } from 'pino'
import { operatorOf } from '../../src/operator/operator.js'
import type { Operations } from '../../src/operator/operations.js'
import { loadConfig } from '../../src/config/config.js'
import type { Engines } from '../../src/engines.js'
import { startGateway } from '../../src/gateway.js'
import { openEnginesOf } from './engine-sets.js'

/** A gateway in this process, with its data in a folder. */
export interface FolderGateway {
  url: string
  /** The operator's operations; `operations.close()` stops the gateway. */
  operations: Operations
}

// The secret is constant. So the tokens of one gateway are valid for the next gateway on the same data.
const secret = Buffer.alloc(32, 7)

/**
 * Starts a gateway in this process, with its data in a folder. It may download archives from loopback addresses. With
 * `TEST_ENGINES` the data are on servers. Then the folder only identifies the data.
 * @param wrap wraps the engines, for example to make them fail
 */
export async function startGatewayOn(
  folder: string,
  wrap: (engines: Engines) => Engines = (engines) => engines,
): Promise<FolderGateway> {
  const { config: usual } = await loadConfig({ argvFlags: {}, env: {}, cwd: folder, home: undefined })
  const publish = { ...usual.publish, trustedNetworks: ['127.0.0.0/8'] }
  const engines = wrap(await openEnginesOf(folder))
  const config = { ...usual, publish, host: '127.0.0.1', port: 0 }
  const gateway = await startGateway(config, { secret, log: pino({ level: 'silent' }), engines })
  return { url: gateway.address.url, operations: operatorOf(gateway) }
}
