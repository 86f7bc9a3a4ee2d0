import type { Resolvers } from '../generated/resolvers.js'
import { payload } from '../refusals.js'

/** The resolvers that create, verify and revoke tokens. */
export const access: Pick<Resolvers, 'CreateTokenPayload' | 'RevokeTokensPayload'> & {
  Query: Pick<Resolvers['Query'], 'viewer' | 'verifyToken'>
  Mutation: Pick<Resolvers['Mutation'], 'createToken' | 'revokeTokens'>
} = {
  Query: {
    viewer: async (_parent, _args, { registry, viewer, dependencies }) => {
      dependencies?.markUncacheable()
      const grant = await registry.access.grantOf(viewer)
      if (!grant) return null
      const { kind, editor, app = null, expiry, id: tokenId = null, name: tokenName = null } = grant
      // A token with the expiry 0 never expires.
      return {
        kind,
        editor,
        app,
        tokenId,
        tokenName,
        expiresAt: expiry === 0n ? null : new Date(Number(expiry) * 1000),
      }
    },
    verifyToken: (_parent, { input }, { registry }) =>
      registry.tokens.verify(input.token, { ...input, app: input.app ?? undefined }),
  },
  Mutation: {
    createToken: async (_parent, { input }, { registry, viewer }) => {
      const request = { ...input, app: input.app ?? undefined }
      const maxAge = input.maxAge ?? undefined
      const named = { name: input.name ?? undefined, isListed: input.isListed }
      const {
        expiresAt = null,
        id = null,
        name = null,
        ...token
      } = await registry.tokens.create(viewer, request, maxAge, named)
      return { ...token, id, name, expiresAt }
    },
    revokeTokens: async (_parent, { input: { editor, kind, app } }, { registry }) => ({
      editor: await registry.tokens.revoke(editor, kind, app ?? undefined),
    }),
  },
  CreateTokenPayload: payload(
    'CreateTokenSuccess',
    'EditorNotFound',
    'AppNotFound',
    'SpaceNotFound',
    'NotAllowed',
    'InvalidInput',
  ),
  RevokeTokensPayload: payload('RevokeTokensSuccess', 'EditorNotFound', 'InvalidInput'),
}
