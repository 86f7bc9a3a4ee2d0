import { z } from 'zod'

/*
 * The file with the results of `npm run bench`. `docs/performance.md` is made from it. Times are in microseconds, unless a name
 * says otherwise, and sizes in bytes.
 */

const load = z.object({
  requestsPerSecond: z.number(),
  p50: z.number(),
  p99: z.number(),
  /** The processor time of one request. */
  cpu: z.number(),
})

const route = z.object({
  name: z.string(),
  bytes: z.number(),
  gateway: load,
  /** A `node:http` server that sends the same headers and bytes. */
  plain: load,
  /** Another registry with the same applications. */
  against: load.optional(),
  /** The speed of the gateway as a share of the speed of the plain server. */
  share: z.number(),
  /** The least share that the gateway should have. */
  goal: z.number(),
  /** The resident memory of the gateway after these requests and all before. */
  resident: z.number(),
})

const firstRead = z.object({
  name: z.string(),
  /** The processor time of the first request after a start. */
  cold: z.number(),
  /** The processor time of the first request after a publication. */
  afterPublication: z.number(),
  /** The same as times until the answer. */
  coldTime: z.number(),
  afterPublicationTime: z.number(),
})

const memory = z.object({
  /** The resident memory. */
  resident: z.number(),
  /** The heap and the buffers after garbage is collected. */
  live: z.number(),
})

const publications = z.object({
  /** The size of an archive. */
  bytes: z.number(),
  perSecond: z.number(),
  /** The processor time of one publication. */
  cpu: z.number(),
})

const underLoad = z.object({
  /** Publications one after another. */
  publishing: z.array(publications),
  /** The requests of one route, alone, and while clients publish as fast as they can. */
  whilePublishing: z.object({ name: z.string(), idle: load, publishing: load, publicationsPerSecond: z.number() }),
  /** The first request of one route after a start, and how long requests for `/health` wait meanwhile. */
  coldPage: z.object({ name: z.string(), time: z.number(), longestWait: z.number() }),
  /** Clients that download a large archive at once, and the resident memory before and meanwhile. */
  largeDownloads: z.object({
    clients: z.number(),
    archive: z.number(),
    before: z.number(),
    peak: z.number(),
    megabytesPerSecond: z.number(),
  }),
})

const registry = z.object({
  apps: z.number(),
  versionsPerApp: z.number(),
  /** Milliseconds from the start of a gateway until it is ready. */
  startTime: z.number(),
  /** Of a gateway without applications, and of one with them, after the same first requests. */
  memory: z.object({ empty: memory, filled: memory }),
  firstReads: z.array(firstRead),
  routes: z.array(route),
  /** Absent if only some routes were measured. */
  underLoad: underLoad.optional(),
})

/** The format of the file. */
export const resultSchema = z.object({
  format: z.literal(1),
  date: z.string(),
  /** The commit that was measured. */
  commit: z.string(),
  node: z.string(),
  cpu: z.string(),
  cores: z.number(),
  engines: z.string(),
  /** Whether everything was measured only briefly. */
  isQuick: z.boolean(),
  registries: z.array(registry),
})

/** The results of one run, with one or several sizes of the registry. */
export type BenchResult = z.infer<typeof resultSchema>

/** The results with one size of the registry. */
export type RegistryResult = z.infer<typeof registry>

/** The result of one route, warm. */
export type RouteResult = z.infer<typeof route>

/** The costs of the first request of a kind. */
export type FirstRead = z.infer<typeof firstRead>

/** What happens while a gateway has other work. */
export type UnderLoad = z.infer<typeof underLoad>

/** The costs of the first request of this name. */
export function firstReadOf({ firstReads }: RegistryResult, name: string): FirstRead | undefined {
  return firstReads.find((read) => read.name === name)
}

/** The costs of publications with archives of this size. */
export function publicationOf(
  { underLoad }: RegistryResult,
  bytes: number,
): UnderLoad['publishing'][number] | undefined {
  return underLoad?.publishing.find((publications) => publications.bytes === bytes)
}
