import type { FeedOptions } from '../change-feed.js'
import type { RealSpace } from '../spaces.js'
import type { ChangeFeeds } from './change-feeds.js'
import { EventHub, type SharedHubParts } from './event-hub.js'
import type { EventStream, StreamEvent } from './event-stream.js'
import { VersionChangeReader } from './version-change-reader.js'

/** A change among the pending versions of a space. */
export interface PendingChange {
  space: RealSpace
  slug: string
  version: string
  /** Whether the version waits for approval after the change. */
  isPending: boolean
}

/** A `PendingChange`, with the cursor behind it. */
export type PendingChangeEvent = PendingChange & StreamEvent

/** The dependencies of `PendingEvents`. */
export interface PendingEventParts extends SharedHubParts {
  feeds: ChangeFeeds
  feedOptions: FeedOptions
}

/** The changes of the pending versions of each space, for subscribers. */
export class PendingEvents {
  readonly #parts: PendingEventParts
  readonly #hubs = new Map<string, Promise<EventHub<PendingChange>>>()

  constructor(parts: PendingEventParts) {
    this.#parts = parts
  }

  /**
   * Subscribes to the changes that happen from now on, or after a cursor. The first subscription begins to follow the database.
   * @param signal aborts the reading of missed changes; then the stream is closed
   * @throws RegistryError INVALID_INPUT; StreamEndedError for a cursor that is too old
   */
  async subscribe(space: RealSpace, after?: string, signal?: AbortSignal): Promise<EventStream<PendingChangeEvent>> {
    const opening = this.#hubs.get(space.name) ?? this.#open(space)
    this.#hubs.set(space.name, opening)
    // The next subscription tries again after a failure.
    opening.catch(() => this.#hubs.delete(space.name))
    return (await opening).subscribe(() => true, after, signal)
  }

  async #open(space: RealSpace): Promise<EventHub<PendingChange>> {
    const { feeds, feedOptions, ...shared } = this.#parts
    const database = space.databases.pending
    // Pending versions can't be withdrawn.
    const reader = new VersionChangeReader(() => Promise.resolve([]))
    await feeds.follow(database, feedOptions, reader)
    return new EventHub<PendingChange>({
      ...shared,
      name: `pending/${space.name}`,
      feeds: [feeds.of(database)],
      eventOf: ({ slug, version, kind }) =>
        version === undefined ? undefined : { space, slug, version, isPending: kind !== 'REMOVED' },
    })
  }
}
