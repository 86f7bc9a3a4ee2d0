import type { Json } from '../../json.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AppSortField as AppSortFieldModel } from '../../registry/listing/app-sort.js';
import type { AppType as AppTypeModel, Maintenance as MaintenanceModel } from '../../registry/records.js';
import type { AuditActorKind as AuditActorKindModel, AuditDoor as AuditDoorModel, AuditEntry as AuditEntryModel, AuditOutcome as AuditOutcomeModel } from '../../registry/audit/audit-entry.js';
import type { AuditPage as AuditPageModel } from '../../registry/audit/audit-entries.js';
import type { Channel as ChannelModel } from '../../registry/versions.js';
import type { Commitment as CommitmentModel, CommitmentAuthor as CommitmentAuthorModel } from '../../registry/commitments.js';
import type { App as AppModel, Version as VersionModel } from '../../registry/catalogue/catalogue.js';
import type { AppChanges as AppChangesModel, AppChannel as AppChannelModel, Deprecation as DeprecationModel, Editor as EditorModel, File as FileModel, InstanceConnection as InstanceConnectionModel, InstalledApp as InstalledAppModel, InstalledAppConnection as InstalledAppConnectionModel, KonnectorManifest as KonnectorManifestModel, Registry as RegistryModel, VersionConnection as VersionConnectionModel } from '../models.js';
import type { PendingChangeEvent as PendingChangeEventModel } from '../../registry/events/pending-events.js';
import type { AppChangeEvent as AppChangeEventModel } from '../../registry/events/app-events.js';
import type { AppPage as AppPageModel } from '../../registry/listing/list-apps.js';
import type { Suggestion as SuggestionModel } from '../../registry/listing/suggest.js';
import type { Instance as InstanceModel } from '../../instances/instance.js';
import type { KonnectorField as KonnectorFieldModel } from '../../registry/manifests/konnector-fields.js';
import type { MaintenanceOutcome as MaintenanceOutcomeModel } from '../../registry/maintenances.js';
import type { Permission as PermissionModel } from '../../registry/manifests/permissions.js';
import type { PermissionChange as PermissionChangeModel } from '../../registry/manifests/permission-changes.js';
import type { RemoteRequest as RemoteRequestModel, RemoteRequestPage as RemoteRequestPageModel } from '../../instances/remote-requests.js';
import type { Space as SpaceModel } from '../../registry/spaces.js';
import type { WellKnownFile as WellKnownFileModel } from '../../registry/well-known.js';
import type { Refused as RefusedModel } from '../refusals.js';
import type { TokenRecord as TokenRecordModel } from '../../registry/tokens/token-record.js';
import type { Context } from '../context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** Bytes, in base64 with padding (RFC 4648, section 4): `e30=`. A string in JSON. */
  Base64: { input: string; output: string; }
  /** A date and time in UTC (RFC 3339), with all fractional digits that are stored: `2026-11-22T01:01:34.374Z`. A string in JSON. */
  DateTime: { input: Date; output: Date | string; }
  /** Any JSON value (RFC 8259), embedded in the response as it is, not encoded as a string. */
  JSON: { input: Json; output: Json; }
  /** A SHA-256 checksum (FIPS 180-4): 64 hexadecimal digits, in either case. A string in JSON. */
  Sha256: { input: string; output: string; }
  /** An absolute URL: `https://apps.example.org/registry/notes/icon`. A string in JSON. */
  URL: { input: string; output: string; }
  /**
   * The number of a version: `MAJOR.MINOR.PATCH`, optionally followed by `-beta.N` or `-dev.<hexadecimal digits>`. Each number is at
   * most 99999. An example is `1.4.0-beta.2`. One leading `v` is dropped on input. A string in JSON.
   */
  VersionNumber: { input: string; output: string; }
};

/** The input of `activateMaintenance`. */
export type ActivateMaintenanceInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** Whether the cause lies outside the application, such as a website that is down. */
  readonly infrastructure: Scalars['Boolean']['input'];
  /** The messages for users, one for each language, at most 100. */
  readonly messages: ReadonlyArray<MaintenanceMessageInput>;
  /** Whether runs that a user starts are disabled, too, not only automatic runs. */
  readonly noManualExecution: Scalars['Boolean']['input'];
  /** Whether the maintenance is expected to be short. */
  readonly short: Scalars['Boolean']['input'];
  /** The slug of the application. */
  readonly slug: Scalars['String']['input'];
  /** The name of the space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** The input of `activateMaintenances`. */
export type ActivateMaintenancesInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** Whether the cause lies outside the applications, such as a website that is down. */
  readonly infrastructure: Scalars['Boolean']['input'];
  /** The messages for users of all these applications, one for each language, at most 100. */
  readonly messages: ReadonlyArray<MaintenanceMessageInput>;
  /** Whether runs that a user starts are disabled, too, not only automatic runs. */
  readonly noManualExecution: Scalars['Boolean']['input'];
  /** Whether the maintenance is expected to be short. */
  readonly short: Scalars['Boolean']['input'];
  /** The slugs of the applications, at most 100. */
  readonly slugs: ReadonlyArray<Scalars['String']['input']>;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** A step that runs before the permissions of a token are checked. */
export const AllowStep = {
  /** The application in the input is looked up. If the editor of the application is unknown, every token is refused. */
  APP: 'APP',
  /** The input is read and validated. */
  INPUT: 'INPUT'
} as const;

export type AllowStep = typeof AllowStep[keyof typeof AllowStep];
/**
 * A webapp, or a konnector (a program that collects a person's data from a service). The name, texts and images of an application
 * come from its versions.
 */
export type App = Node & {
  readonly __typename?: 'App';
  /** The categories in the manifest, without duplicates. */
  readonly categories: ReadonlyArray<Scalars['String']['output']>;
  /** The changes between two published versions. Null when one of them does not exist. */
  readonly changes: Maybe<AppChanges>;
  /** The channels, from the most to the least stable. */
  readonly channels: ReadonlyArray<AppChannel>;
  /** When the application was registered. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The commitment about the usage of a person's data. */
  readonly dataUsageCommitment: DataUsageCommitment;
  /** The author of the commitment. */
  readonly dataUsageCommitmentBy: DataUsageCommitmentBy;
  /** The deprecation. Null when the application is not deprecated. */
  readonly deprecation: Maybe<Deprecation>;
  /**
   * A URL that always leads to the archive of the newest version that a channel offers. The URL itself never changes: it redirects
   * to the current archive. Null when the channel offers no version.
   */
  readonly downloadUrl: Maybe<Scalars['URL']['output']>;
  /** The editor that publishes the application. */
  readonly editor: Editor;
  /** Whether any version is published and not withdrawn. */
  readonly hasVersions: Scalars['Boolean']['output'];
  /** The icon of the application. Null when it has none. */
  readonly icon: Maybe<File>;
  /** Opaque; never changes. */
  readonly id: Scalars['ID']['output'];
  /**
   * The confidence label: how far a person can trust this application with their data. The label depends on the latest version of
   * `channel`.
   */
  readonly label: Label;
  /** The reason for the label, in English. */
  readonly labelReason: Scalars['String']['output'];
  /** The newest version that a channel offers. Null when there is none. */
  readonly latestVersion: Maybe<Version>;
  /** A long description, often Markdown. The language is chosen as for `name`. */
  readonly longDescription: Maybe<Scalars['String']['output']>;
  /** The current maintenance. Null when the application is not in maintenance. */
  readonly maintenance: Maybe<Maintenance>;
  /**
   * The display name, in the first language of `locales` that has one. Fallbacks: the language `en`, then the top level of the
   * manifest.
   *
   * Name, texts and images come from the latest stable version. Fallbacks: the latest beta version, then the latest dev version.
   */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The icon of the partner of the application. Null when there is none. */
  readonly partnershipIcon: Maybe<File>;
  /**
   * The applications of the same space that share a category or the editor with this one. Those with the most shared categories
   * come first. Then come those of the same editor, those of the same type, and the others, each ordered by slug.
   */
  readonly related: ReadonlyArray<App>;
  /** Opaque. Changes whenever the application itself changes. Does not change with its versions. */
  readonly revision: Scalars['String']['output'];
  /** The screenshots for the first language of `locales` that has some. Fallbacks: the top level of the manifest, then `en`. */
  readonly screenshots: ReadonlyArray<File>;
  /** A description in one line. The language is chosen as for `name`. */
  readonly shortDescription: Maybe<Scalars['String']['output']>;
  /** The identifier of the application in URLs, unique in its space. */
  readonly slug: Scalars['String']['output'];
  /** The space in which the application was looked up. */
  readonly space: Space;
  /** Whether the application is a webapp or a konnector. */
  readonly type: AppType;
  /** A published version by its number, even a withdrawn one. Null when there is none. */
  readonly version: Maybe<Version>;
  /** Published versions that a channel offers, page by page, newest first by default. */
  readonly versions: VersionConnection;
};


/**
 * A webapp, or a konnector (a program that collects a person's data from a service). The name, texts and images of an application
 * come from its versions.
 */
export type AppChangesArgs = {
  from: Scalars['VersionNumber']['input'];
  to: Scalars['VersionNumber']['input'];
};


/**
 * A webapp, or a konnector (a program that collects a person's data from a service). The name, texts and images of an application
 * come from its versions.
 */
export type AppDownloadUrlArgs = {
  channel: Channel;
};


/**
 * A webapp, or a konnector (a program that collects a person's data from a service). The name, texts and images of an application
 * come from its versions.
 */
export type AppLabelArgs = {
  channel: Channel;
};


/**
 * A webapp, or a konnector (a program that collects a person's data from a service). The name, texts and images of an application
 * come from its versions.
 */
export type AppLabelReasonArgs = {
  channel: Channel;
};


/**
 * A webapp, or a konnector (a program that collects a person's data from a service). The name, texts and images of an application
 * come from its versions.
 */
export type AppLatestVersionArgs = {
  channel: Channel;
};


/**
 * A webapp, or a konnector (a program that collects a person's data from a service). The name, texts and images of an application
 * come from its versions.
 */
export type AppLongDescriptionArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/**
 * A webapp, or a konnector (a program that collects a person's data from a service). The name, texts and images of an application
 * come from its versions.
 */
export type AppNameArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/**
 * A webapp, or a konnector (a program that collects a person's data from a service). The name, texts and images of an application
 * come from its versions.
 */
export type AppRelatedArgs = {
  first: Scalars['Int']['input'];
};


/**
 * A webapp, or a konnector (a program that collects a person's data from a service). The name, texts and images of an application
 * come from its versions.
 */
export type AppScreenshotsArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/**
 * A webapp, or a konnector (a program that collects a person's data from a service). The name, texts and images of an application
 * come from its versions.
 */
export type AppShortDescriptionArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/**
 * A webapp, or a konnector (a program that collects a person's data from a service). The name, texts and images of an application
 * come from its versions.
 */
export type AppVersionArgs = {
  version: Scalars['VersionNumber']['input'];
};


/**
 * A webapp, or a konnector (a program that collects a person's data from a service). The name, texts and images of an application
 * come from its versions.
 */
export type AppVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  channel: Channel;
  direction: SortDirection;
  first: Scalars['Int']['input'];
};

/** A change of an application, or of one of its versions. */
export type AppChange = {
  readonly __typename?: 'AppChange';
  /** The application, as it is now. Null if it does not exist any more. */
  readonly app: Maybe<App>;
  /** Opaque; a subscription with `after` continues behind this event. */
  readonly cursor: Scalars['String']['output'];
  /** What happened. */
  readonly kind: AppChangeKind;
  /** The slug of the application. */
  readonly slug: Scalars['String']['output'];
  /** The space of the subscription. */
  readonly space: Space;
  /** The version, as it is now. Null without `versionNumber`, or if the version is not published any more. */
  readonly version: Maybe<Version>;
  /** The number of the version that was published, withdrawn, restored, changed or removed. Null if the application itself changed. */
  readonly versionNumber: Maybe<Scalars['VersionNumber']['output']>;
};

/** What happened to an application. */
export const AppChangeKind = {
  /** The application was created, something else changed, or several things, or it is not known what changed. */
  CHANGED: 'CHANGED',
  /** The application was deprecated, its deprecation changed, or the deprecation ended. */
  DEPRECATED: 'DEPRECATED',
  /** The commitment about data changed, on which the label depends. A new version can also change the label; its kind is `PUBLISHED`. */
  LABEL: 'LABEL',
  /** A maintenance began, ended, or has new messages. */
  MAINTENANCE: 'MAINTENANCE',
  /** A version was published or approved. */
  PUBLISHED: 'PUBLISHED',
  /** The application or the version was removed. */
  REMOVED: 'REMOVED',
  /** A withdrawn version was restored. */
  RESTORED: 'RESTORED',
  /** A version was withdrawn, or the reason of its withdrawal changed. */
  WITHDRAWN: 'WITHDRAWN'
} as const;

export type AppChangeKind = typeof AppChangeKind[keyof typeof AppChangeKind];
/** The changes between two versions of an application. */
export type AppChanges = {
  readonly __typename?: 'AppChanges';
  /** The version before the changes. */
  readonly from: Version;
  /**
   * Whether a Cozy asks for consent before it updates from `from` to `to`. It asks when permissions differ, even when they were
   * only removed, or when the version of the terms differs. It does not ask when a konnector only adds permissions for certified
   * copies. It does not ask about the permissions of applications that belong to the platform either.
   */
  readonly needsConsent: Scalars['Boolean']['output'];
  /**
   * The permissions that differ, in the order of the manifest of `to`; removed ones come last. The names and descriptions of
   * permissions are not compared.
   */
  readonly permissions: ReadonlyArray<PermissionChange>;
  /** The size of the archive of `to`, minus the size of the archive of `from`, in bytes. */
  readonly sizeDifference: Scalars['Float']['output'];
  /** The terms of service before and after. Null when they are the same. */
  readonly terms: Maybe<TermsChange>;
  /** The version after the changes. */
  readonly to: Version;
  /**
   * The versions after `from` up to `to` that the channel of `to` offers, newest first. They have the texts about their changes.
   * Empty when `to` is older than `from`.
   */
  readonly versions: ReadonlyArray<Version>;
};


/** The changes between two versions of an application. */
export type AppChangesVersionsArgs = {
  first: Scalars['Int']['input'];
};

/** The versions in one channel of an application. */
export type AppChannel = {
  readonly __typename?: 'AppChannel';
  /** The newest version that the channel offers. Null when there is none. */
  readonly latest: Maybe<Version>;
  /** The channel. */
  readonly name: Channel;
  /** The numbers of all versions that the channel offers, oldest first. */
  readonly versionNumbers: ReadonlyArray<Scalars['VersionNumber']['output']>;
};

/** A page of applications (Relay's Cursor Connections). */
export type AppConnection = {
  readonly __typename?: 'AppConnection';
  /** The entries, each with its cursor. */
  readonly edges: ReadonlyArray<AppEdge>;
  /** All matching applications, on all pages together, counted by their properties. */
  readonly facets: AppFacets;
  /** The entries. */
  readonly nodes: ReadonlyArray<App>;
  /** The position of this page. */
  readonly pageInfo: PageInfo;
  /** How many applications match, on all pages together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An application on a page, with its cursor. */
export type AppEdge = {
  readonly __typename?: 'AppEdge';
  /** The cursor of this entry, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The application. */
  readonly node: App;
};

/** There is already an application with this slug. */
export type AppExists = Refusal & {
  readonly __typename?: 'AppExists';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
};

/** Counts of applications by property, the most frequent values first. */
export type AppFacets = {
  readonly __typename?: 'AppFacets';
  /** The number of applications in each category. */
  readonly categories: ReadonlyArray<FacetValue>;
  /** The number of applications that collect each kind of data. */
  readonly dataTypes: ReadonlyArray<FacetValue>;
  /** The number of applications of each editor. `value` is the name of the editor. */
  readonly editors: ReadonlyArray<FacetValue>;
  /** The number of applications with each of the `features` in the manifest. */
  readonly features: ReadonlyArray<FacetValue>;
  /** The number of applications with each label, for the newest stable version. */
  readonly labels: ReadonlyArray<FacetValue>;
  /** The number of applications in each language. `value` is the language as the manifest writes it, such as `fr` or `pt-BR`. */
  readonly locales: ReadonlyArray<FacetValue>;
  /** The number of applications for each platform. */
  readonly platforms: ReadonlyArray<FacetValue>;
  /** The number of applications of each type. */
  readonly types: ReadonlyArray<FacetValue>;
};

/** Conditions on applications, joined by AND. */
export type AppFilter = {
  /** Only applications in at least one of these categories. */
  readonly categories?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only applications in this category. */
  readonly category?: InputMaybe<Scalars['String']['input']>;
  /** The channel for `labelAtLeast` and `updatedSince`. */
  readonly channel?: InputMaybe<Channel>;
  /** Only applications that collect this kind of data (a member of `data_types` in the manifest). */
  readonly dataType?: InputMaybe<Scalars['String']['input']>;
  /** If true, only deprecated applications. If false, only applications that are not deprecated. */
  readonly deprecated?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only applications of the editor with this name (case-sensitive). */
  readonly editor?: InputMaybe<Scalars['String']['input']>;
  /** Only applications of one of the editors with these names (case-sensitive). */
  readonly editors?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only applications with none of these slugs. */
  readonly exceptSlugs?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only applications with a version that this channel offers. */
  readonly hasVersionOn?: InputMaybe<Channel>;
  /** If true, only applications in maintenance. If false, only applications that are not in maintenance. */
  readonly inMaintenance?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only applications with this label or a better one, for the newest version of `channel`. */
  readonly labelAtLeast?: InputMaybe<Label>;
  /** Only applications that are translated into this language. `fr` and `fr-FR` match each other. */
  readonly locale?: InputMaybe<Scalars['String']['input']>;
  /** Only applications for this platform (the `type` of a member of `platforms` in the manifest). */
  readonly platform?: InputMaybe<Scalars['String']['input']>;
  /** Only applications with one of these slugs. */
  readonly slugs?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only applications of this type. */
  readonly type?: InputMaybe<AppType>;
  /** Only applications of one of these types. */
  readonly types?: InputMaybe<ReadonlyArray<AppType>>;
  /** Only applications whose newest version of `channel` was submitted at this time or later. */
  readonly updatedSince?: InputMaybe<Scalars['DateTime']['input']>;
};

/** There is no such application. */
export type AppNotFound = Refusal & {
  readonly __typename?: 'AppNotFound';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
};

/** An order of applications. */
export type AppSort = {
  /** The field to sort by. */
  readonly by: AppSortField;
  /** The channel for `UPDATED_AT`. */
  readonly channel?: InputMaybe<Channel>;
  /** The direction of the order. */
  readonly direction: SortDirection;
  /** The language for `NAME`. */
  readonly locale?: InputMaybe<Scalars['String']['input']>;
};

/** The fields by which applications can be sorted. */
export const AppSortField = {
  /** The date of registration, then the slug. */
  CREATED_AT: 'createdAt',
  /** The name of the editor, then the slug. */
  EDITOR: 'editor',
  /** The name in the language `locale`, in the alphabetical order of this language, then the slug. */
  NAME: 'name',
  /**
   * The relevance for `search`, always the best first, then the slug. Names are more relevant than short descriptions, and these are
   * more relevant than all other texts. Without `search`, by slug.
   */
  RELEVANCE: 'relevance',
  /** The slug. */
  SLUG: 'slug',
  /** The type, then the slug. */
  TYPE: 'type',
  /**
   * The time when the newest version of `channel` was submitted, then the slug. Applications without such a version count as the
   * oldest.
   */
  UPDATED_AT: 'updatedAt'
} as const;

export type AppSortField = typeof AppSortField[keyof typeof AppSortField];
/** The kinds of applications. */
export const AppType = {
  /** A program that collects a person's data from a service. */
  KONNECTOR: 'konnector',
  /** An application with web pages. A Cozy (a person's server) serves them. */
  WEBAPP: 'webapp'
} as const;

export type AppType = typeof AppType[keyof typeof AppType];
/** The result of `approvePendingVersion`. */
export type ApprovePendingVersionPayload = AppNotFound | ApprovePendingVersionSuccess | InvalidInput | SpaceNotFound | VersionExists | VersionNotFound;

/** The version is published. */
export type ApprovePendingVersionSuccess = {
  readonly __typename?: 'ApprovePendingVersionSuccess';
  /** The published version. */
  readonly version: Version;
};

/** The archive could not be downloaded, does not match the checksum in the input, or breaks a rule. */
export type ArchiveRejected = Refusal & {
  readonly __typename?: 'ArchiveRejected';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
  /** The problems of the archive, one by one. */
  readonly problems: ReadonlyArray<Scalars['String']['output']>;
};

/** The requester of a change. */
export type AuditActor = {
  readonly __typename?: 'AuditActor';
  /** The slug of the application that the token is bound to. */
  readonly app: Maybe<Scalars['String']['output']>;
  /** The name of the editor that the token belongs to. */
  readonly editor: Maybe<Scalars['String']['output']>;
  /** The kind of the actor. */
  readonly kind: AuditActorKind;
  /** The id of the token. Null for a token without an id. */
  readonly tokenId: Maybe<Scalars['ID']['output']>;
  /** The name of the token. Null for a token without an id. */
  readonly tokenName: Maybe<Scalars['String']['output']>;
};

/** The kinds of actors. */
export const AuditActorKind = {
  /** A client without a token. */
  ANONYMOUS: 'anonymous',
  /** A client with an editor token. */
  EDITOR: 'editor',
  /** A client with a master token. */
  MASTER: 'master',
  /** The operator, at the command line. */
  OPERATOR: 'operator',
  /** The retention policy, which removes old versions in the background. */
  RETENTION: 'retention',
  /** A client with a token that is not valid. */
  UNKNOWN_TOKEN: 'unknown token'
} as const;

export type AuditActorKind = typeof AuditActorKind[keyof typeof AuditActorKind];
/** The interfaces by which changes are requested. */
export const AuditDoor = {
  /** Work that the gateway does by itself. */
  BACKGROUND: 'background',
  /** The command line. */
  COMMAND_LINE: 'command_line',
  /** GraphQL over HTTP. */
  GRAPHQL: 'graphql',
  /** REST. */
  REST: 'rest'
} as const;

export type AuditDoor = typeof AuditDoor[keyof typeof AuditDoor];
/** One requested change, or several attempts with tokens that were refused. */
export type AuditEntry = {
  readonly __typename?: 'AuditEntry';
  /** The requester of the change. */
  readonly actor: AuditActor;
  /** The members of the changed application, version or editor that are new or different after the change. Null if there are none. */
  readonly after: Maybe<Scalars['JSON']['output']>;
  /** When the change was requested. */
  readonly at: Scalars['DateTime']['output'];
  /**
   * The members of the changed application, version or editor that the change has replaced or removed. If the outcome is unknown: all
   * members before the change. Null if there are none. Secrets, manifests and URLs are left out. Long values are cut.
   */
  readonly before: Maybe<Scalars['JSON']['output']>;
  /** The code of the refusal. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** How many attempts this entry stands for: more than 1 only for attempts whose token was refused. */
  readonly count: Scalars['Int']['output'];
  /** The interface by which the change was requested. */
  readonly door: AuditDoor;
  /** When the change ended, or when the last of several attempts was refused. Null while the outcome is unknown. */
  readonly endedAt: Maybe<Scalars['DateTime']['output']>;
  /** The address of the client. For a command: the user and the host, as `user@host`. */
  readonly from: Scalars['String']['output'];
  /** Opaque; never changes. Ids sort by time, newest first. */
  readonly id: Scalars['ID']['output'];
  /** The names of the objects that the change concerns, such as `space`, `app`, `version` and `editor`. Long values are cut. */
  readonly on: Scalars['JSON']['output'];
  /** The name of the mutation; `import` or `copyFrom` for these commands; `several` for attempts at several changes. */
  readonly operation: Scalars['String']['output'];
  /** The outcome. */
  readonly outcome: AuditOutcome;
  /** Why the change was refused, or why it failed. */
  readonly reason: Maybe<Scalars['String']['output']>;
};

/** Conditions on entries of the audit log, joined by AND. */
export type AuditFilter = {
  /** The kind of the actor. */
  readonly actor?: InputMaybe<AuditActorKind>;
  /** The slug of the application. */
  readonly app?: InputMaybe<Scalars['String']['input']>;
  /** The interface by which the change was requested. */
  readonly door?: InputMaybe<AuditDoor>;
  /** The editor that the token belongs to, or that was changed; case-insensitive. */
  readonly editor?: InputMaybe<Scalars['String']['input']>;
  /** The name of the mutation, such as `publishVersion`. */
  readonly operation?: InputMaybe<Scalars['String']['input']>;
  /** The outcome. */
  readonly outcome?: InputMaybe<AuditOutcome>;
  /** Only entries at this time or later. It limits how much is read. */
  readonly since?: InputMaybe<Scalars['DateTime']['input']>;
  /** The name of the space; `__default__` for the default space. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
  /** Only entries at this time or earlier. It limits how much is read. */
  readonly until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A page of the audit log (Relay's Cursor Connections). */
export type AuditLogConnection = {
  readonly __typename?: 'AuditLogConnection';
  /** The entries, each with its cursor. */
  readonly edges: ReadonlyArray<AuditLogEdge>;
  /** The entries. */
  readonly nodes: ReadonlyArray<AuditEntry>;
  /** The position of this page. `endCursor` is the position of the last entry that was read, even if it is not on the page. */
  readonly pageInfo: PageInfo;
};

/** An entry on a page, with its cursor. */
export type AuditLogEdge = {
  readonly __typename?: 'AuditLogEdge';
  /** The cursor of this entry, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: AuditEntry;
};

/** The outcomes of a change. */
export const AuditOutcome = {
  /** The client closed the connection, or the command was interrupted. The change may have happened. */
  ABANDONED: 'abandoned',
  /** The change was made. */
  DONE: 'done',
  /** The change failed because of an error, for example of a database. */
  FAILED: 'failed',
  /** The registry refused the change, and nothing was changed. */
  REFUSED: 'refused',
  /** The change has begun, and its end was not recorded: it still runs, or its process ended before it. It may have happened. */
  UNKNOWN: 'unknown'
} as const;

export type AuditOutcome = typeof AuditOutcome[keyof typeof AuditOutcome];
/** The registry is busy, or its storage does not work: see `code`. Try again after `retryAfter` seconds. */
export type Busy = Refusal & {
  readonly __typename?: 'Busy';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
  /** Seconds to wait before trying again. */
  readonly retryAfter: Scalars['Int']['output'];
};

/** The maturity of a version. The suffix of its number determines the channel. */
export const Channel = {
  /** Versions whose numbers end in `-beta.N`. The channel also offers stable versions. */
  BETA: 'beta',
  /** Versions whose numbers end in `-dev.<commit>`. The channel offers all versions. */
  DEV: 'dev',
  /** Versions whose numbers have no suffix. */
  STABLE: 'stable'
} as const;

export type Channel = typeof Channel[keyof typeof Channel];
/** The input of `createApp`. */
export type CreateAppInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /**
   * The commitment. If this or `dataUsageCommitmentBy` is absent, both are ignored: the default is `USER_RESERVED` by `COZY` for
   * the editor `cozy`, and `NONE` for all others.
   */
  readonly dataUsageCommitment?: InputMaybe<DataUsageCommitment>;
  /** The author of the commitment. */
  readonly dataUsageCommitmentBy?: InputMaybe<DataUsageCommitmentBy>;
  /** The name of an existing editor, case-insensitive. */
  readonly editor: Scalars['String']['input'];
  /** The slug of the application: lower-case letters, digits and dashes. */
  readonly slug: Scalars['String']['input'];
  /** The space to create the application in. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
  /** Whether the application is a webapp or a konnector. */
  readonly type: AppType;
};

/** The result of `createApp`. */
export type CreateAppPayload = AppExists | CreateAppSuccess | EditorNotFound | InvalidInput | SpaceNotFound;

/** The application was created. */
export type CreateAppSuccess = {
  readonly __typename?: 'CreateAppSuccess';
  /** The new application. */
  readonly app: App;
};

/** The input of `createAppToken`. */
export type CreateAppTokenInput = {
  /** The slug of the installed application. */
  readonly app: Scalars['String']['input'];
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The domain of the instance. */
  readonly domain: Scalars['String']['input'];
  /** The lifetime of the token in seconds; if absent, a day for a webapp and half an hour for a konnector. */
  readonly maxAge?: InputMaybe<Scalars['Int']['input']>;
  /** The type of the application. */
  readonly type: AppType;
};

/** The result of `createAppToken`. */
export type CreateAppTokenPayload = AppNotFound | Busy | CreateAppTokenSuccess | InstanceNotFound | InvalidInput;

/** The token was created. */
export type CreateAppTokenSuccess = {
  readonly __typename?: 'CreateAppTokenSuccess';
  /** The token (a JSON Web Token); it is never shown again. */
  readonly token: Scalars['String']['output'];
};

/** The input of `createCliToken`. */
export type CreateCliTokenInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The domain of the instance. */
  readonly domain: Scalars['String']['input'];
  /** The lifetime of the token in seconds; if absent, half an hour. */
  readonly maxAge?: InputMaybe<Scalars['Int']['input']>;
  /**
   * The permissions: rules `type[:verbs[:values[:selector]]]` with a space between them, and commas between verbs and between
   * values: `io.cozy.apps:GET,POST io.cozy.contacts`. At most 8 000 characters.
   */
  readonly scope: Scalars['String']['input'];
};

/** The result of `createCliToken`. */
export type CreateCliTokenPayload = CreateCliTokenSuccess | InstanceNotFound | InvalidInput;

/** The token was created. */
export type CreateCliTokenSuccess = {
  readonly __typename?: 'CreateCliTokenSuccess';
  /** The token (a JSON Web Token); it is never shown again. */
  readonly token: Scalars['String']['output'];
};

/** The input of `createEditor`. */
export type CreateEditorInput = {
  /** Whether versions of this editor are published without approval. */
  readonly autoPublication: Scalars['Boolean']['input'];
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The name: a letter, then letters and digits. Names that differ only in case count as the same. */
  readonly name: Scalars['String']['input'];
};

/** The result of `createEditor`. */
export type CreateEditorPayload = CreateEditorSuccess | EditorExists | InvalidInput;

/** The editor was registered. */
export type CreateEditorSuccess = {
  readonly __typename?: 'CreateEditorSuccess';
  /** The new editor. */
  readonly editor: Editor;
};

/** The input of `createInstance`. */
export type CreateInstanceInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The name of the context: at most 64 letters, digits, `_` and `-`. */
  readonly context: Scalars['String']['input'];
  /**
   * The domain, as clients send it in the `Host` header: a host name in lower case, with the port unless it is the default port, such
   * as `cozy.example.org` or `cozy.localhost:8080`.
   */
  readonly domain: Scalars['String']['input'];
  /** The language of the owner: a code such as `en` or `fr_CA`. */
  readonly locale: Scalars['String']['input'];
};

/** The result of `createInstance`. */
export type CreateInstancePayload = CreateInstanceSuccess | InstanceExists | InvalidInput;

/** The instance was created. */
export type CreateInstanceSuccess = {
  readonly __typename?: 'CreateInstanceSuccess';
  /** The new instance. */
  readonly instance: Instance;
  /** Warnings about the instance, for example that its context is not configured. */
  readonly warnings: ReadonlyArray<Scalars['String']['output']>;
};

/** The input of `createToken`. */
export type CreateTokenInput = {
  /**
   * The slug of the only application that the token can publish. The application must exist in `space`. If absent, the token can
   * publish all applications of the editor.
   */
  readonly app?: InputMaybe<Scalars['String']['input']>;
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The editor that the token will belong to. */
  readonly editor: Scalars['String']['input'];
  /**
   * Whether the token has an id and a name, is in the list `Editor.tokens`, and can be revoked alone. Without them, it is the token
   * that the replaced registry makes: the same editor, application and expiry give the same token.
   */
  readonly isListed: Scalars['Boolean']['input'];
  /** The kind of token to create. */
  readonly kind: TokenKind;
  /** The lifetime of the token in seconds. If absent, the token expires together with the token of the request. */
  readonly maxAge?: InputMaybe<Scalars['Float']['input']>;
  /**
   * A name by which people recognize the token in `Editor.tokens` and in the audit log: one line of 1 to 100 characters. If absent, the
   * name says what the token is for.
   */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The space in which `app` is looked up. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** The result of `createToken`. */
export type CreateTokenPayload = AppNotFound | CreateTokenSuccess | EditorNotFound | InvalidInput | NotAllowed | SpaceNotFound;

/** The token was created. */
export type CreateTokenSuccess = {
  readonly __typename?: 'CreateTokenSuccess';
  /** The editor that the token belongs to. */
  readonly editor: Editor;
  /** When the token expires. Null when it never expires. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** The id of the token, for `revokeToken`. Null when the token is not listed. */
  readonly id: Maybe<Scalars['ID']['output']>;
  /** The name of the token. Null when the token is not listed. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The token in base64; it is never shown again. */
  readonly token: Scalars['String']['output'];
  /** Warnings about this token. */
  readonly warnings: ReadonlyArray<Scalars['String']['output']>;
};

/** A commitment about the usage of a person's data. */
export const DataUsageCommitment = {
  /** No commitment. */
  NONE: 'none',
  /** The person encrypts the data, and nobody else can read them. */
  USER_CIPHERED: 'user_ciphered',
  /** Data are used for the person's own purposes only. */
  USER_RESERVED: 'user_reserved'
} as const;

export type DataUsageCommitment = typeof DataUsageCommitment[keyof typeof DataUsageCommitment];
/** The author of the commitment. */
export const DataUsageCommitmentBy = {
  /** The company Cozy. */
  COZY: 'cozy',
  /** The editor of the application. */
  EDITOR: 'editor',
  /** Nobody: there is no commitment. */
  NONE: 'none'
} as const;

export type DataUsageCommitmentBy = typeof DataUsageCommitmentBy[keyof typeof DataUsageCommitmentBy];
/** The input of `deactivateMaintenance`. */
export type DeactivateMaintenanceInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The slug of the application. */
  readonly slug: Scalars['String']['input'];
  /** The name of the space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** The input of `deactivateMaintenances`. */
export type DeactivateMaintenancesInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The slugs of the applications, at most 100. */
  readonly slugs: ReadonlyArray<Scalars['String']['input']>;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** The input of `deprecateApp`. */
export type DeprecateAppInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The message for people: at most 1 000 characters, without line breaks and other control characters. */
  readonly message: Scalars['String']['input'];
  /** The slug of the application. */
  readonly slug: Scalars['String']['input'];
  /** The name of the space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
  /**
   * The slug of the application to use instead, in the same space. If absent, no successor is named. A successor may be deprecated
   * itself, but the successors must not lead back to the application.
   */
  readonly successor?: InputMaybe<Scalars['String']['input']>;
};

/**
 * The deprecation of an application: its editor or an admin advises against using it. The application stays in all lists, and its
 * versions can still be installed.
 */
export type Deprecation = {
  readonly __typename?: 'Deprecation';
  /** When the application was deprecated. */
  readonly at: Scalars['DateTime']['output'];
  /** The editor whose token was used. `operator` for a command on the machine of the registry. */
  readonly by: Scalars['String']['output'];
  /** The message for people. */
  readonly message: Scalars['String']['output'];
  /**
   * The application to use instead. Null when none is named, when it was removed since, or when the virtual space hides it. It may be
   * deprecated, too.
   */
  readonly successor: Maybe<App>;
  /** The slug of the application to use instead, even if this application can't be read any more. */
  readonly successorSlug: Maybe<Scalars['String']['output']>;
};

/** The result of `deprecateApp` and `undeprecateApp`. */
export type DeprecationPayload = AppNotFound | DeprecationSuccess | InvalidInput | NotAllowed | SpaceNotFound;

/** The deprecation was changed. */
export type DeprecationSuccess = {
  readonly __typename?: 'DeprecationSuccess';
  /** The application after the change. */
  readonly app: App;
};

/** The person or company that made the application. */
export type Developer = {
  readonly __typename?: 'Developer';
  /** The name of the person or company. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The web site as written in the manifest, often without `https://`. */
  readonly url: Maybe<Scalars['String']['output']>;
};

/** A publisher of applications. */
export type Editor = Node & {
  readonly __typename?: 'Editor';
  /**
   * The applications of this editor in a space, page by page, ordered by slug. Names that differ only in case count as the same. An
   * unknown space is an error.
   */
  readonly apps: AppConnection;
  /** Whether versions of this editor are published without approval. */
  readonly autoPublication: Scalars['Boolean']['output'];
  /** Opaque; never changes. */
  readonly id: Scalars['ID']['output'];
  /** The name, in its original upper and lower case. */
  readonly name: Scalars['String']['output'];
  /**
   * The valid tokens of the editor that have an id, newest first. Each token that this registry creates has an id. Older tokens, and
   * those of cozy-apps-registry, have none: they are valid, but not listed. `revokeTokens` revokes them.
   */
  readonly tokens: ReadonlyArray<Token>;
};


/** A publisher of applications. */
export type EditorAppsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  space?: InputMaybe<Scalars['String']['input']>;
};

