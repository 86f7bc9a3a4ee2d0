import { parseArgs } from 'node:util'

/** What to measure. */
export interface BenchArguments {
  /** The sizes of the registry. */
  apps: number[]
  engines: { couchdb: boolean; s3: boolean }
  /** Another registry that has the same applications, and the ids of its processes. */
  against: { url: string; pids: number[] } | undefined
  /** The ids of the processes of the database. Their processor time counts as that of the gateway. */
  databasePids: number[]
  isQuick: boolean
  /** A folder that keeps the stored registries for further runs. */
  data: string | undefined
  /** Whether to write the result and its page into the documentation. */
  writesDocs: boolean
  /** Measures only the routes whose names contain this text. */
  only: string
}

export const usage = `npm run bench -- [--apps 300,3000,30000] [--engines couchdb+s3] [--quick] …

Stores a registry of each size, and measures a gateway that serves it. Prints a table, and writes bench/results.json.

  --apps 300,3000       numbers of applications; default: 300
  --engines couchdb+s3  servers to use instead of embedded engines: couchdb, s3 or both, see bench/bench-engines.ts
  --quick               measures everything only briefly
  --only 'store page'   measures only the routes with this text in their names
  --write-docs          also writes docs/performance.md and its files
  --data FOLDER         keeps the stored registries there, and uses them again
  --against URL         sends the same requests to another registry with the same applications
  --against-pids 12,13  the processes of that registry and its database, whose CPU time is measured
  --database-pids 14    the processes of the database, whose CPU time is added to the gateway's
`

/**
 * Reads the arguments of the command line.
 * @throws Error with a message for people
 */
export function readArguments(args: string[]): BenchArguments {
  const { values } = parseArgs({
    args,
    options: {
      apps: { type: 'string', default: '300' },
      engines: { type: 'string', default: 'embedded' },
      against: { type: 'string' },
      'against-pids': { type: 'string', default: '' },
      'database-pids': { type: 'string', default: '' },
      quick: { type: 'boolean', default: false },
      'write-docs': { type: 'boolean', default: false },
      data: { type: 'string' },
      only: { type: 'string', default: '' },
    },
  })
  const apps = numbersIn('--apps', values.apps)
  // Some places have special files, and the last applications are in maintenance.
  const tooSmall = apps.find((count) => count < 100)
  if (tooSmall !== undefined) throw new Error(`--apps ${tooSmall} is too small: give at least 100`)
  const pids = numbersIn('--against-pids', values['against-pids'])
  return {
    apps,
    engines: enginesIn(values.engines),
    against: values.against === undefined ? undefined : { url: values.against, pids },
    databasePids: numbersIn('--database-pids', values['database-pids']),
    isQuick: values.quick,
    writesDocs: values['write-docs'],
    data: values.data,
    only: values.only,
  }
}

function numbersIn(option: string, text: string): number[] {
  const texts = text.split(',').filter((part) => part !== '')
  const wrong = texts.find((part) => !/^[1-9]\d*$/.test(part))
  if (wrong !== undefined) throw new Error(`${option} has "${wrong}": give numbers with commas between them`)
  return texts.map(Number)
}

function enginesIn(text: string): BenchArguments['engines'] {
  const names = text.split('+')
  const unknown = names.find((name) => !['embedded', 'couchdb', 's3'].includes(name))
  if (unknown !== undefined) throw new Error(`--engines has "${unknown}": give embedded, couchdb, s3 or couchdb+s3`)
  return { couchdb: names.includes('couchdb'), s3: names.includes('s3') }
}
