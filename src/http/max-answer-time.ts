import type { Config } from '../config/config.js'

// In milliseconds. The time for the parts of a request that no setting limits: the arrival of its body, and the recording of a
// publication.
const margin = 60_000

/**
 * The milliseconds that a request may take until its answer starts. A stopping server waits for this time. GraphQL mutations
 * without a time limit, such as `repair`, may take longer.
 */
export function maxAnswerTime({ publish, graphql, remote }: Config['limits']): number {
  return Math.max(publish.queueTimeout + publish.runTimeout, graphql.runTimeout, remote.timeout) + margin
}
