/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The input of `createEditor`. */
export type CreateEditorInput = {
  /** Whether versions go live without approval. */
  readonly autoPublication?: boolean;
  /** A letter, then letters and digits. Names are unique without regard to case. */
  readonly name: string;
};

/** The input of `createToken`. */
export type CreateTokenInput = {
  /** Binds the token to one application, by its slug; it must exist in `space`. Without it, any application of the editor. */
  readonly app?: string | null | undefined;
  /** The editor that the token will belong to. */
  readonly editor: string;
  /** The kind of token to make. */
  readonly kind?: TokenKind;
  /** The life of the token in seconds; without it the token ends with the one that asks for it. */
  readonly maxAge?: number | null | undefined;
  /** The space in which `app` is looked up. */
  readonly space?: string;
};

/** All reasons for which the registry refuses. */
export type RefusalCode =
  /** The slug is taken. */
  | 'APP_EXISTS'
  /** There is no such application. */
  | 'APP_NOT_FOUND'
  /** The archive or its manifest breaks a rule. */
  | 'ARCHIVE_INVALID'
  /** The archive is longer than archives may be. */
  | 'ARCHIVE_TOO_LARGE'
  /** The archive could not be downloaded. */
  | 'ARCHIVE_UNREACHABLE'
  /** Too much is going on: try again in a while. */
  | 'BUSY'
  /** The archive has another checksum than announced. */
  | 'CHECKSUM_MISMATCH'
  /** The name of the editor is taken. */
  | 'EDITOR_EXISTS'
  /** There is no such editor. */
  | 'EDITOR_NOT_FOUND'
  /** There is no such file. */
  | 'FILE_NOT_FOUND'
  /** A property of the application breaks a rule. */
  | 'INVALID_APP'
  /** There is no such channel. */
  | 'INVALID_CHANNEL'
  /** The name of an editor breaks a rule. */
  | 'INVALID_EDITOR_NAME'
  /** A value of the input breaks a rule. */
  | 'INVALID_INPUT'
  /** A slug has characters that none may have. */
  | 'INVALID_SLUG'
  /** The number of a version is none. */
  | 'INVALID_VERSION'
  /** The slug is not that of the manifest or the address. */
  | 'SLUG_MISMATCH'
  /** There is no such space, or it is not of the right kind. */
  | 'SPACE_NOT_FOUND'
  /** The storage is full: the operator must make room. */
  | 'STORAGE_FULL'
  /** The storage does not answer: try again in a while. */
  | 'STORAGE_UNAVAILABLE'
  /** The token does not allow this. */
  | 'UNAUTHORIZED'
  /** The number of the version is taken. */
  | 'VERSION_EXISTS'
  /** There is no such version. */
  | 'VERSION_NOT_FOUND';

/** What a token lets its bearer do. */
export type TokenKind =
  /** Publish versions of the applications that it names. */
  | 'EDITOR'
  /** Administer the registry. */
  | 'MASTER';

/** The input of `verifyToken`. */
export type VerifyTokenInput = {
  /** The slug of the application that the token must be good for. */
  readonly app?: string | null | undefined;
  /** The name of the editor, in any case. */
  readonly editor: string;
  /** The kind that the token must have. */
  readonly kind?: TokenKind;
  /** The space in which `app` is looked up. */
  readonly space?: string;
  /** The token, in base64. */
  readonly token: string;
};

export type ListEditorsQueryVariables = Exact<{ [key: string]: never; }>;


export type ListEditorsQuery = { readonly editors: ReadonlyArray<{ readonly name: string }> };

export type ReadEditorQueryVariables = Exact<{
  name: string;
}>;


export type ReadEditorQuery = { readonly editor: { readonly name: string } | null };

export type AddEditorMutationVariables = Exact<{
  input: CreateEditorInput;
}>;


export type AddEditorMutation = { readonly createEditor:
    | { readonly editor: { readonly name: string } }
    | { readonly code: RefusalCode, readonly message: string, readonly restMessage: string }
    | { readonly code: RefusalCode, readonly message: string, readonly restMessage: string }
   | null };

export type MintTokenMutationVariables = Exact<{
  input: CreateTokenInput;
}>;


export type MintTokenMutation = { readonly createToken:
    | { readonly code: RefusalCode, readonly message: string, readonly restMessage: string }
    | { readonly token: string, readonly warnings: ReadonlyArray<string> }
    | { readonly code: RefusalCode, readonly message: string, readonly restMessage: string }
    | { readonly code: RefusalCode, readonly message: string, readonly restMessage: string }
    | { readonly code: RefusalCode, readonly message: string, readonly restMessage: string }
    | { readonly code: RefusalCode, readonly message: string, readonly restMessage: string }
   | null };

export type CheckTokenQueryVariables = Exact<{
  input: VerifyTokenInput;
}>;


export type CheckTokenQuery = { readonly verifyToken: boolean };


export const ListEditorsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListEditors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"editors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ListEditorsQuery, ListEditorsQueryVariables>;
export const ReadEditorDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadEditor"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"editor"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ReadEditorQuery, ReadEditorQueryVariables>;
export const AddEditorDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddEditor"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateEditorInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createEditor"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateEditorSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refusal"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"restMessage"}}]}}]}}]}}]} as unknown as DocumentNode<AddEditorMutation, AddEditorMutationVariables>;
export const MintTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MintToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTokenSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refusal"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"restMessage"}}]}}]}}]}}]} as unknown as DocumentNode<MintTokenMutation, MintTokenMutationVariables>;
export const CheckTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CheckToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VerifyTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verifyToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}]}]}}]} as unknown as DocumentNode<CheckTokenQuery, CheckTokenQueryVariables>;