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

/** Conditions on applications, joined by AND. */
export type AppFilter = {
  /** Only applications in at least one of these categories. */
  readonly categories?: ReadonlyArray<string> | null | undefined;
  /** Only applications in this category. */
  readonly category?: string | null | undefined;
  /** The channel for `labelAtLeast` and `updatedSince`. */
  readonly channel?: Channel | null | undefined;
  /** Only applications that collect this kind of data (a member of `data_types` in the manifest). */
  readonly dataType?: string | null | undefined;
  /** If true, only deprecated applications. If false, only applications that are not deprecated. */
  readonly deprecated?: boolean | null | undefined;
  /** Only applications of the editor with this name (case-sensitive). */
  readonly editor?: string | null | undefined;
  /** Only applications of one of the editors with these names (case-sensitive). */
  readonly editors?: ReadonlyArray<string> | null | undefined;
  /** Only applications with none of these slugs. */
  readonly exceptSlugs?: ReadonlyArray<string> | null | undefined;
  /** Only applications with a version that this channel offers. */
  readonly hasVersionOn?: Channel | null | undefined;
  /** If true, only applications in maintenance. If false, only applications that are not in maintenance. */
  readonly inMaintenance?: boolean | null | undefined;
  /** Only applications with this label or a better one, for the newest version of `channel`. */
  readonly labelAtLeast?: Label | null | undefined;
  /** Only applications that are translated into this language. `fr` and `fr-FR` match each other. */
  readonly locale?: string | null | undefined;
  /** Only applications for this platform (the `type` of a member of `platforms` in the manifest). */
  readonly platform?: string | null | undefined;
  /** Only applications with one of these slugs. */
  readonly slugs?: ReadonlyArray<string> | null | undefined;
  /** Only applications of this type. */
  readonly type?: AppType | null | undefined;
  /** Only applications of one of these types. */
  readonly types?: ReadonlyArray<AppType> | null | undefined;
  /** Only applications whose newest version of `channel` was submitted at this time or later. */
  readonly updatedSince?: string | null | undefined;
};

/** An order of applications. */
export type AppSort = {
  /** The field to sort by. */
  readonly by?: AppSortField;
  /** The channel for `UPDATED_AT`. */
  readonly channel?: Channel | null | undefined;
  /** The direction of the order. */
  readonly direction?: SortDirection;
  /** The language for `NAME`. */
  readonly locale?: string | null | undefined;
};

/** The fields by which applications can be sorted. */
export type AppSortField =
  /** The date of registration, then the slug. */
  | 'CREATED_AT'
  /** The name of the editor, then the slug. */
  | 'EDITOR'
  /** The name in the language `locale`, in the alphabetical order of this language, then the slug. */
  | 'NAME'
  /**
   * The relevance for `search`, always the best first, then the slug. Names are more relevant than short descriptions, and these are
   * more relevant than all other texts. Without `search`, by slug.
   */
  | 'RELEVANCE'
  /** The slug. */
  | 'SLUG'
  /** The type, then the slug. */
  | 'TYPE'
  /**
   * The time when the newest version of `channel` was submitted, then the slug. Applications without such a version count as the
   * oldest.
   */
  | 'UPDATED_AT';

/** The kinds of applications. */
export type AppType =
  /** A program that collects a person's data from a service. */
  | 'KONNECTOR'
  /** An application with web pages. A Cozy (a person's server) serves them. */
  | 'WEBAPP';

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

/** The kinds of warnings about a publication. */
export type PublicationWarningCode =
  /** The id or the version of the terms has characters that a Cozy can't store. */
  | 'FORBIDDEN_CHARACTERS_IN_TERMS'
  /** There are no English texts. They are the fallback for missing languages. */
  | 'MISSING_ENGLISH_LOCALE'
  /** The manifest names no icon, or an icon that is not in the archive. */
  | 'MISSING_ICON'
  /** The archive has several manifests, or its only manifest is not at the root. */
  | 'NESTED_MANIFESTS'
  /** The archive is not compressed, and has data after its end marker. A Cozy computes another checksum, and refuses the archive. */
  | 'PADDED_ARCHIVE'
  /** The query of the archive's URL seems to contain a secret. The query is part of the version's public URL. */
  | 'SECRET_IN_ADDRESS'
  /** The manifest is that of a webapp but the application is a konnector, or the other way round. */
  | 'TYPE_MISMATCH'
  /** The manifest has a category that app stores may not know. */
  | 'UNKNOWN_CATEGORY'
  /** The manifest has a data type that app stores may not know. */
  | 'UNKNOWN_DATA_TYPE';

