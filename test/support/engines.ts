import { existsSync } from 'node:fs'
import { describe, it } from 'vitest'

/**
 * The path of Chromium: what `CHROMIUM` names, else where Debian puts it; `undefined` when there is none, or when `CHROMIUM` is empty.
 * @throws Error when `CHROMIUM` names no file, so that a run that counts on Chromium does not skip it in silence
 */
export function chromiumPath(): string | undefined {
  const wanted = process.env.CHROMIUM
  if (wanted === '') return undefined
  const path = wanted ?? '/usr/bin/chromium'
  if (existsSync(path)) return path
  if (wanted === undefined) return undefined
  throw new Error(
    `CHROMIUM names "${wanted}", which does not exist: give the path of Chromium, or nothing to skip its tests`,
  )
}

/**
 * A suite that needs something which not every machine has. Without it the suite is reported as skipped, with the reason.
 * @param found what it needs; `undefined` when it is not there
 * @param missing what is not there, and how to get it
 */
export function describeWith<T>(name: string, found: T | undefined, missing: string, suite: (found: T) => void): void {
  describe(name, () => {
    if (found === undefined) it('needs what is missing here', (context) => context.skip(missing))
    else suite(found)
  })
}

/**
 * What tests of a server do when it is not there: nothing, but in CI, where no server may be missing.
 * @param variables of the environment that would tell where it is
 * @throws Error in CI
 */
export function withoutServer(variables: string): undefined {
  if (process.env.CI)
    throw new Error(`CI tests on real servers: start them with test/servers/start.ts, or set ${variables}`)
}

/** How to get what `test/servers/start.ts` starts. */
export const serversAreMissing =
  'run the tests with "npx tsx test/servers/start.ts npm test", which needs the packages of test/servers/packages'
