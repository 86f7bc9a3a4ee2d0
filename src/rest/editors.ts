import type { CompileOperation } from '../graphql/compile-operation.js'
import { editorNotFound } from '../registry/editors.js'
import { FindEditorDocument, ListEditorsDocument } from './generated/operations.js'
import { jsonRoute, type Route } from './route.js'
import { editor as editorShape, editors } from '../wire-format/shapes.js'

/** The routes that read editors. They belong to no space. */
export function editorRoutes(compile: CompileOperation): Route[] {
  const listEditors = compile(ListEditorsDocument)
  const findEditor = compile(FindEditorDocument)
  return [
    jsonRoute({
      method: 'GET',
      path: '/editors',
      summary: 'Lists the editors',
      shape: editors,
      handle: async (ctx) => (await listEditors({}, ctx.state.context)).editors.map(({ name }) => ({ name })),
    }),
    jsonRoute({
      method: 'GET',
      // The wildcard also matches a name with a slash. Such a name is refused as invalid, not as an unknown path.
      path: '/editors/*editor',
      summary: 'Reads an editor',
      shape: editorShape,
      cacheControl: 'max-age=300',
      refuses: [400, 404],
      async handle(ctx) {
        const name = ctx.state.params.editor ?? ''
        const { editor } = await findEditor({ name }, ctx.state.context)
        if (!editor) throw editorNotFound(name)
        return { name: editor.name }
      },
    }),
  ]
}
