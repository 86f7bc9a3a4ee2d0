import type { Json } from '../../json.js'
import { flagIn, namedObjectsIn, objectIn, objectsIn, textIn, textsIn } from './read.js'

/** A folder of the archive that is served under a path. */
export interface Route {
  path: string
  folder: string | null
  index: string | null
  public: boolean
}

/** An action that the application offers to other applications. */
export interface Intent {
  action: string | null
  types: string[]
  href: string | null
}

/** A program that runs in the background. */
export interface Service {
  name: string
  type: string | null
  file: string | null
  /** The schedule or event that starts the program. Null when only other programs start it. */
  trigger: string | null
  debounce: string | null
}

/** A kind of notification that the application sends. */
export interface Notification {
  name: string
  description: string | null
  collapsible: boolean
  multiple: boolean
  stateful: boolean
  defaultPriority: string | null
}

/** A platform that the application runs on. */
export interface Platform {
  type: string | null
  url: string | null
}

/** The routes of a webapp. */
export function routesOf(manifest: Json): Route[] {
  return namedObjectsIn(objectIn(manifest).routes).map(([path, route]) => ({
    path,
    folder: textIn(route.folder) ?? null,
    index: textIn(route.index) ?? null,
    public: flagIn(route.public),
  }))
}

/** The intents that the application offers. */
export function intentsOf(manifest: Json): Intent[] {
  return objectsIn(objectIn(manifest).intents).map((intent) => ({
    action: textIn(intent.action) ?? null,
    types: textsIn(intent.type),
    href: textIn(intent.href) ?? null,
  }))
}

/** The programs that run in the background. */
export function servicesOf(manifest: Json): Service[] {
  return namedObjectsIn(objectIn(manifest).services).map(([name, service]) => ({
    name,
    type: textIn(service.type) ?? null,
    file: textIn(service.file) ?? null,
    trigger: textIn(service.trigger) ?? null,
    debounce: textIn(service.debounce) ?? null,
  }))
}

/** The kinds of notification. */
export function notificationsOf(manifest: Json): Notification[] {
  return namedObjectsIn(objectIn(manifest).notifications).map(([name, notification]) => ({
    name,
    description: textIn(notification.description) ?? null,
    collapsible: flagIn(notification.collapsible),
    multiple: flagIn(notification.multiple),
    stateful: flagIn(notification.stateful),
    defaultPriority: textIn(notification.default_priority) ?? null,
  }))
}

/** The platforms. */
export function platformsOf(manifest: Json): Platform[] {
  return objectsIn(objectIn(manifest).platforms).map(({ type, url }) => ({
    type: textIn(type) ?? null,
    url: textIn(url) ?? null,
  }))
}
