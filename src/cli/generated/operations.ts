/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Json } from '../../json.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The input of `activateMaintenance`. */
export type ActivateMaintenanceInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** Whether the cause lies outside the application, such as a website that is down. */
  readonly infrastructure?: boolean;
  /** The messages for users, one for each language, at most 100. */
  readonly messages?: ReadonlyArray<MaintenanceMessageInput>;
  /** Whether runs that a user starts are disabled, too, not only automatic runs. */
  readonly noManualExecution?: boolean;
  /** Whether the maintenance is expected to be short. */
  readonly short?: boolean;
  /** The slug of the application. */
  readonly slug: string;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: string | null | undefined;
};

/** The kinds of applications. */
export type AppType =
  /** A program that collects a person's data from a service. */
  | 'KONNECTOR'
  /** An application with web pages. A Cozy (a person's server) serves them. */
  | 'WEBAPP';

/** The kinds of actors. */
export type AuditActorKind =
  /** A client without a token. */
  | 'ANONYMOUS'
  /** A client with an editor token. */
  | 'EDITOR'
  /** A client with a master token. */
  | 'MASTER'
  /** The operator, at the command line. */
  | 'OPERATOR'
  /** The retention policy, which removes old versions in the background. */
  | 'RETENTION'
  /** A client with a token that is not valid. */
  | 'UNKNOWN_TOKEN';

/** The interfaces by which changes are requested. */
export type AuditDoor =
  /** Work that the gateway does by itself. */
  | 'BACKGROUND'
  /** The command line. */
  | 'COMMAND_LINE'
  /** GraphQL over HTTP. */
  | 'GRAPHQL'
  /** REST. */
  | 'REST';

/** Conditions on entries of the audit log, joined by AND. */
export type AuditFilter = {
  /** The kind of the actor. */
  readonly actor?: AuditActorKind | null | undefined;
  /** The slug of the application. */
  readonly app?: string | null | undefined;
  /** The interface by which the change was requested. */
  readonly door?: AuditDoor | null | undefined;
  /** The editor that the token belongs to, or that was changed; case-insensitive. */
  readonly editor?: string | null | undefined;
  /** The name of the mutation, such as `publishVersion`. */
  readonly operation?: string | null | undefined;
  /** The outcome. */
  readonly outcome?: AuditOutcome | null | undefined;
  /** Only entries at this time or later. It limits how much is read. */
  readonly since?: string | null | undefined;
  /** The name of the space; `__default__` for the default space. */
  readonly space?: string | null | undefined;
  /** Only entries at this time or earlier. It limits how much is read. */
  readonly until?: string | null | undefined;
};

/** The outcomes of a change. */
export type AuditOutcome =
  /** The client closed the connection, or the command was interrupted. The change may have happened. */
  | 'ABANDONED'
  /** The change was made. */
  | 'DONE'
  /** The change failed because of an error, for example of a database. */
  | 'FAILED'
  /** The registry refused the change, and nothing was changed. */
  | 'REFUSED'
  /** The change has begun, and its end was not recorded: it still runs, or its process ended before it. It may have happened. */
  | 'UNKNOWN';

/** The maturity of a version. The suffix of its number determines the channel. */
export type Channel =
  /** Versions whose numbers end in `-beta.N`. The channel also offers stable versions. */
  | 'BETA'
  /** Versions whose numbers end in `-dev.<commit>`. The channel offers all versions. */
  | 'DEV'
  /** Versions whose numbers have no suffix. */
  | 'STABLE';

/** The input of `createApp`. */
export type CreateAppInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /**
   * The commitment. If this or `dataUsageCommitmentBy` is absent, both are ignored: the default is `USER_RESERVED` by `COZY` for
   * the editor `cozy`, and `NONE` for all others.
   */
  readonly dataUsageCommitment?: DataUsageCommitment | null | undefined;
  /** The author of the commitment. */
  readonly dataUsageCommitmentBy?: DataUsageCommitmentBy | null | undefined;
  /** The name of an existing editor, case-insensitive. */
  readonly editor: string;
  /** The slug of the application: lower-case letters, digits and dashes. */
  readonly slug: string;
  /** The space to create the application in. If absent, the default space is used. */
  readonly space?: string | null | undefined;
  /** Whether the application is a webapp or a konnector. */
  readonly type: AppType;
};

/** The input of `createAppToken`. */
export type CreateAppTokenInput = {
  /** The slug of the installed application. */
  readonly app: string;
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The domain of the instance. */
  readonly domain: string;
  /** The lifetime of the token in seconds; if absent, a day for a webapp and half an hour for a konnector. */
  readonly maxAge?: number | null | undefined;
  /** The type of the application. */
  readonly type?: AppType;
};

/** The input of `createCliToken`. */
export type CreateCliTokenInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The domain of the instance. */
  readonly domain: string;
  /** The lifetime of the token in seconds; if absent, half an hour. */
  readonly maxAge?: number | null | undefined;
  /**
   * The permissions: rules `type[:verbs[:values[:selector]]]` with a space between them, and commas between verbs and between
   * values: `io.cozy.apps:GET,POST io.cozy.contacts`. At most 8 000 characters.
   */
  readonly scope: string;
};