/** There is already an editor with this name. */
export type EditorExists = Refusal & {
  readonly __typename?: 'EditorExists';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
};

/** There is no such editor. */
export type EditorNotFound = Refusal & {
  readonly __typename?: 'EditorNotFound';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
};

/** The status of an engine. */
export type EngineStatus = {
  readonly __typename?: 'EngineStatus';
  /** Whether the engine answers, and can store data. */
  readonly ok: Scalars['Boolean']['output'];
  /** The problem in one or two words, such as `unreachable`. Null when there is none. */
  readonly reason: Maybe<Scalars['String']['output']>;
};

/** One value of a property, and the number of applications that have this value. */
export type FacetValue = {
  readonly __typename?: 'FacetValue';
  /** The number of applications that have the value. */
  readonly count: Scalars['Int']['output'];
  /** The value. */
  readonly value: Scalars['String']['output'];
};

/** A file that the registry serves. */
export type File = {
  readonly __typename?: 'File';
  /** The media type; `application/octet-stream` when none is known. */
  readonly contentType: Scalars['String']['output'];
  /** The name of the file within its version: `icon`, `partnership_icon`, `screenshots/…`, or the name of the archive. */
  readonly name: Scalars['String']['output'];
  /** The SHA-256 checksum. Null for an old file that is not stored under its checksum. */
  readonly sha256: Maybe<Scalars['Sha256']['output']>;
  /** The size in bytes. Null when the file is missing. */
  readonly size: Maybe<Scalars['Float']['output']>;
  /** The URL from which the file can be downloaded. */
  readonly url: Scalars['URL']['output'];
};

/** There is no such file. */
export type FileNotFound = Refusal & {
  readonly __typename?: 'FileNotFound';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
};

/** The input of `installApp`. */
export type InstallAppInput = {
  /** The slug to install the application under: at most 128 lower-case letters, digits and hyphens. */
  readonly app: Scalars['String']['input'];
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** If true, the application gets the state `installed` (not activated yet) instead of `ready`. */
  readonly deactivated: Scalars['Boolean']['input'];
  /** The domain of the instance. */
  readonly domain: Scalars['String']['input'];
  /** The parameters of a konnector that does not come from a registry: an object. */
  readonly parameters?: InputMaybe<Scalars['JSON']['input']>;
  /**
   * The source, at most 2 048 characters: `registry://SLUG/CHANNEL`, `registry://SLUG/VERSION`, or the http or https URL of a tar archive,
   * with an optional `#SHA256`. If absent, the source is the stable channel of the registry.
   */
  readonly source?: InputMaybe<Scalars['String']['input']>;
  /** The type of the application. */
  readonly type: AppType;
};

/** The result of `installApp`. */
export type InstallAppPayload = AppExists | ArchiveRejected | Busy | InstallAppSuccess | InstanceNotFound | InvalidInput;

/** The application was installed. */
export type InstallAppSuccess = {
  readonly __typename?: 'InstallAppSuccess';
  /** The installed application. */
  readonly installedApp: InstalledApp;
};

/** An application that is installed on an instance. */
export type InstalledApp = {
  readonly __typename?: 'InstalledApp';
  /** The number of the version that waits for the owner's consent to other permissions or terms. Null when there is none. */
  readonly availableVersion: Maybe<Scalars['String']['output']>;
  /** The categories in the manifest, without duplicates. */
  readonly categories: ReadonlyArray<Scalars['String']['output']>;
  /** The changes in the installed version. The language is chosen as for `name`. */
  readonly changes: Maybe<Scalars['String']['output']>;
  /** The SHA-256 checksum of the archive. Null when the archive does not come from a registry. */
  readonly checksum: Maybe<Scalars['Sha256']['output']>;
  /** When the application was installed. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The person or company that made the application. */
  readonly developer: Maybe<Developer>;
  /** The doctypes of `permissions`, without duplicates. */
  readonly doctypes: ReadonlyArray<Scalars['String']['output']>;
  /**
   * The stored document: the members of the manifest, and the members that the gateway manages. The fields below return parts of the
   * manifest with fixed types.
   */
  readonly document: Scalars['JSON']['output'];
  /** The path of the installed archive on the domain of the instance. A request for the archive needs a token of the instance. */
  readonly downloadPath: Scalars['String']['output'];
  /** The editor in the manifest: the name of the person or company that publishes the application. */
  readonly editor: Maybe<Scalars['String']['output']>;
  /**
   * The permissions that tokens of the application have now: the permissions of the manifest, and the permissions that were added after
   * the installation. The field `permissions` has only the permissions of the manifest.
   */
  readonly grantedPermissions: ReadonlyArray<Permission>;
  /**
   * The path of the icon on the domain of the instance, such as `/apps/notes/icon/1.0.0`. Null when the manifest names no icon. A request
   * for the icon needs a token of the instance.
   */
  readonly iconPath: Maybe<Scalars['String']['output']>;
  /** The instance that it is installed on. */
  readonly instance: Instance;
  /** The intents that the application provides to other applications. */
  readonly intents: ReadonlyArray<Intent>;
  /** The members of the manifest that only konnectors have. Null for a webapp. */
  readonly konnector: Maybe<KonnectorManifest>;
  /** The languages of the application. */
  readonly langs: ReadonlyArray<Scalars['String']['output']>;
  /** The licence, such as `AGPL-3.0`. */
  readonly license: Maybe<Scalars['String']['output']>;
  /** The languages of the texts in the manifest. */
  readonly locales: ReadonlyArray<Scalars['String']['output']>;
  /** A long description, often Markdown. The language is chosen as for `name`. */
  readonly longDescription: Maybe<Scalars['String']['output']>;
  /** The mobile application that goes with a webapp. */
  readonly mobile: Maybe<Mobile>;
  /**
   * The display name, in the first language of `locales` that has one. Fallbacks: `en`, then the top level of the manifest. Empty when
   * the manifest has none.
   */
  readonly name: Scalars['String']['output'];
  /** Text in front of the name, such as the name of the editor. */
  readonly namePrefix: Maybe<Scalars['String']['output']>;
  /** The kinds of notifications that the application sends. */
  readonly notifications: ReadonlyArray<Notification>;
  /** The partner of the application. */
  readonly partnership: Maybe<Partnership>;
  /** The permissions in the manifest of the installed version. An update to other permissions needs the owner's consent. */
  readonly permissions: ReadonlyArray<Permission>;
  /** Other platforms on which the application is available. */
  readonly platforms: ReadonlyArray<Platform>;
  /** The routes of a webapp. Empty for a konnector. */
  readonly routes: ReadonlyArray<Route>;
  /** Programs that a webapp runs in the background. */
  readonly services: ReadonlyArray<Service>;
  /** A description in one line. The language is chosen as for `name`. */
  readonly shortDescription: Maybe<Scalars['String']['output']>;
  /** The slug under which the application is installed. */
  readonly slug: Scalars['String']['output'];
  /**
   * Where the application was installed from, and where updates come from: `registry://SLUG/CHANNEL`, `registry://SLUG/VERSION`, or
   * the URL of an archive.
   */
  readonly source: Scalars['String']['output'];
  /**
   * The stored state: `ready`, or `installed` (not activated yet). `installed` becomes `ready` when the first token of the application
   * is created. `installing` and `upgrading` are not stored: only answers and events of REST have them.
   */
  readonly state: Scalars['String']['output'];
  /** Tags for searches. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** Terms of service that the owner must accept. Null when there are none. */
  readonly terms: Maybe<Terms>;
  /** The type of the application. */
  readonly type: AppType;
  /** When the document of the application was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /**
   * The URL at which the owner opens a webapp, in the states `ready` and `installed`: `https://alice-notes.example.org/` for the webapp
   * `notes` of the instance `alice.example.org`. Null for a konnector, or if the domain of the instance is an IP address. This gateway does not serve webapps.
   */
  readonly url: Maybe<Scalars['URL']['output']>;
  /** The number of the installed version. */
  readonly version: Scalars['String']['output'];
};


