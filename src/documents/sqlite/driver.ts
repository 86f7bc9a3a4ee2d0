import { z } from 'zod'

/** A parameter of a statement, or a value in its result. */
export type SqlValue = string | number | Uint8Array | null

/** A prepared statement; `Row` is the type of the rows that it returns. */
export interface Statement<Row> {
  get(...parameters: SqlValue[]): Row | undefined
  all(...parameters: SqlValue[]): Row[]
  run(...parameters: SqlValue[]): unknown
}

/** The part of the API of `node:sqlite` that we use. */
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

/** The SQLite that comes with Node; `undefined` before Node 22.13. */
export function nodeDriver(): Driver | undefined {
  // Hides the warning of some Node releases that the module is experimental: tests cover the part that is used here. Loading is
  // synchronous, so no other warning can be lost meanwhile.
  const emitWarning = process.emitWarning.bind(process)
  process.emitWarning = () => {}
  try {
    const found = process.getBuiltinModule('node:sqlite')
    return found && { name: 'node:sqlite', ...nodeModule.parse(found) }
  } finally {
    process.emitWarning = emitWarning
  }
}

/** The same API as a prebuilt package, for older Nodes. */
export async function packagedDriver(): Promise<Driver> {
  const { DatabaseSync } = await import('@photostructure/sqlite')
  return { name: '@photostructure/sqlite', DatabaseSync }
}
