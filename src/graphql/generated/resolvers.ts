import type { Json } from '../../json.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AppSortField as AppSortFieldModel, AppPage as AppPageModel } from '../../registry/catalogue/listing.js';
import type { AppType as AppTypeModel, Maintenance as MaintenanceModel } from '../../registry/records.js';
import type { Channel as ChannelModel } from '../../registry/versions.js';
import type { Commitment as CommitmentModel, CommitmentAuthor as CommitmentAuthorModel } from '../../registry/commitments.js';
import type { App as AppModel, Version as VersionModel } from '../../registry/catalogue/catalogue.js';
import type { AppChannel as AppChannelModel, Editor as EditorModel, File as FileModel, KonnectorManifest as KonnectorManifestModel, Registry as RegistryModel, VersionConnection as VersionConnectionModel } from '../models.js';
import type { KonnectorField as KonnectorFieldModel } from '../../registry/manifests/konnector-fields.js';
import type { Permission as PermissionModel } from '../../registry/manifests/permissions.js';
import type { Space as SpaceModel } from '../../registry/spaces.js';
import type { WellKnownFile as WellKnownFileModel } from '../../registry/well-known.js';
import type { Refused as RefusedModel } from '../refusals.js';
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
  /** Bytes, in base64 with padding (RFC 4648, section 4): `e30=`. Text in JSON. */
  Base64: { input: string; output: string; }
  /** A date and time in UTC, as in RFC 3339, with all stored digits of the second: `2026-11-22T01:01:34.374Z`. Text in JSON. */
  DateTime: { input: Date; output: Date | string; }
  /** Any JSON value (RFC 8259): embedded in the answer, not encoded as text. */
  JSON: { input: Json; output: Json; }
  /** A SHA-256 checksum (FIPS 180-4): 64 hexadecimal digits, in either case. Text in JSON. */
  Sha256: { input: string; output: string; }
  /** An absolute URL: `https://apps.example.org/registry/notes/icon`. Text in JSON. */
  URL: { input: string; output: string; }
  /**
   * The number of a version: `MAJOR.MINOR.PATCH`, optionally followed by `-beta.N` or `-dev.<hexadecimal digits>`, each number up
   * to 99999: `1.4.0-beta.2`. One leading `v` is dropped on input. Text in JSON.
   */
  VersionNumber: { input: string; output: string; }
};

