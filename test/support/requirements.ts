import { existsSync } from 'node:fs'
import { describe, it } from 'vitest'

/**
 * The path of Chromium: the value of `CHROMIUM`, or by default the path on Debian. It is `undefined` if `CHROMIUM` is empty, or
 * if the file at the default path does not exist.
 * @throws Error if the file that `CHROMIUM` names does not exist, so that tests in Chromium are not skipped by mistake
 */
export function chromiumPath(): string | undefined {
  const wanted = process.env.CHROMIUM
  if (wanted === '') return undefined
  const path = wanted ?? '/usr/bin/chromium'
  if (existsSync(path)) return path
  if (wanted === undefined) return undefined
  throw new Error(
    `CHROMIUM is "${wanted}", which does not exist: set it to the path of Chromium, or to nothing to skip these tests`,
  )
}

/**
 * Declares a suite that needs a server or a program which some machines lack. If it is missing, the suite is reported as
 * skipped, with the reason.
 * @param found the required server or program; `undefined` when it is missing
 * @param reason tells what is missing, and how to get it
 */
export function describeWith<T>(name: string, found: T | undefined, reason: string, suite: (found: T) => void): void {
  describe(name, () => {
    if (found === undefined) it('is skipped, because a requirement is missing', (context) => context.skip(reason))
    else suite(found)
  })
}

/**
 * Called when a server for tests is missing. Returns `undefined`, so that the tests are skipped.
 * @param variables the environment variables that would name the server
 * @throws Error in CI, where no server may be missing
 */
export function undefinedOrThrowInCi(variables: string): undefined {
  if (process.env.CI)
    throw new Error(`CI tests on real servers: start them with test/servers/start.ts, or set ${variables}`)
}

/** Why suites that need the servers of `test/servers/start.ts` are skipped. */
export const missingServersReason =
  'run the tests with "npx tsx test/servers/start.ts npm test", which needs the packages of test/servers/packages'
