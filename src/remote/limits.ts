import type { OutgoingOptions } from '../outgoing/client.js'

/** The limits of calls of remote doctypes. */
export interface RemoteLimits {
  /** Bytes of the largest body with variables, for the interfaces that read it. */
  variables: number
  /** Bytes of the largest answer, after decompression. */
  answer: number
  /** Bytes of the largest asset, after decompression. */
  asset: number
  /** Bytes of all cached assets. */
  assetCache: number
  /** Milliseconds of a whole exchange, body included. */
  timeout: number
  /** Concurrent calls of one instance. */
  callsPerInstance: number
  /** Concurrent calls of one caller of an instance. */
  callsPerApp: number
  /** Concurrent downloads of assets, for all instances. */
  assetDownloads: number
}

/** The usual limits. */
export const remoteLimits: RemoteLimits = {
  variables: 1024 ** 2,
  answer: 32 * 1024 ** 2,
  asset: 100 * 1024 ** 2,
  assetCache: 128 * 1024 ** 2,
  timeout: 20_000,
  callsPerInstance: 50,
  callsPerApp: 20,
  assetDownloads: 50,
}

/** The options of the HTTP client for remote doctypes. */
export function outgoingOptions(
  trustedPrivateNetworks: readonly string[],
  allowsCustomPorts: boolean,
): OutgoingOptions & Required<Pick<OutgoingOptions, 'guardRules' | 'timeouts'>> {
  return {
    trustedNetworks: trustedPrivateNetworks,
    guardRules: { trustsOnlyPrivate: true, ports: allowsCustomPorts ? undefined : [80, 443] },
    timeouts: { connect: 5_000, headers: 10_000, idle: 10_000 },
  }
}
