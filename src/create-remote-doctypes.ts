import type { Config } from './config/config.js'
import type { Instances } from './instances/instances.js'
import { programVersion } from './operator/program-version.js'
import { createOutgoing, type OutgoingOptions } from './outgoing/client.js'
import { outgoingOptions } from './remote/limits.js'
import { RemoteDoctypes, type RemoteParts } from './remote/remote-doctypes.js'

/** The dependencies of remote doctypes that other parts of the gateway share. */
type SharedParts = Pick<RemoteParts, 'documents' | 'secret' | 'clock' | 'log'> &
  Required<Pick<OutgoingOptions, 'proxies'>>

/** Creates the configured remote doctypes. Their HTTP client has stricter rules than the client that downloads archives. */
export function createRemoteDoctypes(
  instances: Instances,
  { remote, prefix, limits }: Config,
  { proxies, ...parts }: SharedParts,
): RemoteDoctypes {
  const { trustedPrivateNetworks, ...settings } = remote
  return new RemoteDoctypes({
    ...settings,
    ...parts,
    outgoing: createOutgoing({
      ...outgoingOptions(trustedPrivateNetworks, settings.allowsCustomPorts, limits.remote),
      proxies,
    }),
    prefix,
    userAgent: `cozy-stack ${programVersion()} (node ${process.versions.node})`,
    limits: limits.remote,
    appendLog: (domain, entry) =>
      instances.remoteRequests.append(instances.get(domain), entry, limits.remote.logEntries),
  })
}
