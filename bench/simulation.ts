import { RandomTexts } from './random-texts.js'

/** What the Cozies and the editors do. */
export interface Load {
  cozies: number
  /** The number of applications that each Cozy has installed. */
  appsPerCozy: number
  /** Seconds between two looks of a Cozy for updates of one application. */
  interval: number
  publicationsPerSecond: number
  /** The simulated time. */
  minutes: number
}

/** What answers them. */
export interface Site {
  apps: number
  gateways: number
  /** The number of caches of the CDN, each for a part of the Cozies. 0: no CDN. */
  edges: number
  /** Seconds that an edge keeps an answer (`Cache-Control: max-age`). Then it asks a gateway whether the answer has changed. */
  maxAge: number
}

/** Numbers of requests. */
export interface Counts {
  /** All requests of Cozies. */
  asked: number
  /** The requests that reached a gateway. */
  arrived: number
  /** Answered with a 304, from the cache of the gateway. */
  notModified: number
  /** Answered whole, from the cache of the gateway. */
  cached: number
  /** Not in the cache of the gateway: the answer was made from documents. */
  missed: number
}

/**
 * Simulates requests for the latest versions of applications. Few applications get most requests. Each request comes
 * at a random time, through a random edge, to a random gateway. Each publication changes the version of one application, and ends
 * the validity of all cached answers of the space, as in the gateway. The same arguments give the same result.
 */
export function simulate(load: Load, site: Site): Counts {
  const numbers = new RandomTexts(0)
  const random = () => numbers.below(2 ** 30) / 2 ** 30
  const pick = appPicker(site.apps, random)
  const versions = new Uint32Array(site.apps)
  const edges = Array.from({ length: site.edges }, () => new Edge(site))
  const gateways = Array.from({ length: site.gateways }, () => new Gateway(site.apps))
  const counts: Counts = { asked: 0, arrived: 0, notModified: 0, cached: 0, missed: 0 }
  let revision = 0
  const publish = (): void => {
    const app = Math.floor(random() * site.apps)
    versions[app] = ++revision
  }
  const ask = (now: number): void => {
    const app = pick()
    const version = versions[app] ?? 0
    counts.asked++
    const known = edges[Math.floor(random() * edges.length)]?.ask(app, version, now)
    if (known === 'fresh') return
    counts.arrived++
    const isCached = gateways[Math.floor(random() * gateways.length)]?.ask(app, revision) ?? false
    if (!isCached) counts.missed++
    else if (known === 'unchanged') counts.notModified++
    else counts.cached++
  }
  const end = load.minutes * 60
  const requestsPerSecond = (load.cozies * load.appsPerCozy) / load.interval
  const rate = requestsPerSecond + load.publicationsPerSecond
  // The time between two random events has an exponential distribution.
  for (let now = 0; now < end; now -= Math.log(1 - random()) / rate) {
    if (random() * rate < load.publicationsPerSecond) publish()
    else ask(now)
  }
  return counts
}

/** The cache of a CDN at one place. */
class Edge {
  readonly #storedAt: Float64Array
  readonly #versions: Int32Array
  readonly #maxAge: number

  constructor({ apps, maxAge }: Site) {
    this.#storedAt = new Float64Array(apps).fill(-Infinity)
    this.#versions = new Int32Array(apps).fill(-1)
    this.#maxAge = maxAge
  }

  /** Whether the edge answers alone (`fresh`), or asks a gateway, which has the same version as the edge or another one. */
  ask(app: number, version: number, now: number): 'fresh' | 'unchanged' | 'changed' {
    if (now - (this.#storedAt[app] ?? -Infinity) < this.#maxAge) return 'fresh'
    const isUnchanged = this.#versions[app] === version
    this.#storedAt[app] = now
    this.#versions[app] = version
    return isUnchanged ? 'unchanged' : 'changed'
  }
}

/** The cache of answers in a gateway. */
class Gateway {
  readonly #revisions: Int32Array

  constructor(apps: number) {
    this.#revisions = new Int32Array(apps).fill(-1)
  }

  /** Whether the answer is cached for this revision of the space. Caches it. */
  ask(app: number, revision: number): boolean {
    const isCached = this.#revisions[app] === revision
    this.#revisions[app] = revision
    return isCached
  }
}

// Picks applications. The one at place n is asked for 1/n times as often as the first.
function appPicker(apps: number, random: () => number): () => number {
  const sums: number[] = []
  for (let place = 1, sum = 0; place <= apps; place++) sums.push((sum += 1 / place))
  const total = sums.at(-1) ?? 0
  return () => {
    const wanted = random() * total
    let [low, high] = [0, apps - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}
