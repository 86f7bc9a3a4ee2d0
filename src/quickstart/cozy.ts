import { successOf } from '../graphql/success-of.js'
import type { Execute } from '../operator/operations.js'
import type { Example } from './examples.js'
import {
  AddCozyDocument,
  CreateExampleTokenDocument,
  FindCozyDocument,
  InstallExampleDocument,
} from './generated/operations.js'
import { weatherDoctype } from './weather.js'

/** The domain of the instance with an installed example. */
export const domain = 'cozy.localhost'

/**
 * If there are no instances yet, creates one. If it has no applications yet, installs an example that may ask for the weather.
 * @returns a token of the installed example; `undefined` if the example is not installed
 */
export async function provisionCozy({ slug: app }: Example, execute: Execute): Promise<string | undefined> {
  const { space, instances, instance } = await execute(FindCozyDocument, { domain, app })
  if (!instance?.installedApp) {
    const isEmpty = (instance ? instance.apps : instances).totalCount === 0
    const asksForWeather = space?.app?.latestVersion?.doctypes.includes(weatherDoctype)
    if (!isEmpty || !asksForWeather) return undefined
    if (!instance) successOf((await execute(AddCozyDocument, { domain })).createInstance)
    successOf((await execute(InstallExampleDocument, { domain, app })).installApp)
  }
  return successOf((await execute(CreateExampleTokenDocument, { domain, app })).createAppToken).token
}
