import { fieldsOf } from '../../registry/manifests/konnector-fields.js'
import {
  aggregatorAccountOf,
  dataTypesOf,
  foldersOf,
  isClientSide,
  oauthOf,
  timeIntervalOf,
  vendorLinkOf,
} from '../../registry/manifests/konnector.js'
import { objectIn, textIn, textsIn } from '../../registry/manifests/read.js'
import type { Resolvers } from '../generated/resolvers.js'

/** The resolvers of the fields that only the manifests of konnectors have. */
export const konnector: Pick<Resolvers, 'KonnectorManifest' | 'KonnectorField'> = {
  KonnectorManifest: {
    fields: ({ manifest }) => fieldsOf(manifest),
    folders: ({ manifest }) => foldersOf(manifest),
    messages: ({ manifest }) => textsIn(objectIn(manifest).messages),
    oauth: ({ manifest }) => oauthOf(manifest) ?? null,
    timeInterval: ({ manifest }) => timeIntervalOf(manifest) ?? null,
    frequency: ({ manifest }) => textIn(objectIn(manifest).frequency) ?? null,
    features: ({ manifest }) => textsIn(objectIn(manifest).features),
    qualificationLabels: ({ manifest }) => textsIn(objectIn(manifest).qualification_labels),
    dataTypes: ({ manifest }) => dataTypesOf(manifest),
    clientSide: ({ manifest }) => isClientSide(manifest),
    vendorLink: ({ manifest }) => vendorLinkOf(manifest) ?? null,
    language: ({ manifest }) => textIn(objectIn(manifest).language) ?? null,
    parameters: ({ manifest }) => objectIn(manifest).parameters ?? null,
    bankingTransactionPattern: ({ manifest }) => textIn(objectIn(manifest).banksTransactionRegExp) ?? null,
    aggregatorAccountId: ({ manifest }) => aggregatorAccountOf(manifest) ?? null,
    uuid: ({ manifest }) => textIn(objectIn(manifest).uuid) ?? null,
    onDeleteAccount: ({ manifest }) => textIn(objectIn(manifest).on_delete_account) ?? null,
  },
  KonnectorField: {
    name: ({ name }) => name,
    type: ({ type = null }) => type,
    label: ({ label }, { locales }) => label(locales ?? []) ?? null,
    description: ({ description }, { locales }) => description(locales ?? []) ?? null,
    placeholder: ({ placeholder }, { locales }) => placeholder(locales ?? []) ?? null,
    role: ({ role = null }) => role,
    required: ({ required }) => required,
    advanced: ({ advanced }) => advanced,
    encrypted: ({ encrypted = null }) => encrypted,
    default: (field) => field.default,
    min: ({ min = null }) => min,
    max: ({ max = null }) => max,
    minLength: ({ minLength = null }) => minLength,
    maxLength: ({ maxLength = null }) => maxLength,
    pattern: ({ pattern = null }) => pattern,
    options: ({ options }) => options,
  },
}