/** The input of `publishVersion`. */
export type PublishVersionInput = {
  /** The slug of an existing application. */
  readonly app: string;
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The path of the icon in the archive. Overrides the path in the manifest. */
  readonly icon?: string | null | undefined;
  /** Replaces `parameters` in the manifest. */
  readonly parameters?: Json | null | undefined;
  /** The path of the partner's icon in the archive. Overrides the path in the manifest. */
  readonly partnershipIcon?: string | null | undefined;
  /**
   * The release notes, one text for each language, at most 100. They replace `changes` in the manifest for readers of
   * `Version.releaseNotes`.
   */
  readonly releaseNotes?: ReadonlyArray<ReleaseNoteInput> | null | undefined;
  /** The paths of the screenshots in the archive. They override those in the manifest. An empty list means no screenshots. */
  readonly screenshots?: ReadonlyArray<string> | null | undefined;
  /** The SHA-256 checksum of the archive: 64 hexadecimal digits. */
  readonly sha256: string;
  /** The space of the application. If absent, the default space is used. */
  readonly space?: string | null | undefined;
  /** The URL of the archive (http or https). The archive is a tar file of less than 20 MiB, optionally compressed with gzip. */
  readonly url: string;
  /** The number of the version. One leading `v` is dropped. Major, minor and patch must be those of the manifest. */
  readonly version: string;
};

/** The release notes of a version in one language. */
export type ReleaseNoteInput = {
  /** The language, such as `en`, at most 35 characters. */
  readonly locale: string;
  /** The text, often Markdown, at most 10 000 characters. */
  readonly text: string;
};

/** The direction in which a list is sorted. */
export type SortDirection =
  /** Smallest or oldest first. */
  | 'ASCENDING'
  /** Greatest or newest first. */
  | 'DESCENDING';

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

export type ListAppsQueryVariables = Exact<{
  space: string;
  first: number;
  after?: string | null | undefined;
  filter?: AppFilter | null | undefined;
  sort?: AppSort | null | undefined;
  channel: Channel;
}>;


export type ListAppsQuery = { readonly space: { readonly apps: { readonly nodes: ReadonlyArray<{ readonly label: Label, readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly hasVersions: boolean, readonly latestVersion: { readonly slug: string, readonly type: AppType, readonly version: string, readonly manifest: Json | null, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly archiveFolder: string | null, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly files: ReadonlyArray<{ readonly name: string, readonly sha256: string | null }>, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null } | null, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null, readonly channels: ReadonlyArray<{ readonly name: Channel, readonly versionNumbers: ReadonlyArray<string> }> }>, readonly pageInfo: { readonly hasNextPage: boolean } } } | null };

export type ReadAppQueryVariables = Exact<{
  space: string;
  slug: string;
}>;


export type ReadAppQuery = { readonly space: { readonly app: { readonly label: Label, readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly hasVersions: boolean, readonly latestVersion: { readonly slug: string, readonly type: AppType, readonly version: string, readonly manifest: Json | null, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly archiveFolder: string | null, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly files: ReadonlyArray<{ readonly name: string, readonly sha256: string | null }>, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null } | null, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null, readonly channels: ReadonlyArray<{ readonly name: Channel, readonly versionNumbers: ReadonlyArray<string> }> } | null } | null };

export type CreateAppMutationVariables = Exact<{
  input: CreateAppInput;
}>;


export type CreateAppMutation = { readonly createApp:
    | { readonly app: { readonly label: Label, readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly hasVersions: boolean, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null, readonly channels: ReadonlyArray<{ readonly name: Channel, readonly versionNumbers: ReadonlyArray<string> }> } }
    | Record<PropertyKey, never>
   | null };

export type UpdateAppMutationVariables = Exact<{
  input: UpdateAppInput;
}>;


