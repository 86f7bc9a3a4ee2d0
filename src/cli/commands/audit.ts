import type { Command } from 'commander'
import { enumName, enums } from '../../graphql/enums.js'
import { isJsonObject } from '../../json.js'
import { auditActorKinds, auditDoors, auditOutcomes } from '../../registry/audit/audit-entry.js'
import { maxPageSize } from '../../registry/cursors.js'
import type { Operations } from '../../operator/operations.js'
import type { Context } from '../context.js'
import { UsageError, withDetails } from '../errors.js'
import { choiceFlag, jsonFlag, numberFlag, textFlag } from '../flags.js'
import { ReadAuditLogDocument, type AuditFilter, type PrintedAuditEntryFragment } from '../generated/operations.js'

interface Options {
  editor?: string
  actor?: string
  door?: string
  operation?: string
  space?: string
  app?: string
  outcome?: string
  since?: string
  until?: string
  limit: number
  json?: boolean
}

/** `audit`: prints the entries of the audit log, one per line, newest first. */
export function auditCommand(program: Command, context: Context): void {
  program
    .command('audit')
    .description('print who changed what: the entries of the audit log, newest first')
    .addOption(textFlag('--editor', 'only changes with a token of this editor, or of this editor (case-insensitive)'))
    .addOption(choiceFlag('--actor', 'only changes by this kind of actor', auditActorKinds.map(wordOf)))
    .addOption(choiceFlag('--door', 'only changes by this interface', auditDoors.map(wordOf)))
    .addOption(textFlag('--operation', 'only changes of this kind: the name of a mutation, such as publishVersion'))
    .addOption(textFlag('--space', 'only changes in this space'))
    .addOption(textFlag('--app', 'only changes of this application'))
    .addOption(choiceFlag('--outcome', 'only changes with this outcome', auditOutcomes.map(wordOf)))
    .addOption(textFlag('--since', 'only changes at this time or later, such as 2026-11-22 or 2026-11-22T01:01:34Z'))
    .addOption(textFlag('--until', 'only changes at this time or earlier'))
    .addOption(numberFlag('--limit', 'how many entries to print').default(50))
    .addOption(jsonFlag())
    .action((options: Options) => withDetails(() => run(options, context)))
}

async function run({ limit, json, ...options }: Options, context: Context): Promise<void> {
  if (limit < 1) throw new UsageError(`invalid argument "${String(limit)}" for "--limit" flag: give a number above 0`)
  const filter = filterOf(options)
  const entries = await context.withReadableRegistry('without master secret', ({ execute }) =>
    readEntries(filter, limit, execute),
  )
  if (json) context.json(entries)
  else context.out(entries.map((entry) => `${lineOf(entry)}\n`).join(''))
}

async function readEntries(
  filter: AuditFilter,
  limit: number,
  execute: Operations['execute'],
): Promise<PrintedAuditEntryFragment[]> {
  const entries: PrintedAuditEntryFragment[] = []
  let after: string | null = null
  for (;;) {
    const first = Math.min(limit - entries.length, maxPageSize)
    const { auditLog }: { auditLog: Page } = await execute(ReadAuditLogDocument, { first, after, filter })
    entries.push(...auditLog.nodes)
    if (!auditLog.pageInfo.hasNextPage || entries.length >= limit) return entries
    after = auditLog.pageInfo.endCursor
  }
}

interface Page {
  readonly nodes: readonly PrintedAuditEntryFragment[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

function filterOf({ actor, door, outcome, since, until, ...texts }: Omit<Options, 'limit' | 'json'>): AuditFilter {
  const { editor = null, operation = null, space = null, app = null } = texts
  return {
    ...{ editor, operation, space, app },
    actor: choiceOf('--actor', actor, auditActorKinds, enums.AuditActorKind),
    door: choiceOf('--door', door, auditDoors, enums.AuditDoor),
    outcome: choiceOf('--outcome', outcome, auditOutcomes, enums.AuditOutcome),
    since: dateOf('--since', since),
    until: dateOf('--until', until),
  }
}

function choiceOf<Name extends string, Value extends string>(
  flag: string,
  given: string | undefined,
  choices: readonly Value[],
  names: Readonly<Record<Name, Value>>,
): Name | null {
  if (given === undefined) return null
  const choice = choices.find((value) => wordOf(value) === given)
  if (choice !== undefined) return enumName(names, choice)
  throw new UsageError(`invalid argument "${given}" for "${flag}" flag: give one of ${choices.map(wordOf).join(', ')}`)
}

// The form of an enum value in flags and lines: `command-line`.
function wordOf(value: string): string {
  return value.toLowerCase().replaceAll(/[ _]/g, '-')
}

function dateOf(flag: string, given: string | undefined): string | null {
  if (given === undefined) return null
  const time = Date.parse(given)
  if (!Number.isNaN(time)) return new Date(time).toISOString()
  throw new UsageError(`invalid argument "${given}" for "${flag}" flag: give a date such as 2026-11-22T01:01:34Z`)
}

function lineOf({ at, outcome, operation, on, actor, door, from, ...entry }: PrintedAuditEntryFragment): string {
  const objects = Object.entries(isJsonObject(on) ? on : {}).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  const by = [wordOf(actor.kind), actor.editor, actor.app].filter(Boolean).join('/')
  const token = actor.tokenName ? [`with the token "${actor.tokenName}"`] : []
  const times = entry.count > 1 ? [`(${String(entry.count)} times)`] : []
  const refusal = [entry.code, entry.reason].filter(Boolean).join(': ')
  return [
    ...[new Date(at).toISOString(), wordOf(outcome), operation, ...objects],
    ...['by', by, ...token, 'from', from, 'over', wordOf(door), ...times],
    ...(refusal === '' ? [] : [`- ${refusal}`]),
  ].join(' ')
}
