import { z } from 'zod'
import { checkPageSize, pageOf, type ListOrder, type Page, type PageRequest } from '../cursors.js'
import { compareVersions, offers, type Channel, type Ordered } from '../versions.js'
import type { AppVersions, VersionEntry } from './app-versions.js'

/** The channel, the order and the page of a list of versions. */
export interface VersionListRequest extends PageRequest {
  channel: Channel
  /** Ascending is oldest first, as `compareVersions` sorts the versions of the channel. */
  direction: 'ASCENDING' | 'DESCENDING'
}

const key = z.object({ version: z.string(), time: z.number() })

/**
 * Lists the versions of an application that a channel offers.
 * @throws RegistryError INVALID_INPUT for a bad page request
 */
export function listVersions({ entries }: AppVersions, request: VersionListRequest): Page<VersionEntry> {
  const { channel, direction } = request
  const sign = direction === 'DESCENDING' ? -1 : 1
  const order: ListOrder<VersionEntry, Ordered> = {
    key,
    keyOf: ({ version, time }) => ({ version, time }),
    compare: (a, b) => sign * compareVersions(channel, a, b),
  }
  const offered = entries.filter((entry) => offers(channel, entry.channel)).sort(order.compare)
  return pageOf(offered, order, request)
}

type NumberedVersion = Pick<VersionEntry, 'version' | 'channel' | 'time'>

/**
 * The numbers of the versions after `from` up to `to` that the channel of `to` offers, newest first.
 * @param first the maximum number of versions
 * @throws RegistryError INVALID_INPUT for a negative `first`
 */
export function versionsBetween(
  { entries }: AppVersions,
  from: NumberedVersion,
  to: NumberedVersion,
  first: number,
): string[] {
  // The order of a channel is defined only for the versions that it offers.
  const channel = offers(to.channel, from.channel) ? to.channel : from.channel
  const compare = (a: Ordered, b: Ordered): number => compareVersions(channel, a, b)
  const between = entries
    .filter((entry) => offers(to.channel, entry.channel) && compare(entry, from) > 0 && compare(entry, to) <= 0)
    .sort((a, b) => compare(b, a))
  return between.slice(0, checkPageSize(first)).map(({ version }) => version)
}
