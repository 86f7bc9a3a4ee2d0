import { z } from 'zod'
import { isSlug, slugRule } from '../slug.js'
import type { Problems } from './error.js'
import { spaceName, configuredSpaceName } from './spaces.js'
import { boolean, publicAddress, text, words } from './values.js'

/** The settings of the instances of one context. */
export interface InstanceContextConfig {
  /** The space of this registry from which the instances install applications; `''` for the default space. */
  space: string
  /** The URL of another registry, without `/registry`. If it is set, the instances install from that registry instead. */
  registry: string | undefined
  /** Further web applications that count as part of the platform: their permissions may change without consent. */
  additionalPlatformApps: string[]
  /** Whether applications other than the store may install applications, if they have a permission to do so. */
  allowsInstallByApps: boolean
  /** Whether the permissions of all applications may change without consent. */
  skipsPermissionConsent: boolean
  /** The folders of a new instance. */
  firstFolders: { administrative: boolean; photos: boolean }
}

function shapeWith(spaces: readonly string[]) {
  const known = spaces.map(configuredSpaceName).join(', ')
  return z.strictObject({
    space: text.default('').refine((name) => spaces.includes(spaceName(name)), {
      error: ({ input }) => `there is no space "${String(input)}"; the spaces are: ${known}`,
    }),
    registry: publicAddress.optional(),
    additional_platform_apps: words.default([]),
    allow_install_via_a_permission: boolean.default(false),
    permissions_skip_verification: boolean.default(false),
    init_administrative_folder: boolean.default(true),
    init_photos_folder: boolean.default(true),
  })
}

/**
 * Reads the contexts of instances. Invalid contexts are reported and left out.
 * @param spaces the names of all spaces, including the virtual ones
 * @param warnings receives a warning for each value without effect
 */
export function readInstanceContexts(
  configured: ReadonlyMap<string, unknown>,
  spaces: readonly string[],
  problems: Problems,
  warnings: Problems,
): ReadonlyMap<string, InstanceContextConfig> {
  const contexts = new Map<string, InstanceContextConfig>()
  const shape = shapeWith(spaces)
  for (const [name, settings] of configured) {
    const { data, error } = shape.safeParse(settings ?? {})
    if (!data) {
      for (const { path, message } of error.issues) {
        const member = [name, ...path].join('.')
        problems.add(`instance_contexts: ${member}: ${message}`, `instance_contexts.${member}`)
      }
      continue
    }
    for (const app of data.additional_platform_apps.filter((each) => !isSlug(each)))
      warnings.add(
        `instance_contexts: ${name}.additional_platform_apps: "${app}" has no effect, because it is not ${slugRule}`,
        `instance_contexts.${name}.additional_platform_apps`,
      )
    contexts.set(name.toLowerCase(), {
      space: spaceName(data.space),
      registry: data.registry,
      additionalPlatformApps: data.additional_platform_apps,
      allowsInstallByApps: data.allow_install_via_a_permission,
      skipsPermissionConsent: data.permissions_skip_verification,
      firstFolders: { administrative: data.init_administrative_folder, photos: data.init_photos_folder },
    })
  }
  return contexts
}