/** The input of `createInstance`. */
export type CreateInstanceInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The name of the context: at most 64 letters, digits, `_` and `-`. */
  readonly context?: string;
  /**
   * The domain, as clients send it in the `Host` header: a host name in lower case, with the port unless it is the default port, such
   * as `cozy.example.org` or `cozy.localhost:8080`.
   */
  readonly domain: string;
  /** The language of the owner: a code such as `en` or `fr_CA`. */
  readonly locale?: string;
};

/** A commitment about the usage of a person's data. */
export type DataUsageCommitment =
  /** No commitment. */
  | 'NONE'
  /** The person encrypts the data, and nobody else can read them. */
  | 'USER_CIPHERED'
  /** Data are used for the person's own purposes only. */
  | 'USER_RESERVED';

/** The author of the commitment. */
export type DataUsageCommitmentBy =
  /** The company Cozy. */
  | 'COZY'
  /** The editor of the application. */
  | 'EDITOR'
  /** Nobody: there is no commitment. */
  | 'NONE';

/** The input of `deactivateMaintenance`. */
export type DeactivateMaintenanceInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The slug of the application. */
  readonly slug: string;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: string | null | undefined;
};

/** The input of `deprecateApp`. */
export type DeprecateAppInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The message for people: at most 1 000 characters, without line breaks and other control characters. */
  readonly message: string;
  /** The slug of the application. */
  readonly slug: string;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: string | null | undefined;
  /**
   * The slug of the application to use instead, in the same space. If absent, no successor is named. A successor may be deprecated
   * itself, but the successors must not lead back to the application.
   */
  readonly successor?: string | null | undefined;
};

/** The confidence label, from the best to the worst. */
export type Label =
  /** Data stay in the Cozy, and the editor can't read them. */
  | 'A'
  /** Data stay in the Cozy, by a commitment of the company Cozy. */
  | 'B'
  /** Data stay in the Cozy, by a commitment of the editor. */
  | 'C'
  /** Data go to third parties. By a commitment of the company Cozy, they are used for the person's own purposes only. */
  | 'D'
  /** Data go to third parties. By a commitment of the editor, they are used for the person's own purposes only. */
  | 'E'
  /** No commitment. */
  | 'F';

/** A message for users in one language. */
export type MaintenanceMessageInput = {
  /** The language, such as `en`, at most 35 characters. */
  readonly locale: string;
  /** A long message: the whole explanation, at most 10 000 characters. */
  readonly long?: string;
  /** A short message: one sentence, for lists, at most 1 000 characters. */
  readonly short?: string;
};

/** The input of `overwriteApp`. */
export type OverwriteAppInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The new icon. If absent, the icon is not changed. */
  readonly icon?: UploadInput | null | undefined;
  /** The new name, at most 200 characters. If absent, the name is not changed. */
  readonly name?: string | null | undefined;
  /** The slug of the application. */
  readonly slug: string;
  /** The name of a virtual space. */
  readonly space: string;
};

/** A pending version: the input of `approvePendingVersion` and `rejectPendingVersion`. */
export type PendingVersionInput = {
  /** The slug of the application. */
  readonly app: string;
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: string | null | undefined;
  /** The number of the version. */
  readonly version: string;
};

/** The input of `putWellKnownFile`. */
export type PutWellKnownFileInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The content of the file, at most 4 MiB. */
  readonly content: string;
  /** The media type, at most 255 characters. If absent, the extension of the name determines it. */
  readonly contentType?: string | null | undefined;
  /** The path of the file below `/.well-known/`, such as `assetlinks.json`, at most 255 bytes. */
  readonly name: string;
  /** The name of a real space. If absent, the default space is used. */
  readonly space?: string | null | undefined;
};

/** The input of `removeApp`. */
export type RemoveAppInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The slug of the application. */
  readonly slug: string;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: string | null | undefined;
};

/** The input of `removeEditor`. */
export type RemoveEditorInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The name of the editor, case-insensitive. */
  readonly name: string;
};

/** The input of `removeInstance`. */
export type RemoveInstanceInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The domain of the instance. */
  readonly domain: string;
};

/** The input of `removeOldVersions`. */
export type RemoveOldVersionsInput = {
  /** The slug of an existing application. */
  readonly app: string;
  /** The channel to clean up. Versions of other channels are kept, even if this channel offers them. */
  readonly channel: Channel;
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** If true, nothing is removed: the result lists the versions that would be removed. */
  readonly dryRun?: boolean;
  /** How many major numbers to keep, from the highest down. */
  readonly majors?: number;
  /** For each kept major number: how many versions to keep below the highest one. Versions are counted, not minor numbers. */
  readonly minors?: number;
  /** The number of months (UTC), counted back from now, of which all versions are kept. */
  readonly months?: number;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: string | null | undefined;
};

/** The input of `removeRemoteSecret`. */
export type RemoveRemoteSecretInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The remote doctype. */
  readonly doctype: string;
  /** The name of the secret. */
  readonly name: string;
};

/** The input of `removeSpace`. */
export type RemoveSpaceInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The name of a real space. */
  readonly name: string;
};

/** The input of `removeVersion`. */
export type RemoveVersionInput = {
  /** The slug of the application. */
  readonly app: string;
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: string | null | undefined;
  /** The number of the version. */
  readonly version: string;
};

/** The input of `removeWellKnownFile`. */
export type RemoveWellKnownFileInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The path of the file below `/.well-known/`. */
  readonly name: string;
  /** The name of a real space. If absent, the default space is used. */
  readonly space?: string | null | undefined;
};

