import type { StartedGateway } from './gateway.js'
import { downloadLargeArchives } from './large-archives.js'
import { startPublisher, type Publisher } from './publications.js'
import { publicationCost } from './publishing.js'
import type { UnderLoad } from './result.js'
import type { BenchRoute } from './routes.js'
import type { StoredRegistry } from './stored-registry.js'
import { longestWaitDuring, readsDuringPublications } from './under-load.js'

const archiveSizes = [2_000, 100_000]

/** What to measure. */
export interface UnderLoadParts {
  start: () => Promise<StartedGateway>
  stored: StoredRegistry
  /** The route that is read while versions are published. */
  read: BenchRoute
  /** The route whose first request takes long. */
  page: BenchRoute
  /** How many versions of each size to publish. */
  publications: number
  print: (text: string) => void
}

/** Measures what happens while a gateway has other work: publications, large downloads, and the first request for a page. */
export async function measureUnderLoad(parts: UnderLoadParts): Promise<UnderLoad> {
  const { start, stored, read, page, print } = parts
  print('under load: the first page')
  const { cost, longestWait } = await longestWaitDuring(start, page)
  const coldPage = { name: page.name, time: cost.time, longestWait }
  print('under load: large downloads')
  const largeDownloads = await withGateway(start, downloadLargeArchives)
  print('under load: publications')
  const publisher = await startPublisher(stored.flags, stored.settings)
  try {
    const publishing = await withGateway(start, (gateway) => publicationCosts(gateway, publisher, parts.publications))
    const reads = await withGateway(start, (gateway) => readsDuringPublications(gateway, publisher, read))
    return { coldPage, largeDownloads, publishing, whilePublishing: { name: read.name, ...reads } }
  } finally {
    publisher.close()
  }
}

async function publicationCosts(
  gateway: StartedGateway,
  publisher: Publisher,
  publications: number,
): Promise<UnderLoad['publishing']> {
  const costs: UnderLoad['publishing'] = []
  for (const bytes of archiveSizes) costs.push(await publicationCost(gateway, publisher, bytes, publications))
  return costs
}

async function withGateway<T>(
  start: () => Promise<StartedGateway>,
  measure: (gateway: StartedGateway) => Promise<T>,
): Promise<T> {
  const gateway = await start()
  try {
    return await measure(gateway)
  } finally {
    await gateway.close()
  }
}