/** The input of `activateMaintenance`. */
export type ActivateMaintenanceInput = {
  /** Whether the cause lies outside the application, such as a website that is down. */
  readonly infrastructure: Scalars['Boolean']['input'];
  /** The messages for users, one for each language. */
  readonly messages: ReadonlyArray<MaintenanceMessageInput>;
  /** Whether users may not run it manually either. */
  readonly noManualExecution: Scalars['Boolean']['input'];
  /** Whether it is expected to be short. */
  readonly short: Scalars['Boolean']['input'];
  /** The slug of the application. */
  readonly slug: Scalars['String']['input'];
  /** The name of the space; without one, the default space. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** A step before the permissions of a token are checked. */
export const AllowStep = {
  /** The application in the input is looked up. If its editor is unknown, no token is allowed to change it. */
  APP: 'APP',
  /** The input is read and validated. */
  INPUT: 'INPUT'
} as const;

export type AllowStep = typeof AllowStep[keyof typeof AllowStep];
/** A webapp or a konnector (a collector of a person's data). Its name, texts and images come from its versions. */
export type App = Node & {
  readonly __typename?: 'App';
  /** The categories in the manifest, without duplicates. */
  readonly categories: ReadonlyArray<Scalars['String']['output']>;
  /** The channels, from the most to the least stable. */
  readonly channels: ReadonlyArray<AppChannel>;
  /** When it was registered. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The commitment about the usage of a person's data. */
  readonly dataUsageCommitment: DataUsageCommitment;
  /** Who makes the commitment. */
  readonly dataUsageCommitmentBy: DataUsageCommitmentBy;
  /** The editor that publishes it. */
  readonly editor: Editor;
  /** Whether any version is published. */
  readonly hasVersions: Scalars['Boolean']['output'];
  /** The icon of the application; null when it has none. */
  readonly icon: Maybe<File>;
  /** Opaque; the same for the life of the object. */
  readonly id: Scalars['ID']['output'];
  /** The confidence label: how far a person can trust this application with their data. It depends on the latest version of `channel`. */
  readonly label: Label;
  /** The reason for the label, in English. */
  readonly labelReason: Scalars['String']['output'];
  /** The newest version that a channel offers. */
  readonly latestVersion: Maybe<Version>;
  /** A long description, often Markdown; its language is chosen like that of `name`. */
  readonly longDescription: Maybe<Scalars['String']['output']>;
  /** Null when the application is not in maintenance. */
  readonly maintenance: Maybe<Maintenance>;
  /**
   * The display name: in the first of `locales` that the manifest has, else in `en`, else without a language. The name, texts and
   * images come from one version: the latest stable one or, if there is none, the latest beta, or else dev version.
   */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The icon of a partner. */
  readonly partnershipIcon: Maybe<File>;
  /** Opaque; changes with each change of the application itself, but not with its versions. */
  readonly revision: Scalars['String']['output'];
  /** Screenshots for the first of `locales` that has some, else those without a language. */
  readonly screenshots: ReadonlyArray<File>;
  /** A description in one line; its language is chosen like that of `name`. */
  readonly shortDescription: Maybe<Scalars['String']['output']>;
  /** The identifier of the application in URLs, unique in its space. */
  readonly slug: Scalars['String']['output'];
  /** The space that shows the application. */
  readonly space: Space;
  /** Whether it is a webapp or a konnector. */
  readonly type: AppType;
  /** A published version by its number; null when there is none. */
  readonly version: Maybe<Version>;
  /** Published versions that a channel offers, page by page, newest first unless told otherwise. */
  readonly versions: VersionConnection;
};


/** A webapp or a konnector (a collector of a person's data). Its name, texts and images come from its versions. */
export type AppLabelArgs = {
  channel: Channel;
};


/** A webapp or a konnector (a collector of a person's data). Its name, texts and images come from its versions. */
export type AppLabelReasonArgs = {
  channel: Channel;
};


/** A webapp or a konnector (a collector of a person's data). Its name, texts and images come from its versions. */
export type AppLatestVersionArgs = {
  channel: Channel;
};


/** A webapp or a konnector (a collector of a person's data). Its name, texts and images come from its versions. */
export type AppLongDescriptionArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** A webapp or a konnector (a collector of a person's data). Its name, texts and images come from its versions. */
export type AppNameArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** A webapp or a konnector (a collector of a person's data). Its name, texts and images come from its versions. */
export type AppScreenshotsArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** A webapp or a konnector (a collector of a person's data). Its name, texts and images come from its versions. */
export type AppShortDescriptionArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** A webapp or a konnector (a collector of a person's data). Its name, texts and images come from its versions. */
export type AppVersionArgs = {
  version: Scalars['VersionNumber']['input'];
};


/** A webapp or a konnector (a collector of a person's data). Its name, texts and images come from its versions. */
export type AppVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  channel: Channel;
  direction: SortDirection;
  first: Scalars['Int']['input'];
};

/** The versions in one channel of an application. */
export type AppChannel = {
  readonly __typename?: 'AppChannel';
  /** The newest version that the channel offers; null when it has none. */
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
  /** The matching applications, counted by type, editor and category. */
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

/** The slug is taken. */
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
  /** The categories of their manifests. */
  readonly categories: ReadonlyArray<FacetValue>;
  /** The names of their editors. */
  readonly editors: ReadonlyArray<FacetValue>;
  /** Their types. */
  readonly types: ReadonlyArray<FacetValue>;
};

/** A filter for applications, which must meet all conditions. */
export type AppFilter = {
  /** Only applications in this category. */
  readonly category?: InputMaybe<Scalars['String']['input']>;
  /** Name of the editor, exactly as stored. */
  readonly editor?: InputMaybe<Scalars['String']['input']>;
  /** All but these slugs. */
  readonly exceptSlugs?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only applications in maintenance, or only those that are not. */
  readonly inMaintenance?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only these slugs. */
  readonly slugs?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only applications of this type. */
  readonly type?: InputMaybe<AppType>;
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
  /** The direction. */
  readonly direction: SortDirection;
};

/** The fields by which applications can be sorted. */
export const AppSortField = {
  /** The date of registration, then the slug. */
  CREATED_AT: 'createdAt',
  /** The name of the editor, then the slug. */
  EDITOR: 'editor',
  /** The slug. */
  SLUG: 'slug',
  /** The type, then the slug. */
  TYPE: 'type'
} as const;

export type AppSortField = typeof AppSortField[keyof typeof AppSortField];
/** The kinds of applications. */
export const AppType = {
  /** A program that collects a person's data from a service. */
  KONNECTOR: 'konnector',
  /** An application with pages, which a Cozy serves. */
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

/** The archive could not be downloaded, has another checksum, or breaks a rule. */
export type ArchiveRejected = Refusal & {
  readonly __typename?: 'ArchiveRejected';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
  /** The problems of the archive, one by one. */
  readonly problems: ReadonlyArray<Scalars['String']['output']>;
};

/** The registry or its storage is busy, does not answer, or is full: `retryAfter` says when to try again, `code` which it is. */
export type Busy = Refusal & {
  readonly __typename?: 'Busy';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
  /** Seconds to wait before trying again. */
  readonly retryAfter: Scalars['Int']['output'];
};

/** The maturity of a version, which is part of its number. */
export const Channel = {
  /** Numbers with `-beta.N`. The channel offers stable versions as well. */
  BETA: 'beta',
  /** Numbers with `-dev.<commit>`. The channel offers all versions. */
  DEV: 'dev',
  /** Numbers without suffix. */
  STABLE: 'stable'
} as const;

export type Channel = typeof Channel[keyof typeof Channel];
/** The input of `createApp`. */
export type CreateAppInput = {
  /** The commitment; without `dataUsageCommitmentBy` it is ignored, and the default of the editor is used. */
  readonly dataUsageCommitment?: InputMaybe<DataUsageCommitment>;
  /** Who makes the commitment. */
  readonly dataUsageCommitmentBy?: InputMaybe<DataUsageCommitmentBy>;
  /** Name of an existing editor, in any case. */
  readonly editor: Scalars['String']['input'];
  /** Lower-case letters, digits and dashes. */
  readonly slug: Scalars['String']['input'];
  /** The space to create it in; without one, the default space. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is a webapp or a konnector. */
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

/** The input of `createEditor`. */
export type CreateEditorInput = {
  /** Whether versions are published without approval. */
  readonly autoPublication: Scalars['Boolean']['input'];
  /** A letter, then letters and digits. Names are unique, ignoring case. */
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

/** The input of `createToken`. */
export type CreateTokenInput = {
  /** Binds the token to one application, by its slug; it must exist in `space`. Without it, any application of the editor. */
  readonly app?: InputMaybe<Scalars['String']['input']>;
  /** The editor that the token will belong to. */
  readonly editor: Scalars['String']['input'];
  /** The kind of token to create. */
  readonly kind: TokenKind;
  /** The lifetime of the token in seconds; if absent, it expires with the token of the request. */
  readonly maxAge?: InputMaybe<Scalars['Float']['input']>;
  /** The space in which `app` is looked up; without one, the default space. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** The result of `createToken`. */
export type CreateTokenPayload = AppNotFound | CreateTokenSuccess | EditorNotFound | InvalidInput | NotAllowed | SpaceNotFound;

/** The token was created. */
export type CreateTokenSuccess = {
  readonly __typename?: 'CreateTokenSuccess';
  /** The editor that the token belongs to. */
  readonly editor: Editor;
  /** When the token expires; null when it never does. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** The token in base64; it is never shown again. */
  readonly token: Scalars['String']['output'];
  /** Warnings about this token. */
  readonly warnings: ReadonlyArray<Scalars['String']['output']>;
};

/** A commitment about the usage of a person's data. */
export const DataUsageCommitment = {
  /** No commitment. */
  NONE: 'none',
  /** Data are encrypted by the person, and unreadable for others. */
  USER_CIPHERED: 'user_ciphered',
  /** Data are used for the person's own purposes only. */
  USER_RESERVED: 'user_reserved'
} as const;

export type DataUsageCommitment = typeof DataUsageCommitment[keyof typeof DataUsageCommitment];
/** Who makes the commitment. */
export const DataUsageCommitmentBy = {
  /** Cozy. */
  COZY: 'cozy',
  /** The editor of the application. */
  EDITOR: 'editor',
  /** Nobody. */
  NONE: 'none'
} as const;

export type DataUsageCommitmentBy = typeof DataUsageCommitmentBy[keyof typeof DataUsageCommitmentBy];
/** The input of `deactivateMaintenance`. */
export type DeactivateMaintenanceInput = {
  /** The slug of the application. */
  readonly slug: Scalars['String']['input'];
  /** The name of the space; without one, the default space. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** Who made the application. */
export type Developer = {
  readonly __typename?: 'Developer';
  /** The name of a person or company. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** As written; often without scheme. */
  readonly url: Maybe<Scalars['String']['output']>;
};

/** A publisher of applications. */
export type Editor = Node & {
  readonly __typename?: 'Editor';
  /** Whether versions are published without approval. */
  readonly autoPublication: Scalars['Boolean']['output'];
  /** Opaque; the same for the life of the object. */
  readonly id: Scalars['ID']['output'];
  /** As given at creation. */
  readonly name: Scalars['String']['output'];
};

/** The name of the editor is taken. */
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
  /** Whether it answers. */
  readonly ok: Scalars['Boolean']['output'];
  /** The problem, in a word; null when there is none. */
  readonly reason: Maybe<Scalars['String']['output']>;
};

/** One value of a property, and the number of applications that have it. */
export type FacetValue = {
  readonly __typename?: 'FacetValue';
  /** The number of applications. */
  readonly count: Scalars['Int']['output'];
  /** The value. */
  readonly value: Scalars['String']['output'];
};

/** A file that the registry serves. */
export type File = {
  readonly __typename?: 'File';
  /** Media type; `application/octet-stream` when none is known. */
  readonly contentType: Scalars['String']['output'];
  /** Name of the file within its version: `icon`, `partnership_icon`, `screenshots/…`, or the name of the archive. */
  readonly name: Scalars['String']['output'];
  /** Checksum; null for an old file that is not stored by checksum. */
  readonly sha256: Maybe<Scalars['Sha256']['output']>;
  /** Size in bytes; null when the file is missing. */
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
  /** Whether it is shown on demand only. */
  readonly advanced: Scalars['Boolean']['output'];
  /** The default value. */
  readonly default: Maybe<Scalars['JSON']['output']>;
  /** The description; its language is chosen like that of `label`. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Whether the value is stored encrypted; null when the manifest does not say. */
  readonly encrypted: Maybe<Scalars['Boolean']['output']>;
  /** The label in the first of `locales` that has one, else in `en`, else without a language, where it may be a key that Cozy translates. */
  readonly label: Maybe<Scalars['String']['output']>;
  /** The greatest number. */
  readonly max: Maybe<Scalars['Float']['output']>;
  /** The most characters. */
  readonly maxLength: Maybe<Scalars['Float']['output']>;
  /** The least number. */
  readonly min: Maybe<Scalars['Float']['output']>;
  /** The fewest characters. */
  readonly minLength: Maybe<Scalars['Float']['output']>;
  /** The key of the field in the account. */
  readonly name: Scalars['String']['output'];
  /** Choices of a dropdown. */
  readonly options: ReadonlyArray<KonnectorOption>;
  /** A regular expression that the value must match. */
  readonly pattern: Maybe<Scalars['String']['output']>;
  /** The placeholder; its language is chosen like that of `label`. */
  readonly placeholder: Maybe<Scalars['String']['output']>;
  /** Whether a value is required. */
  readonly required: Scalars['Boolean']['output'];
  /** The role of the field, such as `identifier`. */
  readonly role: Maybe<Scalars['String']['output']>;
  /** `text`, `password`, `dropdown`, `hidden` … ; null when the manifest has none. */
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
  /** The id of the aggregator's account, when the konnector uses an aggregator. */
  readonly aggregatorAccountId: Maybe<Scalars['String']['output']>;
  /** A regular expression that finds the service's transactions in a bank account. */
  readonly bankingTransactionPattern: Maybe<Scalars['String']['output']>;
  /** Whether it runs on the person's own device. */
  readonly clientSide: Scalars['Boolean']['output'];
  /** Kinds of data that it collects. */
  readonly dataTypes: ReadonlyArray<Scalars['String']['output']>;
  /** The features that it adds to the data. */
  readonly features: ReadonlyArray<Scalars['String']['output']>;
  /** The fields of the form that a person fills in, in the order of the manifest. */
  readonly fields: ReadonlyArray<KonnectorField>;
  /** Folders of the person's files that it writes to. */
  readonly folders: ReadonlyArray<KonnectorFolder>;
  /** How often it runs: `monthly`, `weekly`, `daily` … */
  readonly frequency: Maybe<Scalars['String']['output']>;
  /** Its runtime, such as `node`. */
  readonly language: Maybe<Scalars['String']['output']>;
  /** Identifiers of messages to show at known places. */
  readonly messages: ReadonlyArray<Scalars['String']['output']>;
  /** The OAuth settings; null when the konnector does not log in with OAuth. */
  readonly oauth: Maybe<KonnectorOAuth>;
  /** The file that runs when an account is removed. */
  readonly onDeleteAccount: Maybe<Scalars['String']['output']>;
  /** Parameters that are passed to the konnector. */
  readonly parameters: Maybe<Scalars['JSON']['output']>;
  /** The kinds of documents that it collects, such as invoices. */
  readonly qualificationLabels: ReadonlyArray<Scalars['String']['output']>;
  /** The hours between which scheduled runs may start. */
  readonly timeInterval: Maybe<TimeInterval>;
  /** Its identifier at the bank aggregator. */
  readonly uuid: Maybe<Scalars['String']['output']>;
  /** Web site of the service; often without scheme. */
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
  /** Data stay in the Cozy, as Cozy has committed to. */
  B: 'B',
  /** Data stay in the Cozy, as the editor has committed to. */
  C: 'C',
  /** Data go to third parties; Cozy has committed to no other usage. */
  D: 'D',
  /** Data go to third parties; the editor has committed to no other usage. */
  E: 'E',
  /** No commitment. */
  F: 'F'
} as const;

export type Label = typeof Label[keyof typeof Label];
/** The maintenance of an application, during which its konnector does not run, and users see a message. */
export type Maintenance = {
  readonly __typename?: 'Maintenance';
  /** Whether the cause lies outside the application, such as a website that is down. */
  readonly infrastructure: Scalars['Boolean']['output'];
  /** The messages for users, one for each language. */
  readonly messages: ReadonlyArray<MaintenanceMessage>;
  /** Whether users may not run it manually either. */
  readonly noManualExecution: Scalars['Boolean']['output'];
  /** Whether it is expected to be short. */
  readonly short: Scalars['Boolean']['output'];
};

/** A message for users in one language. */
export type MaintenanceMessage = {
  readonly __typename?: 'MaintenanceMessage';
  /** The language, such as `en`. */
  readonly locale: Scalars['String']['output'];
  /** The whole explanation. */
  readonly long: Scalars['String']['output'];
  /** A sentence, for lists. */
  readonly short: Scalars['String']['output'];
};

/** A message for users in one language. */
export type MaintenanceMessageInput = {
  /** The language, such as `en`. */
  readonly locale: Scalars['String']['input'];
  /** The whole explanation. */
  readonly long: Scalars['String']['input'];
  /** A sentence, for lists. */
  readonly short: Scalars['String']['input'];
};

/** The result of `activateMaintenance` and `deactivateMaintenance`. */
export type MaintenancePayload = AppNotFound | InvalidInput | MaintenanceSuccess | SpaceNotFound;

/** The maintenance was changed. */
export type MaintenanceSuccess = {
  readonly __typename?: 'MaintenanceSuccess';
  /** The application after the change. */
  readonly app: App;
};

/** The mobile application that goes with a webapp. */
export type Mobile = {
  readonly __typename?: 'Mobile';
  /** Its id in Apple's App Store. */
  readonly appStoreId: Maybe<Scalars['String']['output']>;
  /** Its id in the Google Play Store. */
  readonly playStoreId: Maybe<Scalars['String']['output']>;
  /** The scheme of links that open it. */
  readonly schema: Maybe<Scalars['String']['output']>;
};

/** The root of all changes. Each field needs a token. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Puts an application in maintenance, or replaces the current maintenance. In a virtual space this applies there only, and has
   * precedence over the source.
   */
  readonly activateMaintenance: Maybe<MaintenancePayload>;
  /** Approves a pending version, which publishes it. */
  readonly approvePendingVersion: Maybe<ApprovePendingVersionPayload>;
  /** Creates an application; it has no version yet. */
  readonly createApp: Maybe<CreateAppPayload>;
  /** Registers an editor. Tokens are created with `createToken`. */
  readonly createEditor: Maybe<CreateEditorPayload>;
  /**
   * Creates a token. It expires no later than the token of the request, and allows no more. Tokens are not random: the same editor,
   * application and expiry give the same token again. Master tokens are created on the command line only.
   */
  readonly createToken: Maybe<CreateTokenPayload>;
  /** Ends the maintenance of an application, if there is one. In a virtual space this applies there only, and has precedence over the source. */
  readonly deactivateMaintenance: Maybe<MaintenancePayload>;
  /**
   * Overwrites the name or icon of an application in a virtual space, and regenerates its archives there. The space need not show
   * the application, which need not exist yet. An absent name or icon is not changed.
   */
  readonly overwriteApp: Maybe<OverwriteAppPayload>;
  /**
   * Publishes a version: the registry downloads the archive, checks it and stores it. The response is sent when the version can be
   * read. Unless the editor has `autoPublication`, the version is pending until it is approved.
   */
  readonly publishVersion: Maybe<PublishVersionPayload>;
  /** Puts a file below `/.well-known/`, or replaces it. */
  readonly putWellKnownFile: Maybe<PutWellKnownFilePayload>;
  /** Rejects a pending version, which removes it. */
  readonly rejectPendingVersion: Maybe<RejectPendingVersionPayload>;
  /** Removes an application with all its versions, published and pending. It can't be undone. */
  readonly removeApp: Maybe<RemoveAppPayload>;
  /**
   * Removes an editor, and revokes its tokens for ever. Its applications stay, but no version of them can be published until an
   * editor of this name is created again.
   */
  readonly removeEditor: Maybe<RemoveEditorPayload>;
  /**
   * Removes the old versions of an application in one channel. Versions of the last `months` are kept, and for each of the `majors`
   * highest major numbers, the highest version and the `minors` next lower ones. The last beta or dev version is always kept.
   */
  readonly removeOldVersions: Maybe<RemoveOldVersionsPayload>;
  /** Removes all applications, versions and files of a real space. It can't be undone; the space stays, empty. */
  readonly removeSpace: Maybe<RemoveSpacePayload>;
  /** Removes a version, published or else pending, with its files. It can't be undone. */
  readonly removeVersion: Maybe<RemoveVersionPayload>;
  /** Removes a file below `/.well-known/`. */
  readonly removeWellKnownFile: Maybe<RemoveWellKnownFilePayload>;
  /**
   * Checks the whole storage for leftovers of interrupted work, and the checksum of every archive. This takes long; the registry
   * goes on serving in the meantime.
   */
  readonly repair: Maybe<RepairReport>;
  /** Revokes all tokens of an editor of one kind, or its editor tokens for one application. It can't be undone. */
  readonly revokeTokens: Maybe<RevokeTokensPayload>;
  /** Updates the data usage commitment of an application. */
  readonly updateApp: Maybe<UpdateAppPayload>;
};


/** The root of all changes. Each field needs a token. */
export type MutationActivateMaintenanceArgs = {
  input: ActivateMaintenanceInput;
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
export type MutationCreateEditorArgs = {
  input: CreateEditorInput;
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
export type MutationRemoveOldVersionsArgs = {
  input: RemoveOldVersionsInput;
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
export type MutationRevokeTokensArgs = {
  input: RevokeTokensInput;
};


/** The root of all changes. Each field needs a token. */
export type MutationUpdateAppArgs = {
  input: UpdateAppInput;
};

/** An object with a global id (Relay's Global Object Identification). */
export type Node = {
  /** Opaque; the same for the life of the object. */
  readonly id: Scalars['ID']['output'];
};

/** The token is valid but does not allow this. */
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
  /** Whether a newer one may replace an unread one. */
  readonly collapsible: Scalars['Boolean']['output'];
  /** The priority, such as `high` or `normal`. */
  readonly defaultPriority: Maybe<Scalars['String']['output']>;
  /** The description of the notification. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Whether several may be open at once. */
  readonly multiple: Scalars['Boolean']['output'];
  /** Its key in the manifest. */
  readonly name: Scalars['String']['output'];
  /** Whether it is sent only when its state changes. */
  readonly stateful: Scalars['Boolean']['output'];
};

/** The input of `overwriteApp`. */
export type OverwriteAppInput = {
  /** The new icon; if absent, it is not changed. */
  readonly icon?: InputMaybe<UploadInput>;
  /** The new name; if absent, it is not changed. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The slug of the application. */
  readonly slug: Scalars['String']['input'];
  /** A virtual space. */
  readonly space: Scalars['String']['input'];
};

/** The result of `overwriteApp`. */
export type OverwriteAppPayload = InvalidInput | OverwriteAppSuccess | SpaceNotFound;

/** The application was overwritten. */
export type OverwriteAppSuccess = {
  readonly __typename?: 'OverwriteAppSuccess';
  /** The application as the space shows it now; null when the space does not show it. */
  readonly app: Maybe<App>;
};

/** The position of a page in a connection (Relay's Cursor Connections). */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** The cursor of the last entry, for `after` of the next page; null when the page is empty. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** Whether entries follow this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether entries come before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first entry; null when the page is empty. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** The partner of an application. */
export type Partnership = {
  readonly __typename?: 'Partnership';
  /** The purpose of the partnership. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** The web domain of the partner. */
  readonly domain: Maybe<Scalars['String']['output']>;
  /** Path of the partner's icon in the archive. */
  readonly icon: Maybe<Scalars['String']['output']>;
  /** The name of the partner. */
  readonly name: Maybe<Scalars['String']['output']>;
};

/** A pending version: the input of `approvePendingVersion` and `rejectPendingVersion`. */
export type PendingVersionInput = {
  /** The slug of the application. */
  readonly app: Scalars['String']['input'];
  /** The name of the space; without one, the default space. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
  /** The number of the version. */
  readonly version: Scalars['VersionNumber']['input'];
};

/** A permission that the application requests for one kind of document. */
export type Permission = {
  readonly __typename?: 'Permission';
  /** The reason for the request: in the first of `locales` that the manifest has, else in `en`, else without a language. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Its key in the manifest, which may be any text. */
  readonly name: Scalars['String']['output'];
  /** Whether data of this doctype leave the Cozy. */
  readonly remote: Scalars['Boolean']['output'];
  /** With `values`: the field that must have one of these values. */
  readonly selector: Maybe<Scalars['String']['output']>;
  /** The doctype, such as `io.cozy.files`; null in a few old manifests. */
  readonly type: Maybe<Scalars['String']['output']>;
  /** The values of the field `selector`, or ids of documents without one. */
  readonly values: ReadonlyArray<Scalars['String']['output']>;
  /** The allowed verbs; empty means all. Values other than texts are shown as JSON, here and in `type`, `selector` and `values`. */
  readonly verbs: ReadonlyArray<Scalars['String']['output']>;
};


/** A permission that the application requests for one kind of document. */
export type PermissionDescriptionArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A platform on which the application is also available. */
export type Platform = {
  readonly __typename?: 'Platform';
  /** The platform, such as `ios` or `linux`. */
  readonly type: Maybe<Scalars['String']['output']>;
  /** The URL from which it can be installed. */
  readonly url: Maybe<Scalars['String']['output']>;
};

/** A problem that did not prevent the publication. */
export type PublicationWarning = {
  readonly __typename?: 'PublicationWarning';
  /** The kind of the warning. */
  readonly code: PublicationWarningCode;
  /** A message for people, with the value. */
  readonly message: Scalars['String']['output'];
};

/** The kinds of warnings about a publication. */
export const PublicationWarningCode = {
  /** The id or the version of the terms has characters that a Cozy can't store. */
  FORBIDDEN_CHARACTERS_IN_TERMS: 'FORBIDDEN_CHARACTERS_IN_TERMS',
  /** There are no English texts, which are the fallback for missing languages. */
  MISSING_ENGLISH_LOCALE: 'MISSING_ENGLISH_LOCALE',
  /** The manifest names no icon, or one that is not in the archive. */
  MISSING_ICON: 'MISSING_ICON',
  /** The archive has several manifests, or none at its root. */
  NESTED_MANIFESTS: 'NESTED_MANIFESTS',
  /** An uncompressed archive has data after its end marker: a Cozy computes another checksum, and refuses it. */
  PADDED_ARCHIVE: 'PADDED_ARCHIVE',
  /** The URL of the archive has a secret in its query, and is part of the public URL of the version. */
  SECRET_IN_ADDRESS: 'SECRET_IN_ADDRESS',
  /** The manifest is for another type than that of the application. */
  TYPE_MISMATCH: 'TYPE_MISMATCH',
  /** A category that app stores may not know. */
  UNKNOWN_CATEGORY: 'UNKNOWN_CATEGORY',
  /** A kind of data that app stores may not know. */
  UNKNOWN_DATA_TYPE: 'UNKNOWN_DATA_TYPE'
} as const;

export type PublicationWarningCode = typeof PublicationWarningCode[keyof typeof PublicationWarningCode];
/** The input of `publishVersion`. */
export type PublishVersionInput = {
  /** The slug of an existing application. */
  readonly app: Scalars['String']['input'];
  /** Path of the icon in the archive, instead of the manifest's. */
  readonly icon?: InputMaybe<Scalars['String']['input']>;
  /** Replaces `parameters` in the manifest. */
  readonly parameters?: InputMaybe<Scalars['JSON']['input']>;
  /** Path of the partner's icon in the archive, instead of the manifest's. */
  readonly partnershipIcon?: InputMaybe<Scalars['String']['input']>;
  /** Paths of the screenshots in the archive, instead of the manifest's; an empty list means none. */
  readonly screenshots?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Checksum of the archive, 64 hexadecimal digits. */
  readonly sha256: Scalars['String']['input'];
  /** The space of the application; without one, the default space. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
  /** The URL of the archive (http or https): a tar file, optionally compressed with gzip, of less than 20 MiB. */
  readonly url: Scalars['String']['input'];
  /** Its number; one leading `v` is dropped. Major, minor and patch must be those of the manifest. */
  readonly version: Scalars['String']['input'];
};

/** The result of `publishVersion`. */
export type PublishVersionPayload = AppNotFound | ArchiveRejected | Busy | InvalidInput | NotAllowed | PublishVersionSuccess | SpaceNotFound | VersionExists;

/** The version was stored. */
export type PublishVersionSuccess = {
  readonly __typename?: 'PublishVersionSuccess';
  /** The version; its `state` is published or pending. */
  readonly version: Version;
  /** Problems that did not prevent the publication. */
  readonly warnings: ReadonlyArray<PublicationWarning>;
};

/** The input of `putWellKnownFile`. */
export type PutWellKnownFileInput = {
  /** At most 4 MiB. */
  readonly content: Scalars['Base64']['input'];
  /** Media type; if absent, it is determined from the extension of the name. */
  readonly contentType?: InputMaybe<Scalars['String']['input']>;
  /** Its path below `/.well-known/`, such as `assetlinks.json`. */
  readonly name: Scalars['String']['input'];
  /** A real space; without one, the default space. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** The result of `putWellKnownFile`. */
export type PutWellKnownFilePayload = InvalidInput | PutWellKnownFileSuccess | SpaceNotFound;

/** The file was stored, and is served. */
export type PutWellKnownFileSuccess = {
  readonly __typename?: 'PutWellKnownFileSuccess';
  /** The file that was put. */
  readonly file: WellKnownFile;
};

/** The root of all queries. */
export type Query = {
  readonly __typename?: 'Query';
  /** An editor by name, in any case; null when there is none. */
  readonly editor: Maybe<Editor>;
  /** All editors, ordered by name, ignoring case. */
  readonly editors: ReadonlyArray<Editor>;
  /** The object with this id; null when there is none. */
  readonly node: Maybe<Node>;
  /** This registry. */
  readonly registry: Registry;
  /**
   * A space by its name; without a name, the default space, which is called `__default__`. The same applies to the spaces of inputs.
   * Null when the space is not configured.
   */
  readonly space: Maybe<Space>;
  /** All configured spaces: the real ones, then the virtual ones. */
  readonly spaces: ReadonlyArray<Space>;
  /** Whether a token is valid for an editor, and for an application when one is given. */
  readonly verifyToken: Scalars['Boolean']['output'];
  /** The token of the request; null without a token, or with an invalid one. */
  readonly viewer: Maybe<Viewer>;
};


/** The root of all queries. */
export type QueryEditorArgs = {
  name: Scalars['String']['input'];
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

/** A refusal: why a mutation was not carried out. Nothing has changed. */
export type Refusal = {
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value, and what to do. */
  readonly message: Scalars['String']['output'];
};

/** The reasons for refusals. */
export const RefusalCode = {
  /** The slug is taken. */
  APP_EXISTS: 'APP_EXISTS',
  /** There is no such application. */
  APP_NOT_FOUND: 'APP_NOT_FOUND',
  /** The archive or its manifest breaks a rule. */
  ARCHIVE_INVALID: 'ARCHIVE_INVALID',
  /** The archive exceeds the size limit. */
  ARCHIVE_TOO_LARGE: 'ARCHIVE_TOO_LARGE',
  /** The archive could not be downloaded. */
  ARCHIVE_UNREACHABLE: 'ARCHIVE_UNREACHABLE',
  /** The registry is busy: try again later. */
  BUSY: 'BUSY',
  /** The archive has another checksum than given. */
  CHECKSUM_MISMATCH: 'CHECKSUM_MISMATCH',
  /** The name of the editor is taken. */
  EDITOR_EXISTS: 'EDITOR_EXISTS',
  /** There is no such editor. */
  EDITOR_NOT_FOUND: 'EDITOR_NOT_FOUND',
  /** There is no such file. */
  FILE_NOT_FOUND: 'FILE_NOT_FOUND',
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
  /** The slug differs from that of the manifest or the URL. */
  SLUG_MISMATCH: 'SLUG_MISMATCH',
  /** There is no such space, or it is not of the right kind. */
  SPACE_NOT_FOUND: 'SPACE_NOT_FOUND',
  /** The storage is full: the operator must make room. */
  STORAGE_FULL: 'STORAGE_FULL',
  /** The storage does not answer: try again later. */
  STORAGE_UNAVAILABLE: 'STORAGE_UNAVAILABLE',
  /** The token is missing or not valid, or it does not allow this. */
  UNAUTHORIZED: 'UNAUTHORIZED',
  /** The number of the version is taken. */
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
  /** The status of the engines. */
  readonly status: RegistryStatus;
  /** The URL by which clients reach the registry. */
  readonly url: Scalars['URL']['output'];
  /** The version of the gateway's software. */
  readonly version: Scalars['String']['output'];
};

/** The status of the engines. `ok` does not depend on the cache, which is not required. */
export type RegistryStatus = {
  readonly __typename?: 'RegistryStatus';
  /** The cache. */
  readonly cache: EngineStatus;
  /** The database. */
  readonly documents: EngineStatus;
  /** The object store for files. */
  readonly objects: EngineStatus;
  /** Whether the registry can serve. */
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

/** The input of `removeApp`. */
export type RemoveAppInput = {
  /** The slug of the application. */
  readonly slug: Scalars['String']['input'];
  /** The name of the space; without one, the default space. */
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
  /** In any case. */
  readonly name: Scalars['String']['input'];
};

/** The result of `removeEditor`. */
export type RemoveEditorPayload = EditorNotFound | InvalidInput | RemoveEditorSuccess;

/** The editor was removed. */
export type RemoveEditorSuccess = {
  readonly __typename?: 'RemoveEditorSuccess';
  /** As it was stored. */
  readonly name: Scalars['String']['output'];
};

/** The input of `removeOldVersions`. */
export type RemoveOldVersionsInput = {
  /** The slug of an existing application. */
  readonly app: Scalars['String']['input'];
  /** The channel of the versions; versions of other channels are kept, also those that this channel offers. */
  readonly channel: Channel;
  /** Whether to only return the versions that would be removed. */
  readonly dryRun: Scalars['Boolean']['input'];
  /** The number of major numbers to keep, from the highest down. */
  readonly majors: Scalars['Int']['input'];
  /** The number of versions to keep for each major number, beside the highest. */
  readonly minors: Scalars['Int']['input'];
  /** Versions of the last months are kept in any case: calendar months, in UTC. */
  readonly months: Scalars['Int']['input'];
  /** The name of the space; without one, the default space. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** The result of `removeOldVersions`. */
export type RemoveOldVersionsPayload = AppNotFound | InvalidInput | RemoveOldVersionsSuccess | SpaceNotFound | VersionNotFound;

/** The old versions were or would be removed. */
export type RemoveOldVersionsSuccess = {
  readonly __typename?: 'RemoveOldVersionsSuccess';
  /** Whether nothing was removed. */
  readonly dryRun: Scalars['Boolean']['output'];
  /** The versions that were or would be removed, oldest first. */
  readonly versions: ReadonlyArray<RemovedVersion>;
};

/** The input of `removeSpace`. */
export type RemoveSpaceInput = {
  /** The name of a real space. */
  readonly name: Scalars['String']['input'];
};

/** The result of `removeSpace`. */
export type RemoveSpacePayload = RemoveSpaceSuccess | SpaceNotFound;

/** The space was emptied. */
export type RemoveSpaceSuccess = {
  readonly __typename?: 'RemoveSpaceSuccess';
  /** Slugs of the applications that were removed. */
  readonly apps: ReadonlyArray<Scalars['String']['output']>;
  /** The space, empty now. */
  readonly space: Space;
  /** The versions that were removed. */
  readonly versions: ReadonlyArray<RemovedVersion>;
};

/** The input of `removeVersion`. */
export type RemoveVersionInput = {
  /** The slug of its application. */
  readonly app: Scalars['String']['input'];
  /** The name of the space; without one, the default space. */
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
  /** Its path below `/.well-known/`. */
  readonly name: Scalars['String']['input'];
  /** A real space; without one, the default space. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
};

/** The result of `removeWellKnownFile`. */
export type RemoveWellKnownFilePayload = FileNotFound | RemoveWellKnownFileSuccess | SpaceNotFound;

/** The file was removed. */
export type RemoveWellKnownFileSuccess = {
  readonly __typename?: 'RemoveWellKnownFileSuccess';
  /** The name of the file that was removed. */
  readonly name: Scalars['String']['output'];
};

/** A version that was or would be removed. */
export type RemovedVersion = {
  readonly __typename?: 'RemovedVersion';
  /** The channel that it belonged to. */
  readonly channel: Channel;
  /** When it was submitted. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The slug of its application. */
  readonly slug: Scalars['String']['output'];
  /** Whether it was published or pending. */
  readonly state: VersionState;
  /** Its number. */
  readonly version: Scalars['VersionNumber']['output'];
};

/** A problem that `repair` has found. */
export type RepairFinding = {
  readonly __typename?: 'RepairFinding';
  /** Whether it was fixed; false without `fix`, and for problems that can't be fixed. */
  readonly fixed: Scalars['Boolean']['output'];
  /** The kind of the problem. */
  readonly kind: RepairFindingKind;
  /** A message for people. */
  readonly message: Scalars['String']['output'];
  /** Where the problem is: `<container>/<key>` of an object, the checksum of an asset, or `[<space>/]<slug>/<version>`. */
  readonly subject: Scalars['String']['output'];
};

/** The kinds of problems that `repair` finds. */
export const RepairFindingKind = {
  /** An archive whose checksum is not that of its version. Restore it from a backup; `fix` regenerates those of virtual spaces. */
  DAMAGED_ARCHIVE: 'DAMAGED_ARCHIVE',
  /** An asset that no version uses, and whose object is missing. */
  EMPTY_ASSET: 'EMPTY_ASSET',
  /** A file of a version is missing. Publish the version with another number, or restore the object from a backup; `fix` regenerates the archives of virtual spaces. */
  MISSING_FILE: 'MISSING_FILE',
  /** A file without the extended attribute `user.mime_type`, from which `cozy-apps-registry` would read its media type. */
  MISSING_TYPE_ATTRIBUTE: 'MISSING_TYPE_ATTRIBUTE',
  /** An overwrite of a version that does not exist, in a virtual space. */
  ORPHANED_OVERWRITE: 'ORPHANED_OVERWRITE',
  /** The latest version of a channel that a virtual space shows without its overwritten name or icon. */
  OUTDATED_OVERWRITE: 'OUTDATED_OVERWRITE',
  /** An asset older than a day with a reference to a version that does not exist. */
  STALE_REFERENCE: 'STALE_REFERENCE',
  /** A version that is both published and pending, since its approval was interrupted. */
  UNFINISHED_APPROVAL: 'UNFINISHED_APPROVAL',
  /** An object older than a day without any reference to it. */
  UNREFERENCED_OBJECT: 'UNREFERENCED_OBJECT'
} as const;

export type RepairFindingKind = typeof RepairFindingKind[keyof typeof RepairFindingKind];
/** The input of `repair`. */
export type RepairInput = {
  /** Whether to repair or remove what is found, where no data are lost. Otherwise nothing is changed. */
  readonly fix: Scalars['Boolean']['input'];
};

/** The result of `repair`. */
export type RepairReport = {
  readonly __typename?: 'RepairReport';
  /** How many archives were read to check their checksums. */
  readonly archives: Scalars['Int']['output'];
  /** How many records of assets were checked. */
  readonly assets: Scalars['Int']['output'];
  /** The problems. */
  readonly findings: ReadonlyArray<RepairFinding>;
  /** How many objects in the object store were checked. */
  readonly objects: Scalars['Int']['output'];
  /** How many versions were checked. */
  readonly versions: Scalars['Int']['output'];
};

/** The input of `revokeTokens`. */
export type RevokeTokensInput = {
  /**
   * Only for this application, which need not exist any more. Editor tokens bound to it are revoked, and tokens for all applications
   * of the editor, also future ones, can no longer publish it.
   */
  readonly app?: InputMaybe<Scalars['String']['input']>;
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

/** A folder of the archive, served under a path. */
export type Route = {
  readonly __typename?: 'Route';
  /** The folder in the archive. */
  readonly folder: Maybe<Scalars['String']['output']>;
  /** The page served for the path itself. */
  readonly index: Maybe<Scalars['String']['output']>;
  /** The path below the URL of the application. */
  readonly path: Scalars['String']['output'];
  /** Whether it is served without a login. */
  readonly public: Scalars['Boolean']['output'];
};

/** A program that runs in the background. */
export type Service = {
  readonly __typename?: 'Service';
  /** The debounce time: triggers within it cause one run, such as `3m`. */
  readonly debounce: Maybe<Scalars['String']['output']>;
  /** The program, as a path in the archive. */
  readonly file: Maybe<Scalars['String']['output']>;
  /** Its key in the manifest. */
  readonly name: Scalars['String']['output'];
  /** Its schedule or event, such as `@cron 0 0 0 * * *`; null for a service that only programs start. */
  readonly trigger: Maybe<Scalars['String']['output']>;
  /** Its runtime, such as `node`. */
  readonly type: Maybe<Scalars['String']['output']>;
};

/** The direction of a list. */
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
  /** An application by its slug; null when it does not exist, or is hidden by this virtual space. */
  readonly app: Maybe<App>;
  /** The applications, page by page. */
  readonly apps: AppConnection;
  /** Opaque; the same for the life of the object. */
  readonly id: Scalars['ID']['output'];
  /** Whether it is a real or a virtual space. */
  readonly kind: SpaceKind;
  /** The applications in maintenance. */
  readonly maintenance: ReadonlyArray<App>;
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** A pending version; null when there is none with this number. */
  readonly pendingVersion: Maybe<Version>;
  /** The pending versions of this space, of one editor, or of one application, ordered by slug and version. */
  readonly pendingVersions: ReadonlyArray<Version>;
  /** Whether the filter of this space allows an application with this slug; always true in a real space. */
  readonly shows: Scalars['Boolean']['output'];
  /** Slugs of all applications, in byte order. */
  readonly slugs: ReadonlyArray<Scalars['String']['output']>;
  /** The space that a virtual space is a view of; null for a real one. */
  readonly source: Maybe<Space>;
  /** The files below `/.well-known/`, by name; none in a virtual space, which has no hosts. */
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

/** The kinds of spaces. */
export const SpaceKind = {
  /** Holds applications. */
  REAL: 'REAL',
  /** Shows some of the applications of another space. */
  VIRTUAL: 'VIRTUAL'
} as const;

export type SpaceKind = typeof SpaceKind[keyof typeof SpaceKind];
/** There is no such space, or it is not of the right kind. */
export type SpaceNotFound = Refusal & {
  readonly __typename?: 'SpaceNotFound';
  /** The reason for the refusal. */
  readonly code: RefusalCode;
  /** A message for people: what was wrong, with which value. */
  readonly message: Scalars['String']['output'];
};

/** Terms of service that a person must accept. */
export type Terms = {
  readonly __typename?: 'Terms';
  /** The identifier under which a Cozy stores the acceptance. */
  readonly id: Maybe<Scalars['String']['output']>;
  /** Where the terms can be read. */
  readonly url: Maybe<Scalars['String']['output']>;
  /** The version; a new one must be accepted again. */
  readonly version: Maybe<Scalars['String']['output']>;
};

/** Hours of the day, 0 to 24. */
export type TimeInterval = {
  readonly __typename?: 'TimeInterval';
  /** The last hour. */
  readonly end: Scalars['Int']['output'];
  /** The first hour. */
  readonly start: Scalars['Int']['output'];
};

/** What a token allows. */
export const TokenKind = {
  /** Publish versions of one application, or of all applications of an editor. */
  EDITOR: 'EDITOR',
  /** Administer the registry. */
  MASTER: 'MASTER'
} as const;

export type TokenKind = typeof TokenKind[keyof typeof TokenKind];
/** The input of `updateApp`. */
export type UpdateAppInput = {
  /** The new commitment; if absent, it is not changed. */
  readonly dataUsageCommitment?: InputMaybe<DataUsageCommitment>;
  /** Who makes the commitment; if absent, it is not changed. */
  readonly dataUsageCommitmentBy?: InputMaybe<DataUsageCommitmentBy>;
  /** Immutable: another value than the current one is refused. An empty text counts as absent. */
  readonly editor?: InputMaybe<Scalars['String']['input']>;
  /** The slug of the application. */
  readonly slug: Scalars['String']['input'];
  /** The name of the space; without one, the default space. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
  /** Immutable: another value than the current one is refused. */
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

/** An uploaded file. */
export type UploadInput = {
  /** At most 4 MiB. */
  readonly content: Scalars['Base64']['input'];
  /** Its extension determines the media type. */
  readonly fileName: Scalars['String']['input'];
};

/** The input of `verifyToken`. */
export type VerifyTokenInput = {
  /** The slug of the application that the token must be valid for. */
  readonly app?: InputMaybe<Scalars['String']['input']>;
  /** The name of the editor, in any case. */
  readonly editor: Scalars['String']['input'];
  /** The kind that the token must have. */
  readonly kind: TokenKind;
  /** The space in which `app` is looked up; without one, the default space. */
  readonly space?: InputMaybe<Scalars['String']['input']>;
  /** The token, in base64. */
  readonly token: Scalars['String']['input'];
};

/** One published archive of an application. It never changes. */
export type Version = Node & {
  readonly __typename?: 'Version';
  /** Its application. */
  readonly app: App;
  /** The archive: what a Cozy downloads to install this version. */
  readonly archive: File;
  /** The single top folder of the archive; null when it has none. */
  readonly archiveFolder: Maybe<Scalars['String']['output']>;
  /** The categories in the manifest, without duplicates. */
  readonly categories: ReadonlyArray<Scalars['String']['output']>;
  /** The changes in this version; their language is chosen like that of `name`. */
  readonly changes: Maybe<Scalars['String']['output']>;
  /** The channel that this version belongs to. */
  readonly channel: Channel;
  /** When it was submitted. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Who made the application. */
  readonly developer: Maybe<Developer>;
  /** The doctypes of the permissions, without duplicates. */
  readonly doctypes: ReadonlyArray<Scalars['String']['output']>;
  /** The editor that published it. */
  readonly editor: Editor;
  /** The files of this version that are stored by checksum, ordered by name. */
  readonly files: ReadonlyArray<File>;
  /** The icon of this version; null when it has none. */
  readonly icon: Maybe<File>;
  /** Opaque; the same for the life of the object. */
  readonly id: Scalars['ID']['output'];
  /** The intents that the application provides to other applications. */
  readonly intents: ReadonlyArray<Intent>;
  /** Whether it is the newest version that its channel offers. */
  readonly isLatest: Scalars['Boolean']['output'];
  /** Whether this virtual space overwrites its name or icon, and so has an archive of its own. */
  readonly isOverwritten: Scalars['Boolean']['output'];
  /** The members that only konnectors have; null for a webapp. */
  readonly konnector: Maybe<KonnectorManifest>;
  /** The languages of the application. */
  readonly langs: ReadonlyArray<Scalars['String']['output']>;
  /** The licence, such as `AGPL-3.0`. */
  readonly license: Maybe<Scalars['String']['output']>;
  /** The languages of the texts in the manifest. */
  readonly locales: ReadonlyArray<Scalars['String']['output']>;
  /** A long description, often Markdown; its language is chosen like that of `name`. */
  readonly longDescription: Maybe<Scalars['String']['output']>;
  /** The manifest of the archive, as it is. The fields below return its parts in reliable shapes. */
  readonly manifest: Maybe<Scalars['JSON']['output']>;
  /** The mobile application that goes with it. */
  readonly mobile: Maybe<Mobile>;
  /** The display name: in the first of `locales` that the manifest has, else in `en`, else without a language. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Text in front of the name, such as the name of the editor. */
  readonly namePrefix: Maybe<Scalars['String']['output']>;
  /** Kinds of notifications that it sends. */
  readonly notifications: ReadonlyArray<Notification>;
  /** The partner of the application. */
  readonly partnership: Maybe<Partnership>;
  /** The icon of a partner; null when it has none. */
  readonly partnershipIcon: Maybe<File>;
  /** The permissions that the application requests. */
  readonly permissions: ReadonlyArray<Permission>;
  /** Other platforms on which it is available. */
  readonly platforms: ReadonlyArray<Platform>;
  /** The routes of a webapp; empty for a konnector. */
  readonly routes: ReadonlyArray<Route>;
  /** Screenshots for the first of `locales` that has some, else those without a language. */
  readonly screenshots: ReadonlyArray<File>;
  /** Programs that a webapp runs in the background. */
  readonly services: ReadonlyArray<Service>;
  /** Checksum of the archive, in upper or lower case as given at publication. */
  readonly sha256: Scalars['Sha256']['output'];
  /** A description in one line; its language is chosen like that of `name`. */
  readonly shortDescription: Maybe<Scalars['String']['output']>;
  /** Size of the archive in bytes. */
  readonly size: Scalars['Float']['output'];
  /** The slug of its application. */
  readonly slug: Scalars['String']['output'];
  /** The URL of the source code: often of a git repository, not of a web page. */
  readonly source: Maybe<Scalars['String']['output']>;
  /** Whether it is published or pending. */
  readonly state: VersionState;
  /** Tags, for searches. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** Terms of service that a person must accept; null when there are none. */
  readonly terms: Maybe<Terms>;
  /** The type of its application, even if the manifest differs. */
  readonly type: AppType;
  /** Its number. */
  readonly version: Scalars['VersionNumber']['output'];
};


/** One published archive of an application. It never changes. */
export type VersionChangesArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** One published archive of an application. It never changes. */
export type VersionLongDescriptionArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** One published archive of an application. It never changes. */
export type VersionNameArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** One published archive of an application. It never changes. */
export type VersionScreenshotsArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** One published archive of an application. It never changes. */
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

/** The number of the version is taken. */
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
  /** Published: it can be installed. */
  PUBLISHED: 'PUBLISHED'
} as const;

export type VersionState = typeof VersionState[keyof typeof VersionState];
/** The token of the request: its editor, and what it allows. */
export type Viewer = {
  readonly __typename?: 'Viewer';
  /** The only application that the token may publish; null when it is not bound to one. */
  readonly app: Maybe<Scalars['String']['output']>;
  /** The editor that the token belongs to. */
  readonly editor: Editor;
  /** When the token expires; null when it never does. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** The kind of the token. */
  readonly kind: TokenKind;
};

/** A file that the gateway serves below `/.well-known/` on the hosts of a space, such as an association of mobile applications. */
export type WellKnownFile = {
  readonly __typename?: 'WellKnownFile';
  /** Media type; null when none is known, and the file is served as plain text. */
  readonly contentType: Maybe<Scalars['String']['output']>;
  /** Its path below `/.well-known/`. */
  readonly name: Scalars['String']['output'];
  /** Size in bytes. */
  readonly size: Scalars['Float']['output'];
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
  CreateEditorPayload:
    | ( Omit<CreateEditorSuccess, 'editor'> & { editor: _RefType['Editor'] } )
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
  MaintenancePayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<MaintenanceSuccess, 'app'> & { app: _RefType['App'] } )
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
  RemoveOldVersionsPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<RemoveOldVersionsSuccess, 'versions'> & { versions: ReadonlyArray<_RefType['RemovedVersion']> } )
    | ( RefusedModel )
    | ( RefusedModel )
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
  RevokeTokensPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<RevokeTokensSuccess, 'editor'> & { editor: _RefType['Editor'] } )
  ;
  UpdateAppPayload:
    | ( RefusedModel )
    | ( RefusedModel )
    | ( RefusedModel )
    | ( Omit<UpdateAppSuccess, 'app'> & { app: _RefType['App'] } )
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
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ActivateMaintenanceInput: ActivateMaintenanceInput;
  AllowStep: AllowStep;
  App: ResolverTypeWrapper<AppModel>;
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
  Base64: ResolverTypeWrapper<Scalars['Base64']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Busy: ResolverTypeWrapper<RefusedModel>;
  Channel: ResolverTypeWrapper<ChannelModel>;
  CreateAppInput: CreateAppInput;
  CreateAppPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateAppPayload']>;
  CreateAppSuccess: ResolverTypeWrapper<Omit<CreateAppSuccess, 'app'> & { app: ResolversTypes['App'] }>;
  CreateEditorInput: CreateEditorInput;
  CreateEditorPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateEditorPayload']>;
  CreateEditorSuccess: ResolverTypeWrapper<Omit<CreateEditorSuccess, 'editor'> & { editor: ResolversTypes['Editor'] }>;
  CreateTokenInput: CreateTokenInput;
  CreateTokenPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateTokenPayload']>;
  CreateTokenSuccess: ResolverTypeWrapper<Omit<CreateTokenSuccess, 'editor'> & { editor: ResolversTypes['Editor'] }>;
  DataUsageCommitment: ResolverTypeWrapper<CommitmentModel>;
  DataUsageCommitmentBy: ResolverTypeWrapper<CommitmentAuthorModel>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeactivateMaintenanceInput: DeactivateMaintenanceInput;
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
  MaintenanceSuccess: ResolverTypeWrapper<Omit<MaintenanceSuccess, 'app'> & { app: ResolversTypes['App'] }>;
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
  PendingVersionInput: PendingVersionInput;
  Permission: ResolverTypeWrapper<PermissionModel>;
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
  RemoveAppInput: RemoveAppInput;
  RemoveAppPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveAppPayload']>;
  RemoveAppSuccess: ResolverTypeWrapper<Omit<RemoveAppSuccess, 'versions'> & { versions: ReadonlyArray<ResolversTypes['RemovedVersion']> }>;
  RemoveEditorInput: RemoveEditorInput;
  RemoveEditorPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveEditorPayload']>;
  RemoveEditorSuccess: ResolverTypeWrapper<RemoveEditorSuccess>;
  RemoveOldVersionsInput: RemoveOldVersionsInput;
  RemoveOldVersionsPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveOldVersionsPayload']>;
  RemoveOldVersionsSuccess: ResolverTypeWrapper<Omit<RemoveOldVersionsSuccess, 'versions'> & { versions: ReadonlyArray<ResolversTypes['RemovedVersion']> }>;
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
  RevokeTokensInput: RevokeTokensInput;
  RevokeTokensPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeTokensPayload']>;
  RevokeTokensSuccess: ResolverTypeWrapper<Omit<RevokeTokensSuccess, 'editor'> & { editor: ResolversTypes['Editor'] }>;
  Route: ResolverTypeWrapper<Route>;
  Service: ResolverTypeWrapper<Service>;
  Sha256: ResolverTypeWrapper<Scalars['Sha256']['output']>;
  SortDirection: SortDirection;
  Space: ResolverTypeWrapper<SpaceModel>;
  SpaceKind: SpaceKind;
  SpaceNotFound: ResolverTypeWrapper<RefusedModel>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Terms: ResolverTypeWrapper<Terms>;
  TimeInterval: ResolverTypeWrapper<TimeInterval>;
  TokenKind: TokenKind;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UpdateAppInput: UpdateAppInput;
  UpdateAppPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateAppPayload']>;
  UpdateAppSuccess: ResolverTypeWrapper<Omit<UpdateAppSuccess, 'app'> & { app: ResolversTypes['App'] }>;
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
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  ActivateMaintenanceInput: ActivateMaintenanceInput;
  App: AppModel;
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
  Base64: Scalars['Base64']['output'];
  Boolean: Scalars['Boolean']['output'];
  Busy: RefusedModel;
  CreateAppInput: CreateAppInput;
  CreateAppPayload: ResolversUnionTypes<ResolversParentTypes>['CreateAppPayload'];
  CreateAppSuccess: Omit<CreateAppSuccess, 'app'> & { app: ResolversParentTypes['App'] };
  CreateEditorInput: CreateEditorInput;
  CreateEditorPayload: ResolversUnionTypes<ResolversParentTypes>['CreateEditorPayload'];
  CreateEditorSuccess: Omit<CreateEditorSuccess, 'editor'> & { editor: ResolversParentTypes['Editor'] };
  CreateTokenInput: CreateTokenInput;
  CreateTokenPayload: ResolversUnionTypes<ResolversParentTypes>['CreateTokenPayload'];
  CreateTokenSuccess: Omit<CreateTokenSuccess, 'editor'> & { editor: ResolversParentTypes['Editor'] };
  DateTime: Scalars['DateTime']['output'];
  DeactivateMaintenanceInput: DeactivateMaintenanceInput;
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
  MaintenanceSuccess: Omit<MaintenanceSuccess, 'app'> & { app: ResolversParentTypes['App'] };
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
  PendingVersionInput: PendingVersionInput;
  Permission: PermissionModel;
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
  RemoveAppInput: RemoveAppInput;
  RemoveAppPayload: ResolversUnionTypes<ResolversParentTypes>['RemoveAppPayload'];
  RemoveAppSuccess: Omit<RemoveAppSuccess, 'versions'> & { versions: ReadonlyArray<ResolversParentTypes['RemovedVersion']> };
  RemoveEditorInput: RemoveEditorInput;
  RemoveEditorPayload: ResolversUnionTypes<ResolversParentTypes>['RemoveEditorPayload'];
  RemoveEditorSuccess: RemoveEditorSuccess;
  RemoveOldVersionsInput: RemoveOldVersionsInput;
  RemoveOldVersionsPayload: ResolversUnionTypes<ResolversParentTypes>['RemoveOldVersionsPayload'];
  RemoveOldVersionsSuccess: Omit<RemoveOldVersionsSuccess, 'versions'> & { versions: ReadonlyArray<ResolversParentTypes['RemovedVersion']> };
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
  RevokeTokensInput: RevokeTokensInput;
  RevokeTokensPayload: ResolversUnionTypes<ResolversParentTypes>['RevokeTokensPayload'];
  RevokeTokensSuccess: Omit<RevokeTokensSuccess, 'editor'> & { editor: ResolversParentTypes['Editor'] };
  Route: Route;
  Service: Service;
  Sha256: Scalars['Sha256']['output'];
  Space: SpaceModel;
  SpaceNotFound: RefusedModel;
  String: Scalars['String']['output'];
  Terms: Terms;
  TimeInterval: TimeInterval;
  URL: Scalars['URL']['output'];
  UpdateAppInput: UpdateAppInput;
  UpdateAppPayload: ResolversUnionTypes<ResolversParentTypes>['UpdateAppPayload'];
  UpdateAppSuccess: Omit<UpdateAppSuccess, 'app'> & { app: ResolversParentTypes['App'] };
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
};

export type AllowDirectiveArgs = {
  after: ReadonlyArray<AllowStep>;
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
  channels: Resolver<ReadonlyArray<ResolversTypes['AppChannel']>, ParentType, ContextType>;
  createdAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dataUsageCommitment: Resolver<ResolversTypes['DataUsageCommitment'], ParentType, ContextType>;
  dataUsageCommitmentBy: Resolver<ResolversTypes['DataUsageCommitmentBy'], ParentType, ContextType>;
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
  editors: Resolver<ReadonlyArray<ResolversTypes['FacetValue']>, ParentType, ContextType>;
  types: Resolver<ReadonlyArray<ResolversTypes['FacetValue']>, ParentType, ContextType>;
};

export type AppNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppNotFound'] = ResolversParentTypes['AppNotFound']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppSortFieldResolvers = { CREATED_AT: 'createdAt', EDITOR: 'editor', SLUG: 'slug', TYPE: 'type' };

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

export type CreateEditorPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateEditorPayload'] = ResolversParentTypes['CreateEditorPayload']> = {
  __resolveType: TypeResolveFn<'CreateEditorSuccess' | 'EditorExists' | 'InvalidInput', ParentType, ContextType>;
};

export type CreateEditorSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateEditorSuccess'] = ResolversParentTypes['CreateEditorSuccess']> = {
  editor: Resolver<ResolversTypes['Editor'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateTokenPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateTokenPayload'] = ResolversParentTypes['CreateTokenPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'CreateTokenSuccess' | 'EditorNotFound' | 'InvalidInput' | 'NotAllowed' | 'SpaceNotFound', ParentType, ContextType>;
};

export type CreateTokenSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateTokenSuccess'] = ResolversParentTypes['CreateTokenSuccess']> = {
  editor: Resolver<ResolversTypes['Editor'], ParentType, ContextType>;
  expiresAt: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  token: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  warnings: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DataUsageCommitmentResolvers = { NONE: 'none', USER_CIPHERED: 'user_ciphered', USER_RESERVED: 'user_reserved' };

export type DataUsageCommitmentByResolvers = { COZY: 'cozy', EDITOR: 'editor', NONE: 'none' };

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeveloperResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Developer'] = ResolversParentTypes['Developer']> = {
  name: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EditorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Editor'] = ResolversParentTypes['Editor']> = {
  autoPublication: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type MaintenanceSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MaintenanceSuccess'] = ResolversParentTypes['MaintenanceSuccess']> = {
  app: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MobileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mobile'] = ResolversParentTypes['Mobile']> = {
  appStoreId: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  playStoreId: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  schema: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  activateMaintenance?: Resolver<Maybe<ResolversTypes['MaintenancePayload']>, ParentType, ContextType, RequireFields<MutationActivateMaintenanceArgs, 'input'>>;
  approvePendingVersion?: Resolver<Maybe<ResolversTypes['ApprovePendingVersionPayload']>, ParentType, ContextType, RequireFields<MutationApprovePendingVersionArgs, 'input'>>;
  createApp?: Resolver<Maybe<ResolversTypes['CreateAppPayload']>, ParentType, ContextType, RequireFields<MutationCreateAppArgs, 'input'>>;
  createEditor?: Resolver<Maybe<ResolversTypes['CreateEditorPayload']>, ParentType, ContextType, RequireFields<MutationCreateEditorArgs, 'input'>>;
  createToken?: Resolver<Maybe<ResolversTypes['CreateTokenPayload']>, ParentType, ContextType, RequireFields<MutationCreateTokenArgs, 'input'>>;
  deactivateMaintenance?: Resolver<Maybe<ResolversTypes['MaintenancePayload']>, ParentType, ContextType, RequireFields<MutationDeactivateMaintenanceArgs, 'input'>>;
  overwriteApp?: Resolver<Maybe<ResolversTypes['OverwriteAppPayload']>, ParentType, ContextType, RequireFields<MutationOverwriteAppArgs, 'input'>>;
  publishVersion?: Resolver<Maybe<ResolversTypes['PublishVersionPayload']>, ParentType, ContextType, RequireFields<MutationPublishVersionArgs, 'input'>>;
  putWellKnownFile?: Resolver<Maybe<ResolversTypes['PutWellKnownFilePayload']>, ParentType, ContextType, RequireFields<MutationPutWellKnownFileArgs, 'input'>>;
  rejectPendingVersion?: Resolver<Maybe<ResolversTypes['RejectPendingVersionPayload']>, ParentType, ContextType, RequireFields<MutationRejectPendingVersionArgs, 'input'>>;
  removeApp?: Resolver<Maybe<ResolversTypes['RemoveAppPayload']>, ParentType, ContextType, RequireFields<MutationRemoveAppArgs, 'input'>>;
  removeEditor?: Resolver<Maybe<ResolversTypes['RemoveEditorPayload']>, ParentType, ContextType, RequireFields<MutationRemoveEditorArgs, 'input'>>;
  removeOldVersions?: Resolver<Maybe<ResolversTypes['RemoveOldVersionsPayload']>, ParentType, ContextType, RequireFields<MutationRemoveOldVersionsArgs, 'input'>>;
  removeSpace?: Resolver<Maybe<ResolversTypes['RemoveSpacePayload']>, ParentType, ContextType, RequireFields<MutationRemoveSpaceArgs, 'input'>>;
  removeVersion?: Resolver<Maybe<ResolversTypes['RemoveVersionPayload']>, ParentType, ContextType, RequireFields<MutationRemoveVersionArgs, 'input'>>;
  removeWellKnownFile?: Resolver<Maybe<ResolversTypes['RemoveWellKnownFilePayload']>, ParentType, ContextType, RequireFields<MutationRemoveWellKnownFileArgs, 'input'>>;
  repair?: Resolver<Maybe<ResolversTypes['RepairReport']>, ParentType, ContextType, RequireFields<MutationRepairArgs, 'input'>>;
  revokeTokens?: Resolver<Maybe<ResolversTypes['RevokeTokensPayload']>, ParentType, ContextType, RequireFields<MutationRevokeTokensArgs, 'input'>>;
  updateApp?: Resolver<Maybe<ResolversTypes['UpdateAppPayload']>, ParentType, ContextType, RequireFields<MutationUpdateAppArgs, 'input'>>;
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

export type PermissionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Permission'] = ResolversParentTypes['Permission']> = {
  description: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<PermissionDescriptionArgs>>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remote: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  selector: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  values: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  verbs: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
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
  editor?: Resolver<Maybe<ResolversTypes['Editor']>, ParentType, ContextType, RequireFields<QueryEditorArgs, 'name'>>;
  editors?: Resolver<ReadonlyArray<ResolversTypes['Editor']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  registry?: Resolver<ResolversTypes['Registry'], ParentType, ContextType>;
  space?: Resolver<Maybe<ResolversTypes['Space']>, ParentType, ContextType, Partial<QuerySpaceArgs>>;
  spaces?: Resolver<ReadonlyArray<ResolversTypes['Space']>, ParentType, ContextType>;
  verifyToken?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<QueryVerifyTokenArgs, 'input'>>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  __resolveType: TypeResolveFn<'AppExists' | 'AppNotFound' | 'ArchiveRejected' | 'Busy' | 'EditorExists' | 'EditorNotFound' | 'FileNotFound' | 'InvalidInput' | 'NotAllowed' | 'SpaceNotFound' | 'VersionExists' | 'VersionNotFound', ParentType, ContextType>;
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

export type RemoveOldVersionsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveOldVersionsPayload'] = ResolversParentTypes['RemoveOldVersionsPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'InvalidInput' | 'RemoveOldVersionsSuccess' | 'SpaceNotFound' | 'VersionNotFound', ParentType, ContextType>;
};

export type RemoveOldVersionsSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveOldVersionsSuccess'] = ResolversParentTypes['RemoveOldVersionsSuccess']> = {
  dryRun: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  versions: Resolver<ReadonlyArray<ResolversTypes['RemovedVersion']>, ParentType, ContextType>;
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
  wellKnownFiles: Resolver<ReadonlyArray<ResolversTypes['WellKnownFile']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SpaceNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpaceNotFound'] = ResolversParentTypes['SpaceNotFound']> = {
  code: Resolver<ResolversTypes['RefusalCode'], ParentType, ContextType>;
  message: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TermsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Terms'] = ResolversParentTypes['Terms']> = {
  id: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TimeIntervalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TimeInterval'] = ResolversParentTypes['TimeInterval']> = {
  end: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  start: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UpdateAppPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateAppPayload'] = ResolversParentTypes['UpdateAppPayload']> = {
  __resolveType: TypeResolveFn<'AppNotFound' | 'InvalidInput' | 'SpaceNotFound' | 'UpdateAppSuccess', ParentType, ContextType>;
};

export type UpdateAppSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateAppSuccess'] = ResolversParentTypes['UpdateAppSuccess']> = {
  app: Resolver<ResolversTypes['App'], ParentType, ContextType>;
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
};

export type WellKnownFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WellKnownFile'] = ResolversParentTypes['WellKnownFile']> = {
  contentType: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  App: AppResolvers<ContextType>;
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
  Base64: GraphQLScalarType;
  Busy: BusyResolvers<ContextType>;
  Channel: ChannelResolvers;
  CreateAppPayload: CreateAppPayloadResolvers<ContextType>;
  CreateAppSuccess: CreateAppSuccessResolvers<ContextType>;
  CreateEditorPayload: CreateEditorPayloadResolvers<ContextType>;
  CreateEditorSuccess: CreateEditorSuccessResolvers<ContextType>;
  CreateTokenPayload: CreateTokenPayloadResolvers<ContextType>;
  CreateTokenSuccess: CreateTokenSuccessResolvers<ContextType>;
  DataUsageCommitment: DataUsageCommitmentResolvers;
  DataUsageCommitmentBy: DataUsageCommitmentByResolvers;
  DateTime: GraphQLScalarType;
  Developer: DeveloperResolvers<ContextType>;
  Editor: EditorResolvers<ContextType>;
  EditorExists: EditorExistsResolvers<ContextType>;
  EditorNotFound: EditorNotFoundResolvers<ContextType>;
  EngineStatus: EngineStatusResolvers<ContextType>;
  FacetValue: FacetValueResolvers<ContextType>;
  File: FileResolvers<ContextType>;
  FileNotFound: FileNotFoundResolvers<ContextType>;
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
  MaintenanceSuccess: MaintenanceSuccessResolvers<ContextType>;
  Mobile: MobileResolvers<ContextType>;
  Mutation: MutationResolvers<ContextType>;
  Node: NodeResolvers<ContextType>;
  NotAllowed: NotAllowedResolvers<ContextType>;
  Notification: NotificationResolvers<ContextType>;
  OverwriteAppPayload: OverwriteAppPayloadResolvers<ContextType>;
  OverwriteAppSuccess: OverwriteAppSuccessResolvers<ContextType>;
  PageInfo: PageInfoResolvers<ContextType>;
  Partnership: PartnershipResolvers<ContextType>;
  Permission: PermissionResolvers<ContextType>;
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
  RemoveAppPayload: RemoveAppPayloadResolvers<ContextType>;
  RemoveAppSuccess: RemoveAppSuccessResolvers<ContextType>;
  RemoveEditorPayload: RemoveEditorPayloadResolvers<ContextType>;
  RemoveEditorSuccess: RemoveEditorSuccessResolvers<ContextType>;
  RemoveOldVersionsPayload: RemoveOldVersionsPayloadResolvers<ContextType>;
  RemoveOldVersionsSuccess: RemoveOldVersionsSuccessResolvers<ContextType>;
  RemoveSpacePayload: RemoveSpacePayloadResolvers<ContextType>;
  RemoveSpaceSuccess: RemoveSpaceSuccessResolvers<ContextType>;
  RemoveVersionPayload: RemoveVersionPayloadResolvers<ContextType>;
  RemoveVersionSuccess: RemoveVersionSuccessResolvers<ContextType>;
  RemoveWellKnownFilePayload: RemoveWellKnownFilePayloadResolvers<ContextType>;
  RemoveWellKnownFileSuccess: RemoveWellKnownFileSuccessResolvers<ContextType>;
  RemovedVersion: RemovedVersionResolvers<ContextType>;
  RepairFinding: RepairFindingResolvers<ContextType>;
  RepairReport: RepairReportResolvers<ContextType>;
  RevokeTokensPayload: RevokeTokensPayloadResolvers<ContextType>;
  RevokeTokensSuccess: RevokeTokensSuccessResolvers<ContextType>;
  Route: RouteResolvers<ContextType>;
  Service: ServiceResolvers<ContextType>;
  Sha256: GraphQLScalarType;
  Space: SpaceResolvers<ContextType>;
  SpaceNotFound: SpaceNotFoundResolvers<ContextType>;
  Terms: TermsResolvers<ContextType>;
  TimeInterval: TimeIntervalResolvers<ContextType>;
  URL: GraphQLScalarType;
  UpdateAppPayload: UpdateAppPayloadResolvers<ContextType>;
  UpdateAppSuccess: UpdateAppSuccessResolvers<ContextType>;
  Version: VersionResolvers<ContextType>;
  VersionConnection: VersionConnectionResolvers<ContextType>;
  VersionEdge: VersionEdgeResolvers<ContextType>;
  VersionExists: VersionExistsResolvers<ContextType>;
  VersionNotFound: VersionNotFoundResolvers<ContextType>;
  VersionNumber: GraphQLScalarType;
  Viewer: ViewerResolvers<ContextType>;
  WellKnownFile: WellKnownFileResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  allow: AllowDirectiveResolver<any, any, ContextType>;
  cost: CostDirectiveResolver<any, any, ContextType>;
  listSize: ListSizeDirectiveResolver<any, any, ContextType>;
};
