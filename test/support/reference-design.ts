import type { ReferenceDocument } from './reference-data.js'

// The design documents that the reference registry (cozy-apps-registry) creates.

/** The five indexes of a database of applications. */
export const appsIndexes = Object.entries({
  slug: ['slug', 'editor', 'type'],
  type: ['type', 'slug', 'editor'],
  editor: ['editor', 'slug', 'type'],
  created_at: ['created_at', 'slug', 'editor', 'type'],
  maintenance: ['maintenance_activated'],
}).map(([name, fields]): ReferenceDocument => mangoIndex(`apps-index-by-${name}-v2`, fields))

// The design document that CouchDB stores for a `POST /{db}/_index`.
function mangoIndex(name: string, fields: string[]): ReferenceDocument {
  return {
    _id: `_design/${name}`,
    language: 'query',
    views: {
      [name]: {
        map: {
          fields: Object.fromEntries(fields.map((field) => [field, 'asc'])),
          partial_filter_selector: {},
        },
        reduce: '_count',
        options: { def: { fields } },
      },
    },
  }
}

/** The design document with the views of all versions in a database by date. */
export const byDate: ReferenceDocument = {
  _id: '_design/by-date',
  language: 'javascript',
  views: {
    stable: { map: `function(doc) { if (!/-(dev|beta)\\./.test(doc.version)) { emit(doc.created_at); } }` },
    beta: { map: `function(doc) { if (/-beta\\./.test(doc.version)) { emit(doc.created_at); } }` },
    dev: { map: `function(doc) { if (/-dev\\./.test(doc.version)) { emit(doc.created_at); } }` },
  },
}

/** The design document with the views of the versions of one application. */
export function viewsOfApp(slug: string): ReferenceDocument {
  const map = (key: string): { map: string } => ({
    map: `function(doc) { if (doc.slug !== "${slug}") { return; } var v = doc.version.split("."); emit(${key}, doc.version); }`,
  })
  const number = '+v[0], +v[1], parseInt(v[2], 10)'
  return {
    _id: `_design/versions-${slug}-v2`,
    language: 'javascript',
    views: {
      stable: map(`[${number}]`),
      beta: map(`[${number}, 0, 0]`),
      dev: map(`[${number}, 0, Date.parse(doc.created_at)]`),
    },
  }
}
