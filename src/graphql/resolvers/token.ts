import type { Resolvers } from '../generated/resolvers.js'
import { payload } from '../refusals.js'

/** The resolvers of tokens with an id. */
export const token: Pick<Resolvers, 'RevokeTokenPayload' | 'Token'> & {
  Editor: Pick<Resolvers['Editor'], 'tokens'>
  Mutation: Pick<Resolvers['Mutation'], 'revokeToken'>
} = {
  Editor: {
    tokens: ({ name }, _args, { registry, dependencies }) => {
      dependencies?.markUncacheable()
      return registry.issuedTokens.of(name)
    },
  },
  Mutation: {
    revokeToken: async (_parent, { input: { editor, id } }, { registry }) => ({
      token: await registry.issuedTokens.revoke(editor, id),
    }),
  },
  Token: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    kind: ({ kind }) => kind,
    app: ({ app }) => app ?? null,
    createdAt: ({ createdAt }) => createdAt,
    expiresAt: ({ expiresAt }) => expiresAt ?? null,
    lastUsedAt: ({ lastUsedAt }) => lastUsedAt ?? null,
  },
  RevokeTokenPayload: payload('RevokeTokenSuccess', 'EditorNotFound', 'TokenNotFound', 'InvalidInput'),
}
