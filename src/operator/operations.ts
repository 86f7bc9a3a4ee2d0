import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import type { Writable } from 'node:stream'
import type { Logger } from 'pino'
import type { Config } from '../config/config.js'
import type { Change } from '../registry/audit/change.js'
import type { CopyResult } from '../registry/copy/copy.js'
import type { ExportOptions, ExportResult } from '../registry/export/export.js'
import type { ImportOptions, ImportResult } from '../registry/export/import.js'
import type { Progress } from '../registry/progress.js'

/** The kind of a token. A master token administers the registry. An editor token publishes. */
export type TokenKind = 'MASTER' | 'EDITOR'

/** A token to create. */
export interface TokenRequest {
  editor: string
  kind: TokenKind
  /** Binds the token to one application. */
  app?: string
  /** The space in which `app` must exist. Default: the default space. */
  space?: string
  /** The name of the token. Without a name, the token has no id, and is not listed. */
  name?: string
  /** Milliseconds until the token expires. Without it, the token never expires. */
  maxAgeMs?: number
}

/** A new token. */
export interface CreatedToken {
  token: string
  /** Absent if the token is not listed. */
  id?: string
  name?: string
  warnings: string[]
}

/** A token to verify. */
export interface TokenCheck {
  editor: string
  /** Standard base64 (RFC 4648). */
  token: string
  kind: TokenKind
  /** The application for which the token must be valid. */
  app?: string
  /** The space of `app`. Default: the default space. */
  space?: string
}

/** Exports, imports and copies of whole registries. They use streams and files, so they are not GraphQL operations. */
export interface Archives {
  /** Writes the registry to an archive. */
  exportTo(destination: Writable, progress: Progress, options: ExportOptions): Promise<ExportResult>
  /** Imports an archive from a file. */
  importFrom(file: string, options: ImportOptions, progress: Progress): Promise<ImportResult>
  /** Copies the public content of another registry into a space. */
  copyFrom(address: string, space: string, progress: Progress): Promise<CopyResult>
}

/** Runs an operation of the schema as the operator, in this process. `progress` shows the progress of long work. */
export type Execute = <TData, TVariables>(
  document: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
  progress?: Progress,
) => Promise<TData>

/** Operations on the registry for commands, in this process. Refusals are `RegistryError`s with messages for users. */
export interface Operations extends Archives {
  execute: Execute
  createEditor(name: string, autoPublication: boolean): Promise<{ name: string }>
  /** The names of all editors, sorted without regard to case. */
  editors(): Promise<string[]>
  /** The editor with a name (case-insensitive). Rejects for an invalid name. */
  editor(name: string): Promise<{ name: string } | undefined>
  createToken(request: TokenRequest): Promise<CreatedToken>
  verifyToken(request: TokenCheck): Promise<boolean>
  /** Logs a change that was refused or failed, unless the registry has already logged it. */
  logFailureUnlessLogged(change: Change, error: unknown): Promise<void>
  /** If a change is running, logs it as abandoned. Call this before the process ends in the middle of a change. */
  abandon(reason: string): Promise<void>
  /** Closes everything that `connect` has opened. */
  close(): Promise<void>
}

/** Options for opening the registry for a command. */
export interface ConnectOptions {
  /** The 32-byte master secret, for operations on tokens. */
  secret?: Buffer
  /** Whether the command only reads. Then missing databases and containers are not created, and count as empty. */
  onlyReads?: boolean
  /** Whether the change must be logged. Then nothing is opened if the log can't be written. */
  mustLog?: boolean
}

/** Opens the configured registry. */
export type Connect = (config: Config, options: ConnectOptions) => Promise<Operations>

/** A running server. */
export interface RunningServer {
  /** The `host:port` on which it listens. */
  address: string
  /**
   * First reports "not ready" for the configured time. Then accepts no more connections, waits for running requests up to a
   * timeout, and closes everything.
   */
  close(): Promise<void>
}

/** The dependencies of a server, besides its configuration. */
export interface ServerOptions {
  /** The master secret, 32 bytes. */
  secret: Buffer
  log: Logger
  /** Aborts the start while it waits for engines that are not available yet. */
  signal: AbortSignal
}

/** Starts the server. Resolves when it listens. If the signal aborts first, rejects with the reason of the signal. */
export type StartServer = (config: Config, options: ServerOptions) => Promise<RunningServer>
