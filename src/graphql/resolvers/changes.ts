import type { Version } from '../../registry/catalogue/catalogue.js'
import { changeNeedsConsent, type ComparedRule } from '../../registry/manifests/change-needs-consent.js'
import { comparedRule, permissionChanges } from '../../registry/manifests/permission-changes.js'
import { permissionsOf } from '../../registry/manifests/permissions.js'
import { termsOf } from '../../registry/manifests/publisher-info.js'
import { versionsBetween } from '../../registry/catalogue/version-list.js'
import type { Resolvers } from '../generated/resolvers.js'
import type { AppChanges } from '../models.js'

/** The resolvers of the changes between two versions. */
export const changes: Pick<Resolvers, 'AppChanges'> & { App: Pick<Resolvers['App'], 'changes'> } = {
  App: {
    changes: async (app, numbers, { registry }) => {
      const [from, to] = await Promise.all(
        [numbers.from, numbers.to].map((number) => registry.catalogue.version(app, number)),
      )
      return from && to ? { app, from, to } : null
    },
  },
  AppChanges: {
    from: ({ from }) => from,
    to: ({ to }) => to,
    permissions: ({ from, to }) =>
      permissionChanges(permissionsOf(from.record.manifest), permissionsOf(to.record.manifest)),
    terms: (parent) => {
      const { before, after } = termsOfBoth(parent)
      return JSON.stringify(before) === JSON.stringify(after) ? null : { before, after }
    },
    sizeDifference: ({ from, to }) => to.record.size - from.record.size,
    needsConsent,
    versions: async ({ app, from, to }, { first }, { registry }) => {
      const between = versionsBetween(await registry.catalogue.versionsOf(app), from.record, to.record, first)
      return registry.catalogue.versions(app, between)
    },
  },
}

function termsOfBoth({ from, to }: AppChanges) {
  return { before: termsOf(from.record.manifest) ?? null, after: termsOf(to.record.manifest) ?? null }
}

// A Cozy compares the version of the terms only.
function needsConsent(parent: AppChanges): boolean {
  const { before, after } = termsOfBoth(parent)
  if ((before?.version ?? null) !== (after?.version ?? null)) return true
  return changeNeedsConsent(comparedRules(parent.from), comparedRules(parent.to), parent.to.record.type)
}

function comparedRules({ record }: Version): ComparedRule[] {
  return permissionsOf(record.manifest).map(comparedRule)
}