export type UpdateAppMutation = { readonly updateApp:
    | { readonly app: { readonly label: Label, readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null } }
    | Record<PropertyKey, never>
   | null };

export type ListSlugsQueryVariables = Exact<{
  space: string;
}>;


export type ListSlugsQuery = { readonly space: { readonly slugs: ReadonlyArray<string> } | null };

export type ListEditorsQueryVariables = Exact<{ [key: string]: never; }>;


export type ListEditorsQuery = { readonly editors: ReadonlyArray<{ readonly name: string }> };

export type FindEditorQueryVariables = Exact<{
  name: string;
}>;


export type FindEditorQuery = { readonly editor: { readonly name: string } | null };

export type ListMaintenanceQueryVariables = Exact<{
  space: string;
}>;


export type ListMaintenanceQuery = { readonly space: { readonly maintenance: ReadonlyArray<{ readonly label: Label, readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null }> } | null };

export type ActivateMaintenanceMutationVariables = Exact<{
  input: ActivateMaintenanceInput;
}>;


export type ActivateMaintenanceMutation = { readonly activateMaintenance:
    | { readonly __typename: 'AppNotFound' }
    | { readonly __typename: 'InvalidInput' }
    | { readonly __typename: 'MaintenanceSuccess' }
    | { readonly __typename: 'SpaceNotFound' }
   | null };

export type DeactivateMaintenanceMutationVariables = Exact<{
  input: DeactivateMaintenanceInput;
}>;


export type DeactivateMaintenanceMutation = { readonly deactivateMaintenance:
    | { readonly __typename: 'AppNotFound' }
    | { readonly __typename: 'InvalidInput' }
    | { readonly __typename: 'MaintenanceSuccess' }
    | { readonly __typename: 'SpaceNotFound' }
   | null };

export type ListPendingVersionsQueryVariables = Exact<{
  space: string;
  editor?: string | null | undefined;
  app?: string | null | undefined;
}>;


export type ListPendingVersionsQuery = { readonly space: { readonly pendingVersions: ReadonlyArray<{ readonly slug: string, readonly type: AppType, readonly version: string, readonly manifest: Json | null, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly archiveFolder: string | null, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly files: ReadonlyArray<{ readonly name: string, readonly sha256: string | null }>, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null }> } | null };

export type ReadPendingVersionQueryVariables = Exact<{
  space: string;
  app: string;
  version: string;
}>;


export type ReadPendingVersionQuery = { readonly space: { readonly pendingVersion: { readonly slug: string, readonly type: AppType, readonly version: string, readonly manifest: Json | null, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly archiveFolder: string | null, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly files: ReadonlyArray<{ readonly name: string, readonly sha256: string | null }>, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null } | null } | null };

export type ApprovePendingVersionMutationVariables = Exact<{
  input: PendingVersionInput;
}>;


export type ApprovePendingVersionMutation = { readonly approvePendingVersion:
    | { readonly version: { readonly slug: string, readonly type: AppType, readonly version: string, readonly manifest: Json | null, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly archiveFolder: string | null, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly files: ReadonlyArray<{ readonly name: string, readonly sha256: string | null }>, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null } }
    | Record<PropertyKey, never>
   | null };

export type RejectPendingVersionMutationVariables = Exact<{
  input: PendingVersionInput;
}>;


export type RejectPendingVersionMutation = { readonly rejectPendingVersion:
    | { readonly version: string }
    | Record<PropertyKey, never>
   | null };

export type ReadStatusQueryVariables = Exact<{ [key: string]: never; }>;


export type ReadStatusQuery = { readonly registry: { readonly status: { readonly ok: boolean, readonly documents: { readonly ok: boolean, readonly reason: string | null }, readonly objects: { readonly ok: boolean, readonly reason: string | null }, readonly cache: { readonly ok: boolean, readonly reason: string | null }, readonly temporaryFolder: { readonly ok: boolean, readonly reason: string | null } } } };

export type EnginePartsFragment = { readonly ok: boolean, readonly reason: string | null };

export type ReadVersionsQueryVariables = Exact<{
  space: string;
  slug: string;
}>;


