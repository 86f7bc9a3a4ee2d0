import type { PrintedTokenFragment } from './generated/operations.js'

/** A line for a token, without a line end: its id, what it permits, its dates, and its name. */
export function tokenLine({ id, name, kind, app, createdAt, expiresAt, lastUsedAt }: PrintedTokenFragment): string {
  return [
    id,
    kind === 'MASTER' ? 'master' : `editor/${app ?? '*'}`,
    `created=${dateOf(createdAt)}`,
    `expires=${dateOf(expiresAt)}`,
    `used=${dateOf(lastUsedAt)}`,
    name,
  ].join(' ')
}

function dateOf(date: string | null): string {
  return date === null ? 'never' : new Date(date).toISOString()
}
