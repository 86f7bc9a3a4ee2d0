import semver from 'semver'
import type { AppRegistry } from './app-registry.js'
import type { InstalledApp } from './installed-app.js'
import type { Source } from './source.js'

/** Whether the source of an application may have a version that an automatic update installs. Downloads no archive to find out. */
export async function mayHaveUpdate(current: InstalledApp, source: Source, registry: AppRegistry): Promise<boolean> {
  if (source.kind !== 'registry') return true
  // The source is pinned to the version that is installed or waits for consent, so there is nothing to update to.
  const isPinned = source.version === current.version || source.version === current.availableVersion
  if (source.version !== undefined && isPinned) return false
  const latest = await registry.latest(source.slug, source.channel)
  if (!latest) return false
  if (latest.version === current.version) return current.availableVersion !== undefined
  return isAutomaticUpdate(source.channel, current, latest.version)
}

// Whether an automatic update installs `latest`, the latest version of a channel. It is not the installed version.
function isAutomaticUpdate(channel: string, { version, availableVersion }: InstalledApp, latest: string): boolean {
  if (availableVersion === latest) return false
  if (channel !== 'stable' || semver.valid(version) === null) return true
  return semver.valid(latest) !== null && semver.gt(latest, version)
}
