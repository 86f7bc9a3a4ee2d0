/** The actions that verbs permit. */
export const actions = ['read', 'add', 'change', 'remove'] as const

/** An action on documents. */
export type Action = (typeof actions)[number]

/** The doctypes that have a name for people in each language. All others are named by their identifiers. */
export const knownDoctypes = [
  'cc.cozycloud.dacc_v2',
  'com.bitwarden.ciphers',
  'com.bitwarden.contacts',
  'com.bitwarden.folders',
  'com.bitwarden.organizations',
  'com.bitwarden.profiles',
  'io.cozy.account_types',
  'io.cozy.accounts',
  'io.cozy.accounts.*',
  'io.cozy.apps',
  'io.cozy.apps.suggestions',
  'io.cozy.bank.*',
  'io.cozy.bank.accounts',
  'io.cozy.bank.accounts.stats',
  'io.cozy.bank.balancehistories',
  'io.cozy.bank.operations',
  'io.cozy.bank.recipients',
  'io.cozy.bank.recurrence',
  'io.cozy.bank.settings',
  'io.cozy.bills',
  'io.cozy.calendar.events',
  'io.cozy.certified.carbon_copy',
  'io.cozy.certified.electronic_safe',
  'io.cozy.contacts',
  'io.cozy.contacts.accounts',
  'io.cozy.contacts.groups',
  'io.cozy.doctypes',
  'io.cozy.files',
  'io.cozy.files.*',
  'io.cozy.files.settings',
  'io.cozy.files.versions',
  'io.cozy.identities',
  'io.cozy.jobs',
  'io.cozy.konnectors',
  'io.cozy.notes',
  'io.cozy.notes.*',
  'io.cozy.notifications',
  'io.cozy.oauth.clients',
  'io.cozy.permissions',
  'io.cozy.photos.albums',
  'io.cozy.photos.settings',
  'io.cozy.procedures.administratives',
  'io.cozy.settings',
  'io.cozy.sharings',
  'io.cozy.tags',
  'io.cozy.terms',
  'io.cozy.timeseries.geojson',
  'io.cozy.todos',
  'io.cozy.triggers',
] as const

/** A doctype that has a name for people. */
export type KnownDoctype = (typeof knownDoctypes)[number]

/** The texts that explain permissions, in one language. */
export interface PermissionWords {
  /** The code of the language. */
  language: string
  /** The locale that determines how lists are written. */
  listStyle: string
  /** The actions, as words that a doctype can follow: "read" and then "your contacts". */
  actions: Record<Action, string>
  /** The names of doctypes: "your contacts". */
  doctypes: Record<KnownDoctype, string>
  /** The name of the documents of all doctypes. */
  allData: string
  /** The name of documents without a doctype. */
  unnamedData: string
  /** The name of the documents of a doctype that is not known. */
  dataOf: (doctype: string) => string
  /** The name of the documents of a doctype that is not known, and of all doctypes below it. */
  dataBelow: (doctype: string) => string
  /** Puts a value in quotation marks. */
  quote: (value: string) => string
  /** The end of a list that leaves values out. */
  others: (count: number) => string
  /** Restricts the documents to those with one of these ids. */
  onlyIds: (ids: string) => string
  /** Restricts files to folders and files with these ids. A folder includes its content. */
  onlyFiles: (ids: string) => string
  /** Restricts the documents to those with one of these values in a field. */
  onlyValues: (field: string, values: string) => string
  /** A sentence: the data leave the Cozy. */
  remote: string
}