/** An application that is installed on an instance. */
export type InstalledAppChangesArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** An application that is installed on an instance. */
export type InstalledAppLongDescriptionArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** An application that is installed on an instance. */
export type InstalledAppNameArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** An application that is installed on an instance. */
export type InstalledAppShortDescriptionArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A page of installed applications (Relay's Cursor Connections). */
export type InstalledAppConnection = {
  readonly __typename?: 'InstalledAppConnection';
  /** The entries, each with its cursor. */
  readonly edges: ReadonlyArray<InstalledAppEdge>;
  /** The entries. */
  readonly nodes: ReadonlyArray<InstalledApp>;
  /** The position of this page. */
  readonly pageInfo: PageInfo;
  /** How many applications of this type are installed. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An installed application on a page, with its cursor. */
export type InstalledAppEdge = {
  readonly __typename?: 'InstalledAppEdge';
  /** The cursor of this entry, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The application. */
  readonly node: InstalledApp;
};

/** A Cozy: the data of one person, under a domain of its own. Installed applications belong to an instance. */
export type Instance = {
  readonly __typename?: 'Instance';
  /** The web applications that are installed, ordered by slug, page by page. */
  readonly apps: InstalledAppConnection;
  /** The name of the context, which configures a group of instances. */
  readonly context: Scalars['String']['output'];
  /** When the instance was created. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The host name of the instance in lower case, with the port if clients send one in the `Host` header. */
  readonly domain: Scalars['String']['output'];
  /** An installed application. Null when it is not installed. Unlike `GET /apps/<slug>`, this field does not update the application. */
  readonly installedApp: Maybe<InstalledApp>;
  /** The konnectors that are installed, ordered by slug, page by page. */
  readonly konnectors: InstalledAppConnection;
  /** The language of the owner. */
  readonly locale: Scalars['String']['output'];
  /** The log of the requests that the instance sent to other sites through remote doctypes, newest first, page by page. */
  readonly remoteRequests: RemoteRequestConnection;
};


/** A Cozy: the data of one person, under a domain of its own. Installed applications belong to an instance. */
export type InstanceAppsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** A Cozy: the data of one person, under a domain of its own. Installed applications belong to an instance. */
export type InstanceInstalledAppArgs = {
  app: Scalars['String']['input'];
  type: AppType;
};


/** A Cozy: the data of one person, under a domain of its own. Installed applications belong to an instance. */
export type InstanceKonnectorsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** A Cozy: the data of one person, under a domain of its own. Installed applications belong to an instance. */
export type InstanceRemoteRequestsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<RemoteRequestFilter>;
  first: Scalars['Int']['input'];
};

/** A page of instances (Relay's Cursor Connections). */
export type InstanceConnection = {
  readonly __typename?: 'InstanceConnection';
  /** The entries, each with its cursor. */
  readonly edges: ReadonlyArray<InstanceEdge>;
  /** The entries. */
  readonly nodes: ReadonlyArray<Instance>;
  /** The position of this page. */
  readonly pageInfo: PageInfo;
  /** How many instances there are. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An instance on a page, with its cursor. */
export type InstanceEdge = {
  readonly __typename?: 'InstanceEdge';
  /** The cursor of this entry, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The instance. */
  readonly node: Instance;
};

/** There is already an instance with this domain. */
export type InstanceExists = Refusal & {
  readonly __typename?: 'InstanceExists';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
};

/** There is no such instance. */
export type InstanceNotFound = Refusal & {
  readonly __typename?: 'InstanceNotFound';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
};

/** An action that the application provides to other applications. */
export type Intent = {
  readonly __typename?: 'Intent';
  /** The action, such as `OPEN` or `PICK`. */
  readonly action: Maybe<Scalars['String']['output']>;
  /** The page of the application for the action. */
  readonly href: Maybe<Scalars['String']['output']>;
  /** The doctypes or media types that the action is for. */
  readonly types: ReadonlyArray<Scalars['String']['output']>;
};

/** A value of the input breaks a rule. */
export type InvalidInput = Refusal & {
  readonly __typename?: 'InvalidInput';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
};

/** One field of the form that a person fills in. */
export type KonnectorField = {
  readonly __typename?: 'KonnectorField';
  /** Whether the field is hidden until the person asks for advanced fields. */
  readonly advanced: Scalars['Boolean']['output'];
  /** The default value. */
  readonly default: Maybe<Scalars['JSON']['output']>;
  /** The description. The language is chosen as for `label`. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Whether the value is stored encrypted. Null when the manifest does not say. */
  readonly encrypted: Maybe<Scalars['Boolean']['output']>;
  /**
   * The label, in the first language of `locales` that has one. Fallbacks: the language `en`, then the top level of the manifest.
   * The label at the top level may be a key that Cozy applications translate.
   */
  readonly label: Maybe<Scalars['String']['output']>;
  /** The maximum number of characters, in older manifests. Newer manifests have `maxLength`. */
  readonly max: Maybe<Scalars['Float']['output']>;
  /** The maximum number of characters. */
  readonly maxLength: Maybe<Scalars['Float']['output']>;
  /** The minimum number of characters, in older manifests. Newer manifests have `minLength`. */
  readonly min: Maybe<Scalars['Float']['output']>;
  /** The minimum number of characters. */
  readonly minLength: Maybe<Scalars['Float']['output']>;
  /** The name of the field in the account's data. */
  readonly name: Scalars['String']['output'];
  /** The choices of a dropdown. */
  readonly options: ReadonlyArray<KonnectorOption>;
  /** A regular expression that the value must match. */
  readonly pattern: Maybe<Scalars['String']['output']>;
  /** The placeholder. The language is chosen as for `label`. */
  readonly placeholder: Maybe<Scalars['String']['output']>;
  /** Whether a value is required. */
  readonly required: Scalars['Boolean']['output'];
  /** The role of the field, such as `identifier`. */
  readonly role: Maybe<Scalars['String']['output']>;
  /** The type, such as `text`, `password`, `dropdown` or `hidden`. Null when the manifest has none. */
  readonly type: Maybe<Scalars['String']['output']>;
};


/** One field of the form that a person fills in. */
export type KonnectorFieldDescriptionArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** One field of the form that a person fills in. */
export type KonnectorFieldLabelArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** One field of the form that a person fills in. */
export type KonnectorFieldPlaceholderArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A folder that a konnector writes to. */
export type KonnectorFolder = {
  readonly __typename?: 'KonnectorFolder';
  /** The default path, such as `$administrative/$konnector/$account`. */
  readonly defaultDir: Maybe<Scalars['String']['output']>;
};

/** The members that only the manifest of a konnector has. */
export type KonnectorManifest = {
  readonly __typename?: 'KonnectorManifest';
  /** The id of the account at the bank aggregator. Null when the konnector uses no aggregator. */
  readonly aggregatorAccountId: Maybe<Scalars['String']['output']>;
  /** A regular expression that matches the transactions of the service in a bank account. */
  readonly bankingTransactionPattern: Maybe<Scalars['String']['output']>;
  /** Whether the konnector runs on the person's own device. */
  readonly clientSide: Scalars['Boolean']['output'];
  /** The kinds of data that the konnector collects. */
  readonly dataTypes: ReadonlyArray<Scalars['String']['output']>;
  /** Identifiers of features that the konnector has, such as `BILLS`. */
  readonly features: ReadonlyArray<Scalars['String']['output']>;
  /** The fields of the form that a person fills in, in the order of the manifest. */
  readonly fields: ReadonlyArray<KonnectorField>;
  /** The person's folders that the konnector writes to. */
  readonly folders: ReadonlyArray<KonnectorFolder>;
  /** How often the konnector runs: `monthly`, `weekly`, `daily` … */
  readonly frequency: Maybe<Scalars['String']['output']>;
  /** The runtime of the konnector, such as `node`. */
  readonly language: Maybe<Scalars['String']['output']>;
  /** Identifiers of messages that client applications may show for this konnector. */
  readonly messages: ReadonlyArray<Scalars['String']['output']>;
  /** The OAuth settings. Null when the konnector does not log in with OAuth. */
  readonly oauth: Maybe<KonnectorOAuth>;
  /** The path, inside the archive, of a program to run when an account is removed. */
  readonly onDeleteAccount: Maybe<Scalars['String']['output']>;
  /** The parameters that are passed to the konnector. */
  readonly parameters: Maybe<Scalars['JSON']['output']>;
  /** The kinds of documents that the konnector collects, such as invoices. */
  readonly qualificationLabels: ReadonlyArray<Scalars['String']['output']>;
  /** The hours between which scheduled runs may start. */
  readonly timeInterval: Maybe<TimeInterval>;
  /** The identifier of the konnector at the bank aggregator. */
  readonly uuid: Maybe<Scalars['String']['output']>;
  /** The web site of the service, often without `https://`. */
  readonly vendorLink: Maybe<Scalars['String']['output']>;
};

/** How a konnector logs in with OAuth. */
export type KonnectorOAuth = {
  readonly __typename?: 'KonnectorOAuth';
  /** The type of account that the token is for. */
  readonly accountType: Maybe<Scalars['String']['output']>;
  /** The requested OAuth scopes. */
  readonly scopes: ReadonlyArray<Scalars['String']['output']>;
};

/** One choice of a dropdown. */
export type KonnectorOption = {
  readonly __typename?: 'KonnectorOption';
  /** The displayed text. */
  readonly name: Scalars['String']['output'];
  /** The stored value. */
  readonly value: Scalars['String']['output'];
};

/** The confidence label, from the best to the worst. */
export const Label = {
  /** Data stay in the Cozy, and the editor can't read them. */
  A: 'A',
  /** Data stay in the Cozy, by a commitment of the company Cozy. */
  B: 'B',
  /** Data stay in the Cozy, by a commitment of the editor. */
  C: 'C',
  /** Data go to third parties. By a commitment of the company Cozy, they are used for the person's own purposes only. */
  D: 'D',
  /** Data go to third parties. By a commitment of the editor, they are used for the person's own purposes only. */
  E: 'E',
  /** No commitment. */
  F: 'F'
} as const;

export type Label = typeof Label[keyof typeof Label];
/** The maintenance of an application. Meanwhile users see a message, and a konnector does not run on schedule. */
export type Maintenance = {
  readonly __typename?: 'Maintenance';
  /** Whether the cause lies outside the application, such as a website that is down. */
  readonly infrastructure: Scalars['Boolean']['output'];
  /** The messages for users, one for each language. */
  readonly messages: ReadonlyArray<MaintenanceMessage>;
  /** Whether runs that a user starts are disabled, too, not only automatic runs. */
  readonly noManualExecution: Scalars['Boolean']['output'];
  /** Whether the maintenance is expected to be short. */
  readonly short: Scalars['Boolean']['output'];
};

/** A message for users in one language. */
export type MaintenanceMessage = {
  readonly __typename?: 'MaintenanceMessage';
  /** The language, such as `en`. */
  readonly locale: Scalars['String']['output'];
  /** A long message: the whole explanation. */
  readonly long: Scalars['String']['output'];
  /** A short message: one sentence, for lists. */
  readonly short: Scalars['String']['output'];
};

/** A message for users in one language. */
export type MaintenanceMessageInput = {
  /** The language, such as `en`, at most 35 characters. */
  readonly locale: Scalars['String']['input'];
  /** A long message: the whole explanation, at most 10 000 characters. */
  readonly long: Scalars['String']['input'];
  /** A short message: one sentence, for lists, at most 1 000 characters. */
  readonly short: Scalars['String']['input'];
};

/** The result of `activateMaintenance` and `deactivateMaintenance`. */
export type MaintenancePayload = AppNotFound | InvalidInput | MaintenanceSuccess | SpaceNotFound;

/** The result for one application. */
export type MaintenanceResult = {
  readonly __typename?: 'MaintenanceResult';
  /** The success or the refusal for this application. Null after a failure of the gateway, which is in `errors` of the answer. */
  readonly result: Maybe<MaintenancePayload>;
  /** The slug in the input. */
  readonly slug: Scalars['String']['output'];
};

/** The maintenance was changed. */
export type MaintenanceSuccess = {
  readonly __typename?: 'MaintenanceSuccess';
  /** The application after the change. */
  readonly app: App;
};

/** The result of `activateMaintenances` and `deactivateMaintenances`. After a refusal of the whole mutation, nothing has changed. */
export type MaintenancesPayload = InvalidInput | MaintenancesSuccess | SpaceNotFound;

/** The mutation has run. Each application has its own result. */
export type MaintenancesSuccess = {
  readonly __typename?: 'MaintenancesSuccess';
  /** One result for each slug of the input, in the same order. */
  readonly results: ReadonlyArray<MaintenanceResult>;
};

/** The mobile application that goes with a webapp. */
export type Mobile = {
  readonly __typename?: 'Mobile';
  /** The id in Apple's App Store. */
  readonly appStoreId: Maybe<Scalars['String']['output']>;
  /** The id in the Google Play Store. */
  readonly playStoreId: Maybe<Scalars['String']['output']>;
  /** The URL scheme of links that open the mobile application. */
  readonly schema: Maybe<Scalars['String']['output']>;
};

/** The root of all changes. Each field needs a token. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Puts an application in maintenance, or replaces the current maintenance. The maintenance of a virtual space applies there only.
   * It takes precedence over the maintenance in the source space.
   */
  readonly activateMaintenance: Maybe<MaintenancePayload>;
  /**
   * Like `activateMaintenance`, for several applications of a space, one after the other. Each has its own result: when one is refused,
   * the others are still changed.
   */
  readonly activateMaintenances: Maybe<MaintenancesPayload>;
  /** Approves a pending version, which publishes it. */
  readonly approvePendingVersion: Maybe<ApprovePendingVersionPayload>;
  /** Creates an application; it has no version yet. */
  readonly createApp: Maybe<CreateAppPayload>;
  /**
   * Creates a token of an application that is installed on an instance. The token has the permissions of the application. With its
   * first token, an application that is not activated yet gets the state `ready`.
   */
  readonly createAppToken: Maybe<CreateAppTokenPayload>;
  /** Creates a token for an instance with the given permissions, for use on the command line. */
  readonly createCliToken: Maybe<CreateCliTokenPayload>;
  /** Registers an editor. Tokens are created with `createToken`. */
  readonly createEditor: Maybe<CreateEditorPayload>;
  /** Creates an instance, which has no applications yet. */
  readonly createInstance: Maybe<CreateInstancePayload>;
  /**
   * Creates a token. It expires no later than the token of the request, and has no permission that the token of the request lacks.
   * The registry stores the id and the name of the token, but not the token, see `isListed`. Master tokens can be created on the
   * command line only.
   */
  readonly createToken: Maybe<CreateTokenPayload>;
  /**
   * Ends the maintenance of an application, if there is one. In a virtual space, the maintenance ends in this space only. From then on,
   * this space ignores the maintenance in its source space.
   */
  readonly deactivateMaintenance: Maybe<MaintenancePayload>;
  /**
   * Like `deactivateMaintenance`, for several applications of a space, one after the other. Each has its own result: when one is
   * refused, the others are still changed.
   */
  readonly deactivateMaintenances: Maybe<MaintenancesPayload>;
  /**
   * Deprecates an application with a message, and names its successor. If the application is deprecated already, message and successor
   * are replaced.
   */
  readonly deprecateApp: Maybe<DeprecationPayload>;
  /** Installs an application on an instance, with the permissions of its manifest. Returns when it can be used. */
  readonly installApp: Maybe<InstallAppPayload>;
  /**
   * Overwrites the name or icon of an application in a virtual space. Then regenerates the archives of the application for this
   * space. The application need not exist yet, and the space may hide it.
   */
  readonly overwriteApp: Maybe<OverwriteAppPayload>;
  /**
   * Publishes a version: the registry downloads the archive, checks it and stores it. The response is sent when clients can
   * read the version. If the editor does not have `autoPublication`, the version is pending until it is approved.
   */
  readonly publishVersion: Maybe<PublishVersionPayload>;
  /** Puts a file below `/.well-known/`, or replaces it. */
  readonly putWellKnownFile: Maybe<PutWellKnownFilePayload>;
  /** Rejects a pending version, which removes it. */
  readonly rejectPendingVersion: Maybe<RejectPendingVersionPayload>;
  /** Removes an application with all its versions, published and pending. Can't be undone. */
  readonly removeApp: Maybe<RemoveAppPayload>;
  /**
   * Removes an editor, and revokes its tokens for ever. The applications of the editor stay. New versions of them can be published
   * only after an editor of this name is created again.
   */
  readonly removeEditor: Maybe<RemoveEditorPayload>;
  /** Removes an instance with its applications, documents and tokens. Can't be undone. */
  readonly removeInstance: Maybe<RemoveInstancePayload>;
  /**
   * Removes the old versions of an application in one channel. Keeps the versions of the last `months` months. For each of the
   * `majors` highest major numbers, keeps the highest version and the `minors` versions below it. Keeps the highest beta version
   * and the highest dev version.
   */
  readonly removeOldVersions: Maybe<RemoveOldVersionsPayload>;
  /** Removes a secret of a remote doctype. */
  readonly removeRemoteSecret: Maybe<RemoveRemoteSecretPayload>;
  /** Removes all applications, versions and files of a real space. The empty space stays. Can't be undone. */
  readonly removeSpace: Maybe<RemoveSpacePayload>;
  /** Removes a version and its files. If no version with this number is published, removes the pending one. Can't be undone. */
  readonly removeVersion: Maybe<RemoveVersionPayload>;
  /** Removes a file below `/.well-known/`. */
  readonly removeWellKnownFile: Maybe<RemoveWellKnownFilePayload>;
  /**
   * Searches the whole storage for leftovers of interrupted work, and verifies the checksum of every archive. A repair takes long.
   * The registry serves requests meanwhile.
   */
  readonly repair: Maybe<RepairReport>;
  /** Restores a withdrawn version: its channel offers it again. Does nothing if the version is not withdrawn. */
  readonly restoreVersion: Maybe<WithdrawalPayload>;
  /**
   * Revokes one token, on all gateways at once. Can't be undone. Tokens that were created with this token stay valid. A
   * cozy-apps-registry with the same databases still accepts the token until `revokeTokens`.
   */
  readonly revokeToken: Maybe<RevokeTokenPayload>;
  /** Revokes tokens of an editor: all tokens of one kind, or only the editor tokens for one application. Can't be undone. */
  readonly revokeTokens: Maybe<RevokeTokensPayload>;
  /** Sets a secret that definitions of remote doctypes can use, or replaces it. It is stored encrypted, and never shown again. */
  readonly setRemoteSecret: Maybe<SetRemoteSecretPayload>;
  /**
   * Transfers an application to another editor. From then on, the tokens of this editor publish the application, and those of the
   * previous editor don't. Published versions keep the editor that published them. Pending versions stay, and belong to the new
   * editor once they are approved.
   *
   * A commitment by `EDITOR` becomes `NONE`, because the new editor has not made it. So the label may change. `updateApp` sets a new
   * commitment.
   */
  readonly transferApp: Maybe<TransferAppPayload>;
  /** Ends the deprecation of an application, if there is one. */
  readonly undeprecateApp: Maybe<DeprecationPayload>;
  /** Removes an application from an instance, with its permissions. Its tokens can't be used any more. */
  readonly uninstallApp: Maybe<UninstallAppPayload>;
  /** Updates the data usage commitment of an application. */
  readonly updateApp: Maybe<UpdateAppPayload>;
  /**
   * Updates an installed application to the newest version of its source. An update that needs consent is held back without
   * `permissionsAcked`: the application stays as it is, and has an `availableVersion`.
   */
  readonly updateInstalledApp: Maybe<UpdateInstalledAppPayload>;
  /**
   * Withdraws a published version, for a reason. From then on, no channel offers the version, and no list contains it. Clients that
   * have its number can still read it and download its files. If the version is withdrawn already, the reason is replaced.
   */
  readonly withdrawVersion: Maybe<WithdrawalPayload>;
};


/** The root of all changes. Each field needs a token. */
export type MutationActivateMaintenanceArgs = {
  input: ActivateMaintenanceInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationActivateMaintenancesArgs = {
  input: ActivateMaintenancesInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationApprovePendingVersionArgs = {
  input: PendingVersionInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationCreateAppArgs = {
  input: CreateAppInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationCreateAppTokenArgs = {
  input: CreateAppTokenInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationCreateCliTokenArgs = {
  input: CreateCliTokenInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationCreateEditorArgs = {
  input: CreateEditorInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationCreateInstanceArgs = {
  input: CreateInstanceInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationCreateTokenArgs = {
  input: CreateTokenInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationDeactivateMaintenanceArgs = {
  input: DeactivateMaintenanceInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationDeactivateMaintenancesArgs = {
  input: DeactivateMaintenancesInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationDeprecateAppArgs = {
  input: DeprecateAppInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationInstallAppArgs = {
  input: InstallAppInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationOverwriteAppArgs = {
  input: OverwriteAppInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationPublishVersionArgs = {
  input: PublishVersionInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationPutWellKnownFileArgs = {
  input: PutWellKnownFileInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationRejectPendingVersionArgs = {
  input: PendingVersionInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationRemoveAppArgs = {
  input: RemoveAppInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationRemoveEditorArgs = {
  input: RemoveEditorInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationRemoveInstanceArgs = {
  input: RemoveInstanceInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationRemoveOldVersionsArgs = {
  input: RemoveOldVersionsInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationRemoveRemoteSecretArgs = {
  input: RemoveRemoteSecretInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationRemoveSpaceArgs = {
  input: RemoveSpaceInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationRemoveVersionArgs = {
  input: RemoveVersionInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationRemoveWellKnownFileArgs = {
  input: RemoveWellKnownFileInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationRepairArgs = {
  input: RepairInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationRestoreVersionArgs = {
  input: RestoreVersionInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationRevokeTokenArgs = {
  input: RevokeTokenInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationRevokeTokensArgs = {
  input: RevokeTokensInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationSetRemoteSecretArgs = {
  input: SetRemoteSecretInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationTransferAppArgs = {
  input: TransferAppInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationUndeprecateAppArgs = {
  input: UndeprecateAppInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationUninstallAppArgs = {
  input: UninstallAppInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationUpdateAppArgs = {
  input: UpdateAppInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationUpdateInstalledAppArgs = {
  input: UpdateInstalledAppInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationWithdrawVersionArgs = {
  input: WithdrawVersionInput;
};

/** An object with a global id (Relay's Global Object Identification). */
export type Node = {
  /** Opaque; never changes. */
  readonly id: Scalars['ID']['output'];
};

/** The token is valid but does not permit the operation. */
export type NotAllowed = Refusal & {
  readonly __typename?: 'NotAllowed';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
};

/** A kind of notification that the application sends. */
export type Notification = {
  readonly __typename?: 'Notification';
  /** Whether a newer notification may replace an unread one of this kind. */
  readonly collapsible: Scalars['Boolean']['output'];
  /** The priority, such as `high` or `normal`. */
  readonly defaultPriority: Maybe<Scalars['String']['output']>;
  /** The description of the notification. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Whether several notifications of this kind may be shown at once. */
  readonly multiple: Scalars['Boolean']['output'];
  /** The key in the manifest. */
  readonly name: Scalars['String']['output'];
  /** Whether a notification is sent only when its state changes. */
  readonly stateful: Scalars['Boolean']['output'];
};

/** The input of `overwriteApp`. */
export type OverwriteAppInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The new icon. If absent, the icon is not changed. */
  readonly icon?: InputMaybe<UploadInput>;
  /** The new name, at most 200 characters. If absent, the name is not changed. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The slug of the application. */
  readonly slug: Scalars['String']['input'];
  /** The name of a virtual space. */
  readonly space: Scalars['String']['input'];
};

/** The result of `overwriteApp`. */
export type OverwriteAppPayload = InvalidInput | OverwriteAppSuccess | SpaceNotFound;

/** The application was overwritten. */
export type OverwriteAppSuccess = {
  readonly __typename?: 'OverwriteAppSuccess';
  /** The application as the space shows it now. Null when the space hides it, or when it does not exist. */
  readonly app: Maybe<App>;
};

/** The position of a page in a connection (Relay's Cursor Connections). */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** The cursor of the last entry. Give it as `after` to get the next page. Null when the page is empty. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** Whether entries follow this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether entries come before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first entry. Null when the page is empty. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** The partner of an application. */
export type Partnership = {
  readonly __typename?: 'Partnership';
  /** The purpose of the partnership. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** The web domain of the partner. */
  readonly domain: Maybe<Scalars['String']['output']>;
  /** The path of the partner's icon in the archive. */
  readonly icon: Maybe<Scalars['String']['output']>;
  /** The name of the partner. */
  readonly name: Maybe<Scalars['String']['output']>;
};

/** A change among the versions that wait for approval. */
export type PendingChange = {
  readonly __typename?: 'PendingChange';
  /** The application, as it is now. Null if it does not exist. */
  readonly app: Maybe<App>;
  /** Opaque; a subscription with `after` continues behind this event. */
  readonly cursor: Scalars['String']['output'];
  /** What happened. */
  readonly kind: PendingChangeKind;
  /** The slug of the application. */
  readonly slug: Scalars['String']['output'];
  /** The space of the subscription. */
  readonly space: Space;
  /** The version, as it is now: pending or published. Null if it is neither. */
  readonly version: Maybe<Version>;
  /** The number of the version. */
  readonly versionNumber: Scalars['VersionNumber']['output'];
};

/** What happened to a version that waits for approval. */
export const PendingChangeKind = {
  /** The version was approved. It is published now. */
  APPROVED: 'APPROVED',
  /** The version was rejected, or removed with its application. */
  REJECTED: 'REJECTED',
  /** The version was submitted. */
  SUBMITTED: 'SUBMITTED'
} as const;

export type PendingChangeKind = typeof PendingChangeKind[keyof typeof PendingChangeKind];
/** A pending version: the input of `approvePendingVersion` and `rejectPendingVersion`. */
export type PendingVersionInput = {
  /** The slug of the application. */
  readonly app: Scalars['String']['input'];
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
  /** The number of the version. */
  readonly version: Scalars['VersionNumber']['input'];
};

/**
 * A permission that the application requests for one kind of document. In `type`, `verbs`, `selector` and `values`, a value that
 * is not a string is returned as JSON text.
 */
export type Permission = {
  readonly __typename?: 'Permission';
  /**
   * The reason for the request, in the first language of `locales` that has one. Fallbacks: the language `en`, then the top level of
   * the manifest.
   */
  readonly description: Maybe<Scalars['String']['output']>;
  /**
   * An explanation of the permission in a sentence for people, in the first language of `locales` that is delivered: `en` or `fr`.
   * The fallback is `en`. A doctype without a known name is named by its identifier.
   */
  readonly inWords: Scalars['String']['output'];
  /** The key of the permission in the manifest. Any string is possible. */
  readonly name: Scalars['String']['output'];
  /** Whether data of this doctype leave the Cozy. */
  readonly remote: Scalars['Boolean']['output'];
  /** The field of a document that must have one of `values`. */
  readonly selector: Maybe<Scalars['String']['output']>;
  /** The doctype, such as `io.cozy.files`. Null in a few old manifests. */
  readonly type: Maybe<Scalars['String']['output']>;
  /** The permitted values of the field `selector`. Without a selector, the ids of the permitted documents. */
  readonly values: ReadonlyArray<Scalars['String']['output']>;
  /** The allowed HTTP verbs; empty means all. */
  readonly verbs: ReadonlyArray<Scalars['String']['output']>;
};


/**
 * A permission that the application requests for one kind of document. In `type`, `verbs`, `selector` and `values`, a value that
 * is not a string is returned as JSON text.
 */
export type PermissionDescriptionArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/**
 * A permission that the application requests for one kind of document. In `type`, `verbs`, `selector` and `values`, a value that
 * is not a string is returned as JSON text.
 */
export type PermissionInWordsArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A permission that differs between two versions. Permissions are compared with those for the same doctype. */
export type PermissionChange = {
  readonly __typename?: 'PermissionChange';
  /** The permission after. Null when it was removed. */
  readonly after: Maybe<Permission>;
  /** The permission before. Null when it was added. */
  readonly before: Maybe<Permission>;
  /** The difference. */
  readonly kind: PermissionChangeKind;
};

/** The difference between two permissions for the same doctype. */
export const PermissionChangeKind = {
  /** The permission is new. */
  ADDED: 'ADDED',
  /** It permits more in one respect, and less in another. */
  CHANGED: 'CHANGED',
  /** It permits the same, but is written in another way, such as another order of the values. A Cozy asks for consent all the same. */
  EQUIVALENT: 'EQUIVALENT',
  /** It permits less. */
  NARROWED: 'NARROWED',
  /** The permission is gone. */
  REMOVED: 'REMOVED',
  /** It permits more: further verbs, further values, or all documents. */
  WIDENED: 'WIDENED'
} as const;

export type PermissionChangeKind = typeof PermissionChangeKind[keyof typeof PermissionChangeKind];
/** A platform on which the application is also available. */
export type Platform = {
  readonly __typename?: 'Platform';
  /** The name of the platform, such as `ios` or `linux`. */
  readonly type: Maybe<Scalars['String']['output']>;
  /** The URL from which the application can be installed. */
  readonly url: Maybe<Scalars['String']['output']>;
};

/** A problem that did not prevent the publication. */
export type PublicationWarning = {
  readonly __typename?: 'PublicationWarning';
  /** The kind of the warning. */
  readonly code: PublicationWarningCode;
  /** A message for people, with the value that caused the warning. */
  readonly message: Scalars['String']['output'];
};

/** The kinds of warnings about a publication. */
export const PublicationWarningCode = {
  /** The id or the version of the terms has characters that a Cozy can't store. */
  FORBIDDEN_CHARACTERS_IN_TERMS: 'FORBIDDEN_CHARACTERS_IN_TERMS',
  /** There are no English texts. They are the fallback for missing languages. */
  MISSING_ENGLISH_LOCALE: 'MISSING_ENGLISH_LOCALE',
  /** The manifest names no icon, or an icon that is not in the archive. */
  MISSING_ICON: 'MISSING_ICON',
  /** The archive has several manifests, or its only manifest is not at the root. */
  NESTED_MANIFESTS: 'NESTED_MANIFESTS',
  /** The archive is not compressed, and has data after its end marker. A Cozy computes another checksum, and refuses the archive. */
  PADDED_ARCHIVE: 'PADDED_ARCHIVE',
  /** The query of the archive's URL seems to contain a secret. The query is part of the version's public URL. */
  SECRET_IN_ADDRESS: 'SECRET_IN_ADDRESS',
  /** The manifest is that of a webapp but the application is a konnector, or the other way round. */
  TYPE_MISMATCH: 'TYPE_MISMATCH',
  /** The manifest has a category that app stores may not know. */
  UNKNOWN_CATEGORY: 'UNKNOWN_CATEGORY',
  /** The manifest has a data type that app stores may not know. */
  UNKNOWN_DATA_TYPE: 'UNKNOWN_DATA_TYPE'
} as const;

export type PublicationWarningCode = typeof PublicationWarningCode[keyof typeof PublicationWarningCode];
/** The input of `publishVersion`. */
export type PublishVersionInput = {
  /** The slug of an existing application. */
  readonly app: Scalars['String']['input'];
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The path of the icon in the archive. Overrides the path in the manifest. */
  readonly icon?: InputMaybe<Scalars['String']['input']>;
  /** Replaces `parameters` in the manifest. */
  readonly parameters?: InputMaybe<Scalars['JSON']['input']>;
  /** The path of the partner's icon in the archive. Overrides the path in the manifest. */
  readonly partnershipIcon?: InputMaybe<Scalars['String']['input']>;
  /**
   * The release notes, one text for each language, at most 100. They replace `changes` in the manifest for readers of
   * `Version.releaseNotes`.
   */
  readonly releaseNotes?: InputMaybe<ReadonlyArray<ReleaseNoteInput>>;
  /** The paths of the screenshots in the archive. They override those in the manifest. An empty list means no screenshots. */
  readonly screenshots?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The SHA-256 checksum of the archive: 64 hexadecimal digits. */
  readonly sha256: Scalars['String']['input'];
  /** The space of the application. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
  /** The URL of the archive (http or https). The archive is a tar file of less than 20 MiB, optionally compressed with gzip. */
  readonly url: Scalars['String']['input'];
  /** The number of the version. One leading `v` is dropped. Major, minor and patch must be those of the manifest. */
  readonly version: Scalars['String']['input'];
};

/** The result of `publishVersion`. */
export type PublishVersionPayload = AppNotFound | ArchiveRejected | Busy | InvalidInput | NotAllowed | PublishVersionSuccess | SpaceNotFound | VersionExists;

/** The version was stored. */
export type PublishVersionSuccess = {
  readonly __typename?: 'PublishVersionSuccess';
  /** The stored version. Its `state` is published or pending. */
  readonly version: Version;
  /** Problems that did not prevent the publication. */
  readonly warnings: ReadonlyArray<PublicationWarning>;
};

/** The input of `putWellKnownFile`. */
export type PutWellKnownFileInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The content of the file, at most 4 MiB. */
  readonly content: Scalars['Base64']['input'];
  /** The media type, at most 255 characters. If absent, the extension of the name determines it. */
  readonly contentType?: InputMaybe<Scalars['String']['input']>;
  /** The path of the file below `/.well-known/`, such as `assetlinks.json`, at most 255 bytes. */
  readonly name: Scalars['String']['input'];
  /** The name of a real space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** The result of `putWellKnownFile`. */
export type PutWellKnownFilePayload = InvalidInput | PutWellKnownFileSuccess | SpaceNotFound;

/** The file was stored, and is served from now on. */
export type PutWellKnownFileSuccess = {
  readonly __typename?: 'PutWellKnownFileSuccess';
  /** The file that was put. */
  readonly file: WellKnownFile;
};

/** The root of all queries. */
export type Query = {
  readonly __typename?: 'Query';
  /**
   * Several applications of a space at once, in the order of `slugs`. The result has one entry for each slug: null when there is no
   * such application, or when a virtual space hides it. An unknown space is an error.
   */
  readonly apps: ReadonlyArray<Maybe<App>>;
  /**
   * The audit log, newest first, page by page: every change by REST, GraphQL and the command line, and every refused attempt. One
   * request reads at most 2,000 entries to find entries that match `filter`. So a page may have few entries or none, although
   * `hasNextPage` is true. Continue with its `endCursor`.
   */
  readonly auditLog: AuditLogConnection;
  /** An editor by name. Null when there is none. */
  readonly editor: Maybe<Editor>;
  /** All editors, ordered by name (case-insensitive). */
  readonly editors: ReadonlyArray<Editor>;
  /**
   * A cursor for `appChanged`, behind all changes of a space so far. A client that shows a list reads first this cursor, then, with
   * another request, the list. A subscription with this cursor as `after` then misses no change.
   */
  readonly eventCursor: Scalars['String']['output'];
  /** An instance by its domain; null when there is none. */
  readonly instance: Maybe<Instance>;
  /** The instances (Cozies) of this gateway, ordered by domain, page by page. */
  readonly instances: InstanceConnection;
  /** The object with a given id. Null when there is none. */
  readonly node: Maybe<Node>;
  /** This registry. */
  readonly registry: Registry;
  /** The names of the secrets of remote doctypes, by doctype. */
  readonly remoteSecrets: ReadonlyArray<RemoteSecrets>;
  /**
   * A space by its name. Null when it is not configured. Without a name, returns the default space. The name of the default space
   * is `__default__`. An absent `space` in an input means the default space, too.
   */
  readonly space: Maybe<Space>;
  /** All configured spaces: the real ones, then the virtual ones. */
  readonly spaces: ReadonlyArray<Space>;
  /** Whether a token is valid for an editor and, if `app` is given, for this application. */
  readonly verifyToken: Scalars['Boolean']['output'];
  /** The token of the request. Null when the request has no valid token. */
  readonly viewer: Maybe<Viewer>;
};


/** The root of all queries. */
export type QueryAppsArgs = {
  slugs: ReadonlyArray<Scalars['String']['input']>;
  space?: InputMaybe<Scalars['String']['input']>;
};


/** The root of all queries. */
export type QueryAuditLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditFilter>;
  first: Scalars['Int']['input'];
};


/** The root of all queries. */
export type QueryEditorArgs = {
  name: Scalars['String']['input'];
};


/** The root of all queries. */
export type QueryEventCursorArgs = {
  space?: InputMaybe<Scalars['String']['input']>;
};


/** The root of all queries. */
export type QueryInstanceArgs = {
  domain: Scalars['String']['input'];
};


/** The root of all queries. */
export type QueryInstancesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


/** The root of all queries. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** The root of all queries. */
export type QuerySpaceArgs = {
  name?: InputMaybe<Scalars['String']['input']>;
};


/** The root of all queries. */
export type QueryVerifyTokenArgs = {
  input: VerifyTokenInput;
};

/** The reason why a mutation was refused. A refused mutation changes nothing. */
export type Refusal = {
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value, and what to do. */
  readonly message: Scalars['String']['output'];
};

/** The reasons for refusals. */
export const RefusalCode = {
  /** There is already an application with this slug. */
  APP_EXISTS: 'APP_EXISTS',
  /** There is no such application. */
  APP_NOT_FOUND: 'APP_NOT_FOUND',
  /** The archive or its manifest breaks a rule. */
  ARCHIVE_INVALID: 'ARCHIVE_INVALID',
  /** The archive exceeds a limit, such as its size or its number of files. */
  ARCHIVE_TOO_LARGE: 'ARCHIVE_TOO_LARGE',
  /** The archive could not be downloaded. */
  ARCHIVE_UNREACHABLE: 'ARCHIVE_UNREACHABLE',
  /** The registry is busy: try again later. */
  BUSY: 'BUSY',
  /** The checksum of the archive differs from the one in the input. */
  CHECKSUM_MISMATCH: 'CHECKSUM_MISMATCH',
  /** There is already an editor with this name. */
  EDITOR_EXISTS: 'EDITOR_EXISTS',
  /** There is no such editor. */
  EDITOR_NOT_FOUND: 'EDITOR_NOT_FOUND',
  /** There is no such file. */
  FILE_NOT_FOUND: 'FILE_NOT_FOUND',
  /** There is already an instance with this domain. */
  INSTANCE_EXISTS: 'INSTANCE_EXISTS',
  /** There is no such instance. */
  INSTANCE_NOT_FOUND: 'INSTANCE_NOT_FOUND',
  /** A property of the application breaks a rule. */
  INVALID_APP: 'INVALID_APP',
  /** There is no such channel. */
  INVALID_CHANNEL: 'INVALID_CHANNEL',
  /** The name of an editor breaks a rule. */
  INVALID_EDITOR_NAME: 'INVALID_EDITOR_NAME',
  /** A value of the input breaks a rule. */
  INVALID_INPUT: 'INVALID_INPUT',
  /** The slug has invalid characters. */
  INVALID_SLUG: 'INVALID_SLUG',
  /** The number of the version is invalid. */
  INVALID_VERSION: 'INVALID_VERSION',
  /** The client has exceeded a rate limit: try again later. A request that exceeds one is refused as a whole, with the status 429. */
  RATE_LIMITED: 'RATE_LIMITED',
  /** The slug differs from that of the manifest or the URL. */
  SLUG_MISMATCH: 'SLUG_MISMATCH',
  /** There is no such space, or its kind (real or virtual) does not fit the operation. */
  SPACE_NOT_FOUND: 'SPACE_NOT_FOUND',
  /** The storage is full: the operator must make room. */
  STORAGE_FULL: 'STORAGE_FULL',
  /** The storage does not work: try again later. */
  STORAGE_UNAVAILABLE: 'STORAGE_UNAVAILABLE',
  /** There is no such token. */
  TOKEN_NOT_FOUND: 'TOKEN_NOT_FOUND',
  /** The token is missing or invalid, or does not permit the operation. */
  UNAUTHORIZED: 'UNAUTHORIZED',
  /** There is already a version with this number. */
  VERSION_EXISTS: 'VERSION_EXISTS',
  /** There is no such version. */
  VERSION_NOT_FOUND: 'VERSION_NOT_FOUND'
} as const;

export type RefusalCode = typeof RefusalCode[keyof typeof RefusalCode];
/** This registry: its spaces and its status. */
export type Registry = {
  readonly __typename?: 'Registry';
  /** All configured spaces: the real ones, then the virtual ones. */
  readonly spaces: ReadonlyArray<Space>;
  /** The status of the database, the object store, the cache and the temporary folder. */
  readonly status: RegistryStatus;
  /** The URL at which clients reach the registry. */
  readonly url: Scalars['URL']['output'];
  /** The version of the gateway's software. */
  readonly version: Scalars['String']['output'];
};

/** The status of the registry and of its engines: database, object store, cache and temporary folder. */
export type RegistryStatus = {
  readonly __typename?: 'RegistryStatus';
  /** The cache. */
  readonly cache: EngineStatus;
  /** The database. */
  readonly documents: EngineStatus;
  /** The object store for files. */
  readonly objects: EngineStatus;
  /** Whether all engines but the cache work. The registry works without the cache. */
  readonly ok: Scalars['Boolean']['output'];
  /** The folder in which publications are unpacked. */
  readonly temporaryFolder: EngineStatus;
};

/** The result of `rejectPendingVersion`. */
export type RejectPendingVersionPayload = InvalidInput | RejectPendingVersionSuccess | SpaceNotFound | VersionNotFound;

/** The version was removed. */
export type RejectPendingVersionSuccess = {
  readonly __typename?: 'RejectPendingVersionSuccess';
  /** The number of the version that was removed. */
  readonly version: Scalars['VersionNumber']['output'];
};

/** The release notes of a version in one language. */
export type ReleaseNoteInput = {
  /** The language, such as `en`, at most 35 characters. */
  readonly locale: Scalars['String']['input'];
  /** The text, often Markdown, at most 10 000 characters. */
  readonly text: Scalars['String']['input'];
};

/** A request that an instance sent to another site, and that the other site answered. */
export type RemoteRequest = {
  readonly __typename?: 'RemoteRequest';
  /** The slug of the application that sent the request. Null when the request had a token of the command line. */
  readonly app: Maybe<Scalars['String']['output']>;
  /** The media type of the answer, without parameters. */
  readonly contentType: Scalars['String']['output'];
  /** When the answer arrived. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The remote doctype. */
  readonly doctype: Scalars['String']['output'];
  /** The id of the document in the log. */
  readonly id: Scalars['ID']['output'];
  /** The HTTP status of the answer. */
  readonly responseCode: Scalars['Int']['output'];
  /** The URL that was called, with the values of variables; secrets are masked. */
  readonly url: Scalars['String']['output'];
  /** The variables that the application gave: an object with a string for each name. */
  readonly variables: Scalars['JSON']['output'];
  /** The HTTP method: `GET` or `POST`. */
  readonly verb: Scalars['String']['output'];
};

/** A page of the log of remote requests (Relay's Cursor Connections). */
export type RemoteRequestConnection = {
  readonly __typename?: 'RemoteRequestConnection';
  /** The entries, each with its cursor. */
  readonly edges: ReadonlyArray<RemoteRequestEdge>;
  /** The entries. */
  readonly nodes: ReadonlyArray<RemoteRequest>;
  /** The position of this page. */
  readonly pageInfo: PageInfo;
};

/** A remote request on a page, with its cursor. */
export type RemoteRequestEdge = {
  readonly __typename?: 'RemoteRequestEdge';
  /** The cursor of this entry, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The request. */
  readonly node: RemoteRequest;
};

/** Conditions on requests in the log, joined by AND. */
export type RemoteRequestFilter = {
  /** The slug of the application that sent the request. */
  readonly app?: InputMaybe<Scalars['String']['input']>;
  /** The remote doctype that was called. */
  readonly doctype?: InputMaybe<Scalars['String']['input']>;
  /** Only requests at this time or later. */
  readonly since?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The secrets of a remote doctype. Their values are never shown. */
export type RemoteSecrets = {
  readonly __typename?: 'RemoteSecrets';
  /** The remote doctype. */
  readonly doctype: Scalars['String']['output'];
  /** The names of the secrets, without the prefix `secret_` that they have in definitions. */
  readonly names: ReadonlyArray<Scalars['String']['output']>;
};

/** The input of `removeApp`. */
export type RemoveAppInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The slug of the application. */
  readonly slug: Scalars['String']['input'];
  /** The name of the space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** The result of `removeApp`. */
export type RemoveAppPayload = AppNotFound | InvalidInput | RemoveAppSuccess | SpaceNotFound;

/** The application was removed. */
export type RemoveAppSuccess = {
  readonly __typename?: 'RemoveAppSuccess';
  /** The slug of the application that was removed. */
  readonly slug: Scalars['String']['output'];
  /** The removed versions, pending ones first. */
  readonly versions: ReadonlyArray<RemovedVersion>;
};

/** The input of `removeEditor`. */
export type RemoveEditorInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The name of the editor, case-insensitive. */
  readonly name: Scalars['String']['input'];
};

/** The result of `removeEditor`. */
export type RemoveEditorPayload = EditorNotFound | InvalidInput | RemoveEditorSuccess;

/** The editor was removed. */
export type RemoveEditorSuccess = {
  readonly __typename?: 'RemoveEditorSuccess';
  /** The name of the removed editor, as it was stored. */
  readonly name: Scalars['String']['output'];
};

/** The input of `removeInstance`. */
export type RemoveInstanceInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The domain of the instance. */
  readonly domain: Scalars['String']['input'];
};

/** The result of `removeInstance`. */
export type RemoveInstancePayload = InstanceNotFound | RemoveInstanceSuccess;

/** The instance was removed. */
export type RemoveInstanceSuccess = {
  readonly __typename?: 'RemoveInstanceSuccess';
  /** The domain of the removed instance. */
  readonly domain: Scalars['String']['output'];
};

/** The input of `removeOldVersions`. */
export type RemoveOldVersionsInput = {
  /** The slug of an existing application. */
  readonly app: Scalars['String']['input'];
  /** The channel to clean up. Versions of other channels are kept, even if this channel offers them. */
  readonly channel: Channel;
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** If true, nothing is removed: the result lists the versions that would be removed. */
  readonly dryRun: Scalars['Boolean']['input'];
  /** How many major numbers to keep, from the highest down. */
  readonly majors: Scalars['Int']['input'];
  /** For each kept major number: how many versions to keep below the highest one. Versions are counted, not minor numbers. */
  readonly minors: Scalars['Int']['input'];
  /** The number of months (UTC), counted back from now, of which all versions are kept. */
  readonly months: Scalars['Int']['input'];
  /** The name of the space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** The result of `removeOldVersions`. */
export type RemoveOldVersionsPayload = AppNotFound | InvalidInput | RemoveOldVersionsSuccess | SpaceNotFound | VersionNotFound;

/** The old versions were or would be removed. */
export type RemoveOldVersionsSuccess = {
  readonly __typename?: 'RemoveOldVersionsSuccess';
  /** Whether this was a dry run, which removes nothing. */
  readonly dryRun: Scalars['Boolean']['output'];
  /** The versions that were or would be removed, oldest first. */
  readonly versions: ReadonlyArray<RemovedVersion>;
};

/** The input of `removeRemoteSecret`. */
export type RemoveRemoteSecretInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The remote doctype. */
  readonly doctype: Scalars['String']['input'];
  /** The name of the secret. */
  readonly name: Scalars['String']['input'];
};

/** The result of `removeRemoteSecret`. */
export type RemoveRemoteSecretPayload = InvalidInput | RemoveRemoteSecretSuccess;

/** The secret was removed. */
export type RemoveRemoteSecretSuccess = {
  readonly __typename?: 'RemoveRemoteSecretSuccess';
  /** The remote doctype. */
  readonly doctype: Scalars['String']['output'];
  /** The name of the secret. */
  readonly name: Scalars['String']['output'];
};

/** The input of `removeSpace`. */
export type RemoveSpaceInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The name of a real space. */
  readonly name: Scalars['String']['input'];
};

/** The result of `removeSpace`. */
export type RemoveSpacePayload = RemoveSpaceSuccess | SpaceNotFound;

/** The space was emptied. */
export type RemoveSpaceSuccess = {
  readonly __typename?: 'RemoveSpaceSuccess';
  /** The slugs of the applications that were removed. */
  readonly apps: ReadonlyArray<Scalars['String']['output']>;
  /** The space, which is empty now. */
  readonly space: Space;
  /** The versions that were removed. */
  readonly versions: ReadonlyArray<RemovedVersion>;
};

/** The input of `removeVersion`. */
export type RemoveVersionInput = {
  /** The slug of the application. */
  readonly app: Scalars['String']['input'];
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
  /** The number of the version. */
  readonly version: Scalars['VersionNumber']['input'];
};

/** The result of `removeVersion`. */
export type RemoveVersionPayload = AppNotFound | InvalidInput | RemoveVersionSuccess | SpaceNotFound | VersionNotFound;

/** The version was removed. */
export type RemoveVersionSuccess = {
  readonly __typename?: 'RemoveVersionSuccess';
  /** The version that was removed. */
  readonly version: RemovedVersion;
};

/** The input of `removeWellKnownFile`. */
export type RemoveWellKnownFileInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The path of the file below `/.well-known/`. */
  readonly name: Scalars['String']['input'];
  /** The name of a real space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** The result of `removeWellKnownFile`. */
export type RemoveWellKnownFilePayload = FileNotFound | RemoveWellKnownFileSuccess | SpaceNotFound;

/** The file was removed. */
export type RemoveWellKnownFileSuccess = {
  readonly __typename?: 'RemoveWellKnownFileSuccess';
  /** The path of the removed file below `/.well-known/`. */
  readonly name: Scalars['String']['output'];
};

/** A version that was or would be removed. */
export type RemovedVersion = {
  readonly __typename?: 'RemovedVersion';
  /** The channel that the version belonged to. */
  readonly channel: Channel;
  /** When the version was submitted. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The slug of the application. */
  readonly slug: Scalars['String']['output'];
  /** Whether the version was published or pending. */
  readonly state: VersionState;
  /** The number of the version. */
  readonly version: Scalars['VersionNumber']['output'];
};

/** A problem that `repair` has found. */
export type RepairFinding = {
  readonly __typename?: 'RepairFinding';
  /** Whether the problem was fixed. False without `fix`, and for problems that can't be fixed. */
  readonly fixed: Scalars['Boolean']['output'];
  /** The kind of the problem. */
  readonly kind: RepairFindingKind;
  /** A description of the problem for people. */
  readonly message: Scalars['String']['output'];
  /**
   * The affected item, in one of these forms:
   *
   * - `<container>/<key>` of an object, or `<container>` if its objects can't be listed
   * - the checksum of an asset
   * - `[<space>/]<slug>/<version>` of a version
   * - `<space>/<slug>/*` of an overwrite
   * - `<space>/<document id>` of an overwritten version without its original
   */
  readonly subject: Scalars['String']['output'];
};

/** The kinds of problems that `repair` finds. */
export const RepairFindingKind = {
  /**
   * The checksum of an archive differs from the checksum in its version. `fix` regenerates archives of virtual spaces. Restore other
   * archives from a backup.
   */
  DAMAGED_ARCHIVE: 'DAMAGED_ARCHIVE',
  /** An asset that nothing uses, and whose object is missing. */
  EMPTY_ASSET: 'EMPTY_ASSET',
  /**
   * A file of a version or of an overwrite is missing. `fix` regenerates archives of virtual spaces. For other files, restore the object from a backup,
   * or publish the version with another number.
   */
  MISSING_FILE: 'MISSING_FILE',
  /**
   * A file without the extended attribute `user.mime_type`. The reference registry (`cozy-apps-registry`) reads the media type from
   * this attribute.
   */
  MISSING_TYPE_ATTRIBUTE: 'MISSING_TYPE_ATTRIBUTE',
  /** A virtual space has an overwritten version whose original does not exist in the source space any more. */
  ORPHANED_OVERWRITE: 'ORPHANED_OVERWRITE',
  /** A virtual space shows the latest version of a channel without the name or icon that the space sets. */
  OUTDATED_OVERWRITE: 'OUTDATED_OVERWRITE',
  /** An asset, older than a day, is recorded as used by a version or an overwrite that does not exist or does not use it. */
  STALE_REFERENCE: 'STALE_REFERENCE',
  /** A version that is both published and pending, because its approval was interrupted. */
  UNFINISHED_APPROVAL: 'UNFINISHED_APPROVAL',
  /**
   * A file that can't be read, or a container whose files can't all be listed, for example because of missing permissions or a damaged
   * disk. `fix` changes nothing: mend the cause, and run the repair again.
   */
  UNREADABLE_FILE: 'UNREADABLE_FILE',
  /**
   * An object without references, older than a day. If the documents refer to no object in the store at all, the documents may belong to
   * another registry. Then `fix` removes no unreferenced object.
   */
  UNREFERENCED_OBJECT: 'UNREFERENCED_OBJECT'
} as const;

export type RepairFindingKind = typeof RepairFindingKind[keyof typeof RepairFindingKind];
/** The input of `repair`. */
export type RepairInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** Whether to fix the problems that can be fixed without losing data. If false, nothing is changed. */
  readonly fix: Scalars['Boolean']['input'];
};

/** The result of `repair`. */
export type RepairReport = {
  readonly __typename?: 'RepairReport';
  /** How many archives were read to check their checksums. */
  readonly archives: Scalars['Int']['output'];
  /** How many assets (files stored by checksum) were checked. */
  readonly assets: Scalars['Int']['output'];
  /** The problems that were found. */
  readonly findings: ReadonlyArray<RepairFinding>;
  /** How many objects in the object store were checked. */
  readonly objects: Scalars['Int']['output'];
  /** How many versions were checked. */
  readonly versions: Scalars['Int']['output'];
};

/** The input of `restoreVersion`. */
export type RestoreVersionInput = {
  /** The slug of the application. */
  readonly app: Scalars['String']['input'];
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The name of the space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
  /** The number of the version. */
  readonly version: Scalars['VersionNumber']['input'];
};

/** The input of `revokeToken`. */
export type RevokeTokenInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The editor that the token belongs to, case-insensitive. */
  readonly editor: Scalars['String']['input'];
  /** The id of the token, from `Editor.tokens`. */
  readonly id: Scalars['ID']['input'];
};

/** The result of `revokeToken`. */
export type RevokeTokenPayload = EditorNotFound | InvalidInput | RevokeTokenSuccess | TokenNotFound;

/** The token was revoked. */
export type RevokeTokenSuccess = {
  readonly __typename?: 'RevokeTokenSuccess';
  /** The revoked token. */
  readonly token: Token;
};

/** The input of `revokeTokens`. */
export type RevokeTokensInput = {
  /**
   * The slug of an application; it may have been removed. If given, only the editor tokens that are bound to this application are
   * revoked. From then on, this application can't be published with a token for all applications of the editor, old or new. These
   * tokens stay valid for the other applications.
   */
  readonly app?: InputMaybe<Scalars['String']['input']>;
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The editor whose tokens are revoked. */
  readonly editor: Scalars['String']['input'];
  /** The kind of tokens to revoke. */
  readonly kind: TokenKind;
};

/** The result of `revokeTokens`. */
export type RevokeTokensPayload = EditorNotFound | InvalidInput | RevokeTokensSuccess;

/** The tokens were revoked. */
export type RevokeTokensSuccess = {
  readonly __typename?: 'RevokeTokensSuccess';
  /** The editor whose tokens were revoked. */
  readonly editor: Editor;
};

/** A folder of the archive that is served under a path. */
export type Route = {
  readonly __typename?: 'Route';
  /** The folder in the archive. */
  readonly folder: Maybe<Scalars['String']['output']>;
  /** The file that is served for the path itself. */
  readonly index: Maybe<Scalars['String']['output']>;
  /** The path below the URL of the application. */
  readonly path: Scalars['String']['output'];
  /** Whether the folder is served without a login. */
  readonly public: Scalars['Boolean']['output'];
};

/** A program that runs in the background. */
export type Service = {
  readonly __typename?: 'Service';
  /** The debounce time, such as `3m`: all triggers within this time cause a single run. */
  readonly debounce: Maybe<Scalars['String']['output']>;
  /** The program, as a path in the archive. */
  readonly file: Maybe<Scalars['String']['output']>;
  /** The key in the manifest. */
  readonly name: Scalars['String']['output'];
  /** The schedule or event that starts the program, such as `@cron 0 0 0 * * *`. Null when only other programs start it. */
  readonly trigger: Maybe<Scalars['String']['output']>;
  /** The runtime of the program, such as `node`. */
  readonly type: Maybe<Scalars['String']['output']>;
};

/** The input of `setRemoteSecret`. */
export type SetRemoteSecretInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The remote doctype, such as `org.example.prices`. */
  readonly doctype: Scalars['String']['input'];
  /** The name of the secret: `token` for the placeholder `{{secret_token}}`. At most 100 letters, digits and underscores. */
  readonly name: Scalars['String']['input'];
  /** The secret itself, at most 8 KiB. */
  readonly value: Scalars['String']['input'];
};

/** The result of `setRemoteSecret`. */
export type SetRemoteSecretPayload = InvalidInput | SetRemoteSecretSuccess;

/** The secret was set. */
export type SetRemoteSecretSuccess = {
  readonly __typename?: 'SetRemoteSecretSuccess';
  /** The remote doctype. */
  readonly doctype: Scalars['String']['output'];
  /** The name of the secret. */
  readonly name: Scalars['String']['output'];
};

/** The direction in which a list is sorted. */
export const SortDirection = {
  /** Smallest or oldest first. */
  ASCENDING: 'ASCENDING',
  /** Greatest or newest first. */
  DESCENDING: 'DESCENDING'
} as const;

export type SortDirection = typeof SortDirection[keyof typeof SortDirection];
/** An isolated set of applications, or a filtered view of such a set. */
export type Space = Node & {
  readonly __typename?: 'Space';
  /** An application by its slug. Null when it does not exist, or when a virtual space hides it. */
  readonly app: Maybe<App>;
  /** The applications, page by page. */
  readonly apps: AppConnection;
  /** Opaque; never changes. */
  readonly id: Scalars['ID']['output'];
  /** Whether the space is real or virtual. */
  readonly kind: SpaceKind;
  /** The applications in maintenance. */
  readonly maintenance: ReadonlyArray<App>;
  /** The name of the space. */
  readonly name: Scalars['String']['output'];
  /** A pending version. Null when there is none with this number. */
  readonly pendingVersion: Maybe<Version>;
  /** The pending versions of this space, ordered by slug and version. */
  readonly pendingVersions: ReadonlyArray<Version>;
  /** Whether the filter of this space allows an application with this slug. Always true in a real space. */
  readonly shows: Scalars['Boolean']['output'];
  /** The slugs of all applications, in byte order. A virtual space with a list of selected slugs returns that list. */
  readonly slugs: ReadonlyArray<Scalars['String']['output']>;
  /** The real space that a virtual space is a view of. Null for a real space. */
  readonly source: Maybe<Space>;
  /** Applications to suggest while a person types: those whose slug or name, in any language, has all the words. The best are first. */
  readonly suggest: ReadonlyArray<Suggestion>;
  /** The files below `/.well-known/`, ordered by name. Empty for a virtual space: `domain_space` can't map hosts to it. */
  readonly wellKnownFiles: ReadonlyArray<WellKnownFile>;
};


/** An isolated set of applications, or a filtered view of such a set. */
export type SpaceAppArgs = {
  slug: Scalars['String']['input'];
};


/** An isolated set of applications, or a filtered view of such a set. */
export type SpaceAppsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AppFilter>;
  first: Scalars['Int']['input'];
  search?: InputMaybe<Scalars['String']['input']>;
  sort?: InputMaybe<AppSort>;
};


/** An isolated set of applications, or a filtered view of such a set. */
export type SpacePendingVersionArgs = {
  app: Scalars['String']['input'];
  version: Scalars['VersionNumber']['input'];
};


/** An isolated set of applications, or a filtered view of such a set. */
export type SpacePendingVersionsArgs = {
  app?: InputMaybe<Scalars['String']['input']>;
  editor?: InputMaybe<Scalars['String']['input']>;
};


/** An isolated set of applications, or a filtered view of such a set. */
export type SpaceShowsArgs = {
  slug: Scalars['String']['input'];
};


/** An isolated set of applications, or a filtered view of such a set. */
export type SpaceSuggestArgs = {
  first: Scalars['Int']['input'];
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  prefix: Scalars['String']['input'];
};

/** The kinds of spaces. */
export const SpaceKind = {
  /** A space that stores applications. */
  REAL: 'REAL',
  /** A space that shows some of the applications of a real space. */
  VIRTUAL: 'VIRTUAL'
} as const;

export type SpaceKind = typeof SpaceKind[keyof typeof SpaceKind];
/** There is no such space, or its kind (real or virtual) does not fit the operation. */
export type SpaceNotFound = Refusal & {
  readonly __typename?: 'SpaceNotFound';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
};

/**
 * Events, in an event stream (GraphQL over SSE, distinct connections mode). Each event has a cursor. After an interruption, a client
 * subscribes again with the cursor of its last event, as `after` or as the header `Last-Event-ID`. It then gets the events that it
 * has missed, from any gateway of the registry, and also after a restart.
 */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /**
   * The changes of applications in a space, by any writer. The changes of an application come in their order, and each comes once.
   * If a document changes several times before a client gets the events, the client gets one event for all of these changes.
   */
  readonly appChanged: AppChange;
  /**
   * The changes among the versions of a space that wait for approval, like `appChanged`. The stream ends when the token expires or
   * is revoked.
   */
  readonly pendingChanged: PendingChange;
};


/**
 * Events, in an event stream (GraphQL over SSE, distinct connections mode). Each event has a cursor. After an interruption, a client
 * subscribes again with the cursor of its last event, as `after` or as the header `Last-Event-ID`. It then gets the events that it
 * has missed, from any gateway of the registry, and also after a restart.
 */
export type SubscriptionAppChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  channel?: InputMaybe<Channel>;
  kinds?: InputMaybe<ReadonlyArray<AppChangeKind>>;
  slugs?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  space?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Events, in an event stream (GraphQL over SSE, distinct connections mode). Each event has a cursor. After an interruption, a client
 * subscribes again with the cursor of its last event, as `after` or as the header `Last-Event-ID`. It then gets the events that it
 * has missed, from any gateway of the registry, and also after a restart.
 */
export type SubscriptionPendingChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  space?: InputMaybe<Scalars['String']['input']>;
};

/** An application that matches the text that a person types. */
export type Suggestion = {
  readonly __typename?: 'Suggestion';
  /** The application. */
  readonly app: App;
  /** The name that matches. If only the slug matches, the name in the first of `locales` that has one, or the slug. */
  readonly text: Scalars['String']['output'];
};

/** Terms of service that a person must accept. */
export type Terms = {
  readonly __typename?: 'Terms';
  /** The identifier under which a Cozy stores the acceptance. */
  readonly id: Maybe<Scalars['String']['output']>;
  /** The URL of the text of the terms. */
  readonly url: Maybe<Scalars['String']['output']>;
  /** The version of the terms. A person must accept each new version. */
  readonly version: Maybe<Scalars['String']['output']>;
};

/** The terms of service of two versions. */
export type TermsChange = {
  readonly __typename?: 'TermsChange';
  /** The terms after. Null when there are none. */
  readonly after: Maybe<Terms>;
  /** The terms before. Null when there were none. */
  readonly before: Maybe<Terms>;
};

/** An interval of hours of the day, 0 to 24. */
export type TimeInterval = {
  readonly __typename?: 'TimeInterval';
  /** The last hour. */
  readonly end: Scalars['Int']['output'];
  /** The first hour. */
  readonly start: Scalars['Int']['output'];
};

/** What is stored about a token. The token itself is not stored. */
export type Token = {
  readonly __typename?: 'Token';
  /** The slug of the application that the token is bound to. Null when it is not bound to one application. */
  readonly app: Maybe<Scalars['String']['output']>;
  /** When the token was created. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When the token expires. Null when it never expires. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Identifies the token among those of its editor. */
  readonly id: Scalars['ID']['output'];
  /** The kind of the token. */
  readonly kind: TokenKind;
  /** When a request with the token was made last. May be five minutes too early. Null when there was none. */
  readonly lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  /** The name that was given at the creation; by default, what the token is for. Names need not be unique. */
  readonly name: Scalars['String']['output'];
};

/** The kinds of tokens, by their permissions. */
export const TokenKind = {
  /** A token that permits publishing. It is valid for one application, or for all applications of an editor. */
  EDITOR: 'EDITOR',
  /** A token that permits the administration of the registry, and the publication of all applications. */
  MASTER: 'MASTER'
} as const;

export type TokenKind = typeof TokenKind[keyof typeof TokenKind];
/** There is no such token. */
export type TokenNotFound = Refusal & {
  readonly __typename?: 'TokenNotFound';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
};

/** The input of `transferApp`. */
export type TransferAppInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The name of an existing editor, case-insensitive. */
  readonly editor: Scalars['String']['input'];
  /** The slug of the application. */
  readonly slug: Scalars['String']['input'];
  /** The name of the space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** The result of `transferApp`. */
export type TransferAppPayload = AppNotFound | EditorNotFound | InvalidInput | SpaceNotFound | TransferAppSuccess;

/** The application was transferred. */
export type TransferAppSuccess = {
  readonly __typename?: 'TransferAppSuccess';
  /** The application after the change. */
  readonly app: App;
  /** The name of the editor before the change. This editor may have been removed. */
  readonly previousEditor: Scalars['String']['output'];
};

/** The input of `undeprecateApp`. */
export type UndeprecateAppInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The slug of the application. */
  readonly slug: Scalars['String']['input'];
  /** The name of the space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** The input of `uninstallApp`. */
export type UninstallAppInput = {
  /** The slug of the installed application. */
  readonly app: Scalars['String']['input'];
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The domain of the instance. */
  readonly domain: Scalars['String']['input'];
  /** The type of the application. */
  readonly type: AppType;
};

/** The result of `uninstallApp`. */
export type UninstallAppPayload = AppNotFound | Busy | InstanceNotFound | InvalidInput | UninstallAppSuccess;

/** The application was removed. */
export type UninstallAppSuccess = {
  readonly __typename?: 'UninstallAppSuccess';
  /** The application as it was before the removal. */
  readonly installedApp: InstalledApp;
};

/** The input of `updateApp`. */
export type UpdateAppInput = {
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The new commitment. If absent, the current one stays. */
  readonly dataUsageCommitment?: InputMaybe<DataUsageCommitment>;
  /** The author of the new commitment. If absent, the current one stays. */
  readonly dataUsageCommitmentBy?: InputMaybe<DataUsageCommitmentBy>;
  /**
   * The editor can't be changed here: any value but the current one is refused. An empty string counts as absent. `transferApp` gives
   * the application to another editor.
   */
  readonly editor?: InputMaybe<Scalars['String']['input']>;
  /** The slug of the application. */
  readonly slug: Scalars['String']['input'];
  /** The name of the space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
  /** The type can't be changed: any value but the current one is refused. */
  readonly type?: InputMaybe<AppType>;
};

/** The result of `updateApp`. */
export type UpdateAppPayload = AppNotFound | InvalidInput | SpaceNotFound | UpdateAppSuccess;

/** The application was changed. */
export type UpdateAppSuccess = {
  readonly __typename?: 'UpdateAppSuccess';
  /** The application after the change. */
  readonly app: App;
};

/** The input of `updateInstalledApp`. */
export type UpdateInstalledAppInput = {
  /** The slug of the installed application. */
  readonly app: Scalars['String']['input'];
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The domain of the instance. */
  readonly domain: Scalars['String']['input'];
  /** New parameters of a konnector that does not come from a registry: an object. */
  readonly parameters?: InputMaybe<Scalars['JSON']['input']>;
  /** Whether the owner consents to new permissions and terms. */
  readonly permissionsAcked: Scalars['Boolean']['input'];
  /** The new source. It is stored even when the update is held back. If absent, the source stays. */
  readonly source?: InputMaybe<Scalars['String']['input']>;
  /** The type of the application. */
  readonly type: AppType;
};

/** The result of `updateInstalledApp`. */
export type UpdateInstalledAppPayload = AppNotFound | ArchiveRejected | Busy | InstanceNotFound | InvalidInput | UpdateInstalledAppSuccess;

/** The application is up to date, or has an `availableVersion` that waits for consent. */
export type UpdateInstalledAppSuccess = {
  readonly __typename?: 'UpdateInstalledAppSuccess';
  /** The installed application. */
  readonly installedApp: InstalledApp;
};

/** An uploaded file. */
export type UploadInput = {
  /** The content of the file, at most 4 MiB. */
  readonly content: Scalars['Base64']['input'];
  /** The name of the file, at most 255 characters. Its extension determines the media type. */
  readonly fileName: Scalars['String']['input'];
};

/** The input of `verifyToken`. */
export type VerifyTokenInput = {
  /** The slug of the application that the token must be valid for. If absent, the application is not checked. */
  readonly app?: InputMaybe<Scalars['String']['input']>;
  /** The name of the editor, case-insensitive. */
  readonly editor: Scalars['String']['input'];
  /** The kind that the token must have. */
  readonly kind: TokenKind;
  /** Has no effect: a token for an application is valid in all spaces. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
  /** The token to verify, in base64. */
  readonly token: Scalars['String']['input'];
};

/** One archive of an application, published or pending. A version never changes, but it can be withdrawn. */
export type Version = Node & {
  readonly __typename?: 'Version';
  /** The application that this is a version of. */
  readonly app: App;
  /** The archive, which a Cozy downloads to install this version. */
  readonly archive: File;
  /** The top folder of the archive, if it contains all files. Otherwise null. */
  readonly archiveFolder: Maybe<Scalars['String']['output']>;
  /** The categories in the manifest, without duplicates. */
  readonly categories: ReadonlyArray<Scalars['String']['output']>;
  /** The changes in this version, in the manifest: see `releaseNotes`. The language is chosen as for `name`. */
  readonly changes: Maybe<Scalars['String']['output']>;
  /** The channel that this version belongs to. */
  readonly channel: Channel;
  /** When the version was submitted. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The person or company that made the application. */
  readonly developer: Maybe<Developer>;
  /** The doctypes of the permissions, without duplicates. */
  readonly doctypes: ReadonlyArray<Scalars['String']['output']>;
  /** The editor that published the version. */
  readonly editor: Editor;
  /** The files of this version that are stored under their checksums, ordered by name. */
  readonly files: ReadonlyArray<File>;
  /** The icon of this version. Null when it has none. */
  readonly icon: Maybe<File>;
  /** Opaque; never changes. */
  readonly id: Scalars['ID']['output'];
  /** The intents that the application provides to other applications. */
  readonly intents: ReadonlyArray<Intent>;
  /** Whether this is the newest version that its channel offers. */
  readonly isLatest: Scalars['Boolean']['output'];
  /**
   * Whether a virtual space serves its own archive of this version. This archive has the name or icon that the space sets. Always
   * false in a real space.
   */
  readonly isOverwritten: Scalars['Boolean']['output'];
  /** The members of the manifest that only konnectors have. Null for a webapp. */
  readonly konnector: Maybe<KonnectorManifest>;
  /** The languages of the application. */
  readonly langs: ReadonlyArray<Scalars['String']['output']>;
  /** The licence, such as `AGPL-3.0`. */
  readonly license: Maybe<Scalars['String']['output']>;
  /** The languages of the texts in the manifest. */
  readonly locales: ReadonlyArray<Scalars['String']['output']>;
  /** A long description, often Markdown. The language is chosen as for `name`. */
  readonly longDescription: Maybe<Scalars['String']['output']>;
  /** The whole manifest as it is stored. The fields below return parts of the manifest with fixed types. */
  readonly manifest: Maybe<Scalars['JSON']['output']>;
  /** The mobile application that goes with a webapp. */
  readonly mobile: Maybe<Mobile>;
  /** The display name, in the first language of `locales` that has one. Fallbacks: `en`, then the top level of the manifest. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Text in front of the name, such as the name of the editor. */
  readonly namePrefix: Maybe<Scalars['String']['output']>;
  /** The kinds of notifications that the application sends. */
  readonly notifications: ReadonlyArray<Notification>;
  /** The partner of the application. */
  readonly partnership: Maybe<Partnership>;
  /** The icon of the partner. Null when there is none. */
  readonly partnershipIcon: Maybe<File>;
  /** The permissions that the application requests. */
  readonly permissions: ReadonlyArray<Permission>;
  /** Other platforms on which the application is available. */
  readonly platforms: ReadonlyArray<Platform>;
  /**
   * The release notes. Those of the publication, else those of the manifest (`changes`). The language is chosen as for `name`. If the
   * publication has no release notes in the wanted languages and in English, its first ones are returned.
   */
  readonly releaseNotes: Maybe<Scalars['String']['output']>;
  /** The routes of a webapp. Empty for a konnector. */
  readonly routes: ReadonlyArray<Route>;
  /** The screenshots for the first language of `locales` that has some. Fallbacks: the top level of the manifest, then `en`. */
  readonly screenshots: ReadonlyArray<File>;
  /** Programs that a webapp runs in the background. */
  readonly services: ReadonlyArray<Service>;
  /** The SHA-256 checksum of the archive, in upper or lower case as the publisher sent it. */
  readonly sha256: Scalars['Sha256']['output'];
  /** A description in one line. The language is chosen as for `name`. */
  readonly shortDescription: Maybe<Scalars['String']['output']>;
  /** The size of the archive in bytes. */
  readonly size: Scalars['Float']['output'];
  /** The slug of the application. */
  readonly slug: Scalars['String']['output'];
  /** The URL of the source code, often of a Git repository rather than a web page. */
  readonly source: Maybe<Scalars['String']['output']>;
  /** Whether the version is published or pending. */
  readonly state: VersionState;
  /** Tags for searches. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** Terms of service that a person must accept. Null when there are none. */
  readonly terms: Maybe<Terms>;
  /** The type of the application, even if the manifest has another type. */
  readonly type: AppType;
  /** The number of the version. */
  readonly version: Scalars['VersionNumber']['output'];
  /** The withdrawal of the version. Null when the version is not withdrawn. */
  readonly withdrawn: Maybe<Withdrawal>;
};


/** One archive of an application, published or pending. A version never changes, but it can be withdrawn. */
export type VersionChangesArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** One archive of an application, published or pending. A version never changes, but it can be withdrawn. */
export type VersionLongDescriptionArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** One archive of an application, published or pending. A version never changes, but it can be withdrawn. */
export type VersionNameArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** One archive of an application, published or pending. A version never changes, but it can be withdrawn. */
export type VersionReleaseNotesArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** One archive of an application, published or pending. A version never changes, but it can be withdrawn. */
export type VersionScreenshotsArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** One archive of an application, published or pending. A version never changes, but it can be withdrawn. */
export type VersionShortDescriptionArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A page of versions (Relay's Cursor Connections). */
export type VersionConnection = {
  readonly __typename?: 'VersionConnection';
  /** The entries, each with its cursor. */
  readonly edges: ReadonlyArray<VersionEdge>;
  /** The entries. */
  readonly nodes: ReadonlyArray<Version>;
  /** The position of this page. */
  readonly pageInfo: PageInfo;
  /** How many versions the channel offers. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A version on a page, with its cursor. */
export type VersionEdge = {
  readonly __typename?: 'VersionEdge';
  /** The cursor of this entry, for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The version. */
  readonly node: Version;
};

/** There is already a version with this number. */
export type VersionExists = Refusal & {
  readonly __typename?: 'VersionExists';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
};

/** There is no such version. */
export type VersionNotFound = Refusal & {
  readonly __typename?: 'VersionNotFound';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
};

/** The state of a version. */
export const VersionState = {
  /** Pending: it waits for approval. */
  PENDING: 'PENDING',
  /** Published: it can be installed by its number and, unless it is withdrawn, from its channel. */
  PUBLISHED: 'PUBLISHED'
} as const;

export type VersionState = typeof VersionState[keyof typeof VersionState];
/** The token of the request: its editor and its permissions. */
export type Viewer = {
  readonly __typename?: 'Viewer';
  /** The slug of the application that the token is bound to. Null when it is not bound to one application. */
  readonly app: Maybe<Scalars['String']['output']>;
  /** The editor that the token belongs to. */
  readonly editor: Editor;
  /** When the token expires. Null when it never expires. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** The kind of the token. */
  readonly kind: TokenKind;
  /** The id of the token. Null for a token without an id. */
  readonly tokenId: Maybe<Scalars['ID']['output']>;
  /** The name of the token. Null for a token without an id. */
  readonly tokenName: Maybe<Scalars['String']['output']>;
};

/**
 * A file that the gateway serves below `/.well-known/`, such as `assetlinks.json`. It is served on the hosts that the setting
 * `domain_space` maps to the space.
 */
export type WellKnownFile = {
  readonly __typename?: 'WellKnownFile';
  /** The media type. If it is null, the file is served as plain text. */
  readonly contentType: Maybe<Scalars['String']['output']>;
  /** The path of the file below `/.well-known/`. */
  readonly name: Scalars['String']['output'];
  /** The size in bytes. */
  readonly size: Scalars['Float']['output'];
};

/** The input of `withdrawVersion`. */
export type WithdrawVersionInput = {
  /** The slug of the application. */
  readonly app: Scalars['String']['input'];
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The reason, for people: at most 1 000 characters, without line breaks and other control characters. */
  readonly reason: Scalars['String']['input'];
  /** The name of the space. If absent, the default space is used. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
  /** The number of the version. */
  readonly version: Scalars['VersionNumber']['input'];
};

/**
 * The withdrawal of a version: its editor or an admin found that it should not be installed any more. No channel offers a withdrawn
 * version, and no list contains it. It can still be read by its number, and its files can still be downloaded.
 */
export type Withdrawal = {
  readonly __typename?: 'Withdrawal';
  /** When the version was withdrawn. */
  readonly at: Scalars['DateTime']['output'];
  /** The editor whose token was used. `operator` for a command on the machine of the registry. */
  readonly by: Scalars['String']['output'];
  /** The reason, for people. */
  readonly reason: Scalars['String']['output'];
};

/** The result of `withdrawVersion` and `restoreVersion`. */
export type WithdrawalPayload = AppNotFound | InvalidInput | NotAllowed | SpaceNotFound | VersionNotFound | WithdrawalSuccess;

/** The version was withdrawn or restored. */
export type WithdrawalSuccess = {
  readonly __typename?: 'WithdrawalSuccess';
  /** The version after the change. */
  readonly version: Version;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  ApprovePendingVersionPayload:
    | ( RefusedModel )
    | ( Omit<ApprovePendingVersionSuccess, 'version'> & { version: _RefType['Version'] } )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
  ;
  CreateAppPayload:
    | ( RefusedModel )
    | ( Omit<CreateAppSuccess, 'app'> & { app: _RefType['App'] } )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
  ;
  CreateAppTokenPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( CreateAppTokenSuccess )
    | ( RefusedModel )
    | ( RefusedModel )
  ;
  CreateCliTokenPayload:
    | ( CreateCliTokenSuccess )
    | ( RefusedModel )
    | ( RefusedModel )
  ;
  CreateEditorPayload:
    | ( Omit<CreateEditorSuccess, 'editor'> & { editor: _RefType['Editor'] } )
    | ( RefusedModel )
    | ( RefusedModel )
  ;
  CreateInstancePayload:
    | ( Omit<CreateInstanceSuccess, 'instance'> & { instance: _RefType['Instance'] } )
    | ( RefusedModel )
    | ( RefusedModel )
  ;
  CreateTokenPayload:
    | ( RefusedModel )
    | ( Omit<CreateTokenSuccess, 'editor'> & { editor: _RefType['Editor'] } )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
  ;
  DeprecationPayload:
    | ( RefusedModel )
    | ( Omit<DeprecationSuccess, 'app'> & { app: _RefType['App'] } )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
  ;
  InstallAppPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<InstallAppSuccess, 'installedApp'> & { installedApp: _RefType['InstalledApp'] } )
    | ( RefusedModel )
    | ( RefusedModel )
  ;
  MaintenancePayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<MaintenanceSuccess, 'app'> & { app: _RefType['App'] } )
    | ( RefusedModel )
  ;
  MaintenancesPayload:
    | ( RefusedModel )
    | ( Omit<MaintenancesSuccess, 'results'> & { results: ReadonlyArray<_RefType['MaintenanceResult']> } )
    | ( RefusedModel )
  ;
  OverwriteAppPayload:
    | ( RefusedModel )
    | ( Omit<OverwriteAppSuccess, 'app'> & { app: Maybe<_RefType['App']> } )
    | ( RefusedModel )
  ;
  PublishVersionPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<PublishVersionSuccess, 'version'> & { version: _RefType['Version'] } )
    | ( RefusedModel )
    | ( RefusedModel )
  ;
  PutWellKnownFilePayload:
    | ( RefusedModel )
    | ( Omit<PutWellKnownFileSuccess, 'file'> & { file: _RefType['WellKnownFile'] } )
    | ( RefusedModel )
  ;
  RejectPendingVersionPayload:
    | ( RefusedModel )
    | ( RejectPendingVersionSuccess )
    | ( RefusedModel )
    | ( RefusedModel )
  ;
  RemoveAppPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<RemoveAppSuccess, 'versions'> & { versions: ReadonlyArray<_RefType['RemovedVersion']> } )
    | ( RefusedModel )
  ;
  RemoveEditorPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RemoveEditorSuccess )
  ;
  RemoveInstancePayload:
    | ( RefusedModel )
    | ( RemoveInstanceSuccess )
  ;
  RemoveOldVersionsPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<RemoveOldVersionsSuccess, 'versions'> & { versions: ReadonlyArray<_RefType['RemovedVersion']> } )
    | ( RefusedModel )
    | ( RefusedModel )
  ;
  RemoveRemoteSecretPayload:
    | ( RefusedModel )
    | ( RemoveRemoteSecretSuccess )
  ;
  RemoveSpacePayload:
    | ( Omit<RemoveSpaceSuccess, 'space' | 'versions'> & { space: _RefType['Space'], versions: ReadonlyArray<_RefType['RemovedVersion']> } )
    | ( RefusedModel )
  ;
  RemoveVersionPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<RemoveVersionSuccess, 'version'> & { version: _RefType['RemovedVersion'] } )
    | ( RefusedModel )
    | ( RefusedModel )
  ;
  RemoveWellKnownFilePayload:
    | ( RefusedModel )
    | ( RemoveWellKnownFileSuccess )
    | ( RefusedModel )
  ;
  RevokeTokenPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<RevokeTokenSuccess, 'token'> & { token: _RefType['Token'] } )
    | ( RefusedModel )
  ;
  RevokeTokensPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<RevokeTokensSuccess, 'editor'> & { editor: _RefType['Editor'] } )
  ;
  SetRemoteSecretPayload:
    | ( RefusedModel )
    | ( SetRemoteSecretSuccess )
  ;
  TransferAppPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<TransferAppSuccess, 'app'> & { app: _RefType['App'] } )
  ;
  UninstallAppPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<UninstallAppSuccess, 'installedApp'> & { installedApp: _RefType['InstalledApp'] } )
  ;
  UpdateAppPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<UpdateAppSuccess, 'app'> & { app: _RefType['App'] } )
  ;
  UpdateInstalledAppPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<UpdateInstalledAppSuccess, 'installedApp'> & { installedApp: _RefType['InstalledApp'] } )
  ;
  WithdrawalPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<WithdrawalSuccess, 'version'> & { version: _RefType['Version'] } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( AppModel )
    | ( EditorModel )
    | ( SpaceModel )
    | ( VersionModel )
  ;
  Refusal:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ActivateMaintenanceInput: ActivateMaintenanceInput;
  ActivateMaintenancesInput: ActivateMaintenancesInput;
  AllowStep: AllowStep;
  App: ResolverTypeWrapper<AppModel>;
  AppChange: ResolverTypeWrapper<AppChangeEventModel>;
  AppChangeKind: AppChangeKind;
  AppChanges: ResolverTypeWrapper<AppChangesModel>;
  AppChannel: ResolverTypeWrapper<AppChannelModel>;
  AppConnection: ResolverTypeWrapper<AppPageModel>;
  AppEdge: ResolverTypeWrapper<Omit<AppEdge, 'node'> & { node: ResolversTypes['App'] }>;
  AppExists: ResolverTypeWrapper<RefusedModel>;
  AppFacets: ResolverTypeWrapper<AppPageModel>;
  AppFilter: AppFilter;
  AppNotFound: ResolverTypeWrapper<RefusedModel>;
  AppSort: AppSort;
  AppSortField: ResolverTypeWrapper<AppSortFieldModel>;
  AppType: ResolverTypeWrapper<AppTypeModel>;
  ApprovePendingVersionPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ApprovePendingVersionPayload']>;
  ApprovePendingVersionSuccess: ResolverTypeWrapper<Omit<ApprovePendingVersionSuccess, 'version'> & { version: ResolversTypes['Version'] }>;
  ArchiveRejected: ResolverTypeWrapper<RefusedModel>;
  AuditActor: ResolverTypeWrapper<Omit<AuditActor, 'kind'> & { kind: ResolversTypes['AuditActorKind'] }>;
  AuditActorKind: ResolverTypeWrapper<AuditActorKindModel>;
  AuditDoor: ResolverTypeWrapper<AuditDoorModel>;
  AuditEntry: ResolverTypeWrapper<AuditEntryModel>;
  AuditFilter: AuditFilter;
  AuditLogConnection: ResolverTypeWrapper<AuditPageModel>;
  AuditLogEdge: ResolverTypeWrapper<Omit<AuditLogEdge, 'node'> & { node: ResolversTypes['AuditEntry'] }>;
  AuditOutcome: ResolverTypeWrapper<AuditOutcomeModel>;
  Base64: ResolverTypeWrapper<Scalars['Base64']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Busy: ResolverTypeWrapper<RefusedModel>;
  Channel: ResolverTypeWrapper<ChannelModel>;
  CreateAppInput: CreateAppInput;
  CreateAppPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateAppPayload']>;
  CreateAppSuccess: ResolverTypeWrapper<Omit<CreateAppSuccess, 'app'> & { app: ResolversTypes['App'] }>;
  CreateAppTokenInput: CreateAppTokenInput;
  CreateAppTokenPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateAppTokenPayload']>;
  CreateAppTokenSuccess: ResolverTypeWrapper<CreateAppTokenSuccess>;
  CreateCliTokenInput: CreateCliTokenInput;
  CreateCliTokenPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateCliTokenPayload']>;
  CreateCliTokenSuccess: ResolverTypeWrapper<CreateCliTokenSuccess>;
  CreateEditorInput: CreateEditorInput;
  CreateEditorPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateEditorPayload']>;
  CreateEditorSuccess: ResolverTypeWrapper<Omit<CreateEditorSuccess, 'editor'> & { editor: ResolversTypes['Editor'] }>;
  CreateInstanceInput: CreateInstanceInput;
  CreateInstancePayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateInstancePayload']>;
  CreateInstanceSuccess: ResolverTypeWrapper<Omit<CreateInstanceSuccess, 'instance'> & { instance: ResolversTypes['Instance'] }>;
  CreateTokenInput: CreateTokenInput;
  CreateTokenPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateTokenPayload']>;
  CreateTokenSuccess: ResolverTypeWrapper<Omit<CreateTokenSuccess, 'editor'> & { editor: ResolversTypes['Editor'] }>;
  DataUsageCommitment: ResolverTypeWrapper<CommitmentModel>;
  DataUsageCommitmentBy: ResolverTypeWrapper<CommitmentAuthorModel>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeactivateMaintenanceInput: DeactivateMaintenanceInput;
  DeactivateMaintenancesInput: DeactivateMaintenancesInput;
  DeprecateAppInput: DeprecateAppInput;
  Deprecation: ResolverTypeWrapper<DeprecationModel>;
  DeprecationPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeprecationPayload']>;
  DeprecationSuccess: ResolverTypeWrapper<Omit<DeprecationSuccess, 'app'> & { app: ResolversTypes['App'] }>;
  Developer: ResolverTypeWrapper<Developer>;
  Editor: ResolverTypeWrapper<EditorModel>;
  EditorExists: ResolverTypeWrapper<RefusedModel>;
  EditorNotFound: ResolverTypeWrapper<RefusedModel>;
  EngineStatus: ResolverTypeWrapper<EngineStatus>;
  FacetValue: ResolverTypeWrapper<FacetValue>;
  File: ResolverTypeWrapper<FileModel>;
  FileNotFound: ResolverTypeWrapper<RefusedModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  InstallAppInput: InstallAppInput;
  InstallAppPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['InstallAppPayload']>;
  InstallAppSuccess: ResolverTypeWrapper<Omit<InstallAppSuccess, 'installedApp'> & { installedApp: ResolversTypes['InstalledApp'] }>;
  InstalledApp: ResolverTypeWrapper<InstalledAppModel>;
  InstalledAppConnection: ResolverTypeWrapper<InstalledAppConnectionModel>;
  InstalledAppEdge: ResolverTypeWrapper<Omit<InstalledAppEdge, 'node'> & { node: ResolversTypes['InstalledApp'] }>;
  Instance: ResolverTypeWrapper<InstanceModel>;
  InstanceConnection: ResolverTypeWrapper<InstanceConnectionModel>;
  InstanceEdge: ResolverTypeWrapper<Omit<InstanceEdge, 'node'> & { node: ResolversTypes['Instance'] }>;
  InstanceExists: ResolverTypeWrapper<RefusedModel>;
  InstanceNotFound: ResolverTypeWrapper<RefusedModel>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Intent: ResolverTypeWrapper<Intent>;
  InvalidInput: ResolverTypeWrapper<RefusedModel>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  KonnectorField: ResolverTypeWrapper<KonnectorFieldModel>;
  KonnectorFolder: ResolverTypeWrapper<KonnectorFolder>;
  KonnectorManifest: ResolverTypeWrapper<KonnectorManifestModel>;
  KonnectorOAuth: ResolverTypeWrapper<KonnectorOAuth>;
  KonnectorOption: ResolverTypeWrapper<KonnectorOption>;
  Label: Label;
  Maintenance: ResolverTypeWrapper<MaintenanceModel>;
  MaintenanceMessage: ResolverTypeWrapper<MaintenanceMessage>;
  MaintenanceMessageInput: MaintenanceMessageInput;
  MaintenancePayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MaintenancePayload']>;
  MaintenanceResult: ResolverTypeWrapper<MaintenanceOutcomeModel>;
  MaintenanceSuccess: ResolverTypeWrapper<Omit<MaintenanceSuccess, 'app'> & { app: ResolversTypes['App'] }>;
  MaintenancesPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MaintenancesPayload']>;
  MaintenancesSuccess: ResolverTypeWrapper<Omit<MaintenancesSuccess, 'results'> & { results: ReadonlyArray<ResolversTypes['MaintenanceResult']> }>;
  Mobile: ResolverTypeWrapper<Mobile>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NotAllowed: ResolverTypeWrapper<RefusedModel>;
  Notification: ResolverTypeWrapper<Notification>;
  OverwriteAppInput: OverwriteAppInput;
  OverwriteAppPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OverwriteAppPayload']>;
  OverwriteAppSuccess: ResolverTypeWrapper<Omit<OverwriteAppSuccess, 'app'> & { app: Maybe<ResolversTypes['App']> }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Partnership: ResolverTypeWrapper<Partnership>;
  PendingChange: ResolverTypeWrapper<PendingChangeEventModel>;
  PendingChangeKind: PendingChangeKind;
  PendingVersionInput: PendingVersionInput;
  Permission: ResolverTypeWrapper<PermissionModel>;
  PermissionChange: ResolverTypeWrapper<PermissionChangeModel>;
  PermissionChangeKind: PermissionChangeKind;
  Platform: ResolverTypeWrapper<Platform>;
  PublicationWarning: ResolverTypeWrapper<PublicationWarning>;
  PublicationWarningCode: PublicationWarningCode;
  PublishVersionInput: PublishVersionInput;
  PublishVersionPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PublishVersionPayload']>;
  PublishVersionSuccess: ResolverTypeWrapper<Omit<PublishVersionSuccess, 'version'> & { version: ResolversTypes['Version'] }>;
  PutWellKnownFileInput: PutWellKnownFileInput;
  PutWellKnownFilePayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PutWellKnownFilePayload']>;
  PutWellKnownFileSuccess: ResolverTypeWrapper<Omit<PutWellKnownFileSuccess, 'file'> & { file: ResolversTypes['WellKnownFile'] }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Refusal: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Refusal']>;
  RefusalCode: RefusalCode;
  Registry: ResolverTypeWrapper<RegistryModel>;
  RegistryStatus: ResolverTypeWrapper<RegistryStatus>;
  RejectPendingVersionPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RejectPendingVersionPayload']>;
  RejectPendingVersionSuccess: ResolverTypeWrapper<RejectPendingVersionSuccess>;
  ReleaseNoteInput: ReleaseNoteInput;
  RemoteRequest: ResolverTypeWrapper<RemoteRequestModel>;
  RemoteRequestConnection: ResolverTypeWrapper<RemoteRequestPageModel>;
  RemoteRequestEdge: ResolverTypeWrapper<Omit<RemoteRequestEdge, 'node'> & { node: ResolversTypes['RemoteRequest'] }>;
  RemoteRequestFilter: RemoteRequestFilter;
  RemoteSecrets: ResolverTypeWrapper<RemoteSecrets>;
  RemoveAppInput: RemoveAppInput;
  RemoveAppPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveAppPayload']>;
  RemoveAppSuccess: ResolverTypeWrapper<Omit<RemoveAppSuccess, 'versions'> & { versions: ReadonlyArray<ResolversTypes['RemovedVersion']> }>;
  RemoveEditorInput: RemoveEditorInput;
  RemoveEditorPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveEditorPayload']>;
  RemoveEditorSuccess: ResolverTypeWrapper<RemoveEditorSuccess>;
  RemoveInstanceInput: RemoveInstanceInput;
  RemoveInstancePayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveInstancePayload']>;
  RemoveInstanceSuccess: ResolverTypeWrapper<RemoveInstanceSuccess>;
  RemoveOldVersionsInput: RemoveOldVersionsInput;
  RemoveOldVersionsPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveOldVersionsPayload']>;
  RemoveOldVersionsSuccess: ResolverTypeWrapper<Omit<RemoveOldVersionsSuccess, 'versions'> & { versions: ReadonlyArray<ResolversTypes['RemovedVersion']> }>;
  RemoveRemoteSecretInput: RemoveRemoteSecretInput;
  RemoveRemoteSecretPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveRemoteSecretPayload']>;
  RemoveRemoteSecretSuccess: ResolverTypeWrapper<RemoveRemoteSecretSuccess>;
  RemoveSpaceInput: RemoveSpaceInput;
  RemoveSpacePayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveSpacePayload']>;
  RemoveSpaceSuccess: ResolverTypeWrapper<Omit<RemoveSpaceSuccess, 'space' | 'versions'> & { space: ResolversTypes['Space'], versions: ReadonlyArray<ResolversTypes['RemovedVersion']> }>;
  RemoveVersionInput: RemoveVersionInput;
  RemoveVersionPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveVersionPayload']>;
  RemoveVersionSuccess: ResolverTypeWrapper<Omit<RemoveVersionSuccess, 'version'> & { version: ResolversTypes['RemovedVersion'] }>;
  RemoveWellKnownFileInput: RemoveWellKnownFileInput;
  RemoveWellKnownFilePayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveWellKnownFilePayload']>;
  RemoveWellKnownFileSuccess: ResolverTypeWrapper<RemoveWellKnownFileSuccess>;
  RemovedVersion: ResolverTypeWrapper<Omit<RemovedVersion, 'channel'> & { channel: ResolversTypes['Channel'] }>;
  RepairFinding: ResolverTypeWrapper<RepairFinding>;
  RepairFindingKind: RepairFindingKind;
  RepairInput: RepairInput;
  RepairReport: ResolverTypeWrapper<RepairReport>;
  RestoreVersionInput: RestoreVersionInput;
  RevokeTokenInput: RevokeTokenInput;
  RevokeTokenPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeTokenPayload']>;
  RevokeTokenSuccess: ResolverTypeWrapper<Omit<RevokeTokenSuccess, 'token'> & { token: ResolversTypes['Token'] }>;
  RevokeTokensInput: RevokeTokensInput;
  RevokeTokensPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeTokensPayload']>;
  RevokeTokensSuccess: ResolverTypeWrapper<Omit<RevokeTokensSuccess, 'editor'> & { editor: ResolversTypes['Editor'] }>;
  Route: ResolverTypeWrapper<Route>;
  Service: ResolverTypeWrapper<Service>;
  SetRemoteSecretInput: SetRemoteSecretInput;
  SetRemoteSecretPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetRemoteSecretPayload']>;
  SetRemoteSecretSuccess: ResolverTypeWrapper<SetRemoteSecretSuccess>;
  Sha256: ResolverTypeWrapper<Scalars['Sha256']['output']>;
  SortDirection: SortDirection;
  Space: ResolverTypeWrapper<SpaceModel>;
  SpaceKind: SpaceKind;
  SpaceNotFound: ResolverTypeWrapper<RefusedModel>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Suggestion: ResolverTypeWrapper<SuggestionModel>;
  Terms: ResolverTypeWrapper<Terms>;
  TermsChange: ResolverTypeWrapper<TermsChange>;
  TimeInterval: ResolverTypeWrapper<TimeInterval>;
  Token: ResolverTypeWrapper<TokenRecordModel>;
  TokenKind: TokenKind;
  TokenNotFound: ResolverTypeWrapper<RefusedModel>;
  TransferAppInput: TransferAppInput;
  TransferAppPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TransferAppPayload']>;
  TransferAppSuccess: ResolverTypeWrapper<Omit<TransferAppSuccess, 'app'> & { app: ResolversTypes['App'] }>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UndeprecateAppInput: UndeprecateAppInput;
  UninstallAppInput: UninstallAppInput;
  UninstallAppPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UninstallAppPayload']>;
  UninstallAppSuccess: ResolverTypeWrapper<Omit<UninstallAppSuccess, 'installedApp'> & { installedApp: ResolversTypes['InstalledApp'] }>;
  UpdateAppInput: UpdateAppInput;
  UpdateAppPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateAppPayload']>;
  UpdateAppSuccess: ResolverTypeWrapper<Omit<UpdateAppSuccess, 'app'> & { app: ResolversTypes['App'] }>;
  UpdateInstalledAppInput: UpdateInstalledAppInput;
  UpdateInstalledAppPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateInstalledAppPayload']>;
  UpdateInstalledAppSuccess: ResolverTypeWrapper<Omit<UpdateInstalledAppSuccess, 'installedApp'> & { installedApp: ResolversTypes['InstalledApp'] }>;
  UploadInput: UploadInput;
  VerifyTokenInput: VerifyTokenInput;
  Version: ResolverTypeWrapper<VersionModel>;
  VersionConnection: ResolverTypeWrapper<VersionConnectionModel>;
  VersionEdge: ResolverTypeWrapper<Omit<VersionEdge, 'node'> & { node: ResolversTypes['Version'] }>;
  VersionExists: ResolverTypeWrapper<RefusedModel>;
  VersionNotFound: ResolverTypeWrapper<RefusedModel>;
  VersionNumber: ResolverTypeWrapper<Scalars['VersionNumber']['output']>;
  VersionState: VersionState;
  Viewer: ResolverTypeWrapper<Omit<Viewer, 'editor'> & { editor: ResolversTypes['Editor'] }>;
  WellKnownFile: ResolverTypeWrapper<WellKnownFileModel>;
  WithdrawVersionInput: WithdrawVersionInput;
  Withdrawal: ResolverTypeWrapper<Withdrawal>;
  WithdrawalPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['WithdrawalPayload']>;
  WithdrawalSuccess: ResolverTypeWrapper<Omit<WithdrawalSuccess, 'version'> & { version: ResolversTypes['Version'] }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  ActivateMaintenanceInput: ActivateMaintenanceInput;
  ActivateMaintenancesInput: ActivateMaintenancesInput;
  App: AppModel;
  AppChange: AppChangeEventModel;
  AppChanges: AppChangesModel;
  AppChannel: AppChannelModel;
  AppConnection: AppPageModel;
  AppEdge: Omit<AppEdge, 'node'> & { node: ResolversParentTypes['App'] };
  AppExists: RefusedModel;
  AppFacets: AppPageModel;
  AppFilter: AppFilter;
  AppNotFound: RefusedModel;
  AppSort: AppSort;
  ApprovePendingVersionPayload: ResolversUnionTypes<ResolversParentTypes>['ApprovePendingVersionPayload'];
  ApprovePendingVersionSuccess: Omit<ApprovePendingVersionSuccess, 'version'> & { version: ResolversParentTypes['Version'] };
  ArchiveRejected: RefusedModel;
  AuditActor: AuditActor;
  AuditEntry: AuditEntryModel;
  AuditFilter: AuditFilter;
  AuditLogConnection: AuditPageModel;
  AuditLogEdge: Omit<AuditLogEdge, 'node'> & { node: ResolversParentTypes['AuditEntry'] };
  Base64: Scalars['Base64']['output'];
  Boolean: Scalars['Boolean']['output'];
  Busy: RefusedModel;
  CreateAppInput: CreateAppInput;
  CreateAppPayload: ResolversUnionTypes<ResolversParentTypes>['CreateAppPayload'];
  CreateAppSuccess: Omit<CreateAppSuccess, 'app'> & { app: ResolversParentTypes['App'] };
  CreateAppTokenInput: CreateAppTokenInput;
  CreateAppTokenPayload: ResolversUnionTypes<ResolversParentTypes>['CreateAppTokenPayload'];
  CreateAppTokenSuccess: CreateAppTokenSuccess;
  CreateCliTokenInput: CreateCliTokenInput;
  CreateCliTokenPayload: ResolversUnionTypes<ResolversParentTypes>['CreateCliTokenPayload'];
  CreateCliTokenSuccess: CreateCliTokenSuccess;
  CreateEditorInput: CreateEditorInput;
  CreateEditorPayload: ResolversUnionTypes<ResolversParentTypes>['CreateEditorPayload'];
  CreateEditorSuccess: Omit<CreateEditorSuccess, 'editor'> & { editor: ResolversParentTypes['Editor'] };
  CreateInstanceInput: CreateInstanceInput;
  CreateInstancePayload: ResolversUnionTypes<ResolversParentTypes>['CreateInstancePayload'];
  CreateInstanceSuccess: Omit<CreateInstanceSuccess, 'instance'> & { instance: ResolversParentTypes['Instance'] };
  CreateTokenInput: CreateTokenInput;
  CreateTokenPayload: ResolversUnionTypes<ResolversParentTypes>['CreateTokenPayload'];
  CreateTokenSuccess: Omit<CreateTokenSuccess, 'editor'> & { editor: ResolversParentTypes['Editor'] };
  DateTime: Scalars['DateTime']['output'];
  DeactivateMaintenanceInput: DeactivateMaintenanceInput;
  DeactivateMaintenancesInput: DeactivateMaintenancesInput;
  DeprecateAppInput: DeprecateAppInput;
  Deprecation: DeprecationModel;
  DeprecationPayload: ResolversUnionTypes<ResolversParentTypes>['DeprecationPayload'];
  DeprecationSuccess: Omit<DeprecationSuccess, 'app'> & { app: ResolversParentTypes['App'] };
  Developer: Developer;
  Editor: EditorModel;
  EditorExists: RefusedModel;
  EditorNotFound: RefusedModel;
  EngineStatus: EngineStatus;
  FacetValue: FacetValue;
  File: FileModel;
  FileNotFound: RefusedModel;
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  InstallAppInput: InstallAppInput;
  InstallAppPayload: ResolversUnionTypes<ResolversParentTypes>['InstallAppPayload'];
  InstallAppSuccess: Omit<InstallAppSuccess, 'installedApp'> & { installedApp: ResolversParentTypes['InstalledApp'] };
  InstalledApp: InstalledAppModel;
  InstalledAppConnection: InstalledAppConnectionModel;
  InstalledAppEdge: Omit<InstalledAppEdge, 'node'> & { node: ResolversParentTypes['InstalledApp'] };
  Instance: InstanceModel;
  InstanceConnection: InstanceConnectionModel;
  InstanceEdge: Omit<InstanceEdge, 'node'> & { node: ResolversParentTypes['Instance'] };
  InstanceExists: RefusedModel;
  InstanceNotFound: RefusedModel;
  Int: Scalars['Int']['output'];
  Intent: Intent;
  InvalidInput: RefusedModel;
  JSON: Scalars['JSON']['output'];
  KonnectorField: KonnectorFieldModel;
  KonnectorFolder: KonnectorFolder;
  KonnectorManifest: KonnectorManifestModel;
  KonnectorOAuth: KonnectorOAuth;
  KonnectorOption: KonnectorOption;
  Maintenance: MaintenanceModel;
  MaintenanceMessage: MaintenanceMessage;
  MaintenanceMessageInput: MaintenanceMessageInput;
  MaintenancePayload: ResolversUnionTypes<ResolversParentTypes>['MaintenancePayload'];
  MaintenanceResult: MaintenanceOutcomeModel;
  MaintenanceSuccess: Omit<MaintenanceSuccess, 'app'> & { app: ResolversParentTypes['App'] };
  MaintenancesPayload: ResolversUnionTypes<ResolversParentTypes>['MaintenancesPayload'];
  MaintenancesSuccess: Omit<MaintenancesSuccess, 'results'> & { results: ReadonlyArray<ResolversParentTypes['MaintenanceResult']> };
  Mobile: Mobile;
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  NotAllowed: RefusedModel;
  Notification: Notification;
  OverwriteAppInput: OverwriteAppInput;
  OverwriteAppPayload: ResolversUnionTypes<ResolversParentTypes>['OverwriteAppPayload'];
  OverwriteAppSuccess: Omit<OverwriteAppSuccess, 'app'> & { app: Maybe<ResolversParentTypes['App']> };
  PageInfo: PageInfo;
  Partnership: Partnership;
  PendingChange: PendingChangeEventModel;
  PendingVersionInput: PendingVersionInput;
  Permission: PermissionModel;
  PermissionChange: PermissionChangeModel;
  Platform: Platform;
  PublicationWarning: PublicationWarning;
  PublishVersionInput: PublishVersionInput;
  PublishVersionPayload: ResolversUnionTypes<ResolversParentTypes>['PublishVersionPayload'];
  PublishVersionSuccess: Omit<PublishVersionSuccess, 'version'> & { version: ResolversParentTypes['Version'] };
  PutWellKnownFileInput: PutWellKnownFileInput;
  PutWellKnownFilePayload: ResolversUnionTypes<ResolversParentTypes>['PutWellKnownFilePayload'];
  PutWellKnownFileSuccess: Omit<PutWellKnownFileSuccess, 'file'> & { file: ResolversParentTypes['WellKnownFile'] };
  Query: Record<PropertyKey, never>;
  Refusal: ResolversInterfaceTypes<ResolversParentTypes>['Refusal'];
  Registry: RegistryModel;
  RegistryStatus: RegistryStatus;
  RejectPendingVersionPayload: ResolversUnionTypes<ResolversParentTypes>['RejectPendingVersionPayload'];
  RejectPendingVersionSuccess: RejectPendingVersionSuccess;
  ReleaseNoteInput: ReleaseNoteInput;
  RemoteRequest: RemoteRequestModel;
  RemoteRequestConnection: RemoteRequestPageModel;
  RemoteRequestEdge: Omit<RemoteRequestEdge, 'node'> & { node: ResolversParentTypes['RemoteRequest'] };
  RemoteRequestFilter: RemoteRequestFilter;
  RemoteSecrets: RemoteSecrets;
  RemoveAppInput: RemoveAppInput;
  RemoveAppPayload: ResolversUnionTypes<ResolversParentTypes>['RemoveAppPayload'];
  RemoveAppSuccess: Omit<RemoveAppSuccess, 'versions'> & { versions: ReadonlyArray<ResolversParentTypes['RemovedVersion']> };
  RemoveEditorInput: RemoveEditorInput;
  RemoveEditorPayload: ResolversUnionTypes<ResolversParentTypes>['RemoveEditorPayload'];
  RemoveEditorSuccess: RemoveEditorSuccess;
  RemoveInstanceInput: RemoveInstanceInput;
  RemoveInstancePayload: ResolversUnionTypes<ResolversParentTypes>['RemoveInstancePayload'];
  RemoveInstanceSuccess: RemoveInstanceSuccess;
  RemoveOldVersionsInput: RemoveOldVersionsInput;
  RemoveOldVersionsPayload: ResolversUnionTypes<ResolversParentTypes>['RemoveOldVersionsPayload'];
  RemoveOldVersionsSuccess: Omit<RemoveOldVersionsSuccess, 'versions'> & { versions: ReadonlyArray<ResolversParentTypes['RemovedVersion']> };
  RemoveRemoteSecretInput: RemoveRemoteSecretInput;
  RemoveRemoteSecretPayload: ResolversUnionTypes<ResolversParentTypes>['RemoveRemoteSecretPayload'];
  RemoveRemoteSecretSuccess: RemoveRemoteSecretSuccess;
  RemoveSpaceInput: RemoveSpaceInput;
  RemoveSpacePayload: ResolversUnionTypes<ResolversParentTypes>['RemoveSpacePayload'];
  RemoveSpaceSuccess: Omit<RemoveSpaceSuccess, 'space' | 'versions'> & { space: ResolversParentTypes['Space'], versions: ReadonlyArray<ResolversParentTypes['RemovedVersion']> };
  RemoveVersionInput: RemoveVersionInput;
  RemoveVersionPayload: ResolversUnionTypes<ResolversParentTypes>['RemoveVersionPayload'];
  RemoveVersionSuccess: Omit<RemoveVersionSuccess, 'version'> & { version: ResolversParentTypes['RemovedVersion'] };
  RemoveWellKnownFileInput: RemoveWellKnownFileInput;
  RemoveWellKnownFilePayload: ResolversUnionTypes<ResolversParentTypes>['RemoveWellKnownFilePayload'];
  RemoveWellKnownFileSuccess: RemoveWellKnownFileSuccess;
  RemovedVersion: RemovedVersion;
  RepairFinding: RepairFinding;
  RepairInput: RepairInput;
  RepairReport: RepairReport;
  RestoreVersionInput: RestoreVersionInput;
  RevokeTokenInput: RevokeTokenInput;
  RevokeTokenPayload: ResolversUnionTypes<ResolversParentTypes>['RevokeTokenPayload'];
  RevokeTokenSuccess: Omit<RevokeTokenSuccess, 'token'> & { token: ResolversParentTypes['Token'] };
  RevokeTokensInput: RevokeTokensInput;
  RevokeTokensPayload: ResolversUnionTypes<ResolversParentTypes>['RevokeTokensPayload'];
  RevokeTokensSuccess: Omit<RevokeTokensSuccess, 'editor'> & { editor: ResolversParentTypes['Editor'] };
  Route: Route;
  Service: Service;
  SetRemoteSecretInput: SetRemoteSecretInput;
  SetRemoteSecretPayload: ResolversUnionTypes<ResolversParentTypes>['SetRemoteSecretPayload'];
  SetRemoteSecretSuccess: SetRemoteSecretSuccess;
  Sha256: Scalars['Sha256']['output'];
  Space: SpaceModel;
  SpaceNotFound: RefusedModel;
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  Suggestion: SuggestionModel;
  Terms: Terms;
  TermsChange: TermsChange;
  TimeInterval: TimeInterval;
  Token: TokenRecordModel;
  TokenNotFound: RefusedModel;
  TransferAppInput: TransferAppInput;
  TransferAppPayload: ResolversUnionTypes<ResolversParentTypes>['TransferAppPayload'];
  TransferAppSuccess: Omit<TransferAppSuccess, 'app'> & { app: ResolversParentTypes['App'] };
  URL: Scalars['URL']['output'];
  UndeprecateAppInput: UndeprecateAppInput;
  UninstallAppInput: UninstallAppInput;
  UninstallAppPayload: ResolversUnionTypes<ResolversParentTypes>['UninstallAppPayload'];
  UninstallAppSuccess: Omit<UninstallAppSuccess, 'installedApp'> & { installedApp: ResolversParentTypes['InstalledApp'] };
  UpdateAppInput: UpdateAppInput;
  UpdateAppPayload: ResolversUnionTypes<ResolversParentTypes>['UpdateAppPayload'];
  UpdateAppSuccess: Omit<UpdateAppSuccess, 'app'> & { app: ResolversParentTypes['App'] };
  UpdateInstalledAppInput: UpdateInstalledAppInput;
  UpdateInstalledAppPayload: ResolversUnionTypes<ResolversParentTypes>['UpdateInstalledAppPayload'];
  UpdateInstalledAppSuccess: Omit<UpdateInstalledAppSuccess, 'installedApp'> & { installedApp: ResolversParentTypes['InstalledApp'] };
  UploadInput: UploadInput;
  VerifyTokenInput: VerifyTokenInput;
  Version: VersionModel;
  VersionConnection: VersionConnectionModel;
  VersionEdge: Omit<VersionEdge, 'node'> & { node: ResolversParentTypes['Version'] };
  VersionExists: RefusedModel;
  VersionNotFound: RefusedModel;
  VersionNumber: Scalars['VersionNumber']['output'];
  Viewer: Omit<Viewer, 'editor'> & { editor: ResolversParentTypes['Editor'] };
  WellKnownFile: WellKnownFileModel;
  WithdrawVersionInput: WithdrawVersionInput;
  Withdrawal: Withdrawal;
  WithdrawalPayload: ResolversUnionTypes<ResolversParentTypes>['WithdrawalPayload'];
  WithdrawalSuccess: Omit<WithdrawalSuccess, 'version'> & { version: ResolversParentTypes['Version'] };
};

export type AllowDirectiveArgs = {
  checkedAfter: ReadonlyArray<AllowStep>;
  token: TokenKind;
};

export type AllowDirectiveResolver<Result, Parent, ContextType = Context, Args = AllowDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = Context, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  sizedFields?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
  slicingArguments?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = Context, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AppResolvers<ContextType = Context, ParentType extends ResolversParentTypes['App'] = ResolversParentTypes['App']> = {
  categories: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  changes: Resolver<Maybe<ResolversTypes['AppChanges']>, ParentType, ContextType, RequireFields<AppChangesArgs, 'from' | 'to'>>;
  channels: Resolver<ReadonlyArray<ResolversTypes['AppChannel']>, ParentType, ContextType>;
  createdAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dataUsageCommitment: Resolver<ResolversTypes['DataUsageCommitment'], ParentType, ContextType>;
  dataUsageCommitmentBy: Resolver<ResolversTypes['DataUsageCommitmentBy'], ParentType, ContextType>;
  deprecation: Resolver<Maybe<ResolversTypes['Deprecation']>, ParentType, ContextType>;
  downloadUrl: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType, RequireFields<AppDownloadUrlArgs, 'channel'>>;
  editor: Resolver<ResolversTypes['Editor'], ParentType, ContextType>;
  hasVersions: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  icon: Resolver<Maybe<ResolversTypes['File']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label: Resolver<ResolversTypes['Label'], ParentType, ContextType, RequireFields<AppLabelArgs, 'channel'>>;
  labelReason: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<AppLabelReasonArgs, 'channel'>>;
  latestVersion: Resolver<Maybe<ResolversTypes['Version']>, ParentType, ContextType, RequireFields<AppLatestVersionArgs, 'channel'>>;
  longDescription: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<AppLongDescriptionArgs>>;
  maintenance: Resolver<Maybe<ResolversTypes['Maintenance']>, ParentType, ContextType>;
  name: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<AppNameArgs>>;
  partnershipIcon: Resolver<Maybe<ResolversTypes['File']>, ParentType, ContextType>;
  related: Resolver<ReadonlyArray<ResolversTypes['App']>, ParentType, ContextType, RequireFields<AppRelatedArgs, 'first'>>;
  revision: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  screenshots: Resolver<ReadonlyArray<ResolversTypes['File']>, ParentType, ContextType, Partial<AppScreenshotsArgs>>;
  shortDescription: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<AppShortDescriptionArgs>>;
  slug: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  space: Resolver<ResolversTypes['Space'], ParentType, ContextType>;
  type: Resolver<ResolversTypes['AppType'], ParentType, ContextType>;
  version: Resolver<Maybe<ResolversTypes['Version']>, ParentType, ContextType, RequireFields<AppVersionArgs, 'version'>>;
  versions: Resolver<ResolversTypes['VersionConnection'], ParentType, ContextType, RequireFields<AppVersionsArgs, 'channel' | 'direction' | 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppChange'] = ResolversParentTypes['AppChange']> = {
  app: Resolver<Maybe<ResolversTypes['App']>, ParentType, ContextType>;
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind: Resolver<ResolversTypes['AppChangeKind'], ParentType, ContextType>;
  slug: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  space: Resolver<ResolversTypes['Space'], ParentType, ContextType>;
  version: Resolver<Maybe<ResolversTypes['Version']>, ParentType, ContextType>;
  versionNumber: Resolver<Maybe<ResolversTypes['VersionNumber']>, ParentType, ContextType>;
};

export type AppChangesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppChanges'] = ResolversParentTypes['AppChanges']> = {
  from: Resolver<ResolversTypes['Version'], ParentType, ContextType>;
  needsConsent: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  permissions: Resolver<ReadonlyArray<ResolversTypes['PermissionChange']>, ParentType, ContextType>;
  sizeDifference: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  terms: Resolver<Maybe<ResolversTypes['TermsChange']>, ParentType, ContextType>;
  to: Resolver<ResolversTypes['Version'], ParentType, ContextType>;
  versions: Resolver<ReadonlyArray<ResolversTypes['Version']>, ParentType, ContextType, RequireFields<AppChangesVersionsArgs, 'first'>>;
};

export type AppChannelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppChannel'] = ResolversParentTypes['AppChannel']> = {
  latest: Resolver<Maybe<ResolversTypes['Version']>, ParentType, ContextType>;
  name: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  versionNumbers: Resolver<ReadonlyArray<ResolversTypes['VersionNumber']>, ParentType, ContextType>;
};

export type AppConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppConnection'] = ResolversParentTypes['AppConnection']> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['AppEdge']>, ParentType, ContextType>;
  facets: Resolver<ResolversTypes['AppFacets'], ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['App']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AppEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppEdge'] = ResolversParentTypes['AppEdge']> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['App'], ParentType, ContextType>;
};

export type AppExistsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppExists'] = ResolversParentTypes['AppExists']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppFacetsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppFacets'] = ResolversParentTypes['AppFacets']> = {
  categories: Resolver<ReadonlyArray<ResolversTypes['FacetValue']>, ParentType, ContextType>;
  dataTypes: Resolver<ReadonlyArray<ResolversTypes['FacetValue']>, ParentType, ContextType>;
  editors: Resolver<ReadonlyArray<ResolversTypes['FacetValue']>, ParentType, ContextType>;
  features: Resolver<ReadonlyArray<ResolversTypes['FacetValue']>, ParentType, ContextType>;
  labels: Resolver<ReadonlyArray<ResolversTypes['FacetValue']>, ParentType, ContextType>;
  locales: Resolver<ReadonlyArray<ResolversTypes['FacetValue']>, ParentType, ContextType>;
  platforms: Resolver<ReadonlyArray<ResolversTypes['FacetValue']>, ParentType, ContextType>;
  types: Resolver<ReadonlyArray<ResolversTypes['FacetValue']>, ParentType, ContextType>;
};

export type AppNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppNotFound'] = ResolversParentTypes['AppNotFound']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppSortFieldResolvers = { CREATED_AT: 'createdAt', EDITOR: 'editor', NAME: 'name', RELEVANCE: 'relevance', SLUG: 'slug', TYPE: 'type', UPDATED_AT: 'updatedAt' };

export type AppTypeResolvers = { KONNECTOR: 'konnector', WEBAPP: 'webapp' };

export type ApprovePendingVersionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApprovePendingVersionPayload'] = ResolversParentTypes['ApprovePendingVersionPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'ApprovePendingVersionSuccess' | 'InvalidInput' | 'SpaceNotFound' | 'VersionExists' | 'VersionNotFound', ParentType, ContextType>;
};

export type ApprovePendingVersionSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApprovePendingVersionSuccess'] = ResolversParentTypes['ApprovePendingVersionSuccess']> = {
  version: Resolver<ResolversTypes['Version'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ArchiveRejectedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveRejected'] = ResolversParentTypes['ArchiveRejected']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  problems: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AuditActorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditActor'] = ResolversParentTypes['AuditActor']> = {
  app: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  editor: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind: Resolver<ResolversTypes['AuditActorKind'], ParentType, ContextType>;
  tokenId: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  tokenName: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditActorKindResolvers = { ANONYMOUS: 'anonymous', EDITOR: 'editor', MASTER: 'master', OPERATOR: 'operator', RETENTION: 'retention', UNKNOWN_TOKEN: 'unknown token' };

export type AuditDoorResolvers = { BACKGROUND: 'background', COMMAND_LINE: 'command_line', GRAPHQL: 'graphql', REST: 'rest' };

export type AuditEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  actor: Resolver<ResolversTypes['AuditActor'], ParentType, ContextType>;
  after: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  at: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  before: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  code: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  count: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  door: Resolver<ResolversTypes['AuditDoor'], ParentType, ContextType>;
  endedAt: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  from: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  on: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  operation: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome: Resolver<ResolversTypes['AuditOutcome'], ParentType, ContextType>;
  reason: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditLogConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditLogConnection'] = ResolversParentTypes['AuditLogConnection']> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['AuditLogEdge']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditLogEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditLogEdge'] = ResolversParentTypes['AuditLogEdge']> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type AuditOutcomeResolvers = { ABANDONED: 'abandoned', DONE: 'done', FAILED: 'failed', REFUSED: 'refused', UNKNOWN: 'unknown' };

export interface Base64ScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Base64'], any> {
  name: 'Base64';
}

export type BusyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Busy'] = ResolversParentTypes['Busy']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfter: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChannelResolvers = { BETA: 'beta', DEV: 'dev', STABLE: 'stable' };

export type CreateAppPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateAppPayload'] = ResolversParentTypes['CreateAppPayload']> = {
  __resolveType: TypeResolveFn<'AppExists' | 'CreateAppSuccess' | 'EditorNotFound' | 'InvalidInput' | 'SpaceNotFound', ParentType, ContextType>;
};

export type CreateAppSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateAppSuccess'] = ResolversParentTypes['CreateAppSuccess']> = {
  app: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateAppTokenPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateAppTokenPayload'] = ResolversParentTypes['CreateAppTokenPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'Busy' | 'CreateAppTokenSuccess' | 'InstanceNotFound' | 'InvalidInput', ParentType, ContextType>;
};

export type CreateAppTokenSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateAppTokenSuccess'] = ResolversParentTypes['CreateAppTokenSuccess']> = {
  token: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateCliTokenPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateCliTokenPayload'] = ResolversParentTypes['CreateCliTokenPayload']> = {
  __resolveType: TypeResolveFn<'CreateCliTokenSuccess' | 'InstanceNotFound' | 'InvalidInput', ParentType, ContextType>;
};

export type CreateCliTokenSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateCliTokenSuccess'] = ResolversParentTypes['CreateCliTokenSuccess']> = {
  token: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateEditorPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateEditorPayload'] = ResolversParentTypes['CreateEditorPayload']> = {
  __resolveType: TypeResolveFn<'CreateEditorSuccess' | 'EditorExists' | 'InvalidInput', ParentType, ContextType>;
};

export type CreateEditorSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateEditorSuccess'] = ResolversParentTypes['CreateEditorSuccess']> = {
  editor: Resolver<ResolversTypes['Editor'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateInstancePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateInstancePayload'] = ResolversParentTypes['CreateInstancePayload']> = {
  __resolveType: TypeResolveFn<'CreateInstanceSuccess' | 'InstanceExists' | 'InvalidInput', ParentType, ContextType>;
};

export type CreateInstanceSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateInstanceSuccess'] = ResolversParentTypes['CreateInstanceSuccess']> = {
  instance: Resolver<ResolversTypes['Instance'], ParentType, ContextType>;
  warnings: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateTokenPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateTokenPayload'] = ResolversParentTypes['CreateTokenPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'CreateTokenSuccess' | 'EditorNotFound' | 'InvalidInput' | 'NotAllowed' | 'SpaceNotFound', ParentType, ContextType>;
};

export type CreateTokenSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateTokenSuccess'] = ResolversParentTypes['CreateTokenSuccess']> = {
  editor: Resolver<ResolversTypes['Editor'], ParentType, ContextType>;
  expiresAt: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  name: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  token: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  warnings: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DataUsageCommitmentResolvers = { NONE: 'none', USER_CIPHERED: 'user_ciphered', USER_RESERVED: 'user_reserved' };

export type DataUsageCommitmentByResolvers = { COZY: 'cozy', EDITOR: 'editor', NONE: 'none' };

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeprecationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Deprecation'] = ResolversParentTypes['Deprecation']> = {
  at: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  successor: Resolver<Maybe<ResolversTypes['App']>, ParentType, ContextType>;
  successorSlug: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DeprecationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeprecationPayload'] = ResolversParentTypes['DeprecationPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'DeprecationSuccess' | 'InvalidInput' | 'NotAllowed' | 'SpaceNotFound', ParentType, ContextType>;
};

export type DeprecationSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeprecationSuccess'] = ResolversParentTypes['DeprecationSuccess']> = {
  app: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeveloperResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Developer'] = ResolversParentTypes['Developer']> = {
  name: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EditorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Editor'] = ResolversParentTypes['Editor']> = {
  apps: Resolver<ResolversTypes['AppConnection'], ParentType, ContextType, RequireFields<EditorAppsArgs, 'first'>>;
  autoPublication: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tokens: Resolver<ReadonlyArray<ResolversTypes['Token']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EditorExistsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EditorExists'] = ResolversParentTypes['EditorExists']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EditorNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EditorNotFound'] = ResolversParentTypes['EditorNotFound']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EngineStatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EngineStatus'] = ResolversParentTypes['EngineStatus']> = {
  ok: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FacetValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FacetValue'] = ResolversParentTypes['FacetValue']> = {
  count: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['File'] = ResolversParentTypes['File']> = {
  contentType: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256: Resolver<Maybe<ResolversTypes['Sha256']>, ParentType, ContextType>;
  size: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  url: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type FileNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileNotFound'] = ResolversParentTypes['FileNotFound']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstallAppPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InstallAppPayload'] = ResolversParentTypes['InstallAppPayload']> = {
  __resolveType: TypeResolveFn<'AppExists' | 'ArchiveRejected' | 'Busy' | 'InstallAppSuccess' | 'InstanceNotFound' | 'InvalidInput', ParentType, ContextType>;
};

export type InstallAppSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InstallAppSuccess'] = ResolversParentTypes['InstallAppSuccess']> = {
  installedApp: Resolver<ResolversTypes['InstalledApp'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstalledAppResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InstalledApp'] = ResolversParentTypes['InstalledApp']> = {
  availableVersion: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  categories: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  changes: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<InstalledAppChangesArgs>>;
  checksum: Resolver<Maybe<ResolversTypes['Sha256']>, ParentType, ContextType>;
  createdAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  developer: Resolver<Maybe<ResolversTypes['Developer']>, ParentType, ContextType>;
  doctypes: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  document: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  downloadPath: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  editor: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  grantedPermissions: Resolver<ReadonlyArray<ResolversTypes['Permission']>, ParentType, ContextType>;
  iconPath: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  instance: Resolver<ResolversTypes['Instance'], ParentType, ContextType>;
  intents: Resolver<ReadonlyArray<ResolversTypes['Intent']>, ParentType, ContextType>;
  konnector: Resolver<Maybe<ResolversTypes['KonnectorManifest']>, ParentType, ContextType>;
  langs: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  license: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  locales: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  longDescription: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<InstalledAppLongDescriptionArgs>>;
  mobile: Resolver<Maybe<ResolversTypes['Mobile']>, ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<InstalledAppNameArgs>>;
  namePrefix: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notifications: Resolver<ReadonlyArray<ResolversTypes['Notification']>, ParentType, ContextType>;
  partnership: Resolver<Maybe<ResolversTypes['Partnership']>, ParentType, ContextType>;
  permissions: Resolver<ReadonlyArray<ResolversTypes['Permission']>, ParentType, ContextType>;
  platforms: Resolver<ReadonlyArray<ResolversTypes['Platform']>, ParentType, ContextType>;
  routes: Resolver<ReadonlyArray<ResolversTypes['Route']>, ParentType, ContextType>;
  services: Resolver<ReadonlyArray<ResolversTypes['Service']>, ParentType, ContextType>;
  shortDescription: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<InstalledAppShortDescriptionArgs>>;
  slug: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tags: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  terms: Resolver<Maybe<ResolversTypes['Terms']>, ParentType, ContextType>;
  type: Resolver<ResolversTypes['AppType'], ParentType, ContextType>;
  updatedAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  url: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  version: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type InstalledAppConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InstalledAppConnection'] = ResolversParentTypes['InstalledAppConnection']> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['InstalledAppEdge']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['InstalledApp']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InstalledAppEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InstalledAppEdge'] = ResolversParentTypes['InstalledAppEdge']> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['InstalledApp'], ParentType, ContextType>;
};

export type InstanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Instance'] = ResolversParentTypes['Instance']> = {
  apps: Resolver<ResolversTypes['InstalledAppConnection'], ParentType, ContextType, RequireFields<InstanceAppsArgs, 'first'>>;
  context: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  domain: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  installedApp: Resolver<Maybe<ResolversTypes['InstalledApp']>, ParentType, ContextType, RequireFields<InstanceInstalledAppArgs, 'app' | 'type'>>;
  konnectors: Resolver<ResolversTypes['InstalledAppConnection'], ParentType, ContextType, RequireFields<InstanceKonnectorsArgs, 'first'>>;
  locale: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remoteRequests: Resolver<ResolversTypes['RemoteRequestConnection'], ParentType, ContextType, RequireFields<InstanceRemoteRequestsArgs, 'first'>>;
};

