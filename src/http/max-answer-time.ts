import type { Config } from '../config/config.js'

// Milliseconds for the parts of a request without a setting: its body arrives, and a publication is recorded.
const margin = 60_000

/**
 * How many milliseconds a request may take until its answer starts. A server that stops waits as long. Mutations of GraphQL
 * without a limit of their own, such as `repair`, may take longer.
 */
export function maxAnswerTime({ publish, graphql, remote }: Config['limits']): number {
  return Math.max(publish.queueTimeout + publish.runTimeout, graphql.runTimeout, remote.timeout) + margin
}
