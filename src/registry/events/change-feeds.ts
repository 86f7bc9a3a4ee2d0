import type { Documents } from '../../documents/documents.js'
import { followChanges, type FeedOptions, type OnChanges } from '../change-feed.js'
import { DatabaseFeed } from './database-feed.js'
import type { ChangeReader } from './document-change.js'

/** Follows the change feeds of databases, one feed for each database. Caches and subscriptions share it. */
export class ChangeFeeds {
  readonly #documents: Documents
  readonly #feeds = new Map<string, DatabaseFeed>()

  constructor(documents: Documents) {
    this.#documents = documents
  }

  /**
   * Follows a database, see `followChanges`.
   * @param onChanges evicts data from caches. Subscribers get the changes after that
   * @param reader describes the changes for subscribers
   */
  async follow(database: string, options: FeedOptions, reader: ChangeReader, onChanges?: OnChanges): Promise<void> {
    const feed = new DatabaseFeed(database, { documents: this.#documents, reader, ...options })
    this.#feeds.set(database, feed)
    const notify: OnChanges = (changes, position) => {
      onChanges?.(changes, position)
      feed.receive(changes, position)
    }
    await followChanges(this.#documents, database, options, notify, (position) => feed.receive([], position))
  }

  /** The feed of a database that is followed. */
  of(database: string): DatabaseFeed {
    const feed = this.#feeds.get(database)
    if (!feed) throw new Error(`The database "${database}" is not followed`)
    return feed
  }
}
