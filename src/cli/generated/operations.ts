/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type CreateEditorInput = {
  /** Whether versions go live without approval. */
  readonly autoPublication?: boolean;
  /** A letter, then letters and digits. Names are unique without regard to case. */
  readonly name: string;
};

export type CreateTokenInput = {
  /** Binds the token to one application, by its slug; it must exist in `space`. Without it, any application of the editor. */
  readonly app?: string | null | undefined;
  /** The editor that the token will belong to. */
  readonly editor: string;
  readonly kind?: TokenKind;
  /** The life of the token in seconds; without it the token ends with the one that asks for it. */
  readonly maxAge?: number | null | undefined;
  /** The space in which `app` is looked up. */
  readonly space?: string;
};

/** All reasons for which the registry refuses. */
export type RefusalCode =
  | 'APP_EXISTS'
  | 'APP_NOT_FOUND'
  | 'ARCHIVE_INVALID'
  | 'ARCHIVE_TOO_LARGE'
  | 'ARCHIVE_UNREACHABLE'
  | 'BUSY'
  | 'CHECKSUM_MISMATCH'
  | 'EDITOR_EXISTS'
  | 'EDITOR_NOT_FOUND'
  | 'FILE_NOT_FOUND'
  | 'INVALID_APP'
  | 'INVALID_CHANNEL'
  | 'INVALID_EDITOR_NAME'
  | 'INVALID_INPUT'
  | 'INVALID_SLUG'
  | 'INVALID_VERSION'
  | 'SLUG_MISMATCH'
  | 'SPACE_NOT_FOUND'
  | 'UNAUTHORIZED'
  | 'VERSION_EXISTS'
  | 'VERSION_NOT_FOUND';

/** What a token lets its bearer do. */
export type TokenKind =
  /** Publish versions of the applications that it names. */
  | 'EDITOR'
  /** Administer the registry. */
  | 'MASTER';

export type VerifyTokenInput = {
  readonly app?: string | null | undefined;
  readonly editor: string;
  readonly kind?: TokenKind;
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
    | { readonly code: RefusalCode, readonly message: string }
    | { readonly code: RefusalCode, readonly message: string }
   };

export type MintTokenMutationVariables = Exact<{
  input: CreateTokenInput;
}>;


export type MintTokenMutation = { readonly createToken:
    | { readonly code: RefusalCode, readonly message: string }
    | { readonly token: string, readonly warnings: ReadonlyArray<string> }
    | { readonly code: RefusalCode, readonly message: string }
    | { readonly code: RefusalCode, readonly message: string }
    | { readonly code: RefusalCode, readonly message: string }
    | { readonly code: RefusalCode, readonly message: string }
   };

export type CheckTokenQueryVariables = Exact<{
  input: VerifyTokenInput;
}>;


export type CheckTokenQuery = { readonly verifyToken: boolean };


export const ListEditorsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListEditors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"editors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ListEditorsQuery, ListEditorsQueryVariables>;
export const ReadEditorDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadEditor"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"editor"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ReadEditorQuery, ReadEditorQueryVariables>;
export const AddEditorDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddEditor"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateEditorInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createEditor"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateEditorSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refusal"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<AddEditorMutation, AddEditorMutationVariables>;
export const MintTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MintToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTokenSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refusal"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<MintTokenMutation, MintTokenMutationVariables>;
export const CheckTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CheckToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VerifyTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verifyToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}]}]}}]} as unknown as DocumentNode<CheckTokenQuery, CheckTokenQueryVariables>;