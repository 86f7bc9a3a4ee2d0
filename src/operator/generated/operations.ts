/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The input of `createEditor`. */
export type CreateEditorInput = {
  /** Whether versions of this editor are published without approval. */
  readonly autoPublication?: boolean;
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The name: a letter, then letters and digits. Names that differ only in case count as the same. */
  readonly name: string;
};

/** The input of `createToken`. */
export type CreateTokenInput = {
  /**
   * The slug of the only application that the token can publish. The application must exist in `space`. If absent, the token can
   * publish all applications of the editor.
   */
  readonly app?: string | null | undefined;
  /** An id for this mutation, of 1 to 100 characters, such as a UUID. A repetition of the request within a day gets the first result. */
  readonly clientMutationId?: string | null | undefined;
  /** The editor that the token will belong to. */
  readonly editor: string;
  /**
   * Whether the token has an id and a name, is in the list `Editor.tokens`, and can be revoked alone. Without them, it is the token
   * that the replaced registry makes: the same editor, application and expiry give the same token.
   */
  readonly isListed?: boolean;
  /** The kind of token to create. */
  readonly kind?: TokenKind;
  /** The lifetime of the token in seconds. If absent, the token expires together with the token of the request. */
  readonly maxAge?: number | null | undefined;
  /**
   * A name by which people recognize the token in `Editor.tokens` and in the audit log: one line of 1 to 100 characters. If absent, the
   * name says what the token is for.
   */
  readonly name?: string | null | undefined;
  /** The space in which `app` is looked up. If absent, the default space is used. */
  readonly space?: string | null | undefined;
};

/** The kinds of tokens, by their permissions. */
export type TokenKind =
  /** A token that permits publishing. It is valid for one application, or for all applications of an editor. */
  | 'EDITOR'
  /** A token that permits the administration of the registry, and the publication of all applications. */
  | 'MASTER';

/** The input of `verifyToken`. */
export type VerifyTokenInput = {
  /** The slug of the application that the token must be valid for. If absent, the application is not checked. */
  readonly app?: string | null | undefined;
  /** The name of the editor, case-insensitive. */
  readonly editor: string;
  /** The kind that the token must have. */
  readonly kind?: TokenKind;
  /** Has no effect: a token for an application is valid in all spaces. */
  readonly space?: string | null | undefined;
  /** The token to verify, in base64. */
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
    | Record<PropertyKey, never>
   | null };

export type CreateTokenMutationVariables = Exact<{
  input: CreateTokenInput;
}>;


export type CreateTokenMutation = { readonly createToken:
    | { readonly token: string, readonly id: string | null, readonly name: string | null, readonly warnings: ReadonlyArray<string> }
    | Record<PropertyKey, never>
   | null };

export type CheckTokenQueryVariables = Exact<{
  input: VerifyTokenInput;
}>;


export type CheckTokenQuery = { readonly verifyToken: boolean };


export const ListEditorsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ListEditors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"editors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ListEditorsQuery, ListEditorsQueryVariables>;
export const ReadEditorDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReadEditor"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"editor"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ReadEditorQuery, ReadEditorQueryVariables>;
export const AddEditorDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddEditor"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateEditorInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createEditor"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateEditorSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"editor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AddEditorMutation, AddEditorMutationVariables>;
export const CreateTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTokenSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}}]}}]}}]}}]} as unknown as DocumentNode<CreateTokenMutation, CreateTokenMutationVariables>;
export const CheckTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CheckToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VerifyTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verifyToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}]}]}}]} as unknown as DocumentNode<CheckTokenQuery, CheckTokenQueryVariables>;