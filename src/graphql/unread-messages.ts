/** A client that may read slowly, or not at all. */
export interface SlowReader {
  /** Closes the connection of the client. */
  close: () => void
}

/** Bounds the memory of messages that clients have not read. Above the limit, it closes the connection that waits for the longest time. */
export class UnreadMessages {
  readonly #limit: number
  /** The unread bytes by reader. The reader that has unread messages for the longest time is first. */
  readonly #unread = new Map<SlowReader, number>()
  #total = 0

  /** @param limit maximum unread bytes of all readers together */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Counts a message that waits for a reader. */
  add(reader: SlowReader, bytes: number): void {
    this.#unread.set(reader, (this.#unread.get(reader) ?? 0) + bytes)
    this.#total += bytes
    for (const longest of this.#unread.keys()) {
      if (this.#total <= this.#limit) return
      this.removeAll(longest)
      longest.close()
    }
  }

  /** Counts a message that its reader has read. */
  remove(reader: SlowReader, bytes: number): void {
    const before = this.#unread.get(reader)
    if (before === undefined) return
    this.#total -= bytes
    if (before > bytes) this.#unread.set(reader, before - bytes)
    else this.#unread.delete(reader)
  }

  /** Forgets a reader. */
  removeAll(reader: SlowReader): void {
    this.#total -= this.#unread.get(reader) ?? 0
    this.#unread.delete(reader)
  }
}
