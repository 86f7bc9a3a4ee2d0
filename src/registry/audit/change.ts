import type { AuditActorKind, AuditDoor, AuditOutcome } from './audit-entry.js'

/** A requested change. */
export interface Change {
  /** The name of the mutation in the GraphQL schema. Changes without a mutation have a name of the same form. */
  operation: string
  /** The names of the things to change: space, application, version, editor, file. */
  on: Record<string, unknown>
}

/** The requester of a change. */
export interface Actor {
  kind: AuditActorKind
  /** The name of the editor of the token. */
  editor?: string | undefined
  /** The application that the token is bound to. */
  app?: string | undefined
  /** The id and the name of the token. Absent for a token without an id. */
  tokenId?: string | undefined
  tokenName?: string | undefined
  /** Set if the token has expired. */
  token?: 'ended' | undefined
}

/** Where a change is requested. */
export interface Origin {
  door: AuditDoor
  /** The address of the client, or a text such as `command line`. */
  from: string
  /** The user and the host of a command. */
  user?: string
}

/** The outcome of a change, as members of a log line. */
export interface Outcome {
  outcome: Exclude<AuditOutcome, 'unknown'>
  code?: string
  reason?: string
  /** A cause that the client does not see, such as an address that could not be reached. */
  cause?: string
}