export type InstanceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InstanceConnection'] = ResolversParentTypes['InstanceConnection']> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['InstanceEdge']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['Instance']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InstanceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InstanceEdge'] = ResolversParentTypes['InstanceEdge']> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['Instance'], ParentType, ContextType>;
};

export type InstanceExistsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InstanceExists'] = ResolversParentTypes['InstanceExists']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstanceNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InstanceNotFound'] = ResolversParentTypes['InstanceNotFound']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IntentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Intent'] = ResolversParentTypes['Intent']> = {
  action: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  href: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  types: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type KonnectorFieldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KonnectorField'] = ResolversParentTypes['KonnectorField']> = {
  advanced: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  default: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  description: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<KonnectorFieldDescriptionArgs>>;
  encrypted: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  label: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<KonnectorFieldLabelArgs>>;
  max: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  maxLength: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  min: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  minLength: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  options: Resolver<ReadonlyArray<ResolversTypes['KonnectorOption']>, ParentType, ContextType>;
  pattern: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  placeholder: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<KonnectorFieldPlaceholderArgs>>;
  required: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  role: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type KonnectorFolderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KonnectorFolder'] = ResolversParentTypes['KonnectorFolder']> = {
  defaultDir: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type KonnectorManifestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KonnectorManifest'] = ResolversParentTypes['KonnectorManifest']> = {
  aggregatorAccountId: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bankingTransactionPattern: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clientSide: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  dataTypes: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  features: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  fields: Resolver<ReadonlyArray<ResolversTypes['KonnectorField']>, ParentType, ContextType>;
  folders: Resolver<ReadonlyArray<ResolversTypes['KonnectorFolder']>, ParentType, ContextType>;
  frequency: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  language: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  messages: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  oauth: Resolver<Maybe<ResolversTypes['KonnectorOAuth']>, ParentType, ContextType>;
  onDeleteAccount: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parameters: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  qualificationLabels: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  timeInterval: Resolver<Maybe<ResolversTypes['TimeInterval']>, ParentType, ContextType>;
  uuid: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  vendorLink: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type KonnectorOAuthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KonnectorOAuth'] = ResolversParentTypes['KonnectorOAuth']> = {
  accountType: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scopes: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type KonnectorOptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KonnectorOption'] = ResolversParentTypes['KonnectorOption']> = {
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MaintenanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Maintenance'] = ResolversParentTypes['Maintenance']> = {
  infrastructure: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  messages: Resolver<ReadonlyArray<ResolversTypes['MaintenanceMessage']>, ParentType, ContextType>;
  noManualExecution: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  short: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type MaintenanceMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MaintenanceMessage'] = ResolversParentTypes['MaintenanceMessage']> = {
  locale: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  long: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  short: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MaintenancePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MaintenancePayload'] = ResolversParentTypes['MaintenancePayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'InvalidInput' | 'MaintenanceSuccess' | 'SpaceNotFound', ParentType, ContextType>;
};