/** The kinds of problems that `repair` finds. */
export type RepairFindingKind =
  /**
   * The checksum of an archive differs from the checksum in its version. `fix` regenerates archives of virtual spaces. Restore other
   * archives from a backup.
   */
  | 'DAMAGED_ARCHIVE'
  /** An asset that nothing uses, and whose object is missing. */
  | 'EMPTY_ASSET'
  /**
   * A file of a version or of an overwrite is missing. `fix` regenerates archives of virtual spaces. For other files, restore the object from a backup,
   * or publish the version with another number.
   */
  | 'MISSING_FILE'
  /**
   * A file without the extended attribute `user.mime_type`. The reference registry (`cozy-apps-registry`) reads the media type from
   * this attribute.
   */
  | 'MISSING_TYPE_ATTRIBUTE'
  /** A virtual space has an overwritten version whose original does not exist in the source space any more. */
  | 'ORPHANED_OVERWRITE'
  /** A virtual space shows the latest version of a channel without the name or icon that the space sets. */
  | 'OUTDATED_OVERWRITE'
  /** An asset, older than a day, is recorded as used by a version or an overwrite that does not exist or does not use it. */
  | 'STALE_REFERENCE'
  /** A version that is both published and pending, because its approval was interrupted. */
  | 'UNFINISHED_APPROVAL'
  /**
   * A file that can't be read, or a container whose files can't all be listed, for example because of missing permissions or a damaged
   * disk. `fix` changes nothing: mend the cause, and run the repair again.
   */
  | 'UNREADABLE_FILE'
  /**
   * An object without references, older than a day. If the documents refer to no object in the store at all, the documents may belong to
   * another registry. Then `fix` removes no unreferenced object.
   */
  | 'UNREFERENCED_OBJECT';

/** The input of `repair`. */
export type RepairInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** Whether to fix the problems that can be fixed without losing data. If false, nothing is changed. */
  readonly fix?: boolean;
};

/** The input of `restoreVersion`. */
export type RestoreVersionInput = {
  /** The slug of the application. */
  readonly app: string;
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: string | null | undefined;
  /** The number of the version. */
  readonly version: string;
};

/** The input of `revokeToken`. */
export type RevokeTokenInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The editor that the token belongs to, case-insensitive. */
  readonly editor: string;
  /** The id of the token, from `Editor.tokens`. */
  readonly id: string;
};

/** The input of `revokeTokens`. */
export type RevokeTokensInput = {
  /**
   * The slug of an application; it may have been removed. If given, only the editor tokens that are bound to this application are
   * revoked. From then on, this application can't be published with a token for all applications of the editor, old or new. These
   * tokens stay valid for the other applications.
   */
  readonly app?: string | null | undefined;
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The editor whose tokens are revoked. */
  readonly editor: string;
  /** The kind of tokens to revoke. */
  readonly kind?: TokenKind;
};

/** The input of `setRemoteSecret`. */
export type SetRemoteSecretInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The remote doctype, such as `org.example.prices`. */
  readonly doctype: string;
  /** The name of the secret: `token` for the placeholder `{{secret_token}}`. At most 100 letters, digits and underscores. */
  readonly name: string;
  /** The secret itself, at most 8 KiB. */
  readonly value: string;
};

/** The kinds of spaces. */
export type SpaceKind =
  /** A space that stores applications. */
  | 'REAL'
  /** A space that shows some of the applications of a real space. */
  | 'VIRTUAL';

/** The kinds of tokens, by their permissions. */
export type TokenKind =
  /** A token that permits publishing. It is valid for one application, or for all applications of an editor. */
  | 'EDITOR'
  /** A token that permits the administration of the registry, and the publication of all applications. */
  | 'MASTER';

/** The input of `transferApp`. */
export type TransferAppInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The name of an existing editor, case-insensitive. */
  readonly editor: string;
  /** The slug of the application. */
  readonly slug: string;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: string | null | undefined;
};

/** The input of `undeprecateApp`. */
export type UndeprecateAppInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The slug of the application. */
  readonly slug: string;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: string | null | undefined;
};

/** The input of `updateApp`. */
export type UpdateAppInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The new commitment. If absent, the current one stays. */
  readonly dataUsageCommitment?: DataUsageCommitment | null | undefined;
  /** The author of the new commitment. If absent, the current one stays. */
  readonly dataUsageCommitmentBy?: DataUsageCommitmentBy | null | undefined;
  /**
   * The editor can't be changed here: any value but the current one is refused. An empty string counts as absent. `transferApp` gives
   * the application to another editor.
   */
  readonly editor?: string | null | undefined;
  /** The slug of the application. */
  readonly slug: string;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: string | null | undefined;
  /** The type can't be changed: any value but the current one is refused. */
  readonly type?: AppType | null | undefined;
};

/** An uploaded file. */
export type UploadInput = {
  /** The content of the file, at most 4 MiB. */
  readonly content: string;
  /** The name of the file, at most 255 characters. Its extension determines the media type. */
  readonly fileName: string;
};

/** The state of a version. */
export type VersionState =
  /** Pending: it waits for approval. */
  | 'PENDING'
  /** Published: it can be installed by its number and, unless it is withdrawn, from its channel. */
  | 'PUBLISHED';

