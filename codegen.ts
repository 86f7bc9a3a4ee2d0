import type { CodegenConfig } from '@graphql-codegen/cli'
import { enums } from './src/graphql/enums.js'

// Writes everything under src/**/generated/. Run `npm run codegen` after a change of schema/ or of an operation.

// As docs/graphql.md gives them to clients, but for the type of JSON.
const scalars = {
  ID: 'string',
  JSON: '../../json.js#Json',
  DateTime: 'string',
  URL: 'string',
  VersionNumber: 'string',
  Base64: 'string',
  Sha256: 'string',
}

/** What one room asks: documents with the types of their answers. */
function operations(documents: string[]): CodegenConfig['generates'][string] {
  return { documents, plugins: ['typescript-operations', 'typed-document-node'], config: { skipTypename: true } }
}

const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  importExtension: '.js',
  config: {
    useTypeImports: true,
    strictScalars: true,
    enumsAsTypes: true,
    immutableTypes: true,
    scalars,
  },
  generates: {
    'src/graphql/generated/resolvers.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: '../context.js#Context',
        mapperTypeSuffix: 'Model',
        avoidOptionals: { field: true, inputValue: false, object: false, defaultValue: true, resolvers: true },
        enumValues: enums,
        // A resolver gives a date, or the text that is stored.
        scalars: { ...scalars, DateTime: { input: 'Date', output: 'Date | string' } },
        mappers: {
          AppSortField: '../../registry/catalogue/listing.js#AppSortField',
          AppType: '../../registry/records.js#AppType',
          Channel: '../../registry/versions.js#Channel',
          DataUsageCommitment: '../../registry/commitments.js#Commitment',
          DataUsageCommitmentBy: '../../registry/commitments.js#CommitmentAuthor',
          App: '../../registry/catalogue/catalogue.js#App',
          AppChannel: '../models.js#AppChannel',
          AppConnection: '../../registry/catalogue/listing.js#AppPage',
          AppFacets: '../../registry/catalogue/listing.js#AppPage',
          Editor: '../models.js#Editor',
          File: '../models.js#File',
          KonnectorField: '../../registry/manifests/konnector-fields.js#KonnectorField',
          KonnectorManifest: '../models.js#KonnectorManifest',
          Maintenance: '../../registry/records.js#Maintenance',
          Permission: '../../registry/manifests/permissions.js#Permission',
          Registry: '../models.js#Registry',
          Space: '../../registry/spaces.js#Space',
          WellKnownFile: '../../registry/well-known.js#WellKnownFile',
          Version: '../../registry/catalogue/catalogue.js#Version',
          VersionConnection: '../models.js#VersionConnection',
          AppExists: '../refusals.js#Refused',
          AppNotFound: '../refusals.js#Refused',
          ArchiveRejected: '../refusals.js#Refused',
          Busy: '../refusals.js#Refused',
          EditorExists: '../refusals.js#Refused',
          EditorNotFound: '../refusals.js#Refused',
          FileNotFound: '../refusals.js#Refused',
          InvalidInput: '../refusals.js#Refused',
          NotAllowed: '../refusals.js#Refused',
          SpaceNotFound: '../refusals.js#Refused',
          VersionExists: '../refusals.js#Refused',
          VersionNotFound: '../refusals.js#Refused',
        },
      },
    },
    'src/cli/generated/operations.ts': operations([
      'src/cli/operations/*.graphql',
      'src/wire-format/fragments.graphql',
    ]),
    'src/operator/generated/operations.ts': operations(['src/operator/operations/*.graphql']),
    'src/quickstart/generated/operations.ts': operations(['src/quickstart/operations/*.graphql']),
    'src/rest/generated/operations.ts': operations([
      'src/rest/operations/*.graphql',
      'src/wire-format/fragments.graphql',
    ]),
    'src/wire-format/generated/fragments.ts': operations(['src/wire-format/fragments.graphql']),
  },
}

export default config
