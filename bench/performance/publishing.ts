import { publishedSlug } from './first-reads.js'
import type { Target } from './load.js'
import type { Publisher, Submission } from './publications.js'

/** The cost of publications of one size, by one client. */
export interface PublicationCost {
  /** The size of an archive. */
  bytes: number
  perSecond: number
  /** Microseconds for one publication. */
  cpu: number
}

const warmUp = 20

/** Publishes versions one after another, after a warm-up. */
export async function publicationCost(
  gateway: Target,
  publisher: Publisher,
  bytes: number,
  count: number,
): Promise<PublicationCost> {
  const publish = async (submissions: readonly Submission[]): Promise<void> => {
    for (const submission of submissions) await publisher.publish(gateway.url, submission)
  }
  const prepare = (amount: number): Promise<Submission[]> =>
    Promise.all(Array.from({ length: amount }, (_, i) => publisher.prepare(publishedSlug(i), bytes)))
  await publish(await prepare(warmUp))
  const submissions = await prepare(count)
  const [before, start] = [await gateway.cpu(), performance.now()]
  await publish(submissions)
  const elapsed = performance.now() - start
  return { bytes, perSecond: (count / elapsed) * 1000, cpu: ((await gateway.cpu()) - before) / count }
}
