/** What can be wrong with what is stored. */
export type FindingKind =
  | 'UNREFERENCED_OBJECT'
  | 'STALE_REFERENCE'
  | 'MISSING_FILE'
  | 'EMPTY_ASSET'
  | 'UNFINISHED_APPROVAL'
  | 'ORPHANED_OVERWRITE'
  | 'OUTDATED_OVERWRITE'
  | 'DAMAGED_ARCHIVE'
  | 'MISSING_TYPE_ATTRIBUTE'

/** Something that is not as it should be. */
export interface Finding {
  kind: FindingKind
  /** What it is about: `<container>/<key>`, the checksum of an asset, or `[<space>/]<slug>/<version>`. */
  subject: string
  /** For people. */
  message: string
  fixed: boolean
}

/** Gathers findings, and puts in order what can be when that is wanted. */
export class Findings {
  readonly all: Finding[] = []
  readonly #fix: boolean

  constructor(fix: boolean) {
    this.#fix = fix
  }

  /** Notes something; `repair` puts it in order, and gives whether it did: it may have changed since it was looked at. */
  async note(
    kind: FindingKind,
    subject: string,
    message: string,
    repair: () => Promise<boolean> = () => Promise.resolve(false),
  ): Promise<void> {
    this.all.push({ kind, subject, message, fixed: this.#fix && (await repair()) })
  }
}