export type MaintenanceResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MaintenanceResult'] = ResolversParentTypes['MaintenanceResult']> = {
  result: Resolver<Maybe<ResolversTypes['MaintenancePayload']>, ParentType, ContextType>;
  slug: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MaintenanceSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MaintenanceSuccess'] = ResolversParentTypes['MaintenanceSuccess']> = {
  app: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MaintenancesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MaintenancesPayload'] = ResolversParentTypes['MaintenancesPayload']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'MaintenancesSuccess' | 'SpaceNotFound', ParentType, ContextType>;
};

export type MaintenancesSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MaintenancesSuccess'] = ResolversParentTypes['MaintenancesSuccess']> = {
  results: Resolver<ReadonlyArray<ResolversTypes['MaintenanceResult']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MobileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mobile'] = ResolversParentTypes['Mobile']> = {
  appStoreId: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  playStoreId: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  schema: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  activateMaintenance?: Resolver<Maybe<ResolversTypes['MaintenancePayload']>, ParentType, ContextType, RequireFields<MutationActivateMaintenanceArgs, 'input'>>;
  activateMaintenances?: Resolver<Maybe<ResolversTypes['MaintenancesPayload']>, ParentType, ContextType, RequireFields<MutationActivateMaintenancesArgs, 'input'>>;
  approvePendingVersion?: Resolver<Maybe<ResolversTypes['ApprovePendingVersionPayload']>, ParentType, ContextType, RequireFields<MutationApprovePendingVersionArgs, 'input'>>;
  createApp?: Resolver<Maybe<ResolversTypes['CreateAppPayload']>, ParentType, ContextType, RequireFields<MutationCreateAppArgs, 'input'>>;
  createAppToken?: Resolver<Maybe<ResolversTypes['CreateAppTokenPayload']>, ParentType, ContextType, RequireFields<MutationCreateAppTokenArgs, 'input'>>;
  createCliToken?: Resolver<Maybe<ResolversTypes['CreateCliTokenPayload']>, ParentType, ContextType, RequireFields<MutationCreateCliTokenArgs, 'input'>>;
  createEditor?: Resolver<Maybe<ResolversTypes['CreateEditorPayload']>, ParentType, ContextType, RequireFields<MutationCreateEditorArgs, 'input'>>;
  createInstance?: Resolver<Maybe<ResolversTypes['CreateInstancePayload']>, ParentType, ContextType, RequireFields<MutationCreateInstanceArgs, 'input'>>;
  createToken?: Resolver<Maybe<ResolversTypes['CreateTokenPayload']>, ParentType, ContextType, RequireFields<MutationCreateTokenArgs, 'input'>>;
  deactivateMaintenance?: Resolver<Maybe<ResolversTypes['MaintenancePayload']>, ParentType, ContextType, RequireFields<MutationDeactivateMaintenanceArgs, 'input'>>;
  deactivateMaintenances?: Resolver<Maybe<ResolversTypes['MaintenancesPayload']>, ParentType, ContextType, RequireFields<MutationDeactivateMaintenancesArgs, 'input'>>;
  deprecateApp?: Resolver<Maybe<ResolversTypes['DeprecationPayload']>, ParentType, ContextType, RequireFields<MutationDeprecateAppArgs, 'input'>>;
  installApp?: Resolver<Maybe<ResolversTypes['InstallAppPayload']>, ParentType, ContextType, RequireFields<MutationInstallAppArgs, 'input'>>;
  overwriteApp?: Resolver<Maybe<ResolversTypes['OverwriteAppPayload']>, ParentType, ContextType, RequireFields<MutationOverwriteAppArgs, 'input'>>;
  publishVersion?: Resolver<Maybe<ResolversTypes['PublishVersionPayload']>, ParentType, ContextType, RequireFields<MutationPublishVersionArgs, 'input'>>;
  putWellKnownFile?: Resolver<Maybe<ResolversTypes['PutWellKnownFilePayload']>, ParentType, ContextType, RequireFields<MutationPutWellKnownFileArgs, 'input'>>;
  rejectPendingVersion?: Resolver<Maybe<ResolversTypes['RejectPendingVersionPayload']>, ParentType, ContextType, RequireFields<MutationRejectPendingVersionArgs, 'input'>>;
  removeApp?: Resolver<Maybe<ResolversTypes['RemoveAppPayload']>, ParentType, ContextType, RequireFields<MutationRemoveAppArgs, 'input'>>;
  removeEditor?: Resolver<Maybe<ResolversTypes['RemoveEditorPayload']>, ParentType, ContextType, RequireFields<MutationRemoveEditorArgs, 'input'>>;
  removeInstance?: Resolver<Maybe<ResolversTypes['RemoveInstancePayload']>, ParentType, ContextType, RequireFields<MutationRemoveInstanceArgs, 'input'>>;
  removeOldVersions?: Resolver<Maybe<ResolversTypes['RemoveOldVersionsPayload']>, ParentType, ContextType, RequireFields<MutationRemoveOldVersionsArgs, 'input'>>;
  removeRemoteSecret?: Resolver<Maybe<ResolversTypes['RemoveRemoteSecretPayload']>, ParentType, ContextType, RequireFields<MutationRemoveRemoteSecretArgs, 'input'>>;
  removeSpace?: Resolver<Maybe<ResolversTypes['RemoveSpacePayload']>, ParentType, ContextType, RequireFields<MutationRemoveSpaceArgs, 'input'>>;
  removeVersion?: Resolver<Maybe<ResolversTypes['RemoveVersionPayload']>, ParentType, ContextType, RequireFields<MutationRemoveVersionArgs, 'input'>>;
  removeWellKnownFile?: Resolver<Maybe<ResolversTypes['RemoveWellKnownFilePayload']>, ParentType, ContextType, RequireFields<MutationRemoveWellKnownFileArgs, 'input'>>;
  repair?: Resolver<Maybe<ResolversTypes['RepairReport']>, ParentType, ContextType, RequireFields<MutationRepairArgs, 'input'>>;
  restoreVersion?: Resolver<Maybe<ResolversTypes['WithdrawalPayload']>, ParentType, ContextType, RequireFields<MutationRestoreVersionArgs, 'input'>>;
  revokeToken?: Resolver<Maybe<ResolversTypes['RevokeTokenPayload']>, ParentType, ContextType, RequireFields<MutationRevokeTokenArgs, 'input'>>;
  revokeTokens?: Resolver<Maybe<ResolversTypes['RevokeTokensPayload']>, ParentType, ContextType, RequireFields<MutationRevokeTokensArgs, 'input'>>;
  setRemoteSecret?: Resolver<Maybe<ResolversTypes['SetRemoteSecretPayload']>, ParentType, ContextType, RequireFields<MutationSetRemoteSecretArgs, 'input'>>;
  transferApp?: Resolver<Maybe<ResolversTypes['TransferAppPayload']>, ParentType, ContextType, RequireFields<MutationTransferAppArgs, 'input'>>;
  undeprecateApp?: Resolver<Maybe<ResolversTypes['DeprecationPayload']>, ParentType, ContextType, RequireFields<MutationUndeprecateAppArgs, 'input'>>;
  uninstallApp?: Resolver<Maybe<ResolversTypes['UninstallAppPayload']>, ParentType, ContextType, RequireFields<MutationUninstallAppArgs, 'input'>>;
  updateApp?: Resolver<Maybe<ResolversTypes['UpdateAppPayload']>, ParentType, ContextType, RequireFields<MutationUpdateAppArgs, 'input'>>;
  updateInstalledApp?: Resolver<Maybe<ResolversTypes['UpdateInstalledAppPayload']>, ParentType, ContextType, RequireFields<MutationUpdateInstalledAppArgs, 'input'>>;
  withdrawVersion?: Resolver<Maybe<ResolversTypes['WithdrawalPayload']>, ParentType, ContextType, RequireFields<MutationWithdrawVersionArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'App' | 'Editor' | 'Space' | 'Version', ParentType, ContextType>;
};

