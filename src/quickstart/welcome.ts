import { exampleDomain } from './cozy.js'
import type { Example } from './examples.js'
import type { Submission } from './publishing.js'
import { weatherDoctype } from './weather.js'

/** The content of the welcome text. */
export interface Welcome {
  /** The URL of the gateway, without a slash at the end. */
  url: string
  /** A master token. */
  token: string
  /** A version that the printed command publishes; `undefined` if the registry does not have the example. */
  offer: { example: Example; submission: Submission } | undefined
  /** A token of the example that is installed on the instance; `undefined` if it is not installed. */
  appToken: string | undefined
}

/**
 * The lines of the welcome text. A line has a label, a colon, and a URL to open or a command to paste. Empty lines separate them,
 * because most are longer than a terminal is wide.
 */
export function welcomeLines({ url, token, offer, appToken }: Welcome): string[] {
  const lines = [
    `GraphiQL: ${url}/graphql`,
    `List: curl '${url}/registry?pretty'`,
    ...(offer ? [`Publish: ${publishCommand(url, token, offer)}`] : []),
    ...(appToken === undefined ? [] : cozyLines(url, appToken)),
    `Token: ${token}`,
  ]
  return lines.flatMap((line) => ['', line])
}

function publishCommand(url: string, token: string, { example, submission }: NonNullable<Welcome['offer']>): string {
  const headers = [`Authorization: Token ${token}`, 'Content-Type: application/json']
  return `${curl(`${url}/registry/${example.slug}?pretty`, headers)} -d '${JSON.stringify(submission)}'`
}

function cozyLines(url: string, token: string): string[] {
  const headers = [`Host: ${exampleDomain}`, `Authorization: Bearer ${token}`]
  return [
    `Fetch: ${curl(`${url}/remote/${weatherDoctype}?city=Lyon`, headers)}`,
    `Log: ${curl(`${url}/data/io.cozy.remote.requests/_all_docs?include_docs=true`, headers)}`,
  ]
}

// No part contains a single quote, so single quotes suffice for the shell.
function curl(url: string, headers: readonly string[]): string {
  return [`curl '${url}'`, ...headers.map((header) => `-H '${header}'`)].join(' ')
}
