import type { CodegenConfig } from '@graphql-codegen/cli'

// Reads the schema of a running registry, and writes the types of the operations in src/ to src/generated/.
const config: CodegenConfig = {
  schema: process.env.REGISTRY_URL ?? 'http://localhost:8080/graphql',
  documents: 'src/*.ts',
  generates: {
    'src/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: {
          DateTime: 'string',
          URL: 'string',
          VersionNumber: 'string',
          Base64: 'string',
          Sha256: 'string',
          JSON: 'unknown',
        },
      },
    },
  },
  importExtension: '.js',
}

export default config
