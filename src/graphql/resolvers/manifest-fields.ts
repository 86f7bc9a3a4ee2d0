import type { Json } from '../../json.js'
import { manifestCategories } from '../../registry/manifests/categories.js'
import { doctypesOf, permissionsOf } from '../../registry/manifests/permissions.js'
import { developerOf, licenseOf, mobileOf, partnershipOf } from '../../registry/manifests/publisher-info.js'
import { objectIn, textIn, textsIn } from '../../registry/manifests/read.js'
import { langsOf, localeNames, localised } from '../../registry/manifests/texts.js'
import { intentsOf, notificationsOf, platformsOf, routesOf, servicesOf } from '../../registry/manifests/webapp.js'

interface LocalisedArguments {
  locales?: readonly string[] | null | undefined
}

/** The resolvers of fields that are read from a manifest, for the types of the schema that have one. */
export function manifestFields<Parent>(manifestOf: (parent: Parent) => Json) {
  const text =
    (member: string) =>
    (parent: Parent, { locales }: LocalisedArguments) =>
      localised(manifestOf(parent), member, locales ?? []) ?? null
  return {
    namePrefix: (parent: Parent) => textIn(objectIn(manifestOf(parent)).name_prefix) ?? null,
    shortDescription: text('short_description'),
    longDescription: text('long_description'),
    changes: text('changes'),
    categories: (parent: Parent) => manifestCategories(manifestOf(parent)),
    tags: (parent: Parent) => textsIn(objectIn(manifestOf(parent)).tags),
    langs: (parent: Parent) => langsOf(manifestOf(parent)),
    locales: (parent: Parent) => localeNames(manifestOf(parent)),
    developer: (parent: Parent) => developerOf(manifestOf(parent)) ?? null,
    license: (parent: Parent) => licenseOf(manifestOf(parent)) ?? null,
    permissions: (parent: Parent) => permissionsOf(manifestOf(parent)),
    doctypes: (parent: Parent) => doctypesOf(manifestOf(parent)),
    partnership: (parent: Parent) => partnershipOf(manifestOf(parent)) ?? null,
    routes: (parent: Parent) => routesOf(manifestOf(parent)),
    intents: (parent: Parent) => intentsOf(manifestOf(parent)),
    services: (parent: Parent) => servicesOf(manifestOf(parent)),
    notifications: (parent: Parent) => notificationsOf(manifestOf(parent)),
    platforms: (parent: Parent) => platformsOf(manifestOf(parent)),
    mobile: (parent: Parent) => mobileOf(manifestOf(parent)) ?? null,
  }
}
