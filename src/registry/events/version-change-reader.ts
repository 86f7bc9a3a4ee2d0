import { LRUCache } from 'lru-cache'
import type { Change, StoredDocument } from '../../documents/documents.js'
import { readVersion } from '../records.js'
import { readWithdrawal } from '../withdrawal.js'
import { generationOf, type AppChangeKind, type ChangeReader, type DocumentChange } from './document-change.js'

const maxRemembered = 5000

type VersionState = 'PUBLISHED' | 'WITHDRAWN' | 'REMOVED'
type Kinds = Pick<DocumentChange, 'kind' | 'possibleKinds'>

// A published version with several writes was restored, or published again after its removal. The gateway changes nothing else.
const unknown: Kinds = { kind: 'CHANGED', possibleKinds: new Set(['PUBLISHED', 'RESTORED', 'CHANGED']) }

/** Tells the publication of a version from its withdrawal, its restoration and its removal. */
export class VersionChangeReader implements ChangeReader {
  /** The states of withdrawn versions, and of versions that have changed lately, by the ids of their documents. */
  readonly #states = new LRUCache<string, VersionState>({ max: maxRemembered })
  readonly #loadWithdrawn: () => Promise<Iterable<string>>

  /** @param loadWithdrawn loads the ids of the documents of all withdrawn versions */
  constructor(loadWithdrawn: () => Promise<Iterable<string>>) {
    this.#loadWithdrawn = loadWithdrawn
  }

  async prepare(): Promise<void> {
    for (const id of await this.#loadWithdrawn()) this.#states.set(id, 'WITHDRAWN')
  }

  describeNext(change: Change, document: StoredDocument | undefined): Omit<DocumentChange, 'key'> | undefined {
    const before = this.#states.get(change.id)
    const state = stateOf(document)
    this.#states.set(change.id, state)
    const described = this.describe(change, document)
    if (!described || state !== 'PUBLISHED' || before === undefined) return described
    return { ...described, ...certain(kindsAfter[before]) }
  }

  describe({ id, revision }: Change, document: StoredDocument | undefined): Omit<DocumentChange, 'key'> | undefined {
    const state = stateOf(document)
    const parts = document ? readVersion(document) : partsOf(id)
    if (!parts) return undefined
    const isCertain = state !== 'PUBLISHED' || generationOf(revision) === 1
    return { slug: parts.slug, version: parts.version, ...(isCertain ? certain(state) : unknown) }
  }
}

// The kind of a change that leads to a published version, by the state before.
const kindsAfter = { PUBLISHED: 'CHANGED', WITHDRAWN: 'RESTORED', REMOVED: 'PUBLISHED' } as const

function stateOf(document: StoredDocument | undefined): VersionState {
  if (!document) return 'REMOVED'
  return readWithdrawal(document) ? 'WITHDRAWN' : 'PUBLISHED'
}

function certain(kind: AppChangeKind): Kinds {
  return { kind, possibleKinds: new Set([kind]) }
}

// The id is `<slug>-<version>`. A slug has no dot. The version begins after the last dash before the first dot.
function partsOf(id: string): { slug: string; version: string } | undefined {
  const dash = id.lastIndexOf('-', id.indexOf('.'))
  return id.includes('.') && dash > 0 ? { slug: id.slice(0, dash), version: id.slice(dash + 1) } : undefined
}
