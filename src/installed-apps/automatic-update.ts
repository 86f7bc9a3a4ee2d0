import semver from 'semver'
import { channels, compareVersions } from '../registry/versions.js'
import type { AppRegistry, RegistryVersion } from './app-registry.js'
import type { InstalledApp } from './installed-app.js'
import type { RegistrySource, Source } from './source.js'

/** Whether the source of an application may have a version that an automatic update installs. Downloads no archive to find out. */
export async function mayHaveUpdate(current: InstalledApp, source: Source, registry: AppRegistry): Promise<boolean> {
  if (source.kind !== 'registry') return true
  // The source is pinned to the version that is installed or waits for consent, so there is nothing to update to.
  const isPinned = source.version === current.version || source.version === current.availableVersion
  if (source.version !== undefined && isPinned) return false
  const latest = await registry.latest(source.slug, source.channel)
  if (!latest) return false
  if (latest.version === current.version) return current.availableVersion !== undefined
  return isAutomaticUpdate(source, current, latest, registry)
}

// Whether an automatic update installs `latest`, the latest version of a channel. It is not the installed version.
async function isAutomaticUpdate(
  { slug, channel }: RegistrySource,
  { version, availableVersion }: InstalledApp,
  latest: RegistryVersion,
  registry: AppRegistry,
): Promise<boolean> {
  if (availableVersion === latest.version) return false
  if (channel !== 'stable') return !wouldGoBack(channel, latest, await registry.version(slug, version))
  if (semver.valid(version) === null) return true
  return semver.valid(latest.version) !== null && semver.gt(latest.version, version)
}

// Whether the channel offers an older version only because the installed one was withdrawn. An older version may not be able to
// read the data that the installed one has written.
function wouldGoBack(name: string, latest: RegistryVersion, installed: RegistryVersion | undefined): boolean {
  const channel = channels.find((candidate) => candidate === name) ?? 'dev'
  return installed?.withdrawn !== undefined && compareVersions(channel, latest, installed) < 0
}
