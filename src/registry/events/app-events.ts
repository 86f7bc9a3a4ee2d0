import { RegistryError } from '../errors.js'
import { shows, sourceOf, type Space } from '../spaces.js'
import { channelOf, offers, type Channel } from '../versions.js'
import type { ChangeFeeds } from './change-feeds.js'
import type { AppChangeKind, DocumentChange } from './document-change.js'
import { EventHub, type SharedHubParts } from './event-hub.js'
import type { EventStream, StreamEvent } from './event-stream.js'

/** A change of an application, as a space shows it. */
export interface AppChange extends Omit<DocumentChange, 'key'> {
  space: Space
}

/** An `AppChange`, with the cursor behind it. */
export type AppChangeEvent = AppChange & StreamEvent

/** The changes that a subscriber gets. An absent member is no condition. */
export interface AppChangeFilter {
  slugs?: readonly string[] | null | undefined
  /** For changes of versions: a channel that offers the version. */
  channel?: Channel | null | undefined
  kinds?: readonly AppChangeKind[] | null | undefined
}

/** The dependencies of `AppEvents`. */
export interface AppEventParts extends SharedHubParts {
  feeds: ChangeFeeds
}

const maxSlugs = 1000

/** The changes of the applications of each space, for subscribers. */
export class AppEvents {
  readonly #parts: AppEventParts
  readonly #hubs = new Map<string, EventHub<AppChange>>()

  constructor(parts: AppEventParts) {
    this.#parts = parts
  }

  /**
   * Subscribes to the changes of a space that happen from now on, or after a cursor.
   * @param signal aborts the reading of missed changes; then the stream is closed
   * @throws RegistryError INVALID_INPUT; StreamEndedError for a cursor that is too old
   */
  subscribe(
    space: Space,
    filter: AppChangeFilter,
    after?: string,
    signal?: AbortSignal,
  ): Promise<EventStream<AppChangeEvent>> {
    const count = filter.slugs?.length ?? 0
    if (count > maxSlugs) {
      const message = `"slugs" has ${String(count)} slugs; at most ${String(maxSlugs)} are allowed: leave it out to get the changes of all applications`
      throw new RegistryError('INVALID_INPUT', message)
    }
    return this.#hubOf(space).subscribe(matcherOf(filter), after, signal)
  }

  /** The cursor behind all changes of a space so far. Data that is read after this call has these changes. */
  cursorOf(space: Space): string {
    return this.#hubOf(space).cursor
  }

  #hubOf(space: Space): EventHub<AppChange> {
    const known = this.#hubs.get(space.name)
    if (known) return known
    const { feeds, ...shared } = this.#parts
    const { apps, versions } = sourceOf(space).databases
    const overwrites = space.kind === 'VIRTUAL' ? [space.databases.overwrites] : []
    const hub = new EventHub<AppChange>({
      ...shared,
      name: `apps/${space.name}`,
      feeds: [apps, versions, ...overwrites].map((database) => feeds.of(database)),
      eventOf: ({ key, ...change }) => (shows(space, change.slug) ? { ...change, space } : undefined),
    })
    this.#hubs.set(space.name, hub)
    return hub
  }
}

function matcherOf({ slugs, channel, kinds }: AppChangeFilter): (change: AppChange) => boolean {
  const wantedSlugs = slugs && new Set(slugs)
  return ({ slug, version, possibleKinds }) =>
    (wantedSlugs?.has(slug) ?? true) &&
    (kinds?.some((kind) => possibleKinds.has(kind)) ?? true) &&
    (!channel || version === undefined || offers(channel, channelOf(version)))
}
