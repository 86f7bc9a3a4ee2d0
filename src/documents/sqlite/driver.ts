import { z } from 'zod'

/** A parameter of a statement, or a value in its result. */
export type SqlValue = string | number | Uint8Array | null

/** A prepared statement; `Row` is the type of the rows that it returns. */
export interface Statement<Row> {
  get(...parameters: SqlValue[]): Row | undefined
  all(...parameters: SqlValue[]): Row[]
  run(...parameters: SqlValue[]): unknown
}

/** The part of the API of `node:sqlite` that the embedded engine uses. */
export interface Connection {
  exec(sql: string): void
  prepare<Row>(sql: string): Statement<Row>
  close(): void
}

/** One implementation of SQLite. */
export interface Driver {
  name: string
  DatabaseSync: new (path: string) => Connection
}

const nodeModule = z.object({
  DatabaseSync: z.custom<Driver['DatabaseSync']>((value) => typeof value === 'function'),
})

/** The SQLite module of Node; `undefined` before Node 22.13. */
export function nodeDriver(): Driver | undefined {
  // Some Node releases warn that the module is experimental. Tests cover the functions in use, so the warning is hidden. The
  // module loads synchronously, so no other warning can be hidden meanwhile.
  const emitWarning = process.emitWarning.bind(process)
  process.emitWarning = () => {}
  try {
    const found = process.getBuiltinModule('node:sqlite')
    return found && { name: 'node:sqlite', ...nodeModule.parse(found) }
  } finally {
    process.emitWarning = emitWarning
  }
}

/** A prebuilt package with the same API, for older Node releases. */
export async function packagedDriver(): Promise<Driver> {
  const { DatabaseSync } = await import('@photostructure/sqlite')
  return { name: '@photostructure/sqlite', DatabaseSync }
}
