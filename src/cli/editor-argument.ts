import { editorNotFound } from '../registry/editors.js'
import { RegistryError } from '../registry/errors.js'
import type { Context } from './context.js'
import type { Operations } from '../operator/operations.js'

/**
 * Calls `use` with the name of an editor. The argument has the name. Without an argument, a prompt asks for the name. If `use`
 * throws a RegistryError with one of `codes`, the prompt is repeated.
 */
export async function withEditorName<T>(
  argument: string | undefined,
  context: Context,
  codes: RegistryError['code'][],
  use: (name: string) => Promise<T>,
): Promise<T> {
  if (argument !== undefined) return use(argument)
  for (;;) {
    try {
      return await use(await context.prompts.line('Editor name:', 'give the name as an argument'))
    } catch (error) {
      if (!(error instanceof RegistryError && codes.includes(error.code))) throw error
      context.tell(error.message)
    }
  }
}

/** The name of an existing editor, spelled as stored. `withEditorName` describes the sources of the name. */
export async function existingEditor(
  argument: string | undefined,
  context: Context,
  operations: Operations,
): Promise<string> {
  return withEditorName(argument, context, ['INVALID_EDITOR_NAME'], async (name) => {
    const editor = await operations.editor(name)
    if (!editor) throw new Error('Error while getting editor: Editor not found', { cause: editorNotFound(name) })
    return editor.name
  })
}