export type ReadVersionsQuery = { readonly space: { readonly app: { readonly hasVersions: boolean, readonly channels: ReadonlyArray<{ readonly name: Channel, readonly versionNumbers: ReadonlyArray<string> }> } | null } | null };

export type ReadVersionQueryVariables = Exact<{
  space: string;
  slug: string;
  version: string;
}>;


export type ReadVersionQuery = { readonly space: { readonly app: { readonly version: { readonly isOverwritten: boolean, readonly slug: string, readonly type: AppType, readonly version: string, readonly manifest: Json | null, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly archiveFolder: string | null, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly files: ReadonlyArray<{ readonly name: string, readonly sha256: string | null }>, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null } | null } | null } | null };

export type ReadLatestVersionQueryVariables = Exact<{
  space: string;
  slug: string;
  channel: Channel;
}>;


export type ReadLatestVersionQuery = { readonly space: { readonly app: { readonly latestVersion: { readonly slug: string, readonly type: AppType, readonly version: string, readonly manifest: Json | null, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly archiveFolder: string | null, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly files: ReadonlyArray<{ readonly name: string, readonly sha256: string | null }>, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null } | null } | null } | null };

export type PublishVersionMutationVariables = Exact<{
  input: PublishVersionInput;
}>;


export type PublishVersionMutation = { readonly publishVersion:
    | { readonly version: { readonly slug: string, readonly type: AppType, readonly version: string, readonly manifest: Json | null, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly archiveFolder: string | null, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly files: ReadonlyArray<{ readonly name: string, readonly sha256: string | null }>, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null }, readonly warnings: ReadonlyArray<{ readonly code: PublicationWarningCode, readonly message: string }> }
    | Record<PropertyKey, never>
   | null };

export type VersionPartsFragment = { readonly slug: string, readonly type: AppType, readonly version: string, readonly manifest: Json | null, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly archiveFolder: string | null, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly files: ReadonlyArray<{ readonly name: string, readonly sha256: string | null }>, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null };

export type AppPartsFragment = { readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null };

export type AppVersionsFragment = { readonly hasVersions: boolean, readonly channels: ReadonlyArray<{ readonly name: Channel, readonly versionNumbers: ReadonlyArray<string> }> };

