import type { InstalledApp as InstalledAppRecord } from '../installed-apps/installed-app.js'
import type { Instance } from '../instances/instance.js'
import type { Json } from '../json.js'
import type { App, Version } from '../registry/catalogue/catalogue.js'
import type { VersionEntry } from '../registry/catalogue/app-versions.js'
import type { Page } from '../registry/cursors.js'
import type { Deprecation as DeprecationRecord } from '../registry/deprecation.js'
import type { Space } from '../registry/spaces.js'
import type { Channel } from '../registry/versions.js'

/** The parent of the fields of `Registry`. It is empty: its resolvers read everything from the context. */
export type Registry = Readonly<Record<string, never>>

/** One channel of an application. */
export interface AppChannel {
  app: App
  name: Channel
}

/** The deprecation of an application, as one space shows it. */
export interface Deprecation {
  space: Space
  deprecated: DeprecationRecord
}

/** A page of an application's versions. `nodes` reads the versions at its first call. */
export interface VersionConnection {
  page: Page<VersionEntry>
  nodes: () => Promise<Version[]>
}

/** Two published versions of an application, to be compared. */
export interface AppChanges {
  app: App
  from: Version
  to: Version
}

/** An editor. The document of the editor is read only if a query selects `autoPublication`. */
export interface Editor {
  name: string
}

/** A page of the instances. */
export type InstanceConnection = Page<Instance>

/** An application that is installed on an instance. */
export interface InstalledApp {
  instance: Instance
  record: InstalledAppRecord
}

/** A page of the applications that an instance has installed. */
export type InstalledAppConnection = Page<InstalledApp>

/** A file of a version, by its logical name. */
export interface File {
  version: Version
  name: string
}

/** The manifest of a konnector. */
export interface KonnectorManifest {
  manifest: Json
}
