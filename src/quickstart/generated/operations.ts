/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
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

export type FindCozyQueryVariables = Exact<{
  domain: string;
  app: string;
}>;


export type FindCozyQuery = { readonly space: { readonly app: { readonly latestVersion: { readonly doctypes: ReadonlyArray<string> } | null } | null } | null, readonly instances: { readonly totalCount: number }, readonly instance: { readonly apps: { readonly totalCount: number }, readonly installedApp: { readonly slug: string } | null } | null };

export type AddCozyMutationVariables = Exact<{
  domain: string;
}>;


export type AddCozyMutation = { readonly createInstance:
    | { readonly instance: { readonly domain: string } }
    | Record<PropertyKey, never>
   | null };

export type InstallExampleMutationVariables = Exact<{
  domain: string;
  app: string;
}>;


export type InstallExampleMutation = { readonly installApp:
    | { readonly installedApp: { readonly slug: string } }
    | Record<PropertyKey, never>
   | null };

export type CreateExampleTokenMutationVariables = Exact<{
  domain: string;
  app: string;
}>;


export type CreateExampleTokenMutation = { readonly createAppToken:
    | { readonly token: string }
    | Record<PropertyKey, never>
   | null };

export type ListSlugsQueryVariables = Exact<{ [key: string]: never; }>;


export type ListSlugsQuery = { readonly space: { readonly slugs: ReadonlyArray<string> } | null };

export type FindLatestQueryVariables = Exact<{
  slug: string;
}>;


export type FindLatestQuery = { readonly space: { readonly app: { readonly latestVersion: { readonly version: string } | null } | null } | null };

export type AddExampleMutationVariables = Exact<{
  input: CreateAppInput;
}>;


export type AddExampleMutation = { readonly createApp:
    | { readonly app: { readonly slug: string } }
    | Record<PropertyKey, never>
   | null };

export type PublishExampleMutationVariables = Exact<{
  input: PublishVersionInput;
}>;


export type PublishExampleMutation = { readonly publishVersion:
    | { readonly version: { readonly version: string } }
    | Record<PropertyKey, never>
   | null };


export const FindCozyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FindCozy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"domain"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"app"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"app"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"latestVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"doctypes"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"instances"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instance"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"domain"},"value":{"kind":"Variable","name":{"kind":"Name","value":"domain"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apps"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"installedApp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"app"},"value":{"kind":"Variable","name":{"kind":"Name","value":"app"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]} as unknown as DocumentNode<FindCozyQuery, FindCozyQueryVariables>;
export const AddCozyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddCozy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"domain"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createInstance"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"domain"},"value":{"kind":"Variable","name":{"kind":"Name","value":"domain"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateInstanceSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"instance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"domain"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AddCozyMutation, AddCozyMutationVariables>;
export const InstallExampleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InstallExample"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"domain"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"app"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"installApp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"domain"},"value":{"kind":"Variable","name":{"kind":"Name","value":"domain"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"app"},"value":{"kind":"Variable","name":{"kind":"Name","value":"app"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InstallAppSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"installedApp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]} as unknown as DocumentNode<InstallExampleMutation, InstallExampleMutationVariables>;
export const CreateExampleTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateExampleToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"domain"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"app"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createAppToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"domain"},"value":{"kind":"Variable","name":{"kind":"Name","value":"domain"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"app"},"value":{"kind":"Variable","name":{"kind":"Name","value":"app"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAppTokenSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}}]}}]}}]}}]} as unknown as DocumentNode<CreateExampleTokenMutation, CreateExampleTokenMutationVariables>;
export const ListSlugsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListSlugs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slugs"}}]}}]}}]} as unknown as DocumentNode<ListSlugsQuery, ListSlugsQueryVariables>;
export const FindLatestDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FindLatest"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"space"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"latestVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}}]}}]}}]}}]}}]} as unknown as DocumentNode<FindLatestQuery, FindLatestQueryVariables>;
export const AddExampleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddExample"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAppInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createApp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAppSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"app"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AddExampleMutation, AddExampleMutationVariables>;
export const PublishExampleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PublishExample"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PublishVersionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"publishVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PublishVersionSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}}]}}]}}]}}]}}]} as unknown as DocumentNode<PublishExampleMutation, PublishExampleMutationVariables>;