export const EnginePartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EngineParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EngineStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]} as unknown as DocumentNode<EnginePartsFragment, unknown>;
export const VersionPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VersionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"manifest"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archiveFolder"}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<VersionPartsFragment, unknown>;
export const AppPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}}]} as unknown as DocumentNode<AppPartsFragment, unknown>;
export const AppVersionsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppVersions"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasVersions"}},{"kind":"Field","name":{"kind":"Name","value":"channels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"versionNumbers"}}]}}]}}]} as unknown as DocumentNode<AppVersionsFragment, unknown>;
export const ListAppsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListApps"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AppFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sort"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AppSort"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"channel"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Channel"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apps"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"sort"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sort"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppParts"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppVersions"}},{"kind":"Field","name":{"kind":"Name","value":"label"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"channel"},"value":{"kind":"Variable","name":{"kind":"Name","value":"channel"}}}]},{"kind":"Field","name":{"kind":"Name","value":"latestVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"channel"},"value":{"kind":"Variable","name":{"kind":"Name","value":"channel"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"VersionParts"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppVersions"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasVersions"}},{"kind":"Field","name":{"kind":"Name","value":"channels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"versionNumbers"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VersionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"manifest"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archiveFolder"}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<ListAppsQuery, ListAppsQueryVariables>;
export const ReadAppDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadApp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppParts"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppVersions"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"latestVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"VersionParts"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppVersions"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasVersions"}},{"kind":"Field","name":{"kind":"Name","value":"channels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"versionNumbers"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VersionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"manifest"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archiveFolder"}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<ReadAppQuery, ReadAppQueryVariables>;
export const CreateAppDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateApp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAppInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createApp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAppSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppParts"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppVersions"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppVersions"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasVersions"}},{"kind":"Field","name":{"kind":"Name","value":"channels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"versionNumbers"}}]}}]}}]} as unknown as DocumentNode<CreateAppMutation, CreateAppMutationVariables>;
export const UpdateAppDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateApp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateAppInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateApp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateAppSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppParts"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}}]} as unknown as DocumentNode<UpdateAppMutation, UpdateAppMutationVariables>;
export const ListSlugsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListSlugs"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slugs"}}]}}]}}]} as unknown as DocumentNode<ListSlugsQuery, ListSlugsQueryVariables>;
export const ListEditorsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListEditors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"editors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ListEditorsQuery, ListEditorsQueryVariables>;
export const FindEditorDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FindEditor"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"editor"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<FindEditorQuery, FindEditorQueryVariables>;
export const ListMaintenanceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListMaintenance"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppParts"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}}]} as unknown as DocumentNode<ListMaintenanceQuery, ListMaintenanceQueryVariables>;
export const ActivateMaintenanceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ActivateMaintenance"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ActivateMaintenanceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activateMaintenance"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<ActivateMaintenanceMutation, ActivateMaintenanceMutationVariables>;
export const DeactivateMaintenanceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeactivateMaintenance"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeactivateMaintenanceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deactivateMaintenance"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<DeactivateMaintenanceMutation, DeactivateMaintenanceMutationVariables>;
export const ListPendingVersionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListPendingVersions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"editor"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"app"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pendingVersions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"editor"},"value":{"kind":"Variable","name":{"kind":"Name","value":"editor"}}},{"kind":"Argument","name":{"kind":"Name","value":"app"},"value":{"kind":"Variable","name":{"kind":"Name","value":"app"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"VersionParts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VersionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"manifest"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archiveFolder"}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<ListPendingVersionsQuery, ListPendingVersionsQueryVariables>;
export const ReadPendingVersionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadPendingVersion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"app"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"version"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VersionNumber"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pendingVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"app"},"value":{"kind":"Variable","name":{"kind":"Name","value":"app"}}},{"kind":"Argument","name":{"kind":"Name","value":"version"},"value":{"kind":"Variable","name":{"kind":"Name","value":"version"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"VersionParts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VersionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"manifest"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archiveFolder"}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<ReadPendingVersionQuery, ReadPendingVersionQueryVariables>;
export const ApprovePendingVersionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ApprovePendingVersion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PendingVersionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"approvePendingVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApprovePendingVersionSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"VersionParts"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VersionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"manifest"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archiveFolder"}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<ApprovePendingVersionMutation, ApprovePendingVersionMutationVariables>;
export const RejectPendingVersionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RejectPendingVersion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PendingVersionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rejectPendingVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RejectPendingVersionSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}}]}}]}}]}}]} as unknown as DocumentNode<RejectPendingVersionMutation, RejectPendingVersionMutationVariables>;
export const ReadStatusDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EngineParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"objects"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EngineParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cache"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EngineParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"temporaryFolder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EngineParts"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EngineParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EngineStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]} as unknown as DocumentNode<ReadStatusQuery, ReadStatusQueryVariables>;
export const ReadVersionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadVersions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppVersions"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppVersions"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasVersions"}},{"kind":"Field","name":{"kind":"Name","value":"channels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"versionNumbers"}}]}}]}}]} as unknown as DocumentNode<ReadVersionsQuery, ReadVersionsQueryVariables>;
export const ReadVersionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadVersion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"version"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VersionNumber"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"version"},"value":{"kind":"Variable","name":{"kind":"Name","value":"version"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"VersionParts"}},{"kind":"Field","name":{"kind":"Name","value":"isOverwritten"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VersionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"manifest"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archiveFolder"}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<ReadVersionQuery, ReadVersionQueryVariables>;
export const ReadLatestVersionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadLatestVersion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"space"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"channel"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Channel"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"space"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"latestVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"channel"},"value":{"kind":"Variable","name":{"kind":"Name","value":"channel"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"VersionParts"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VersionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"manifest"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archiveFolder"}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<ReadLatestVersionQuery, ReadLatestVersionQueryVariables>;
export const PublishVersionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PublishVersion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PublishVersionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"publishVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PublishVersionSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"VersionParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VersionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"manifest"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archiveFolder"}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<PublishVersionMutation, PublishVersionMutationVariables>;