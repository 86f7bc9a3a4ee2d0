import type { CozyAppsRegistryIndexes, Index } from './documents.js'

/** The indexes that the reference registry queries in a database of applications. */
export const referenceAppIndexes: CozyAppsRegistryIndexes = {
  indexes: [
    appsIndex('slug', ['slug', 'editor', 'type']),
    appsIndex('type', ['type', 'slug', 'editor']),
    appsIndex('editor', ['editor', 'slug', 'type']),
    appsIndex('created_at', ['created_at', 'slug', 'editor', 'type']),
    appsIndex('maintenance', ['maintenance_activated']),
  ],
}

/**
 * The views that the reference registry queries in a database of published versions. A view has the versions of one channel by
 * date.
 */
export const referenceVersionIndexes: CozyAppsRegistryIndexes = {
  views: [
    {
      name: 'by-date',
      maps: {
        stable: mapByDate('!beta && !dev'),
        beta: mapByDate('beta && !dev'),
        dev: mapByDate('dev'),
      },
    },
  ],
}

/** The name of the design document with the views that the reference registry creates for an application. */
export function viewsOfApp(slug: string): string {
  return `versions-${slug}-v2`
}

function appsIndex(name: string, fields: Index['fields']): Index {
  return { name: `apps-index-by-${name}-v2`, fields }
}

// ECMAScript 5: all versions of CouchDB can run it. A view has the versions of exactly one channel.
function mapByDate(condition: string): string {
  return `function (doc) {
  if (typeof doc.version !== 'string') return;
  var dev = doc.version.indexOf('-dev.') !== -1;
  var beta = doc.version.indexOf('-beta.') !== -1;
  if (${condition}) emit(doc.created_at, null);
}`
}
