import { RemoteError } from '../../remote/errors.js'
import { RegistryError } from '../../registry/errors.js'
import { shortened } from '../../registry/shortened.js'
import type { Resolvers } from '../generated/resolvers.js'
import { payload } from '../refusals.js'

/** The resolvers of the secrets of remote doctypes. The values of secrets are never returned. */
export const remoteSecrets: Pick<Resolvers, 'SetRemoteSecretPayload' | 'RemoveRemoteSecretPayload'> & {
  Query: Pick<Resolvers['Query'], 'remoteSecrets'>
  Mutation: Pick<Resolvers['Mutation'], 'setRemoteSecret' | 'removeRemoteSecret'>
} = {
  Query: {
    remoteSecrets: async (_parent, _args, { remoteSecrets, dependencies }) => {
      dependencies?.markUncacheable()
      const all = await remoteSecrets.names()
      return [...all].map(([doctype, names]) => ({ doctype, names }))
    },
  },
  Mutation: {
    setRemoteSecret: async (_parent, { input: { doctype, name, value } }, { remoteSecrets }) => {
      await remoteSecrets.set(doctype, name, value).catch((error: unknown) => {
        if (!(error instanceof RemoteError)) throw error
        throw new RegistryError('INVALID_INPUT', 'Invalid secret', { detail: error.message })
      })
      return { doctype, name }
    },
    removeRemoteSecret: async (_parent, { input: { doctype, name } }, { remoteSecrets }) => {
      if (await remoteSecrets.remove(doctype, name)) return { doctype, name }
      throw new RegistryError('INVALID_INPUT', 'Secret not found', {
        detail: `"${shortened(doctype)}" has no secret "${shortened(name)}": look at the list of secrets`,
      })
    },
  },
  SetRemoteSecretPayload: payload('SetRemoteSecretSuccess', 'InvalidInput'),
  RemoveRemoteSecretPayload: payload('RemoveRemoteSecretSuccess', 'InvalidInput'),
}