export type NotAllowedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotAllowed'] = ResolversParentTypes['NotAllowed']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification']> = {
  collapsible: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  defaultPriority: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  multiple: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stateful: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type OverwriteAppPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OverwriteAppPayload'] = ResolversParentTypes['OverwriteAppPayload']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'OverwriteAppSuccess' | 'SpaceNotFound', ParentType, ContextType>;
};

export type OverwriteAppSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OverwriteAppSuccess'] = ResolversParentTypes['OverwriteAppSuccess']> = {
  app: Resolver<Maybe<ResolversTypes['App']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PartnershipResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Partnership'] = ResolversParentTypes['Partnership']> = {
  description: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  domain: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  icon: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PendingChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PendingChange'] = ResolversParentTypes['PendingChange']> = {
  app: Resolver<Maybe<ResolversTypes['App']>, ParentType, ContextType>;
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind: Resolver<ResolversTypes['PendingChangeKind'], ParentType, ContextType>;
  slug: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  space: Resolver<ResolversTypes['Space'], ParentType, ContextType>;
  version: Resolver<Maybe<ResolversTypes['Version']>, ParentType, ContextType>;
  versionNumber: Resolver<ResolversTypes['VersionNumber'], ParentType, ContextType>;
};

export type PermissionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Permission'] = ResolversParentTypes['Permission']> = {
  description: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<PermissionDescriptionArgs>>;
  inWords: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<PermissionInWordsArgs>>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remote: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  selector: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  values: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  verbs: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PermissionChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PermissionChange'] = ResolversParentTypes['PermissionChange']> = {
  after: Resolver<Maybe<ResolversTypes['Permission']>, ParentType, ContextType>;
  before: Resolver<Maybe<ResolversTypes['Permission']>, ParentType, ContextType>;
  kind: Resolver<ResolversTypes['PermissionChangeKind'], ParentType, ContextType>;
};

