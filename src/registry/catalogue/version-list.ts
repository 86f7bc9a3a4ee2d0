import { z } from 'zod'
import { pageOf, type ListOrder, type Page, type PageRequest } from '../cursors.js'
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
