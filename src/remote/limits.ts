import type { OutgoingOptions } from '../outgoing/client.js'

/** The limits of calls of remote doctypes. */
export interface RemoteLimits {
  /** The maximum size of a request body with variables, in bytes. */
  variables: number
  /** The maximum size of a definition, in bytes. */
  definition: number
  /** The maximum size of the list of the published definitions, in bytes. */
  definitionList: number
  /** The maximum sizes of the parts of a request with the values of variables, in bytes. */
  url: number
  headers: number
  body: number
  /** The maximum size of an answer after decompression, in bytes. */
  answer: number
  /** The maximum size of an asset after decompression, in bytes. */
  asset: number
  /** The maximum of all cached assets together, in bytes. */
  assetCache: number
  /** The time for a request and its whole answer, in milliseconds. */
  timeout: number
  /** The time for connecting, in milliseconds. */
  connectTimeout: number
  /** The maximum time without data from the remote host, in milliseconds. */
  idleTimeout: number
  /** The maximum of redirects that are followed. */
  redirects: number
  /** The maximum of concurrent calls for one instance. */
  callsPerInstance: number
  /** The maximum of concurrent calls by one application of an instance. */
  callsPerApp: number
  /** The maximum of concurrent downloads of assets, for all instances together. */
  assetDownloads: number
  /** The maximum of concurrent downloads of assets for one instance. */
  assetDownloadsPerInstance: number
}

/** The default limits. */
export const remoteLimits: RemoteLimits = {
  variables: 1024 ** 2,
  definition: 64 * 1024,
  definitionList: 8 * 1024 ** 2,
  url: 8 * 1024,
  headers: 16 * 1024,
  body: 8 * 1024 ** 2,
  answer: 32 * 1024 ** 2,
  asset: 100 * 1024 ** 2,
  assetCache: 128 * 1024 ** 2,
  timeout: 20_000,
  connectTimeout: 5_000,
  idleTimeout: 10_000,
  redirects: 5,
  callsPerInstance: 50,
  callsPerApp: 20,
  assetDownloads: 50,
  assetDownloadsPerInstance: 10,
}

/** The options of the HTTP client for remote doctypes. */
export function outgoingOptions(
  trustedPrivateNetworks: readonly string[],
  allowsCustomPorts: boolean,
  { connectTimeout, idleTimeout, redirects }: RemoteLimits,
): OutgoingOptions {
  return {
    trustedNetworks: trustedPrivateNetworks,
    guardRules: { trustsOnlyPrivate: true, ports: allowsCustomPorts ? undefined : [80, 443] },
    timeouts: { connect: connectTimeout, headers: idleTimeout, idle: idleTimeout },
    redirects,
  }
}