export type PlatformResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Platform'] = ResolversParentTypes['Platform']> = {
  type: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PublicationWarningResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublicationWarning'] = ResolversParentTypes['PublicationWarning']> = {
  code: Resolver<ResolversTypes['PublicationWarningCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PublishVersionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublishVersionPayload'] = ResolversParentTypes['PublishVersionPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'ArchiveRejected' | 'Busy' | 'InvalidInput' | 'NotAllowed' | 'PublishVersionSuccess' | 'SpaceNotFound' | 'VersionExists', ParentType, ContextType>;
};

export type PublishVersionSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublishVersionSuccess'] = ResolversParentTypes['PublishVersionSuccess']> = {
  version: Resolver<ResolversTypes['Version'], ParentType, ContextType>;
  warnings: Resolver<ReadonlyArray<ResolversTypes['PublicationWarning']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PutWellKnownFilePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PutWellKnownFilePayload'] = ResolversParentTypes['PutWellKnownFilePayload']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'PutWellKnownFileSuccess' | 'SpaceNotFound', ParentType, ContextType>;
};

export type PutWellKnownFileSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PutWellKnownFileSuccess'] = ResolversParentTypes['PutWellKnownFileSuccess']> = {
  file: Resolver<ResolversTypes['WellKnownFile'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  apps?: Resolver<ReadonlyArray<Maybe<ResolversTypes['App']>>, ParentType, ContextType, RequireFields<QueryAppsArgs, 'slugs'>>;
  auditLog?: Resolver<ResolversTypes['AuditLogConnection'], ParentType, ContextType, RequireFields<QueryAuditLogArgs, 'first'>>;
  editor?: Resolver<Maybe<ResolversTypes['Editor']>, ParentType, ContextType, RequireFields<QueryEditorArgs, 'name'>>;
  editors?: Resolver<ReadonlyArray<ResolversTypes['Editor']>, ParentType, ContextType>;
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<QueryEventCursorArgs>>;
  instance?: Resolver<Maybe<ResolversTypes['Instance']>, ParentType, ContextType, RequireFields<QueryInstanceArgs, 'domain'>>;
  instances?: Resolver<ResolversTypes['InstanceConnection'], ParentType, ContextType, RequireFields<QueryInstancesArgs, 'first'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  registry?: Resolver<ResolversTypes['Registry'], ParentType, ContextType>;
  remoteSecrets?: Resolver<ReadonlyArray<ResolversTypes['RemoteSecrets']>, ParentType, ContextType>;
  space?: Resolver<Maybe<ResolversTypes['Space']>, ParentType, ContextType, Partial<QuerySpaceArgs>>;
  spaces?: Resolver<ReadonlyArray<ResolversTypes['Space']>, ParentType, ContextType>;
  verifyToken?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<QueryVerifyTokenArgs, 'input'>>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  __resolveType: TypeResolveFn<'AppExists' | 'AppNotFound' | 'ArchiveRejected' | 'Busy' | 'EditorExists' | 'EditorNotFound' | 'FileNotFound' | 'InstanceExists' | 'InstanceNotFound' | 'InvalidInput' | 'NotAllowed' | 'SpaceNotFound' | 'TokenNotFound' | 'VersionExists' | 'VersionNotFound', ParentType, ContextType>;
};

