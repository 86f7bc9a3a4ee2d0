import { successOf } from '../graphql/success-of.js'
import {
  AddEditorDocument,
  CheckTokenDocument,
  ListEditorsDocument,
  CreateTokenDocument,
  ReadEditorDocument,
} from './generated/operations.js'
import type { Archives, Execute, Operations } from './operations.js'

/** The functions that the operations are made of. */
export interface OperatorParts {
  execute: Execute
  archives: Archives
  logFailureUnlessLogged: Operations['logFailureUnlessLogged']
  abandon: Operations['abandon']
  close: () => Promise<void>
}

/** Creates the operations for commands: GraphQL operations of the schema, and archives. */
export function operatorOf({ execute, archives, logFailureUnlessLogged, abandon, close }: OperatorParts): Operations {
  return {
    ...archives,
    execute,
    logFailureUnlessLogged,
    abandon,
    async createEditor(name, autoPublication) {
      const { createEditor } = await execute(AddEditorDocument, { input: { name, autoPublication } })
      return successOf(createEditor).editor
    },
    async editors() {
      const { editors } = await execute(ListEditorsDocument, {})
      return editors.map(({ name }) => name)
    },
    async editor(name) {
      const { editor } = await execute(ReadEditorDocument, { name })
      return editor ?? undefined
    },
    async createToken({ editor, kind, app, space, name, maxAgeMs }) {
      const maxAge = maxAgeMs === undefined ? null : maxAgeMs / 1000
      const { createToken } = await execute(CreateTokenDocument, {
        input: {
          editor,
          kind,
          app: app ?? null,
          space: space ?? null,
          name: name ?? null,
          isListed: name !== undefined,
          maxAge,
        },
      })
      const { id, name: storedName, token, warnings } = successOf(createToken)
      return {
        token,
        ...(id !== null && { id }),
        ...(storedName !== null && { name: storedName }),
        warnings: [...warnings],
      }
    },
    async verifyToken({ editor, token, kind, app, space }) {
      const { verifyToken } = await execute(CheckTokenDocument, {
        input: { editor, token, kind, app: app ?? null, space: space ?? null },
      })
      return verifyToken
    },
    close,
  }
}
