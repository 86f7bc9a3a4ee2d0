/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Json } from '../../json.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

export type VersionPartsFragment = { readonly slug: string, readonly type: AppType, readonly version: string, readonly manifest: Json | null, readonly createdAt: string, readonly size: number, readonly sha256: string, readonly archiveFolder: string | null, readonly editor: { readonly name: string }, readonly archive: { readonly url: string }, readonly files: ReadonlyArray<{ readonly name: string, readonly sha256: string | null }>, readonly withdrawn: { readonly reason: string, readonly at: string, readonly by: string } | null };

export type AppPartsFragment = { readonly slug: string, readonly type: AppType, readonly createdAt: string, readonly dataUsageCommitment: DataUsageCommitment, readonly dataUsageCommitmentBy: DataUsageCommitmentBy, readonly editor: { readonly name: string }, readonly deprecation: { readonly message: string, readonly successorSlug: string | null, readonly at: string, readonly by: string } | null, readonly maintenance: { readonly infrastructure: boolean, readonly short: boolean, readonly noManualExecution: boolean, readonly messages: ReadonlyArray<{ readonly locale: string, readonly short: string, readonly long: string }> } | null };

export type AppVersionsFragment = { readonly hasVersions: boolean, readonly channels: ReadonlyArray<{ readonly name: Channel, readonly versionNumbers: ReadonlyArray<string> }> };

export const VersionPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VersionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Version"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"manifest"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"archive"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}},{"kind":"Field","name":{"kind":"Name","value":"archiveFolder"}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}}]}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}}]}}]} as unknown as DocumentNode<VersionPartsFragment, unknown>;
export const AppPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitment"}},{"kind":"Field","name":{"kind":"Name","value":"dataUsageCommitmentBy"}},{"kind":"Field","name":{"kind":"Name","value":"deprecation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"successorSlug"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maintenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"infrastructure"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"noManualExecution"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"short"}},{"kind":"Field","name":{"kind":"Name","value":"long"}}]}}]}}]}}]} as unknown as DocumentNode<AppPartsFragment, unknown>;
export const AppVersionsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppVersions"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"App"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasVersions"}},{"kind":"Field","name":{"kind":"Name","value":"channels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"versionNumbers"}}]}}]}}]} as unknown as DocumentNode<AppVersionsFragment, unknown>;