export type RegistryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Registry'] = ResolversParentTypes['Registry']> = {
  spaces: Resolver<ReadonlyArray<ResolversTypes['Space']>, ParentType, ContextType>;
  status: Resolver<ResolversTypes['RegistryStatus'], ParentType, ContextType>;
  url: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  version: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RegistryStatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegistryStatus'] = ResolversParentTypes['RegistryStatus']> = {
  cache: Resolver<ResolversTypes['EngineStatus'], ParentType, ContextType>;
  documents: Resolver<ResolversTypes['EngineStatus'], ParentType, ContextType>;
  objects: Resolver<ResolversTypes['EngineStatus'], ParentType, ContextType>;
  ok: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  temporaryFolder: Resolver<ResolversTypes['EngineStatus'], ParentType, ContextType>;
};

export type RejectPendingVersionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RejectPendingVersionPayload'] = ResolversParentTypes['RejectPendingVersionPayload']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'RejectPendingVersionSuccess' | 'SpaceNotFound' | 'VersionNotFound', ParentType, ContextType>;
};

export type RejectPendingVersionSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RejectPendingVersionSuccess'] = ResolversParentTypes['RejectPendingVersionSuccess']> = {
  version: Resolver<ResolversTypes['VersionNumber'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemoteRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoteRequest'] = ResolversParentTypes['RemoteRequest']> = {
  app: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contentType: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  doctype: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  responseCode: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  url: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  variables: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  verb: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RemoteRequestConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoteRequestConnection'] = ResolversParentTypes['RemoteRequestConnection']> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['RemoteRequestEdge']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['RemoteRequest']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RemoteRequestEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoteRequestEdge'] = ResolversParentTypes['RemoteRequestEdge']> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['RemoteRequest'], ParentType, ContextType>;
};

export type RemoteSecretsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoteSecrets'] = ResolversParentTypes['RemoteSecrets']> = {
  doctype: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  names: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RemoveAppPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveAppPayload'] = ResolversParentTypes['RemoveAppPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'InvalidInput' | 'RemoveAppSuccess' | 'SpaceNotFound', ParentType, ContextType>;
};

export type RemoveAppSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveAppSuccess'] = ResolversParentTypes['RemoveAppSuccess']> = {
  slug: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  versions: Resolver<ReadonlyArray<ResolversTypes['RemovedVersion']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemoveEditorPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveEditorPayload'] = ResolversParentTypes['RemoveEditorPayload']> = {
  __resolveType: TypeResolveFn<'EditorNotFound' | 'InvalidInput' | 'RemoveEditorSuccess', ParentType, ContextType>;
};

export type RemoveEditorSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveEditorSuccess'] = ResolversParentTypes['RemoveEditorSuccess']> = {
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemoveInstancePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveInstancePayload'] = ResolversParentTypes['RemoveInstancePayload']> = {
  __resolveType: TypeResolveFn<'InstanceNotFound' | 'RemoveInstanceSuccess', ParentType, ContextType>;
};

export type RemoveInstanceSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveInstanceSuccess'] = ResolversParentTypes['RemoveInstanceSuccess']> = {
  domain: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemoveOldVersionsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveOldVersionsPayload'] = ResolversParentTypes['RemoveOldVersionsPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'InvalidInput' | 'RemoveOldVersionsSuccess' | 'SpaceNotFound' | 'VersionNotFound', ParentType, ContextType>;
};

export type RemoveOldVersionsSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveOldVersionsSuccess'] = ResolversParentTypes['RemoveOldVersionsSuccess']> = {
  dryRun: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  versions: Resolver<ReadonlyArray<ResolversTypes['RemovedVersion']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemoveRemoteSecretPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveRemoteSecretPayload'] = ResolversParentTypes['RemoveRemoteSecretPayload']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'RemoveRemoteSecretSuccess', ParentType, ContextType>;
};

export type RemoveRemoteSecretSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveRemoteSecretSuccess'] = ResolversParentTypes['RemoveRemoteSecretSuccess']> = {
  doctype: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemoveSpacePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveSpacePayload'] = ResolversParentTypes['RemoveSpacePayload']> = {
  __resolveType: TypeResolveFn<'RemoveSpaceSuccess' | 'SpaceNotFound', ParentType, ContextType>;
};

export type RemoveSpaceSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveSpaceSuccess'] = ResolversParentTypes['RemoveSpaceSuccess']> = {
  apps: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  space: Resolver<ResolversTypes['Space'], ParentType, ContextType>;
  versions: Resolver<ReadonlyArray<ResolversTypes['RemovedVersion']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemoveVersionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveVersionPayload'] = ResolversParentTypes['RemoveVersionPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'InvalidInput' | 'RemoveVersionSuccess' | 'SpaceNotFound' | 'VersionNotFound', ParentType, ContextType>;
};

export type RemoveVersionSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveVersionSuccess'] = ResolversParentTypes['RemoveVersionSuccess']> = {
  version: Resolver<ResolversTypes['RemovedVersion'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemoveWellKnownFilePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveWellKnownFilePayload'] = ResolversParentTypes['RemoveWellKnownFilePayload']> = {
  __resolveType: TypeResolveFn<'FileNotFound' | 'RemoveWellKnownFileSuccess' | 'SpaceNotFound', ParentType, ContextType>;
};

export type RemoveWellKnownFileSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveWellKnownFileSuccess'] = ResolversParentTypes['RemoveWellKnownFileSuccess']> = {
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RemovedVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemovedVersion'] = ResolversParentTypes['RemovedVersion']> = {
  channel: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  createdAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  slug: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state: Resolver<ResolversTypes['VersionState'], ParentType, ContextType>;
  version: Resolver<ResolversTypes['VersionNumber'], ParentType, ContextType>;
};

export type RepairFindingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RepairFinding'] = ResolversParentTypes['RepairFinding']> = {
  fixed: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind: Resolver<ResolversTypes['RepairFindingKind'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RepairReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RepairReport'] = ResolversParentTypes['RepairReport']> = {
  archives: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  assets: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  findings: Resolver<ReadonlyArray<ResolversTypes['RepairFinding']>, ParentType, ContextType>;
  objects: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RevokeTokenPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeTokenPayload'] = ResolversParentTypes['RevokeTokenPayload']> = {
  __resolveType: TypeResolveFn<'EditorNotFound' | 'InvalidInput' | 'RevokeTokenSuccess' | 'TokenNotFound', ParentType, ContextType>;
};

export type RevokeTokenSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeTokenSuccess'] = ResolversParentTypes['RevokeTokenSuccess']> = {
  token: Resolver<ResolversTypes['Token'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RevokeTokensPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeTokensPayload'] = ResolversParentTypes['RevokeTokensPayload']> = {
  __resolveType: TypeResolveFn<'EditorNotFound' | 'InvalidInput' | 'RevokeTokensSuccess', ParentType, ContextType>;
};

export type RevokeTokensSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeTokensSuccess'] = ResolversParentTypes['RevokeTokensSuccess']> = {
  editor: Resolver<ResolversTypes['Editor'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RouteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Route'] = ResolversParentTypes['Route']> = {
  folder: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  index: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  path: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  public: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ServiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Service'] = ResolversParentTypes['Service']> = {
  debounce: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  file: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  trigger: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SetRemoteSecretPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetRemoteSecretPayload'] = ResolversParentTypes['SetRemoteSecretPayload']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'SetRemoteSecretSuccess', ParentType, ContextType>;
};

export type SetRemoteSecretSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetRemoteSecretSuccess'] = ResolversParentTypes['SetRemoteSecretSuccess']> = {
  doctype: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface Sha256ScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Sha256'], any> {
  name: 'Sha256';
}

export type SpaceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Space'] = ResolversParentTypes['Space']> = {
  app: Resolver<Maybe<ResolversTypes['App']>, ParentType, ContextType, RequireFields<SpaceAppArgs, 'slug'>>;
  apps: Resolver<ResolversTypes['AppConnection'], ParentType, ContextType, RequireFields<SpaceAppsArgs, 'first'>>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind: Resolver<ResolversTypes['SpaceKind'], ParentType, ContextType>;
  maintenance: Resolver<ReadonlyArray<ResolversTypes['App']>, ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pendingVersion: Resolver<Maybe<ResolversTypes['Version']>, ParentType, ContextType, RequireFields<SpacePendingVersionArgs, 'app' | 'version'>>;
  pendingVersions: Resolver<ReadonlyArray<ResolversTypes['Version']>, ParentType, ContextType, Partial<SpacePendingVersionsArgs>>;
  shows: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<SpaceShowsArgs, 'slug'>>;
  slugs: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  source: Resolver<Maybe<ResolversTypes['Space']>, ParentType, ContextType>;
  suggest: Resolver<ReadonlyArray<ResolversTypes['Suggestion']>, ParentType, ContextType, RequireFields<SpaceSuggestArgs, 'first' | 'prefix'>>;
  wellKnownFiles: Resolver<ReadonlyArray<ResolversTypes['WellKnownFile']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SpaceNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpaceNotFound'] = ResolversParentTypes['SpaceNotFound']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  appChanged?: SubscriptionResolver<ResolversTypes['AppChange'], "appChanged", ParentType, ContextType, Partial<SubscriptionAppChangedArgs>>;
  pendingChanged?: SubscriptionResolver<ResolversTypes['PendingChange'], "pendingChanged", ParentType, ContextType, Partial<SubscriptionPendingChangedArgs>>;
};

export type SuggestionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Suggestion'] = ResolversParentTypes['Suggestion']> = {
  app: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  text: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TermsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Terms'] = ResolversParentTypes['Terms']> = {
  id: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TermsChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TermsChange'] = ResolversParentTypes['TermsChange']> = {
  after: Resolver<Maybe<ResolversTypes['Terms']>, ParentType, ContextType>;
  before: Resolver<Maybe<ResolversTypes['Terms']>, ParentType, ContextType>;
};

export type TimeIntervalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TimeInterval'] = ResolversParentTypes['TimeInterval']> = {
  end: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  start: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Token'] = ResolversParentTypes['Token']> = {
  app: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind: Resolver<ResolversTypes['TokenKind'], ParentType, ContextType>;
  lastUsedAt: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TokenNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TokenNotFound'] = ResolversParentTypes['TokenNotFound']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransferAppPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransferAppPayload'] = ResolversParentTypes['TransferAppPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'EditorNotFound' | 'InvalidInput' | 'SpaceNotFound' | 'TransferAppSuccess', ParentType, ContextType>;
};

export type TransferAppSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransferAppSuccess'] = ResolversParentTypes['TransferAppSuccess']> = {
  app: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  previousEditor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UninstallAppPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UninstallAppPayload'] = ResolversParentTypes['UninstallAppPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'Busy' | 'InstanceNotFound' | 'InvalidInput' | 'UninstallAppSuccess', ParentType, ContextType>;
};

export type UninstallAppSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UninstallAppSuccess'] = ResolversParentTypes['UninstallAppSuccess']> = {
  installedApp: Resolver<ResolversTypes['InstalledApp'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateAppPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateAppPayload'] = ResolversParentTypes['UpdateAppPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'InvalidInput' | 'SpaceNotFound' | 'UpdateAppSuccess', ParentType, ContextType>;
};

export type UpdateAppSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateAppSuccess'] = ResolversParentTypes['UpdateAppSuccess']> = {
  app: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateInstalledAppPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateInstalledAppPayload'] = ResolversParentTypes['UpdateInstalledAppPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'ArchiveRejected' | 'Busy' | 'InstanceNotFound' | 'InvalidInput' | 'UpdateInstalledAppSuccess', ParentType, ContextType>;
};

export type UpdateInstalledAppSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateInstalledAppSuccess'] = ResolversParentTypes['UpdateInstalledAppSuccess']> = {
  installedApp: Resolver<ResolversTypes['InstalledApp'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Version'] = ResolversParentTypes['Version']> = {
  app: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  archive: Resolver<ResolversTypes['File'], ParentType, ContextType>;
  archiveFolder: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  categories: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  changes: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<VersionChangesArgs>>;
  channel: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  createdAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  developer: Resolver<Maybe<ResolversTypes['Developer']>, ParentType, ContextType>;
  doctypes: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  editor: Resolver<ResolversTypes['Editor'], ParentType, ContextType>;
  files: Resolver<ReadonlyArray<ResolversTypes['File']>, ParentType, ContextType>;
  icon: Resolver<Maybe<ResolversTypes['File']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  intents: Resolver<ReadonlyArray<ResolversTypes['Intent']>, ParentType, ContextType>;
  isLatest: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isOverwritten: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  konnector: Resolver<Maybe<ResolversTypes['KonnectorManifest']>, ParentType, ContextType>;
  langs: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  license: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  locales: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  longDescription: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<VersionLongDescriptionArgs>>;
  manifest: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  mobile: Resolver<Maybe<ResolversTypes['Mobile']>, ParentType, ContextType>;
  name: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<VersionNameArgs>>;
  namePrefix: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notifications: Resolver<ReadonlyArray<ResolversTypes['Notification']>, ParentType, ContextType>;
  partnership: Resolver<Maybe<ResolversTypes['Partnership']>, ParentType, ContextType>;
  partnershipIcon: Resolver<Maybe<ResolversTypes['File']>, ParentType, ContextType>;
  permissions: Resolver<ReadonlyArray<ResolversTypes['Permission']>, ParentType, ContextType>;
  platforms: Resolver<ReadonlyArray<ResolversTypes['Platform']>, ParentType, ContextType>;
  releaseNotes: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<VersionReleaseNotesArgs>>;
  routes: Resolver<ReadonlyArray<ResolversTypes['Route']>, ParentType, ContextType>;
  screenshots: Resolver<ReadonlyArray<ResolversTypes['File']>, ParentType, ContextType, Partial<VersionScreenshotsArgs>>;
  services: Resolver<ReadonlyArray<ResolversTypes['Service']>, ParentType, ContextType>;
  sha256: Resolver<ResolversTypes['Sha256'], ParentType, ContextType>;
  shortDescription: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<VersionShortDescriptionArgs>>;
  size: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  slug: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state: Resolver<ResolversTypes['VersionState'], ParentType, ContextType>;
  tags: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  terms: Resolver<Maybe<ResolversTypes['Terms']>, ParentType, ContextType>;
  type: Resolver<ResolversTypes['AppType'], ParentType, ContextType>;
  version: Resolver<ResolversTypes['VersionNumber'], ParentType, ContextType>;
  withdrawn: Resolver<Maybe<ResolversTypes['Withdrawal']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VersionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VersionConnection'] = ResolversParentTypes['VersionConnection']> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['VersionEdge']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['Version']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type VersionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VersionEdge'] = ResolversParentTypes['VersionEdge']> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['Version'], ParentType, ContextType>;
};

export type VersionExistsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VersionExists'] = ResolversParentTypes['VersionExists']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VersionNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VersionNotFound'] = ResolversParentTypes['VersionNotFound']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface VersionNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['VersionNumber'], any> {
  name: 'VersionNumber';
}

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  app: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  editor: Resolver<ResolversTypes['Editor'], ParentType, ContextType>;
  expiresAt: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  kind: Resolver<ResolversTypes['TokenKind'], ParentType, ContextType>;
  tokenId: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  tokenName: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WellKnownFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WellKnownFile'] = ResolversParentTypes['WellKnownFile']> = {
  contentType: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type WithdrawalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Withdrawal'] = ResolversParentTypes['Withdrawal']> = {
  at: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WithdrawalPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WithdrawalPayload'] = ResolversParentTypes['WithdrawalPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'InvalidInput' | 'NotAllowed' | 'SpaceNotFound' | 'VersionNotFound' | 'WithdrawalSuccess', ParentType, ContextType>;
};

export type WithdrawalSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WithdrawalSuccess'] = ResolversParentTypes['WithdrawalSuccess']> = {
  version: Resolver<ResolversTypes['Version'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  App: AppResolvers<ContextType>;
  AppChange: AppChangeResolvers<ContextType>;
  AppChanges: AppChangesResolvers<ContextType>;
  AppChannel: AppChannelResolvers<ContextType>;
  AppConnection: AppConnectionResolvers<ContextType>;
  AppEdge: AppEdgeResolvers<ContextType>;
  AppExists: AppExistsResolvers<ContextType>;
  AppFacets: AppFacetsResolvers<ContextType>;
  AppNotFound: AppNotFoundResolvers<ContextType>;
  AppSortField: AppSortFieldResolvers;
  AppType: AppTypeResolvers;
  ApprovePendingVersionPayload: ApprovePendingVersionPayloadResolvers<ContextType>;
  ApprovePendingVersionSuccess: ApprovePendingVersionSuccessResolvers<ContextType>;
  ArchiveRejected: ArchiveRejectedResolvers<ContextType>;
  AuditActor: AuditActorResolvers<ContextType>;
  AuditActorKind: AuditActorKindResolvers;
  AuditDoor: AuditDoorResolvers;
  AuditEntry: AuditEntryResolvers<ContextType>;
  AuditLogConnection: AuditLogConnectionResolvers<ContextType>;
  AuditLogEdge: AuditLogEdgeResolvers<ContextType>;
  AuditOutcome: AuditOutcomeResolvers;
  Base64: GraphQLScalarType;
  Busy: BusyResolvers<ContextType>;
  Channel: ChannelResolvers;
  CreateAppPayload: CreateAppPayloadResolvers<ContextType>;
  CreateAppSuccess: CreateAppSuccessResolvers<ContextType>;
  CreateAppTokenPayload: CreateAppTokenPayloadResolvers<ContextType>;
  CreateAppTokenSuccess: CreateAppTokenSuccessResolvers<ContextType>;
  CreateCliTokenPayload: CreateCliTokenPayloadResolvers<ContextType>;
  CreateCliTokenSuccess: CreateCliTokenSuccessResolvers<ContextType>;
  CreateEditorPayload: CreateEditorPayloadResolvers<ContextType>;
  CreateEditorSuccess: CreateEditorSuccessResolvers<ContextType>;
  CreateInstancePayload: CreateInstancePayloadResolvers<ContextType>;
  CreateInstanceSuccess: CreateInstanceSuccessResolvers<ContextType>;
  CreateTokenPayload: CreateTokenPayloadResolvers<ContextType>;
  CreateTokenSuccess: CreateTokenSuccessResolvers<ContextType>;
  DataUsageCommitment: DataUsageCommitmentResolvers;
  DataUsageCommitmentBy: DataUsageCommitmentByResolvers;
  DateTime: GraphQLScalarType;
  Deprecation: DeprecationResolvers<ContextType>;
  DeprecationPayload: DeprecationPayloadResolvers<ContextType>;
  DeprecationSuccess: DeprecationSuccessResolvers<ContextType>;
  Developer: DeveloperResolvers<ContextType>;
  Editor: EditorResolvers<ContextType>;
  EditorExists: EditorExistsResolvers<ContextType>;
  EditorNotFound: EditorNotFoundResolvers<ContextType>;
  EngineStatus: EngineStatusResolvers<ContextType>;
  FacetValue: FacetValueResolvers<ContextType>;
  File: FileResolvers<ContextType>;
  FileNotFound: FileNotFoundResolvers<ContextType>;
  InstallAppPayload: InstallAppPayloadResolvers<ContextType>;
  InstallAppSuccess: InstallAppSuccessResolvers<ContextType>;
  InstalledApp: InstalledAppResolvers<ContextType>;
  InstalledAppConnection: InstalledAppConnectionResolvers<ContextType>;
  InstalledAppEdge: InstalledAppEdgeResolvers<ContextType>;
  Instance: InstanceResolvers<ContextType>;
  InstanceConnection: InstanceConnectionResolvers<ContextType>;
  InstanceEdge: InstanceEdgeResolvers<ContextType>;
  InstanceExists: InstanceExistsResolvers<ContextType>;
  InstanceNotFound: InstanceNotFoundResolvers<ContextType>;
  Intent: IntentResolvers<ContextType>;
  InvalidInput: InvalidInputResolvers<ContextType>;
  JSON: GraphQLScalarType;
  KonnectorField: KonnectorFieldResolvers<ContextType>;
  KonnectorFolder: KonnectorFolderResolvers<ContextType>;
  KonnectorManifest: KonnectorManifestResolvers<ContextType>;
  KonnectorOAuth: KonnectorOAuthResolvers<ContextType>;
  KonnectorOption: KonnectorOptionResolvers<ContextType>;
  Maintenance: MaintenanceResolvers<ContextType>;
  MaintenanceMessage: MaintenanceMessageResolvers<ContextType>;
  MaintenancePayload: MaintenancePayloadResolvers<ContextType>;
  MaintenanceResult: MaintenanceResultResolvers<ContextType>;
  MaintenanceSuccess: MaintenanceSuccessResolvers<ContextType>;
  MaintenancesPayload: MaintenancesPayloadResolvers<ContextType>;
  MaintenancesSuccess: MaintenancesSuccessResolvers<ContextType>;
  Mobile: MobileResolvers<ContextType>;
  Mutation: MutationResolvers<ContextType>;
  Node: NodeResolvers<ContextType>;
  NotAllowed: NotAllowedResolvers<ContextType>;
  Notification: NotificationResolvers<ContextType>;
  OverwriteAppPayload: OverwriteAppPayloadResolvers<ContextType>;
  OverwriteAppSuccess: OverwriteAppSuccessResolvers<ContextType>;
  PageInfo: PageInfoResolvers<ContextType>;
  Partnership: PartnershipResolvers<ContextType>;
  PendingChange: PendingChangeResolvers<ContextType>;
  Permission: PermissionResolvers<ContextType>;
  PermissionChange: PermissionChangeResolvers<ContextType>;
  Platform: PlatformResolvers<ContextType>;
  PublicationWarning: PublicationWarningResolvers<ContextType>;
  PublishVersionPayload: PublishVersionPayloadResolvers<ContextType>;
  PublishVersionSuccess: PublishVersionSuccessResolvers<ContextType>;
  PutWellKnownFilePayload: PutWellKnownFilePayloadResolvers<ContextType>;
  PutWellKnownFileSuccess: PutWellKnownFileSuccessResolvers<ContextType>;
  Query: QueryResolvers<ContextType>;
  Refusal: RefusalResolvers<ContextType>;
  Registry: RegistryResolvers<ContextType>;
  RegistryStatus: RegistryStatusResolvers<ContextType>;
  RejectPendingVersionPayload: RejectPendingVersionPayloadResolvers<ContextType>;
  RejectPendingVersionSuccess: RejectPendingVersionSuccessResolvers<ContextType>;
  RemoteRequest: RemoteRequestResolvers<ContextType>;
  RemoteRequestConnection: RemoteRequestConnectionResolvers<ContextType>;
  RemoteRequestEdge: RemoteRequestEdgeResolvers<ContextType>;
  RemoteSecrets: RemoteSecretsResolvers<ContextType>;
  RemoveAppPayload: RemoveAppPayloadResolvers<ContextType>;
  RemoveAppSuccess: RemoveAppSuccessResolvers<ContextType>;
  RemoveEditorPayload: RemoveEditorPayloadResolvers<ContextType>;
  RemoveEditorSuccess: RemoveEditorSuccessResolvers<ContextType>;
  RemoveInstancePayload: RemoveInstancePayloadResolvers<ContextType>;
  RemoveInstanceSuccess: RemoveInstanceSuccessResolvers<ContextType>;
  RemoveOldVersionsPayload: RemoveOldVersionsPayloadResolvers<ContextType>;
  RemoveOldVersionsSuccess: RemoveOldVersionsSuccessResolvers<ContextType>;
  RemoveRemoteSecretPayload: RemoveRemoteSecretPayloadResolvers<ContextType>;
  RemoveRemoteSecretSuccess: RemoveRemoteSecretSuccessResolvers<ContextType>;
  RemoveSpacePayload: RemoveSpacePayloadResolvers<ContextType>;
  RemoveSpaceSuccess: RemoveSpaceSuccessResolvers<ContextType>;
  RemoveVersionPayload: RemoveVersionPayloadResolvers<ContextType>;
  RemoveVersionSuccess: RemoveVersionSuccessResolvers<ContextType>;
  RemoveWellKnownFilePayload: RemoveWellKnownFilePayloadResolvers<ContextType>;
  RemoveWellKnownFileSuccess: RemoveWellKnownFileSuccessResolvers<ContextType>;
  RemovedVersion: RemovedVersionResolvers<ContextType>;
  RepairFinding: RepairFindingResolvers<ContextType>;
  RepairReport: RepairReportResolvers<ContextType>;
  RevokeTokenPayload: RevokeTokenPayloadResolvers<ContextType>;
  RevokeTokenSuccess: RevokeTokenSuccessResolvers<ContextType>;
  RevokeTokensPayload: RevokeTokensPayloadResolvers<ContextType>;
  RevokeTokensSuccess: RevokeTokensSuccessResolvers<ContextType>;
  Route: RouteResolvers<ContextType>;
  Service: ServiceResolvers<ContextType>;
  SetRemoteSecretPayload: SetRemoteSecretPayloadResolvers<ContextType>;
  SetRemoteSecretSuccess: SetRemoteSecretSuccessResolvers<ContextType>;
  Sha256: GraphQLScalarType;
  Space: SpaceResolvers<ContextType>;
  SpaceNotFound: SpaceNotFoundResolvers<ContextType>;
  Subscription: SubscriptionResolvers<ContextType>;
  Suggestion: SuggestionResolvers<ContextType>;
  Terms: TermsResolvers<ContextType>;
  TermsChange: TermsChangeResolvers<ContextType>;
  TimeInterval: TimeIntervalResolvers<ContextType>;
  Token: TokenResolvers<ContextType>;
  TokenNotFound: TokenNotFoundResolvers<ContextType>;
  TransferAppPayload: TransferAppPayloadResolvers<ContextType>;
  TransferAppSuccess: TransferAppSuccessResolvers<ContextType>;
  URL: GraphQLScalarType;
  UninstallAppPayload: UninstallAppPayloadResolvers<ContextType>;
  UninstallAppSuccess: UninstallAppSuccessResolvers<ContextType>;
  UpdateAppPayload: UpdateAppPayloadResolvers<ContextType>;
  UpdateAppSuccess: UpdateAppSuccessResolvers<ContextType>;
  UpdateInstalledAppPayload: UpdateInstalledAppPayloadResolvers<ContextType>;
  UpdateInstalledAppSuccess: UpdateInstalledAppSuccessResolvers<ContextType>;
  Version: VersionResolvers<ContextType>;
  VersionConnection: VersionConnectionResolvers<ContextType>;
  VersionEdge: VersionEdgeResolvers<ContextType>;
  VersionExists: VersionExistsResolvers<ContextType>;
  VersionNotFound: VersionNotFoundResolvers<ContextType>;
  VersionNumber: GraphQLScalarType;
  Viewer: ViewerResolvers<ContextType>;
  WellKnownFile: WellKnownFileResolvers<ContextType>;
  Withdrawal: WithdrawalResolvers<ContextType>;
  WithdrawalPayload: WithdrawalPayloadResolvers<ContextType>;
  WithdrawalSuccess: WithdrawalSuccessResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  allow: AllowDirectiveResolver<any, any, ContextType>;
  cost: CostDirectiveResolver<any, any, ContextType>;
  listSize: ListSizeDirectiveResolver<any, any, ContextType>;
};
