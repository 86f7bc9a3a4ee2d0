import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import type { Writable } from 'node:stream'
import type { Logger } from 'pino'
import type { Config } from '../config/config.js'
import type { Change } from '../registry/audit-log.js'
import type { CopyResult } from '../registry/copy/copy.js'
import type { ExportOptions, ExportResult } from '../registry/export/export.js'
import type { ImportOptions, ImportResult } from '../registry/export/import.js'
import type { Progress } from '../registry/progress.js'

/** What a token lets its bearer do: administer the registry, or publish. */
export type TokenKind = 'MASTER' | 'EDITOR'

/** A token to make. */
export interface TokenRequest {
  editor: string
  kind: TokenKind
  /** Binds the token to one application. */
  app?: string
  /** Where `app` must exist; without one, in the default space. */
  space?: string
  /** Milliseconds; without it the token never expires. */
  maxAgeMs?: number
}

/** A token to check. */
export interface TokenCheck {
  editor: string
  /** Standard base64 (RFC 4648). */
  token: string
  kind: TokenKind
  app?: string
  space?: string
}

/** Whole registries: archives and copies. They are bytes, which GraphQL has no words for. */
export interface Archives {
  /** Writes the registry to an archive. */
  exportTo(destination: Writable, progress: Progress, options: ExportOptions): Promise<ExportResult>
  /** Reads an archive that is a file. */
  importFrom(file: string, options: ImportOptions, progress: Progress): Promise<ImportResult>
  /** Copies what another registry shows to everybody into a space. */
  copyFrom(address: string, space: string, progress: Progress): Promise<CopyResult>
}

/** Runs an operation of the schema as the operator, in this process; `progress` is told how far long work is. */
export type Execute = <TData, TVariables>(
  document: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
  progress?: Progress,
) => Promise<TData>

/**
 * Operations on the registry for commands, in this process. Refusals are `RegistryError`s; their messages are for people.
 */
export interface Operations extends Archives {
  execute: Execute
  createEditor(name: string, autoPublication: boolean): Promise<{ name: string }>
  /** Names as stored, in the order of their lower-case form. */
  editors(): Promise<string[]>
  /** An editor by name, in any case; rejects for what cannot be a name. */
  editor(name: string): Promise<{ name: string } | undefined>
  createToken(request: TokenRequest): Promise<{ token: string; warnings: string[] }>
  verifyToken(request: TokenCheck): Promise<boolean>
  /** Logs that a change was not made, unless the registry itself has logged it. */
  logRefusal(change: Change, error: unknown): Promise<void>
  /** Frees what `connect` opened. */
  close(): Promise<void>
}

/** How a command uses the registry. */
export interface ConnectOptions {
  /** The 32-byte master secret, for what deals with tokens. */
  secret?: Buffer
  /** Nothing is created then in the engines, and what is missing reads as empty. */
  onlyReads?: boolean
  /** Whether what is done has to be in the log: nothing is opened when that can't be written. */
  mustLog?: boolean
}

/** Opens the registry that is configured. */
export type Connect = (config: Config, options: ConnectOptions) => Promise<Operations>

/** A server that runs. */
export interface RunningServer {
  /** `host:port` that it listens on. */
  address: string
  /** Goes on serving for the configured while, stops accepting, lets running requests finish for a while, and frees everything. */
  close(): Promise<void>
}

/** What a server is started with, beside its configuration. */
export interface ServerOptions {
  /** The master secret, 32 bytes. */
  secret: Buffer
  log: Logger
  /** Ends the waiting for engines that are not there yet. */
  signal: AbortSignal
}

/** Starts the server; resolves when it listens, rejects with the signal's reason when it was stopped before. */
export type StartServer = (config: Config, options: ServerOptions) => Promise<RunningServer>
