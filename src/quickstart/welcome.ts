import type { Example } from './examples.js'
import type { Submission } from './publishing.js'

/** What there is to show. */
export interface Welcome {
  /** Where the gateway listens, without a slash at the end. */
  url: string
  /** A master token. */
  token: string
  /** A version that can be published; none when the registry has not the example. */
  offer: { example: Example; submission: Submission } | undefined
}

/** What to open and what to paste: one line each, the command behind the first colon. */
export function welcomeLines({ url, token, offer }: Welcome): string[] {
  return [
    `GraphiQL: ${url}/graphql`,
    `List: curl '${url}/registry?pretty'`,
    ...(offer ? [`Publish: ${publishCommand(url, token, offer)}`] : []),
    `Token: ${token}`,
  ]
}

// Nothing in it needs more than the single quotes of a shell.
function publishCommand(url: string, token: string, { example, submission }: NonNullable<Welcome['offer']>): string {
  const headers = [`Authorization: Token ${token}`, 'Content-Type: application/json']
  const options = headers.map((header) => `-H '${header}'`).join(' ')
  return `curl '${url}/registry/${example.slug}?pretty' ${options} -d '${JSON.stringify(submission)}'`
}
