import type { Logger } from 'pino'
import { redact } from '../../redact.js'

/** The kinds of problems that `repair` finds. */
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
  | 'UNREADABLE_FILE'

/** A problem in the stored data. */
export interface Finding {
  kind: FindingKind
  /**
   * The affected item: `<container>/<key>` of an object, `<container>` if its objects can't be listed, the checksum of an asset, or
   * `[<space>/]<slug>/<version>` of a version.
   */
  subject: string
  /** Describes the problem to people. */
  message: string
  fixed: boolean
}

/** Collects findings. With `fix`, also repairs those that can be repaired. */
export class Findings {
  readonly all: Finding[] = []
  readonly #fix: boolean
  readonly #log: Logger

  constructor(fix: boolean, log: Logger) {
    this.#fix = fix
    this.#log = log
  }

  /**
   * Adds a finding. `repair` fixes the problem. It returns false when the problem is gone already, or can't be fixed. If it
   * throws, the finding gets the reason, and the run continues.
   */
  async add(
    kind: FindingKind,
    subject: string,
    message: string,
    repair: () => Promise<boolean> = () => Promise.resolve(false),
  ): Promise<void> {
    const finding: Finding = { kind, subject, message, fixed: false }
    this.all.push(finding)
    if (!this.#fix) return
    try {
      finding.fixed = await repair()
    } catch (err) {
      this.#log.error({ err, kind, subject }, 'a finding could not be fixed')
      const reason = err instanceof Error ? err.message : String(err)
      finding.message += `. The repair failed: ${redact(reason)}`
    }
  }
}
