import type { Example } from './examples.js'
import type { Submission } from './publishing.js'

/** The content of the welcome text. */
export interface Welcome {
  /** The URL of the gateway, without a slash at the end. */
  url: string
  /** A master token. */
  token: string
  /** A version that the printed command publishes; `undefined` if the registry does not have the example. */
  offer: { example: Example; submission: Submission } | undefined
}

/** The lines of the welcome text. A line has a label, a colon, and a URL to open or a command to paste. */
export function welcomeLines({ url, token, offer }: Welcome): string[] {
  return [
    `GraphiQL: ${url}/graphql`,
    `List: curl '${url}/registry?pretty'`,
    ...(offer ? [`Publish: ${publishCommand(url, token, offer)}`] : []),
    `Token: ${token}`,
  ]
}

// No part contains a single quote, so single quotes suffice for the shell.
function publishCommand(url: string, token: string, { example, submission }: NonNullable<Welcome['offer']>): string {
  const headers = [`Authorization: Token ${token}`, 'Content-Type: application/json']
  const options = headers.map((header) => `-H '${header}'`).join(' ')
  return `curl '${url}/registry/${example.slug}?pretty' ${options} -d '${JSON.stringify(submission)}'`
}
