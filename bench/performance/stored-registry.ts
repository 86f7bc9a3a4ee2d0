import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { benchEngines } from '../bench-engines.js'
import type { BenchArguments } from './arguments.js'
import { configureGateway } from './gateway.js'
import { seed } from './seed.js'

/** A registry that a gateway can serve. */
export interface StoredRegistry {
  /** The flags of all commands. */
  flags: string[]
  /** The environment variables that configure the engines. */
  settings: Record<string, string>
  /** Such as `CouchDB and S3`. */
  engines: string
  /** Removes the data on servers. */
  clear: () => Promise<void>
}

/**
 * Stores a registry, unless the folder has it from an earlier run.
 * @param print prints the progress
 */
export async function storeRegistry(
  parent: string,
  apps: number,
  wanted: BenchArguments['engines'],
  print: (text: string) => void,
): Promise<StoredRegistry> {
  const folder = join(parent, `bench-${apps}`)
  await mkdir(folder, { recursive: true })
  const { name, prefix, settings, open, clear } = benchEngines(folder, { ...wanted, prefix: `bench-${apps}` })
  const stored = { flags: await configureGateway(folder, settings), settings, engines: name, clear }
  const marker = join(folder, 'stored')
  if ((await readFile(marker, 'utf8').catch(() => '')) === name) return stored
  await clear()
  const start = performance.now()
  const { documents, objects } = await open()
  let printed = 0
  await seed({
    documents,
    objects,
    prefix,
    apps,
    onProgress(done) {
      const percent = Math.floor((done / apps) * 4) * 25
      if (percent > printed) print(`stored ${percent} % of ${apps} applications`)
      printed = percent
    },
  })
  await documents.close()
  await objects.close()
  await writeFile(marker, name)
  print(`stored ${apps} applications in ${((performance.now() - start) / 1000).toFixed(1)} s`)
  return stored
}
