import { loadConfig, type Config } from '../../src/config/config.js'
import { temporaryFolder } from './temporary-folder.js'

/** The settings of a gateway with these rate limits. Other limits have their defaults. */
export async function withRateLimits(rate: Partial<Config['limits']['rate']>): Promise<Pick<Config, 'limits'>> {
  const { config } = await loadConfig({ argvFlags: {}, env: {}, cwd: await temporaryFolder(), home: undefined })
  return { limits: { ...config.limits, rate: { ...config.limits.rate, ...rate } } }
}
