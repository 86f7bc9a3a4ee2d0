import type { Access, Viewer } from '../access.js'
import { appNotFound } from '../not-found.js'
import type { Catalogue } from '../catalogue/catalogue.js'
import type { Editor, Editors } from '../editors.js'
import { RegistryError } from '../errors.js'
import { checkSlug } from '../slugs.js'
import type { Spaces } from '../spaces.js'
import { decodeBase64 } from './base64.js'
import { unauthorized } from './header.js'
import { checkPlainText } from '../plain-text.js'
import type { IssuedTokens } from './issued-tokens.js'
import { newTokenId } from './payload.js'
import type { TokenRecords } from './token-records.js'
import { mintEditorToken, mintMasterToken, verifyEditorToken, verifyMasterToken } from './token.js'

/** The properties of a token to make, or to verify. */
export interface TokenRequest {
  editor: string
  kind: 'EDITOR' | 'MASTER'
  /** Slug of the only application that the token is for. */
  app?: string | undefined
  /** The space of the application. If absent, the default space is used. */
  space?: string | null | undefined
}

/** A new token. */
export interface NewToken {
  /** In base64. */
  token: string
  /** The id and the name. `undefined` for a token that is not listed. */
  id: string | undefined
  name: string | undefined
  editor: Editor
  /** When the token expires. `undefined` for never. */
  expiresAt: Date | undefined
  warnings: string[]
}

/** The dependencies of the service. */
export interface TokenServiceParts {
  /** The master secret, 32 bytes. */
  secret: Buffer
  access: Access
  editors: Editors
  spaces: Spaces
  catalogue: Catalogue
  records: Pick<TokenRecords, 'find'>
  issued: IssuedTokens
  /** Milliseconds since 1970. */
  clock: () => number
}

// The registry refuses a longer token in the header `Authorization`.
const longestToken = 1024
// Characters. The descriptions in the schema contain the number.
const longestName = 100

/** Makes, verifies and revokes tokens. */
export class TokenService {
  readonly #parts: TokenServiceParts

  constructor(parts: TokenServiceParts) {
    this.#parts = parts
  }

  /**
   * Makes a token that permits no more than the viewer's token, and expires no later. Its record is stored before it is returned.
   * @param maxAge lifetime in seconds. By default, the token expires with the viewer's token.
   * @param name by default, what the token is for
   * @param isListed whether the token has an id. Without one, the same request gives the same token, as in the reference registry.
   * @throws RegistryError UNAUTHORIZED, EDITOR_NOT_FOUND, SPACE_NOT_FOUND, APP_NOT_FOUND, INVALID_INPUT
   */
  async create(
    viewer: Viewer,
    request: TokenRequest,
    maxAge: number | undefined,
    { name, isListed = true }: { name?: string | undefined; isListed?: boolean } = {},
  ): Promise<NewToken> {
    const { secret, editors, issued } = this.#parts
    const { app, kind } = request
    if (name !== undefined && !isListed) throw new RegistryError('INVALID_INPUT', 'Only listed tokens have names')
    const checkedName = checkPlainText('name of the token', name ?? defaultName(request), longestName)
    const editor = await editors.get(request.editor)
    const warnings = await this.#checkApp(request, editor)
    const expiry = await this.#permittedExpiry(viewer, request, editor, maxAge)
    const salted = await editors.withSalt(editor, kind)
    const id = isListed ? newTokenId() : undefined
    const bytes =
      kind === 'MASTER' ? mintMasterToken(secret, salted, expiry, id) : mintEditorToken(secret, salted, app, expiry, id)
    const token = bytes.toString('base64')
    if (token.length > longestToken) {
      throw new RegistryError('INVALID_INPUT', `A token for "${app ?? ''}" would be too long to be sent`)
    }
    const expiresAt = expiry === 0n ? undefined : new Date(Number(expiry) * 1000)
    if (id !== undefined) {
      await issued.add(salted, { id, name: checkedName, kind, app: kind === 'MASTER' ? undefined : app, expiresAt })
    }
    return { token, id, name: isListed ? checkedName : undefined, editor, expiresAt, warnings }
  }

  /**
   * Whether a token is valid for an editor, and for `app` if it is given. Line ends in its base64 are ignored.
   * @throws RegistryError EDITOR_NOT_FOUND
   */
  async verify(token: string, request: TokenRequest): Promise<boolean> {
    const { secret, editors, records, clock } = this.#parts
    const editor = await editors.get(request.editor)
    const bytes = decodeBase64(token)
    if (!bytes) return false
    const result =
      request.kind === 'MASTER'
        ? verifyMasterToken(secret, editor, bytes, clock())
        : verifyEditorToken(secret, editor, bytes, request.app, clock())
    if (typeof result === 'string') return false
    return result.id === undefined || (await records.find(editor.name, result.id)) !== undefined
  }

  /**
   * Revokes tokens of an editor: all tokens of one kind or, with `app`, only the editor tokens for this application.
   * @throws RegistryError INVALID_EDITOR_NAME, EDITOR_NOT_FOUND, INVALID_SLUG, INVALID_INPUT
   */
  async revoke(editor: string, kind: TokenRequest['kind'], app: string | undefined): Promise<Editor> {
    if (app !== undefined && kind === 'MASTER') {
      throw new RegistryError('INVALID_INPUT', 'Master tokens are not bound to an application: revoke them without one')
    }
    const revoked = await this.#parts.editors.revokeTokens(editor, app === undefined ? kind : { app: checkSlug(app) })
    await this.#parts.issued.prune(editor)
    return revoked
  }

  async #checkApp({ app, space, kind }: TokenRequest, editor: Editor): Promise<string[]> {
    if (kind === 'MASTER') return []
    if (app === undefined) return [`This token can publish any application of ${editor.name}: bind it to one`]
    const place = this.#parts.spaces.get(space)
    const found = await this.#parts.catalogue.app(place, app)
    if (!found) throw appNotFound(place, app)
    if (found.record.editor.toLowerCase() === editor.name.toLowerCase()) return []
    return [`"${app}" belongs to ${found.record.editor}: this token can't publish it`]
  }

  // Checks that the viewer may create the token. Returns its expiry, which is no later than that of the viewer's token.
  async #permittedExpiry(
    viewer: Viewer,
    request: TokenRequest,
    editor: Editor,
    maxAge: number | undefined,
  ): Promise<bigint> {
    if (maxAge !== undefined && !(maxAge > 0)) {
      throw new RegistryError('INVALID_INPUT', `A token can't live ${String(maxAge)} seconds: give more than zero`)
    }
    const end = maxAge === undefined ? 0n : BigInt(Math.floor(this.#parts.clock() / 1000 + maxAge))
    if (viewer.kind === 'operator') return end
    const viewerGrant = await this.#parts.access.grantOf(viewer)
    if (!viewerGrant || request.kind === 'MASTER') throw unauthorized('Master tokens are made on the command line only')
    const { kind, editor: viewerEditor, app, expiry } = viewerGrant
    if (kind === 'EDITOR' && (viewerEditor.name !== editor.name || (app ?? request.app) !== request.app)) {
      throw unauthorized('A token can only make tokens that have no more permissions than itself')
    }
    if (expiry === 0n) return end
    return end === 0n || end > expiry ? expiry : end
  }
}

function defaultName({ kind, app }: TokenRequest): string {
  return kind === 'MASTER' ? 'master token' : (app ?? 'all applications')
}