/** The input of `withdrawVersion`. */
export type WithdrawVersionInput = {
  /** The slug of the application. */
  readonly app: string;
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The reason, for people: at most 1 000 characters, without line breaks and other control characters. */
  readonly reason: string;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: string | null | undefined;
  /** The number of the version. */
  readonly version: string;
};

export type PrintedAppFragment = { readonly revision: string, readonly label: Label, readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null };

export type ListAppsQueryVariables = Exact<{
  space: string;
  editor?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type ListAppsQuery = { readonly space: { readonly apps: { readonly nodes: ReadonlyArray<{ readonly slug: string, readonly type: AppType }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type FindSpaceQueryVariables = Exact<{
  space: string;
}>;


export type FindSpaceQuery = { readonly space: { readonly name: string } | null };

export type FindAppQueryVariables = Exact<{
  space: string;
  slug: string;
}>;


export type FindAppQuery = { readonly space: { readonly kind: SpaceKind, readonly app: { readonly slug: string } | null } | null };

export type ShowAppQueryVariables = Exact<{
  space: string;
  slug: string;
}>;


export type ShowAppQuery = { readonly space: { readonly kind: SpaceKind, readonly app: { readonly revision: string, readonly label: Label, readonly hasVersions: boolean, readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly channels: ReadonlyArray<{ readonly name: Channel, readonly versionNumbers: ReadonlyArray<string> }>, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null } | null } | null };

export type AppsOfEditorQueryVariables = Exact<{
  editor: string;
}>;


export type AppsOfEditorQuery = { readonly spaces: ReadonlyArray<{ readonly kind: SpaceKind, readonly name: string, readonly apps: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly slug: string }> } }> };

export type AddAppMutationVariables = Exact<{
  input: CreateAppInput;
}>;


export type AddAppMutation = { readonly createApp:
    | { readonly app: { readonly revision: string, readonly label: Label, readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null } }
    | Record<PropertyKey, never>
   | null };

export type ModifyAppMutationVariables = Exact<{
  input: UpdateAppInput;
}>;


export type ModifyAppMutation = { readonly updateApp:
    | { readonly app: { readonly revision: string, readonly label: Label, readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null } }
    | Record<PropertyKey, never>
   | null };

export type RemoveAppMutationVariables = Exact<{
  input: RemoveAppInput;
}>;


export type RemoveAppMutation = { readonly removeApp:
    | { readonly slug: string, readonly versions: ReadonlyArray<{ readonly slug: string, readonly version: string, readonly channel: Channel, readonly state: VersionState, readonly createdAt: string }> }
    | Record<PropertyKey, never>
   | null };

export type TransferAppMutationVariables = Exact<{
  input: TransferAppInput;
}>;


export type TransferAppMutation = { readonly transferApp:
    | { readonly previousEditor: string, readonly app: { readonly revision: string, readonly label: Label, readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null } }
    | Record<PropertyKey, never>
   | null };

export type PrintedAuditEntryFragment = { readonly id: string, readonly at: string, readonly endedAt: string | null, readonly operation: string, readonly door: AuditDoor, readonly from: string, readonly on: Json, readonly before: Json | null, readonly after: Json | null, readonly outcome: AuditOutcome, readonly code: string | null, readonly reason: string | null, readonly count: number, readonly actor: { readonly kind: AuditActorKind, readonly editor: string | null, readonly app: string | null, readonly tokenId: string | null, readonly tokenName: string | null } };

export type ReadAuditLogQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter: AuditFilter;
}>;


export type ReadAuditLogQuery = { readonly auditLog: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly at: string, readonly endedAt: string | null, readonly operation: string, readonly door: AuditDoor, readonly from: string, readonly on: Json, readonly before: Json | null, readonly after: Json | null, readonly outcome: AuditOutcome, readonly code: string | null, readonly reason: string | null, readonly count: number, readonly actor: { readonly kind: AuditActorKind, readonly editor: string | null, readonly app: string | null, readonly tokenId: string | null, readonly tokenName: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DeprecateAppMutationVariables = Exact<{
  input: DeprecateAppInput;
}>;


export type DeprecateAppMutation = { readonly deprecateApp:
    | { readonly app: { readonly revision: string, readonly label: Label, readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null } }
    | Record<PropertyKey, never>
   | null };

export type UndeprecateAppMutationVariables = Exact<{
  input: UndeprecateAppInput;
}>;


export type UndeprecateAppMutation = { readonly undeprecateApp:
    | { readonly app: { readonly revision: string, readonly label: Label, readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null } }
    | Record<PropertyKey, never>
   | null };

export type RemoveEditorMutationVariables = Exact<{
  input: RemoveEditorInput;
}>;


export type RemoveEditorMutation = { readonly removeEditor:
    | { readonly name: string }
    | Record<PropertyKey, never>
   | null };

export type PrintedInstanceFragment = { readonly domain: string, readonly locale: string, readonly context: string, readonly createdAt: string };

export type AddInstanceMutationVariables = Exact<{
  input: CreateInstanceInput;
}>;


export type AddInstanceMutation = { readonly createInstance:
    | { readonly warnings: ReadonlyArray<string>, readonly instance: { readonly domain: string, readonly locale: string, readonly context: string, readonly createdAt: string } }
    | Record<PropertyKey, never>
   | null };

export type ListInstancesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ListInstancesQuery = { readonly instances: { readonly nodes: ReadonlyArray<{ readonly domain: string, readonly locale: string, readonly context: string, readonly createdAt: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type RemoveInstanceMutationVariables = Exact<{
  input: RemoveInstanceInput;
}>;


export type RemoveInstanceMutation = { readonly removeInstance:
    | { readonly domain: string }
    | Record<PropertyKey, never>
   | null };

export type CreateAppTokenMutationVariables = Exact<{
  input: CreateAppTokenInput;
}>;


export type CreateAppTokenMutation = { readonly createAppToken:
    | { readonly token: string }
    | Record<PropertyKey, never>
   | null };

export type CreateCliTokenMutationVariables = Exact<{
  input: CreateCliTokenInput;
}>;


export type CreateCliTokenMutation = { readonly createCliToken:
    | { readonly token: string }
    | Record<PropertyKey, never>
   | null };

export type PrintedTokenFragment = { readonly id: string, readonly name: string, readonly kind: TokenKind, readonly app: string | null, readonly createdAt: string, readonly expiresAt: string | null, readonly lastUsedAt: string | null };

export type ListTokensQueryVariables = Exact<{
  editor: string;
}>;


export type ListTokensQuery = { readonly editor: { readonly tokens: ReadonlyArray<{ readonly id: string, readonly name: string, readonly kind: TokenKind, readonly app: string | null, readonly createdAt: string, readonly expiresAt: string | null, readonly lastUsedAt: string | null }> } | null };

export type RevokeTokenMutationVariables = Exact<{
  input: RevokeTokenInput;
}>;


export type RevokeTokenMutation = { readonly revokeToken:
    | { readonly token: { readonly id: string, readonly name: string, readonly kind: TokenKind, readonly app: string | null, readonly createdAt: string, readonly expiresAt: string | null, readonly lastUsedAt: string | null } }
    | Record<PropertyKey, never>
   | null };

export type ActivateMaintenanceMutationVariables = Exact<{
  input: ActivateMaintenanceInput;
}>;


export type ActivateMaintenanceMutation = { readonly activateMaintenance:
    | { readonly app: { readonly revision: string, readonly label: Label, readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null } }
    | Record<PropertyKey, never>
   | null };

export type DeactivateMaintenanceMutationVariables = Exact<{
  input: DeactivateMaintenanceInput;
}>;


export type DeactivateMaintenanceMutation = { readonly deactivateMaintenance:
    | { readonly app: { readonly revision: string, readonly label: Label, readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null } }
    | Record<PropertyKey, never>
   | null };

export type OverwriteAppMutationVariables = Exact<{
  input: OverwriteAppInput;
}>;


export type OverwriteAppMutation = { readonly overwriteApp:
    | { readonly app: { readonly slug: string } | null }
    | Record<PropertyKey, never>
   | null };

export type ShowsAppQueryVariables = Exact<{
  space: string;
  slug: string;
}>;


export type ShowsAppQuery = { readonly space: { readonly shows: boolean, readonly app: { readonly slug: string } | null } | null };

export type SetRemoteSecretMutationVariables = Exact<{
  input: SetRemoteSecretInput;
}>;


export type SetRemoteSecretMutation = { readonly setRemoteSecret:
    | { readonly doctype: string, readonly name: string }
    | Record<PropertyKey, never>
   | null };

export type ListRemoteSecretsQueryVariables = Exact<{ [key: string]: never; }>;


export type ListRemoteSecretsQuery = { readonly remoteSecrets: ReadonlyArray<{ readonly doctype: string, readonly names: ReadonlyArray<string> }> };

export type RemoveRemoteSecretMutationVariables = Exact<{
  input: RemoveRemoteSecretInput;
}>;


export type RemoveRemoteSecretMutation = { readonly removeRemoteSecret:
    | { readonly doctype: string, readonly name: string }
    | Record<PropertyKey, never>
   | null };

export type RepairMutationVariables = Exact<{
  input: RepairInput;
}>;


export type RepairMutation = { readonly repair: { readonly objects: number, readonly assets: number, readonly versions: number, readonly archives: number, readonly findings: ReadonlyArray<{ readonly kind: RepairFindingKind, readonly subject: string, readonly message: string, readonly fixed: boolean }> } | null };

export type RemoveSpaceMutationVariables = Exact<{
  input: RemoveSpaceInput;
}>;


export type RemoveSpaceMutation = { readonly removeSpace:
    | { readonly apps: ReadonlyArray<string>, readonly versions: ReadonlyArray<{ readonly slug: string, readonly version: string, readonly channel: Channel, readonly state: VersionState, readonly createdAt: string }> }
    | Record<PropertyKey, never>
   | null };

export type RevokeTokensMutationVariables = Exact<{
  input: RevokeTokensInput;
}>;


export type RevokeTokensMutation = { readonly revokeTokens:
    | { readonly editor: { readonly name: string } }
    | Record<PropertyKey, never>
   | null };

export type PrintedRemovalFragment = { readonly slug: string, readonly version: string, readonly channel: Channel, readonly state: VersionState, readonly createdAt: string };

export type RemoveVersionMutationVariables = Exact<{
  input: RemoveVersionInput;
}>;


export type RemoveVersionMutation = { readonly removeVersion:
    | { readonly version: { readonly slug: string, readonly version: string, readonly channel: Channel, readonly state: VersionState, readonly createdAt: string } }
    | Record<PropertyKey, never>
   | null };

export type RemoveOldVersionsMutationVariables = Exact<{
  input: RemoveOldVersionsInput;
}>;


export type RemoveOldVersionsMutation = { readonly removeOldVersions:
    | { readonly dryRun: boolean, readonly versions: ReadonlyArray<{ readonly slug: string, readonly version: string, readonly channel: Channel, readonly state: VersionState, readonly createdAt: string }> }
    | Record<PropertyKey, never>
   | null };

export type PrintedVersionFragment = { readonly slug: string, readonly version: string, readonly channel: Channel, readonly state: VersionState, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null };

export type ListVersionsQueryVariables = Exact<{
  space: string;
  app: string;
  channel: Channel;
  after?: string | null | undefined;
}>;


export type ListVersionsQuery = { readonly space: { readonly kind: SpaceKind, readonly app: { readonly versions: { readonly nodes: ReadonlyArray<{ readonly slug: string, readonly version: string, readonly channel: Channel, readonly state: VersionState, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null } | null };

export type ListPendingVersionsQueryVariables = Exact<{
  space: string;
  editor?: string | null | undefined;
  app?: string | null | undefined;
}>;


export type ListPendingVersionsQuery = { readonly space: { readonly kind: SpaceKind, readonly pendingVersions: ReadonlyArray<{ readonly slug: string, readonly version: string, readonly channel: Channel, readonly state: VersionState, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null }> } | null };

export type ApproveVersionMutationVariables = Exact<{
  input: PendingVersionInput;
}>;


export type ApproveVersionMutation = { readonly approvePendingVersion:
    | { readonly version: { readonly slug: string, readonly version: string, readonly channel: Channel, readonly state: VersionState, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null } }
    | Record<PropertyKey, never>
   | null };

export type RejectVersionMutationVariables = Exact<{
  input: PendingVersionInput;
}>;


export type RejectVersionMutation = { readonly rejectPendingVersion:
    | { readonly version: string }
    | Record<PropertyKey, never>
   | null };

export type PrintedFileFragment = { readonly name: string, readonly contentType: string | null, readonly size: number };

export type ListWellKnownFilesQueryVariables = Exact<{
  space: string;
}>;


export type ListWellKnownFilesQuery = { readonly space: { readonly wellKnownFiles: ReadonlyArray<{ readonly name: string, readonly contentType: string | null, readonly size: number }> } | null };

export type PutWellKnownFileMutationVariables = Exact<{
  input: PutWellKnownFileInput;
}>;


export type PutWellKnownFileMutation = { readonly putWellKnownFile:
    | { readonly file: { readonly name: string, readonly contentType: string | null, readonly size: number } }
    | Record<PropertyKey, never>
   | null };

export type RemoveWellKnownFileMutationVariables = Exact<{
  input: RemoveWellKnownFileInput;
}>;


export type RemoveWellKnownFileMutation = { readonly removeWellKnownFile:
    | { readonly name: string }
    | Record<PropertyKey, never>
   | null };

export type WithdrawVersionMutationVariables = Exact<{
  input: WithdrawVersionInput;
}>;


export type WithdrawVersionMutation = { readonly withdrawVersion:
    | { readonly version: { readonly slug: string, readonly version: string, readonly channel: Channel, readonly state: VersionState, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null } }
    | Record<PropertyKey, never>
   | null };

export type RestoreVersionMutationVariables = Exact<{
  input: RestoreVersionInput;
}>;


export type RestoreVersionMutation = { readonly restoreVersion:
    | { readonly version: { readonly slug: string, readonly version: string, readonly channel: Channel, readonly state: VersionState, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null } }
    | Record<PropertyKey, never>
   | null };

export type VersionPartsFragment = { readonly slug: string, readonly type: AppType, readonly version: string, readonly manifest: Json | null, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly archiveFolder: string | null, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly files: ReadonlyArray<{ readonly name: string, readonly sha256: string | null }>, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null };

export type AppPartsFragment = { readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null };

export type AppVersionsFragment = { readonly hasVersions: boolean, readonly channels: ReadonlyArray<{ readonly name: Channel, readonly versionNumbers: ReadonlyArray<string> }> };

export const AppPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}}]} as unknown as DocumentNode<AppPartsFragment, unknown>;
export const PrintedAppFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedApp"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppParts"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}}]} as unknown as DocumentNode<PrintedAppFragment, unknown>;
export const PrintedAuditEntryFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedAuditEntry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AuditEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"door"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"editor"}},{"kind":"Field","name":{"kind":"Name","value":"app"}},{"kind":"Field","name":{"kind":"Name","value":"tokenId"}},{"kind":"Field","name":{"kind":"Name","value":"tokenName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]} as unknown as DocumentNode<PrintedAuditEntryFragment, unknown>;
export const PrintedInstanceFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedInstance"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Instance"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"domain"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"context"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<PrintedInstanceFragment, unknown>;
export const PrintedTokenFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedToken"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Token"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"app"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}}]}}]} as unknown as DocumentNode<PrintedTokenFragment, unknown>;
export const PrintedRemovalFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedRemoval"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemovedVersion"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<PrintedRemovalFragment, unknown>;
export const PrintedVersionFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedVersion"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<PrintedVersionFragment, unknown>;
export const PrintedFileFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedFile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WellKnownFile"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"size"}}]}}]} as unknown as DocumentNode<PrintedFileFragment, unknown>;
export const VersionPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VersionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"manifest"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archiveFolder"}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<VersionPartsFragment, unknown>;
export const AppVersionsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppVersions"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasVersions"}},{"kind":"Field","name":{"kind":"Name","value":"channels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"versionNumbers"}}]}}]}}]} as unknown as DocumentNode<AppVersionsFragment, unknown>;
export const ListAppsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListApps"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"editor"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apps"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"editor"},"value":{"kind":"Variable","name":{"kind":"Name","value":"editor"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ListAppsQuery, ListAppsQueryVariables>;
export const FindSpaceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FindSpace"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<FindSpaceQuery, FindSpaceQueryVariables>;
export const FindAppDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FindApp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"app"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]} as unknown as DocumentNode<FindAppQuery, FindAppQueryVariables>;
export const ShowAppDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ShowApp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"app"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedApp"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppVersions"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedApp"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppParts"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppVersions"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasVersions"}},{"kind":"Field","name":{"kind":"Name","value":"channels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"versionNumbers"}}]}}]}}]} as unknown as DocumentNode<ShowAppQuery, ShowAppQueryVariables>;
export const AppsOfEditorDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AppsOfEditor"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"editor"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"spaces"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"apps"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"editor"},"value":{"kind":"Variable","name":{"kind":"Name","value":"editor"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AppsOfEditorQuery, AppsOfEditorQueryVariables>;
export const AddAppDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddApp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAppInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createApp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAppSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedApp"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedApp"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppParts"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]} as unknown as DocumentNode<AddAppMutation, AddAppMutationVariables>;
export const ModifyAppDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ModifyApp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateAppInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateApp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateAppSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedApp"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedApp"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppParts"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]} as unknown as DocumentNode<ModifyAppMutation, ModifyAppMutationVariables>;
export const RemoveAppDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveApp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveAppInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeApp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveAppSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"versions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedRemoval"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedRemoval"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemovedVersion"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<RemoveAppMutation, RemoveAppMutationVariables>;
export const TransferAppDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TransferApp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TransferAppInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"transferApp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TransferAppSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedApp"}}]}},{"kind":"Field","name":{"kind":"Name","value":"previousEditor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedApp"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppParts"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]} as unknown as DocumentNode<TransferAppMutation, TransferAppMutationVariables>;
export const ReadAuditLogDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadAuditLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AuditFilter"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"auditLog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedAuditEntry"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedAuditEntry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AuditEntry"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"door"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"editor"}},{"kind":"Field","name":{"kind":"Name","value":"app"}},{"kind":"Field","name":{"kind":"Name","value":"tokenId"}},{"kind":"Field","name":{"kind":"Name","value":"tokenName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]} as unknown as DocumentNode<ReadAuditLogQuery, ReadAuditLogQueryVariables>;
export const DeprecateAppDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeprecateApp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeprecateAppInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deprecateApp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeprecationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedApp"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedApp"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppParts"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]} as unknown as DocumentNode<DeprecateAppMutation, DeprecateAppMutationVariables>;
export const UndeprecateAppDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UndeprecateApp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UndeprecateAppInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"undeprecateApp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeprecationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedApp"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedApp"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppParts"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]} as unknown as DocumentNode<UndeprecateAppMutation, UndeprecateAppMutationVariables>;
export const RemoveEditorDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveEditor"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveEditorInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeEditor"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveEditorSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<RemoveEditorMutation, RemoveEditorMutationVariables>;
export const AddInstanceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddInstance"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateInstanceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createInstance"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateInstanceSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"instance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedInstance"}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedInstance"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Instance"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"domain"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"context"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<AddInstanceMutation, AddInstanceMutationVariables>;
export const ListInstancesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListInstances"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"instances"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedInstance"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedInstance"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Instance"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"domain"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"context"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<ListInstancesQuery, ListInstancesQueryVariables>;
export const RemoveInstanceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveInstance"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveInstanceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeInstance"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveInstanceSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"domain"}}]}}]}}]}}]} as unknown as DocumentNode<RemoveInstanceMutation, RemoveInstanceMutationVariables>;
export const CreateAppTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateAppToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAppTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createAppToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAppTokenSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}}]}}]}}]}}]} as unknown as DocumentNode<CreateAppTokenMutation, CreateAppTokenMutationVariables>;
export const CreateCliTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateCliToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateCliTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createCliToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateCliTokenSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}}]}}]}}]}}]} as unknown as DocumentNode<CreateCliTokenMutation, CreateCliTokenMutationVariables>;
export const ListTokensDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListTokens"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"editor"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"editor"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"editor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tokens"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedToken"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedToken"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Token"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"app"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}}]}}]} as unknown as DocumentNode<ListTokensQuery, ListTokensQueryVariables>;
export const RevokeTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeTokenSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedToken"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedToken"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Token"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"app"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}}]}}]} as unknown as DocumentNode<RevokeTokenMutation, RevokeTokenMutationVariables>;
export const ActivateMaintenanceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ActivateMaintenance"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ActivateMaintenanceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activateMaintenance"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MaintenanceSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedApp"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedApp"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppParts"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]} as unknown as DocumentNode<ActivateMaintenanceMutation, ActivateMaintenanceMutationVariables>;
export const DeactivateMaintenanceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeactivateMaintenance"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeactivateMaintenanceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deactivateMaintenance"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MaintenanceSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedApp"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedApp"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppParts"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]} as unknown as DocumentNode<DeactivateMaintenanceMutation, DeactivateMaintenanceMutationVariables>;
export const OverwriteAppDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"OverwriteApp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OverwriteAppInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"overwriteApp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OverwriteAppSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]} as unknown as DocumentNode<OverwriteAppMutation, OverwriteAppMutationVariables>;
export const ShowsAppDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ShowsApp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"shows"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}]},{"kind":"Field","name":{"kind":"Name","value":"app"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]} as unknown as DocumentNode<ShowsAppQuery, ShowsAppQueryVariables>;
export const SetRemoteSecretDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetRemoteSecret"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetRemoteSecretInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setRemoteSecret"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SetRemoteSecretSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"doctype"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<SetRemoteSecretMutation, SetRemoteSecretMutationVariables>;
export const ListRemoteSecretsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListRemoteSecrets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"remoteSecrets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"doctype"}},{"kind":"Field","name":{"kind":"Name","value":"names"}}]}}]}}]} as unknown as DocumentNode<ListRemoteSecretsQuery, ListRemoteSecretsQueryVariables>;
export const RemoveRemoteSecretDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveRemoteSecret"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveRemoteSecretInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeRemoteSecret"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveRemoteSecretSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"doctype"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<RemoveRemoteSecretMutation, RemoveRemoteSecretMutationVariables>;
export const RepairDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Repair"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RepairInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"repair"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"objects"}},{"kind":"Field","name":{"kind":"Name","value":"assets"}},{"kind":"Field","name":{"kind":"Name","value":"versions"}},{"kind":"Field","name":{"kind":"Name","value":"archives"}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"fixed"}}]}}]}}]}}]} as unknown as DocumentNode<RepairMutation, RepairMutationVariables>;
export const RemoveSpaceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveSpace"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveSpaceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeSpace"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveSpaceSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apps"}},{"kind":"Field","name":{"kind":"Name","value":"versions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedRemoval"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedRemoval"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemovedVersion"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<RemoveSpaceMutation, RemoveSpaceMutationVariables>;
export const RevokeTokensDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeTokens"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeTokensInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeTokens"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeTokensSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RevokeTokensMutation, RevokeTokensMutationVariables>;
export const RemoveVersionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveVersion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveVersionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveVersionSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedRemoval"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedRemoval"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemovedVersion"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<RemoveVersionMutation, RemoveVersionMutationVariables>;
export const RemoveOldVersionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveOldVersions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveOldVersionsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeOldVersions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveOldVersionsSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"versions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedRemoval"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedRemoval"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemovedVersion"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]} as unknown as DocumentNode<RemoveOldVersionsMutation, RemoveOldVersionsMutationVariables>;
export const ListVersionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListVersions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"app"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"channel"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Channel"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"app"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"app"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"versions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"channel"},"value":{"kind":"Variable","name":{"kind":"Name","value":"channel"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedVersion"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedVersion"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<ListVersionsQuery, ListVersionsQueryVariables>;
export const ListPendingVersionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListPendingVersions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"editor"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"app"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"pendingVersions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"editor"},"value":{"kind":"Variable","name":{"kind":"Name","value":"editor"}}},{"kind":"Argument","name":{"kind":"Name","value":"app"},"value":{"kind":"Variable","name":{"kind":"Name","value":"app"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedVersion"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedVersion"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<ListPendingVersionsQuery, ListPendingVersionsQueryVariables>;
export const ApproveVersionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ApproveVersion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PendingVersionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"approvePendingVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApprovePendingVersionSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedVersion"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedVersion"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<ApproveVersionMutation, ApproveVersionMutationVariables>;
export const RejectVersionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RejectVersion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PendingVersionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rejectPendingVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RejectPendingVersionSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}}]}}]}}]}}]} as unknown as DocumentNode<RejectVersionMutation, RejectVersionMutationVariables>;
export const ListWellKnownFilesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListWellKnownFiles"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"wellKnownFiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedFile"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedFile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WellKnownFile"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"size"}}]}}]} as unknown as DocumentNode<ListWellKnownFilesQuery, ListWellKnownFilesQueryVariables>;
export const PutWellKnownFileDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PutWellKnownFile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PutWellKnownFileInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"putWellKnownFile"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PutWellKnownFileSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedFile"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedFile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WellKnownFile"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contentType"}},{"kind":"Field","name":{"kind":"Name","value":"size"}}]}}]} as unknown as DocumentNode<PutWellKnownFileMutation, PutWellKnownFileMutationVariables>;
export const RemoveWellKnownFileDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveWellKnownFile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveWellKnownFileInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeWellKnownFile"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveWellKnownFileSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<RemoveWellKnownFileMutation, RemoveWellKnownFileMutationVariables>;
export const WithdrawVersionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WithdrawVersion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"WithdrawVersionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"withdrawVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WithdrawalSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedVersion"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedVersion"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<WithdrawVersionMutation, WithdrawVersionMutationVariables>;
export const RestoreVersionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RestoreVersion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RestoreVersionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"restoreVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WithdrawalSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PrintedVersion"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PrintedVersion"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<RestoreVersionMutation, RestoreVersionMutationVariables>;