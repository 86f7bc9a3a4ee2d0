import type { AuditActorKind, AuditDoor, AuditEntry, AuditOutcome } from './audit-entry.js'

/** Conditions on entries of the audit log, joined by AND. `undefined` and `null` mean no condition. */
export interface AuditFilter {
  /** The editor of the token, or the changed editor; case-insensitive. */
  editor?: string | null | undefined
  actor?: AuditActorKind | null | undefined
  door?: AuditDoor | null | undefined
  operation?: string | null | undefined
  space?: string | null | undefined
  app?: string | null | undefined
  outcome?: AuditOutcome | null | undefined
  /** The earliest time. */
  since?: Date | null | undefined
  /** The latest time. */
  until?: Date | null | undefined
}

/** Whether an entry meets the conditions of a filter, without those on its time. */
export function matchesFilter(entry: AuditEntry, filter: AuditFilter): boolean {
  const { operation, on, actor } = entry
  const editor = filter.editor?.toLowerCase()
  const editors = [actor.editor, on.editor, ...(editorOperations.has(operation) ? [on.name] : [])]
  return (
    (editor === undefined || editors.some((name) => typeof name === 'string' && name.toLowerCase() === editor)) &&
    actor.kind === (filter.actor ?? actor.kind) &&
    entry.door === (filter.door ?? entry.door) &&
    operation === (filter.operation ?? operation) &&
    on.space === (filter.space ?? on.space) &&
    on.app === (filter.app ?? on.app) &&
    entry.outcome === (filter.outcome ?? entry.outcome)
  )
}

/** The operations whose input calls the editor `name`. */
export const editorOperations: ReadonlySet<string> = new Set(['createEditor', 'removeEditor'])
