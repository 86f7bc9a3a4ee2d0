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

/** The domain of the instance on which an example is installed. */
export const exampleDomain = 'cozy.localhost'

/**
 * Installs an example on the instance `exampleDomain` if that instance has no applications. If there are no instances at all,
 * creates it first. Installs nothing if the latest version of the example lacks the doctype of the weather.
 * @returns a token of the installed example; `undefined` if the example is not installed
 */
export async function provisionCozy({ slug: app }: Example, execute: Execute): Promise<string | undefined> {
  const { space, instances, instance } = await execute(FindCozyDocument, { domain: exampleDomain, app })
  if (!instance?.installedApp) {
    const isEmpty = (instance ? instance.apps : instances).totalCount === 0
    const asksForWeather = space?.app?.latestVersion?.doctypes.includes(weatherDoctype)
    if (!isEmpty || !asksForWeather) return undefined
    if (!instance) successOf((await execute(AddCozyDocument, { domain: exampleDomain })).createInstance)
    successOf((await execute(InstallExampleDocument, { domain: exampleDomain, app })).installApp)
  }
  return successOf((await execute(CreateExampleTokenDocument, { domain: exampleDomain, app })).createAppToken).token
}
